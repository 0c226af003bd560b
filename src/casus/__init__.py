"""casus reads reports of conflict and writes down what they say happened, each value with the words that bear it."""

__version__ = "0.1.0"
