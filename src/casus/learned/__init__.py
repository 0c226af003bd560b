"""Alcove of the heavy libraries: models found by manifest."""
