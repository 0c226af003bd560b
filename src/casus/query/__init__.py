"""Asking a store from Python: `casus.open("store.db").events(country="Iraq")`."""

from casus.query.database import Database, connect

__all__ = ["Database", "connect"]
