"""What speaks for a place in the whole report: the land it tells most of, the sides' lands, a turn to something else.

Numbers around 0 to 1 by name, weighed with those of casus.coding.place_features; what parts or joins two sentences also
with those of casus.coding.time_features.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casus.coding.dateline import in_dateline
from casus.coding.roles import Roles
from casus.coding.syntax import words
from casus.records.annotated import Annotated
from casus.records.frame import Frame
from casus.values.party import Category
from casus.values.where import Where

PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[ \t]{2,}")


@dataclass(frozen=True)
class Report:
    """A frame in its report, as far as it tells where the frame lies."""

    frame: Frame
    annotated: Annotated
    roles: Roles

    @cached_property
    def lands(self) -> Counter[str]:
        """How often the report tells each country, by places in it and its demonyms, datelines left out."""
        every = (*self.annotated.places, *self.annotated.pointers)
        return Counter(m.where.country for m in every if m.where.country and not in_dateline(self.annotated, m.span))

    @cached_property
    def parties(self) -> dict[int, frozenset[str]]:
        """The parties of each sentence, by id or name."""
        found: dict[int, set[str]] = {}
        for m in self.annotated.parties:
            found.setdefault(self.annotated.tokens[m.head].sentence, set()).add(m.party.id or m.party.name)
        return {sentence: frozenset(names) for sentence, names in found.items()}

    @cached_property
    def turns(self) -> frozenset[int]:
        """The sentences that turn to something else: "Meanwhile, ...", "In another incident ..."."""
        found = set()
        for s in self.annotated.sentences:
            first = [t.text.casefold() for t in self.annotated.tokens[s.first : s.first + 3] if t.pos != "PUNCT"]
            if first[:1] and (first[0] in words("turning") or (first[0] == "in" and set(first[1:]) & words("further"))):
                found.add(s.index)
        return frozenset(found)

    @cached_property
    def further(self) -> bool:
        """Whether the trigger is told as one more of its sort: "another attack", "a separate incident"."""
        head = self.frame.head
        own = [t for t in self.annotated.tokens[max(0, head - 3) : head] if t.head == head]
        return any(t.text.casefold() in words("further") for t in own)

    def features(self, where: Where, sentence: int | None) -> Iterator[tuple[str, float]]:
        """What the report says of a place whose words stand in a sentence (None: they tell a side)."""
        country = where.country
        if country is not None:
            yield "land share", self.lands[country] / max(1, self.lands.total())
            yield "main land", float(self.lands[country] == max(self.lands.values(), default=0))
        for role, claim in (("initiator", self.roles.initiator), ("target", self.roles.target)):
            home = None if claim is None or claim.value.category is Category.EXTERNAL_FORCES else claim.value.country
            if home is not None and country is not None:
                yield f"land of {role}", float(home == country)
                yield f"not of {role}", float(home != country)
        if sentence is not None and sentence != self.frame.sentence:
            yield from self.between(sentence)

    def between(self, sentence: int) -> Iterator[tuple[str, float]]:
        """What parts another sentence from the trigger's, or joins them."""
        first, last = sorted((sentence, self.frame.sentence))
        yield "turned", float(any(first < s <= last for s in self.turns))
        yield "further", float(self.further)
        yield "parties shared", float(bool(self._parties(sentence) & self._parties(self.frame.sentence)))
        yield (
            "parties other",
            float(
                bool(self._parties(sentence) and self._parties(self.frame.sentence))
                and not self._parties(sentence) & self._parties(self.frame.sentence)
            ),
        )
        text = self.annotated.document.text
        start, end = self.annotated.sentences[first].start, self.annotated.sentences[last].start
        yield "paragraph", float(PARAGRAPH.search(text, start, end) is not None)

    def _parties(self, sentence: int) -> frozenset[str]:
        return self.parties.get(sentence, frozenset())
