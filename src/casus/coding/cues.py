"""Finds the cues of data/lexicons/en/cues.toml in the tree around a trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from casus.coding.operations import told as operations
from casus.lexicon.words import Cue, cues
from casus.records.annotated import Annotated, Token
from casus.records.frame import Frame
from casus.records.span import Span

CLIMB = ("xcomp", "ccomp", "advcl", "acl", "conj", "parataxis")
LIGHT = {"carry", "launch", "stage", "conduct", "mount", "begin", "start", "perform", "make", "take", "commit", "hold"}
TEMPORAL = frozenset(
    {"before", "after", "when", "while", "since", "as", "until", "because", "during", "following", "amid"}
)
SAYING = frozenset({"say", "announce", "declare", "tell", "add", "warn", "state", "promise", "vow"})
AHEAD = frozenset({"will", "would", "shall", "'ll"})
PAST = ("VBD", "VBN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cue at work: what it means, in what place it stands, its words."""

    means: str
    where: str
    words: Span


def found(frame: Frame, annotated: Annotated, carrier: int | None = None) -> Iterator[Found]:
    """All cues that bear on a frame's trigger, in the order of the file. `carrier` is the verb of a nominal trigger."""
    view = _View(frame, annotated, carrier)
    named = [t.span for t in operations(annotated)]
    for cue in cues():
        if cue.acts and frame.act not in cue.acts:
            continue
        token = view.place(cue)
        if token is not None and not any(span.covers(token.span) for span in named):  # the "Will" of a campaign's name
            yield Found(means=cue.means, where=cue.where, words=token.span)


