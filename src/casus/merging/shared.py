"""Equal values are one value, so that a million events fit in memory."""

from __future__ import annotations

from typing import TypeVar, cast

V = TypeVar("V")


class Shared:
    """Equal values made once: a million events name a few thousand places and parties."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: V) -> V:
        """The first value equal to this one."""
        return cast(V, self._known.setdefault((type(value), value), value))


class Single(Shared):
    """Values as they come: of a few events to find the equal ones takes longer than it saves."""

    def __call__(self, value: V) -> V:
        """The value itself."""
        return value
