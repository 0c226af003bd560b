"""Weights of the English reading model of casus; data only. See manifest.toml."""

__version__ = "0.1.3"
