"""How good is it? The measures, over gold in the formats of the public corpora."""
