"""From tolls to the numbers of a scheme, with the rule that made each."""

from __future__ import annotations

from dataclasses import dataclass

from casus.export.happening import Counted, Happening
from casus.export.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, and the rules that made it."""

    number: int
    rules: tuple[str, ...]


def fatalities(h: Happening, profile: Profile) -> Figure:
    """The dead as one number, by the profile."""
    killed = h.killed()
    if not killed:
        return Figure(number=0, rules=("none told",))
    parts = [counted(c, profile, disputed=h.disputed) for c in killed]
    return Figure(
        number=sum(p.number for p in parts), rules=tuple(dict.fromkeys(rule for p in parts for rule in p.rules))
    )


def counted(c: Counted, profile: Profile, *, disputed: bool = False) -> Figure:
    """One toll as a number: by the word that tells it, else by the profile's figure.

    A word counts only where the toll holds no numeral: "dozens" is 12, "at least 24, among them dozens of children" 24.
    """
    text = " ".join(c.words)
    if not any(ch.isdigit() for ch in text):
        for vague in profile.vague:
            found = vague.words.search(text)
            if found:
                return Figure(number=vague.count, rules=(f"{found.group().lower()} = {vague.count}",))
    choice = profile.disputed if disputed else profile.figure
    return Figure(number=figure(c, choice, profile), rules=(f"{choice} of the reports",))


def figure(c: Counted, choice: str, profile: Profile) -> int:
    """The low, best or high figure; an open high is the profile's choice."""
    t = c.toll
    if choice == "high":
        return t.high if t.high is not None else (t.best if profile.open_high == "best" else t.low)
    return t.low if choice == "low" else t.best
