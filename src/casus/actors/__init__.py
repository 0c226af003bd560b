"""Who there is: armed actors, states, and the nouns that denote a party. Read from data/actors."""

from __future__ import annotations

from casus.actors.lookup import Actors, Land, Match, load_actors

__all__ = ["Actors", "Land", "Match", "load_actors"]
