"""From an annotated document to frames: something happened here."""