class _View:
    """The trigger's surroundings, worked out once."""

    def __init__(self, frame: Frame, annotated: Annotated, carrier: int | None) -> None:
        self.tokens = annotated.tokens
        s = annotated.sentences[frame.sentence]
        self.sentence = annotated.tokens[s.first : s.last]
        self.head = annotated.tokens[frame.head]
        self.trigger = {t.index for t in annotated.words(frame.trigger)}
        self.verb = self._verb() if carrier is None else self.tokens[carrier]
        self.above = self._above()

    def _verb(self) -> Token:
        """The trigger if it is a verb, else the verb that carries the noun ("launched an attack")."""
        if self.head.pos == "VERB":
            return self.head
        up = self.tokens[self.head.head]
        carries = self.head.relation in ("obj", "nsubj", "nsubj:pass") and up.pos in ("VERB", "AUX")
        return up if carries and (up.lemma in LIGHT or self.head.relation != "obj" or up.tag in PAST) else self.head

    def _above(self) -> list[Token]:
        """The words that govern the trigger's clause, nearest first; a clause told as a fact ends the climb."""
        out: list[Token] = []
        at = self.verb
        while len(out) < 4:
            up = self.tokens[at.head]
            if up.index == at.index or not at.relation.startswith(CLIMB):
                break
            if at.relation in ("conj", "parataxis", "advcl:relcl", "acl:relcl") or (
                at.relation == "advcl" and not self._unreal(at)
            ):
                if at.relation != "conj" or any(c.relation.startswith("nsubj") for c in self._children(at)):
                    break
                at = up
                continue
            out.append(up)
            at = up
        return out

    def _unreal(self, clause: Token) -> bool:
        """Whether the clause's mark leaves open that it happened: "to", "if"; not "before", "when", "after"."""
        marks = [t.text.casefold() for t in self._children(clause, "mark")]
        return bool(marks) and not any(m in TEMPORAL for m in marks)

    def _children(self, token: Token, *relations: str) -> list[Token]:
        return [
            t
            for t in self.sentence
            if t.head == token.index and t.index != token.index and (not relations or t.relation.startswith(relations))
        ]

    def place(self, cue: Cue) -> Token | None:
        """The token that fits the cue in its place, or None."""
        finder: Callable[[], Iterable[Token]] = getattr(self, f"_{cue.where}")
        for token in finder():
            if (token.index not in self.trigger or token.pos == "AUX") and self._is(token, cue):
                return token
        return None

    def _is(self, token: Token, cue: Cue) -> bool:
        return token.lemma.casefold() in cue.words or token.text.casefold() in cue.words

    def _governor(self) -> Iterator[Token]:
        for token in self.above:
            if token.pos in ("VERB", "ADJ", "AUX"):
                yield token
        if self.head.pos != "VERB" and self.head.relation in ("obj", "xcomp", "obl", "nmod"):
            up = self.tokens[self.head.head]
            cases = {t.text.casefold() for t in self._children(self.head, "case")}
            if up.pos == "VERB" and up.lemma not in LIGHT and not cases & TEMPORAL:
                yield up

    def _clause(self) -> Iterator[Token]:
        """Verbs that govern the trigger's clause: "called on the army to withdraw"."""
        if self.head.pos == "VERB":
            yield from (t for t in self.above[:1] if t.pos == "VERB")

    def _object(self) -> Iterator[Token]:
        """The verb whose object a nominal trigger is: "proposed a truce"."""
        up = self.tokens[self.head.head]
        if up.pos == "VERB" and self.head.relation in ("obj", "nsubj:pass"):
            yield up
            if up.relation == "xcomp":  # "have tried to broker a truce"
                yield self.tokens[up.head]

    def _for(self) -> Iterator[Token]:
        """The verb under which the trigger stands with "for": "called for a withdrawal"."""
        up = self.tokens[self.head.head]
        if self.head.pos != "VERB" and up.pos == "VERB":
            yield from (up for t in self._children(self.head, "case") if t.text.casefold() == "for")

    def _auxiliary(self) -> Iterator[Token]:
        yield from self._children(self.verb, "aux")
        if self.verb.relation == "conj":
            yield from self._children(self.tokens[self.verb.head], "aux")

    def _modifier(self) -> Iterator[Token]:
        yield from self._children(self.head, "amod", "compound", "nmod:desc", "advmod", "det")
        before = self.head.index - self.sentence[0].index  # "the attempted kidnapping", however the tree hangs it
        if before > 1 and self.sentence[before - 2].tag in ("DT", "PRP$", "POS"):
            yield self.sentence[before - 1]

    def _negation(self) -> Iterator[Token]:
        yield from self._children(self.verb, "advmod", "det", "neg", "cc:preconj", "mark")
        if self.verb is not self.head:
            yield from self._children(self.head, "det", "case")

    def _reported(self) -> Iterator[Token]:
        """The "would" of what somebody said of oneself: "they said they would attack"."""
        up = self.tokens[self.verb.head]
        own = [t for t in self._children(self.verb, "nsubj") if t.pos == "PRON"]
        if self.verb.relation == "ccomp" and up.lemma in SAYING and up.tag in PAST and own:
            yield from self._children(self.verb, "aux")

    def _threat(self) -> Iterator[Token]:
        """The mark of what would stop what will be done: "will withdraw unless they stop"."""
        if any(t.text.casefold() in AHEAD for t in self._children(self.verb, "aux")):
            for clause in self._children(self.verb, "advcl"):
                yield from self._children(clause, "mark")

    def _until(self) -> Iterator[Token]:
        """The mark of a clause in the present, which is still to come: "fight until they take the town"."""
        if self.verb.relation == "advcl" and self.verb.tag in ("VBP", "VBZ"):
            yield from self._children(self.verb, "mark")

    def _condition(self) -> Iterator[Token]:
        yield from self._children(self.verb, "mark")
        up = self.tokens[self.head.head]
        if self.head.relation == "obj" and up.relation == "advcl":  # "unless they arranged a truce"
            yield from self._children(up, "mark")
        for token in self.above:
            if token.relation == "advcl":
                yield from self._children(token, "mark")

    def _purpose(self) -> Iterator[Token]:
        """The "to" of a clause of aim; "went on to attack" is no aim."""
        up = self.tokens[self.head.head]
        for token in (self.verb, *self.above, *([up] if self.head.relation == "obj" else [])):
            if token.relation in ("advcl", "acl") and token.tag == "VB":
                yield from self._children(token, "mark")

    def _noun(self) -> Iterator[Token]:
        for token in self.above:
            if token.pos in ("NOUN", "PROPN") or token.tag.startswith("NN"):
                yield token
        at = self.head
        for _ in range(2):
            up = self.tokens[at.head]
            if up.index == at.index or not at.relation.startswith(("nmod", "compound", "obl", "acl", "nsubj")):
                return
            if up.pos == "NOUN":
                yield up
            if at.relation.startswith("nsubj"):
                yield from self._children(up, "obl", "nmod")
                return
            at = up

    def _where(self) -> Iterator[Token]:
        """Nouns that set the scene: under a preposition on the verb, or its subject."""
        up = self.tokens[self.head.head]
        carrier = (up,) if up.index != self.head.index and up.tag.startswith("VB") else ()
        for anchor in (self.verb, *carrier, *self.above[:1]):
            yield from self._children(anchor, "obl", "nsubj")
            for up in self._children(anchor, "obl", "nsubj"):
                yield from self._children(up, "compound", "nmod")

    def _habit(self) -> Iterator[Token]:
        if self.verb.tag in ("VBP", "VBZ"):
            yield from self._children(self.verb, "advmod")

    def _metaphor(self) -> Iterator[Token]:
        for anchor in {self.verb.index: self.verb, self.head.index: self.head}.values():
            for token in self._children(anchor, "obj", "obl", "nmod", "compound"):
                yield token
                yield from self._children(token, "conj", "compound")
