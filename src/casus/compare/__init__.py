"""Our events against those of another list: who holds what, and how far apart."""
