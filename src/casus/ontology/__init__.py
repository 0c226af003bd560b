"""Kinds of events and their counterparts in other coding schemes, read from data."""
