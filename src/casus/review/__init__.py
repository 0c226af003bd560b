"""People decide: what to look at first, deciding, taking back, and how far people agree. Everything is a judgement."""
