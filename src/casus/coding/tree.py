"""A sentence's tree as coding walks it: children, subtrees, marks, clauses. Indices count through the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casus.coding.syntax import words
from casus.records.annotated import Annotated, Token
from casus.records.span import Span

CLAUSES = frozenset({"advcl", "ccomp", "acl:relcl", "parataxis", "csubj", "csubj:pass", "advcl:relcl", "root", "list"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
DOWNED = frozenset({"shoot", "gun", "mow", "cut"})  # nothing else is done to whoever goes "down"
ENDING = ("xcomp", "advmod", "advcl", "compound:prt", "obl")
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The trees of a document's sentences."""

    annotated: Annotated

    def token(self, index: int) -> Token:
        """The token of an index."""
        return self.annotated.tokens[index]

    def word(self, index: int) -> str:
        """A token's words in lower case."""
        return self.annotated.tokens[index].text.casefold()

    def lemma(self, index: int) -> str:
        """A token's dictionary form in lower case."""
        return self.annotated.tokens[index].lemma.casefold()

    def sentence(self, index: int) -> tuple[Token, ...]:
        """The tokens of a token's sentence."""
        s = self.annotated.sentences[self.annotated.tokens[index].sentence]
        return self.annotated.tokens[s.first : s.last]

    def children(self, index: int, *relations: str) -> Iterator[Token]:
        """The words that hang on a word, in order; with relations, only those (`obl` takes `obl:agent` too)."""
        for token in self.sentence(index):
            if token.head == index and token.index != index:
                base = token.relation.partition(":")[0]
                if not relations or token.relation in relations or base in relations:
                    yield token

    def head(self, index: int) -> int | None:
        """The governing word; None at a root."""
        head = self.annotated.tokens[index].head
        return None if head == index else head

    def case(self, index: int) -> str:
        """The prepositions of a word, joined by spaces ("by", "because of"); empty where it has none."""
        marks = [t for t in self.children(index, "case") if t.text not in ("'s", "’s", "'", "’")]
        words = []
        for mark in marks:
            words += [mark.text.casefold(), *(t.text.casefold() for t in self.children(mark.index, "fixed"))]
        return " ".join(words)

    def subtree(self, index: int) -> tuple[int, ...]:
        """The indices of a word and everything below it, in order."""
        found = {index}
        grew = True
        tokens = self.sentence(index)
        while grew:
            more = {t.index for t in tokens if t.head in found} - found
            found |= more
            grew = bool(more)
        return tuple(sorted(found))

    def path(self, index: int) -> Iterator[int]:
        """A word, its governor, and so on to the root."""
        seen = set()
        at: int | None = index
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.head(at)

    def clause(self, index: int) -> tuple[int, ...]:
        """The words of the innermost clause that holds a word, in order, without clauses below it."""
        top = index
        for step in self.path(index):
            top = step
            relation = self.token(step).relation
            if relation in CLAUSES or (relation == "conj" and self.verbal(step)):
                break
        found, frontier = {top}, [top]
        while frontier:
            at = frontier.pop()
            for child in self.children(at):
                closed = child.relation in CLAUSES or (child.relation == "conj" and self.verbal(child.index))
                if not closed or child.index == index:
                    found.add(child.index)
                    frontier.append(child.index)
        return tuple(sorted(found))

    def verbal(self, index: int) -> bool:
        """Whether a word is a verb by its Penn tag or its universal one."""
        token = self.token(index)
        return token.pos == "VERB" or (token.tag.startswith("VB") and token.pos != "AUX")

    def passive(self, index: int) -> bool:
        """Whether a verb is in the passive: told by its auxiliary, or a bare participle; "have" makes it active."""
        token = self.token(index)
        if any(t.relation == "aux:pass" for t in self.children(index)):
            return True
        if token.tag not in ("VBN", "VBD") or self.lemma(index) in words("intransitive"):
            return False
        if any(t.relation == "cop" for t in self.children(index)):
            return True  # "were killed", read as a state
        if any(t.relation == "aux" and t.text.casefold() in HAVE for t in self.children(index)):
            return False
        undergone = (t for t in self.children(index) if t.relation in ("nsubj:pass", "csubj:pass"))
        if any(t.index < index for t in undergone) or self._done_to(index):
            return True
        open_ = token.relation == "advcl" and not any(t.relation in ("mark", "advmod") for t in self.children(index))
        if (token.tag != "VBN" and not open_) or any(t.relation == "obj" for t in self.children(index)):
            return False  # "Ambushed on their way": a clause without a mark is no past tense
        if any(t.relation == "nsubj" and t.text.casefold() not in RELATIVES for t in self.children(index)):
            return False
        if token.relation in ("acl", "amod", "xcomp", "advcl", "parataxis", "root", "acl:relcl"):
            return True
        if token.relation == "conj" and token.head != index:
            return self.passive(token.head) if self.verbal(token.head) else True
        return False

    def _done_to(self, index: int) -> bool:
        """Whether a past form without an object tells what was done to its subject, however the tree reads it.

        "Two boys shot by soldiers"; "mayor gunned down in Vesk"; but not "the guards whom they killed".
        """
        children = tuple(self.children(index))
        own = any(t.relation == "nsubj" for t in children)
        after = any(t.relation.startswith("nsubj") and t.index > index for t in children)  # an object read amiss
        if after or any(t.relation in ("obj", "iobj", "ccomp") for t in children):
            return False
        if own and self.token(index).relation == "acl:relcl":
            return False
        if any(t.relation == "obl:agent" for t in children):
            return True
        last = (t for t in children if t.relation in ENDING and not any(self.children(t.index, "obj")))
        ended = {t.lemma.casefold() for t in last} & words("ending")
        if ended - {"down"} or (ended and self.lemma(index) in DOWNED):
            return True
        return own and self.lemma(index) in words("transitive")

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """A word and the words joined to it by "and" or a comma."""
        found = [index]
        for at in found:
            found += [t.index for t in self.children(at, "conj") if t.index not in found]
        return tuple(found)

    def nations(self, index: int) -> tuple[int, ...]:
        """The first of two adjectives of nations before a noun: "Norlandish and Vesker troops" are two sides."""
        for at in range(max(index - 3, 1), index):
            one, other = self.token(at - 1), self.token(at + 1)
            joined = self.word(at) == "and" and one.sentence == self.token(index).sentence
            if joined and one.head == index and other.head in (index, one.index) and at + 1 < index:
                return (one.index,) if one.text[0].isupper() and other.text[0].isupper() else ()
        return ()

    def phrase(self, index: int) -> Span:
        """The stretch of a noun phrase: the word with what stands before it and its compounds; no clauses after it."""
        keep = {index}
        for child in self.children(index):
            base = child.relation.partition(":")[0]
            if base in ("det", "amod", "compound", "nummod", "flat", "nmod", "fixed") and child.relation != "nmod:poss":
                if child.index < index or base in ("flat", "compound"):
                    keep.update(self.subtree(child.index))
            elif child.relation == "nmod:poss":
                keep.update(self.subtree(child.index))
        first, last = min(keep), max(i for i in keep if i <= index or self._joined(index, i))
        return Span(start=self.token(first).start, end=self.token(last).end)

    def _joined(self, index: int, other: int) -> bool:
        return all(self.token(i).pos != "PUNCT" or self.token(i).tag == "HYPH" for i in range(index, other + 1))
