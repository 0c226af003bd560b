"""A document as read: sentences, words, parse, names, and the mentions of places, times, parties, quantities.

No library's own types stand here. Token indices count through the whole document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum

from casus.records.document import Document
from casus.records.span import Span
from casus.values.party import Party
from casus.values.toll import Toll
from casus.values.when import When
from casus.values.where import Where


class NameType(Enum):
    """Sorts of names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    NATIONALITY = "nationality"
    OPERATION = "operation"
    WEAPON = "weapon"
    OTHER = "other"


class TimeType(Enum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word: where it stands, what it is, and the word that it hangs on.

    `tag` is a Penn tag, `pos` a universal tag, `relation` a universal dependency, `head` the index of the governing
    token in the document, or this token's own index at the root of a sentence. `sentence` is the sentence's index.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    sentence: int

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its characters, and its tokens as a half-open range of indices."""

    index: int
    start: int
    end: int
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name, with the model's probability where it gives one."""

    span: Span
    type: NameType
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place by name. `where` has no coordinates if unresolved; `score` is the calibrated chance of being right.

    `relation` words ("southwest of") and `anchor` (the bare name inside a longer phrase) are kept apart.
    """

    span: Span
    where: Where
    score: float
    anchor: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """An expression of time: TIMEX3 type and value (None if unresolved), and the days it stands for (None likewise)."""

    span: Span
    type: TimeType
    value: str | None
    when: When | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """An actor as mentioned: the whole phrase, its head token, who that is, and the rule or table row that says so.

    `antecedent` is the span of the mention that tells who it is, where this one ("the militants", "they") does not.
    """

    span: Span
    head: int
    party: Party
    rule: str
    antecedent: Span | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A count of people harmed ("at least three soldiers were killed"): the figure's words, the people, the harm.

    `span` is the whole of figure and people ("at least three soldiers"), `head` the token of the people or figure,
    `verb` the token that tells the harm. `people` describes them ("soldiers"), or is None.
    """

    span: Span
    toll: Toll
    head: int
    verb: int
    people: Span | None = None
    rule: str = ""

    @property
    def told(self) -> bool:
        """Whether words of harm tell it; else only the reading model sees it."""
        return not self.rule.startswith("model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Mentions in one document of one thing, in order; `best` is the index of the one that names it best."""

    mentions: tuple[Span, ...]
    best: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHint:
    """A phrase that the reading model gives a role in a happening, with its probability."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A happening as the reading model sees it: trigger, ACLED sub-events with probabilities (best first), roles.

    Empty for models without such heads. Coding weighs hints beside its rules; a hint is never the last word.
    """

    trigger: Span
    score: float
    kinds: tuple[tuple[str, float], ...]
    factuality: tuple[tuple[str, float], ...]
    roles: tuple[RoleHint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A sentence that is likely one of a user's own category: by what chance, and the tokens that speak for it."""

    sentence: int
    name: str
    kind: str
    score: float
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with everything that reading found in it. All tuples are in order of position.

    `pointers` are places told without their name: by a demonym, or as "the country", "the capital". `about` are the
    log-odds of each sentence that it stands in a report of conflict; empty where no model says so.
    """

    document: Document
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()
    chains: tuple[Chain, ...] = ()
    hints: tuple[Hint, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    pointers: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    own: tuple[Own, ...] = ()
    about: tuple[float, ...] = ()

    def words(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap a span."""
        first = bisect_right(self.tokens, span.start, key=lambda t: t.end)
        last = bisect_left(self.tokens, span.end, key=lambda t: t.start)
        return self.tokens[first:last]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character; None between sentences."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if at < 0 or self.sentences[at].end <= offset:
            return None
        return self.sentences[at]

    def head_of(self, span: Span) -> Token | None:
        """The token of a span that hangs on a word outside it (the first of several); None for an empty match."""
        inside = self.words(span)
        if not inside:
            return None
        first, last = inside[0].index, inside[-1].index
        for token in inside:
            if token.head == token.index or not first <= token.head <= last:
                return token
        return inside[-1]
