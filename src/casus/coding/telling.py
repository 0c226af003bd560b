"""A report as a row of tellings: what each sentence brings for the first time, and how each event's words tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from casus.coding.agreeing import bare, points_back
from casus.coding.joining import join
from casus.coding.place_report import PARAGRAPH
from casus.coding.syntax import words
from casus.coding.tree import HAVE, Tree
from casus.records.annotated import Annotated, NameType, Token
from casus.records.claim import Claim
from casus.records.event import Event

THE = frozenset({"the", "this", "that", "these", "those"})
OWN = frozenset({"its", "their", "his", "her"})
SHIFTS = ("turning", "further", "former", "following")  # classes of words that part or join what sentences tell
QUOTES = '"“”'
FRONT = 12  # characters after which a place no longer begins its sentence
SHORTEST = 3  # letters of a word that two sentences may share


@dataclass(frozen=True)
class Report:
    """A document, sentence by sentence."""

    annotated: Annotated

    @cached_property
    def tree(self) -> Tree:
        """The trees of the document."""
        return Tree(annotated=self.annotated)

    @cached_property
    def paragraphs(self) -> list[int]:
        """The number of each sentence's paragraph."""
        text, numbers = self.annotated.document.text, [0]
        for a, b in pairwise(self.annotated.sentences):
            numbers.append(numbers[-1] + bool(PARAGRAPH.search(text, max(a.start, a.end - 2), b.start + 1)))
        return numbers

    @cached_property
    def fresh(self) -> list[frozenset[str]]:
        """What each sentence names that none before did: a `place`, an `armed` side, a `person`, a `day`."""
        found: list[set[str]] = [set() for _ in self.annotated.sentences]
        known: set[tuple[str, str]] = set()
        for at, what, name in sorted(self._named()):
            sentence = self.annotated.sentence_at(at)
            if sentence is not None and (what, name) not in known:
                known.add((what, name))
                found[sentence.index].add(what)
        return [frozenset(f) for f in found]

    def _named(self) -> Iterator[tuple[int, str, str]]:
        for place in self.annotated.places:
            yield place.span.start, "place", place.where.name
        for party in self.annotated.parties:
            if party.party.armed and party.antecedent is None:
                yield party.span.start, "armed", party.party.id or party.party.name.casefold()
        for name in self.annotated.names:
            if name.type is NameType.PERSON:
                said = self.annotated.document.text[name.span.start : name.span.end].split()
                yield name.span.start, "person", said[-1].casefold() if said else ""
        for time in self.annotated.times:
            if time.when is not None:
                yield time.span.start, "day", str(time.when.start)

    @cached_property
    def nouns(self) -> list[frozenset[str]]:
        """The nouns and names of each sentence, by dictionary form."""
        return [
            frozenset(t.lemma.casefold() for t in inside if t.pos in ("NOUN", "PROPN") and len(t.text) >= SHORTEST)
            for inside in self._inside()
        ]

    @cached_property
    def shifts(self) -> list[frozenset[str]]:
        """The classes of SHIFTS that each sentence has a word of."""
        told = ({t.text.casefold() for t in inside} for inside in self._inside())
        return [frozenset(name for name in SHIFTS if said & words(name)) for said in told]

    def between(self, first: int, last: int) -> tuple[str, ...]:
        """What the sentences between two name for the first time, and their words that part or join, by feature."""
        found = self._gaps.get((first, last))
        if found is None:
            new = {w for n in range(first + 1, last) for w in self.fresh[n]}
            words_ = {w for n in range(first + 1, last) for w in self.shifts[n]}
            found = (*(f"new between {w}" for w in sorted(new)), *(f"word between {w}" for w in sorted(words_)))
            self._gaps[first, last] = found
        return found

    @cached_property
    def _gaps(self) -> dict[tuple[int, int], tuple[str, ...]]:
        return {}

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each sentence has words in quotes, or stands between them."""
        found, marks = [], 0
        for s in self.annotated.sentences:
            here = sum(self.annotated.document.text.count(mark, s.start, s.end) for mark in QUOTES)
            found.append(bool(marks % 2 or here))
            marks += here
        return found

    def _inside(self) -> Iterator[Sequence[Token]]:
        return (self.annotated.tokens[s.first : s.last] for s in self.annotated.sentences)


@dataclass(frozen=True)
class Telling:
    """An event as one place of the report tells it."""

    report: Report
    event: Event

    @cached_property
    def sentence(self) -> int:
        """The index of the sentence with the trigger."""
        found = self.report.annotated.sentence_at(self.event.trigger[0].start)
        return 0 if found is None else found.index

    @cached_property
    def head(self) -> Token | None:
        """The trigger's head."""
        return self.report.annotated.head_of(self.event.trigger[0].span)

    @cached_property
    def clause(self) -> Token | None:
        """The verb of the trigger's clause."""
        tree = self.report.tree
        steps = () if self.head is None else tree.path(self.head.index)
        return next((tree.token(i) for i in steps if tree.verbal(i)), None)

    @cached_property
    def lemma(self) -> str:
        """The dictionary form of the trigger's head."""
        return "" if self.head is None else self.head.lemma.casefold()

    @cached_property
    def back(self) -> bool:
        """Whether the trigger points back: "the attack", "this raid", "their advance"."""
        return points_back(self.event, self.report.annotated)

    @cached_property
    def bare(self) -> bool:
        """Whether the event tells nothing that would set it apart."""
        return bare(self.event)

    @cached_property
    def chance(self) -> float:
        """The reading model's chance that the trigger tells a happening."""
        first = self.event.trigger[0].span
        return max((h.score for h in self.report.annotated.hints if h.trigger.overlaps(first)), default=0.0)

    @cached_property
    def victim(self) -> str:
        """The dictionary form of the word for whom it hit; "" where nobody is told."""
        told = self.event.target
        if told is None or not told.evidence:
            return ""
        head = self.report.annotated.head_of(told.evidence[0].span)
        return "" if head is None else head.lemma.casefold()

    def own(self, told: Claim[Any] | None) -> bool:
        """Whether the trigger's own sentence has the words of a claim."""
        s = self.report.annotated.sentences[self.sentence]
        return told is not None and any(s.start <= e.start < s.end for e in told.evidence)

    @cached_property
    def fronted(self) -> bool:
        """Whether the sentence begins with the place: "In Vesk, gunmen shot a guard"."""
        place, s = self.event.place, self.report.annotated.sentences[self.sentence]
        return place is not None and any(s.start <= e.start <= s.start + FRONT for e in place.evidence)

    @cached_property
    def article(self) -> str:
        """How the trigger is introduced where it is a noun, else `verb`."""
        return "verb" if self.head is None or self.head.tag.startswith("V") else self._introduced(self.head)

    def _introduced(self, head: Token) -> str:
        """`the`, `a`, `other`, `former`, `owned`, `counted`, `bare`, `plural`, `name`."""
        below = list(self.report.tree.children(head.index))
        said = {t.text.casefold() for t in below if t.relation in ("det", "nmod:poss", "nummod", "amod")}
        before = self.report.annotated.tokens[head.index - 1] if head.index else None
        if before is not None and before.sentence == head.sentence:
            said.add(before.text.casefold())
        for name, meant in (("other", words("further")), ("former", words("former")), ("the", THE), ("owned", OWN)):
            if said & meant or (name == "owned" and any(w.endswith(("'s", "’s")) for w in said)):
                return name
        if said & {"a", "an"}:
            return "a"
        if any(t.relation == "nummod" for t in below):
            return "counted"
        return "name" if head.pos == "PROPN" else "plural" if head.tag == "NNS" else "bare"

    @cached_property
    def tense(self) -> str:
        """`noun`, or the verb's form: `had`, `have`, `to`, `modal`, or its Penn tag with `passive` before it."""
        head = self.head
        if head is None or not head.tag.startswith("V"):
            return "noun"
        tree = self.report.tree
        auxiliary = {t.text.casefold() for t in tree.children(head.index, "aux")}
        if auxiliary & (HAVE - {"have", "has", "having", "'ve", "’ve"}):
            return "had"
        if auxiliary & HAVE:
            return "have"
        if any(t.text.casefold() == "to" for t in tree.children(head.index, "aux", "mark")):
            return "to"
        if any(t.tag == "MD" for t in tree.children(head.index, "aux")):
            return "modal"
        passive = any(t.relation == "aux:pass" for t in tree.children(head.index))
        return f"passive {head.tag}" if passive else head.tag


@dataclass
class Happening:
    """What is one happening so far: its event, joined, and the tellings of it in order."""

    event: Event
    tellings: list[Telling] = field(default_factory=list)

    @staticmethod
    def of(telling: Telling) -> Happening:
        """The happening that one telling tells."""
        return Happening(telling.event, [telling])

    def add(self, telling: Telling) -> None:
        """One telling more."""
        self.event = join(self.event, telling.event)
        self.tellings.append(telling)


def tellings(events: Sequence[Event], annotated: Annotated) -> tuple[list[Telling], Counter[int]]:
    """The events in order of their triggers, each as told, and how many each sentence tells."""
    report = Report(annotated)
    ordered = sorted(events, key=lambda e: (e.trigger[0].start, e.trigger[0].end, e.id))
    told = [Telling(report, e) for e in ordered]
    return told, Counter(t.sentence for t in told)
