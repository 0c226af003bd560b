"""A parsed sentence as the rules of counting ask it: what hangs on what, what is passive, denied or joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casus.annotate.quantity_lexicon import Entry, by_word, cues
from casus.records.annotated import Annotated, Sentence, Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj:pass", "nsubj:outer"})
PRONOUNS = frozenset({"who", "whom", "that", "which"})
NOMINAL = frozenset({"DT", "JJ", "JJR", "JJS", "PRP$", "POS", "HYPH", "VBN", "VBG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """The head of a phrase for people who were harmed, the word that says so, and how the two stand together."""

    head: int
    verb: int
    entry: Entry
    how: str
    negated: bool = False


@dataclass(frozen=True)
class Tree:
    """A sentence's tokens, and for each those that hang on it."""

    core: Annotated
    sentence: Sentence

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.core.tokens[self.sentence.first : self.sentence.last]

    @cached_property
    def children(self) -> dict[int, list[Token]]:
        """Tokens by the index of the word that they hang on."""
        found: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.index:
                found.setdefault(token.head, []).append(token)
        return found

    def of(self, token: Token) -> list[Token]:
        """The tokens that hang on one."""
        return self.children.get(token.index, [])

    def boss(self, token: Token) -> Token:
        """The token that one hangs on; itself at the root."""
        return self.core.tokens[token.head]

    def below(self, token: Token, *relations: str) -> list[Token]:
        """The tokens that hang on one by any of the relations, subtypes included."""
        return [t for t in self.of(token) if t.relation in relations or t.relation.split(":")[0] in relations]

    def subjects(self, token: Token) -> list[Token]:
        """The subjects of a verb or predicate."""
        return [t for t in self.of(token) if t.relation in SUBJECT]

    def together(self, token: Token) -> Iterator[Token]:
        """A phrase's head and those joined to it by "and" or commas."""
        waiting = [token]
        while waiting:
            here = waiting.pop(0)
            if here is token or here.relation == "conj":
                yield here
            waiting.extend(t for t in self.below(here, "conj", "flat") if t.pos != "VERB")

    def path_up(self, token: Token) -> Iterator[Token]:
        """The first of those that a token is joined to by "and" or commas."""
        while token.relation == "conj" and token.head != token.index:
            token = self.boss(token)
            if token.relation != "conj":
                yield token

    def spread(self, head: Token, verb: Token, entry: Entry, how: str, no: bool = False) -> Iterator[Patient]:
        """A phrase and those joined to it, as people of one word of harm."""
        boss = self.boss(head)
        carried = [t for t in self.below(head, "nmod") if self.has_of(t)]
        if head.text.lower() in cues("carriers") and len(carried) == 1 and not self.below(head, "nummod"):
            head = carried[0]  # "the lives of a guard and two drivers": the drivers are joined to the guard
        if head.relation.startswith("nmod") and boss.index < head.index and counts(boss) and self.has_of(head):
            head = boss  # "dozens of women who were wounded": the clause hangs on the women, the count on the dozens
        for n, token in enumerate(self.together(head)):
            if n and token.text.lower() in by_word() and token.pos == "VERB":
                continue
            yield Patient(head=token.index, verb=verb.index, entry=entry, how=how + ("; and" if n else ""), negated=no)

    def has_of(self, token: Token) -> bool:
        """Whether "of" leads to a token."""
        return any(t.text.lower() == "of" and t.relation == "case" for t in self.of(token))

    def negated(self, verb: Token) -> bool:
        """Whether a verb is denied."""
        return any(t.text.lower() in cues("negations") and t.index <= verb.index for t in self.of(verb))

    def passive(self, verb: Token) -> bool:
        """Whether a participle is passive, by its subject or auxiliary."""
        if verb.tag not in ("VBN", "VBD"):
            return False
        return any(
            t.relation in ("nsubj:pass", "aux:pass") or (t.relation.startswith("aux") and t.lemma in ("be", "get"))
            for t in self.of(verb)
        )

    def noun_after(self, at: int) -> Token | None:
        """The head of the noun phrase that begins right at a place, by tags alone; for where the parse has lost it."""
        head = None
        for token in self.core.tokens[at : min(at + 12, self.sentence.last)]:
            if token.tag.startswith("NN") or (token.tag == "CD" and head is None):
                head = token
            elif token.text.lower() == "at" and self._aims(token):
                break  # "shot at guests"; "killed at least nine guests"
            elif token.tag not in NOMINAL and token.text.lower() not in ("at", "than", "about", "up"):
                break
        return head

    def _aims(self, at: Token) -> bool:
        """Whether "at" leads to what is aimed at, and not to a qualified figure."""
        after = self.core.tokens[at.index + 1].text.lower() if at.index + 1 < self.sentence.last else ""
        return after not in ("least", "most")

    def plain_between(self, first: Token, second: Token) -> bool:
        """Whether no noun or figure stands between two joined verbs, so that they share their people."""
        between = self.core.tokens[min(first.index, second.index) + 1 : max(first.index, second.index)]
        return all(t.pos in ("CCONJ", "ADV", "AUX", "PUNCT", "VERB", "PART") for t in between)


def counts(token: Token) -> bool:
    """Whether a word counts what follows after "of"."""
    return token.tag == "CD" or token.pos == "NUM" or token.text.lower() in cues("counters")
