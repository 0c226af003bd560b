"""Checks the lexicon by its own sentences: each entry's `match` must give what it says, and its `not` must not.

Run as `python -m casus.lexicon.check`. All faults are told together, by file and line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from casus.lexicon.triggers import Trigger, triggers
from casus.lexicon.words import Cue, cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one frame of a sentence: its entry and act, and a factuality, or the reason it was set aside."""

    entry: str
    act: str
    factuality: str | None = None
    reason: str | None = None


# Found, if only as another telling of a happening that a better word of the sentence names.
FOUND = (None, "part_of_another", "told_by_another", "other_subject")
Teller = Callable[[str], Sequence[Told]]


def faults(tell: Teller, language: str = "en") -> Iterator[str]:
    """Every entry that its sentences belie, one line each."""
    for entry in triggers(language):
        yield from (f"{entry.file}.toml:{entry.line}: {fault}" for fault in _trigger(entry, tell))
    for cue in cues(language):
        yield from (f"cues.toml:{cue.line}: {fault}" for fault in _cue(cue, tell))


def _trigger(entry: Trigger, tell: Teller) -> Iterator[str]:
    told = tell(entry.match)
    if not any(t.act == entry.act and t.reason in FOUND for t in told):
        yield f"{entry.name}: no {entry.act} in {entry.match!r}, but {_said(told)}"
    told = tell(entry.refuse)
    if any(t.entry == entry.name and t.reason is None for t in told):
        yield f"{entry.name}: finds {entry.act} in {entry.refuse!r}"


def _cue(cue: Cue, tell: Teller) -> Iterator[str]:
    reason = cue.means.removeprefix("discard:") if cue.means.startswith("discard:") else None
    for sentence, wanted in ((cue.match, True), (cue.refuse, False)):
        told = tell(sentence)
        if cue.means == "same":
            continue
        has = any((t.reason == reason) if reason else (t.factuality == cue.means) for t in told)
        if has is not wanted:
            yield f"{cue.means} by {cue.words[0]!r}: {'not ' if wanted else ''}in {sentence!r}, but {_said(told)}"


def _said(told: Sequence[Told]) -> str:
    return ", ".join(f"{t.entry or 'model'} {t.reason or t.factuality}" for t in told) or "nothing"


def main() -> int:
    """Prints all faults; 1 where there are some."""
    # By name, not by import: this room stands below the walk and must not depend on it; the check is a door of its own.
    found = list(faults(import_module("casus.evaluate.lexicon").teller()))
    print("\n".join(found) or f"{len(triggers())} triggers and {len(cues())} cues keep their word")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
