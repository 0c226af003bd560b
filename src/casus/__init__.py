"""casus reads reports of conflict and writes down what they say happened, each value with the words that bear it."""

from importlib import import_module

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`casus.open`, imported when it is called for, so that the start stays quick."""
    if name == "open":
        # By name: an import would make every room depend on this one.
        return import_module("casus.query").connect
    raise AttributeError(f"module 'casus' has no attribute {name!r}")
