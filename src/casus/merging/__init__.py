"""From events of many documents to incidents: who tells of the same happening, and where they disagree."""
