"""Explicit zero: "no casualties", "nobody was hurt", "escaped unharmed"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casus.annotate.quantity_lexicon import cues, read
from casus.annotate.quantity_tree import Tree
from casus.records.annotated import QuantityMention
from casus.records.span import Span
from casus.values.toll import Harm, Toll

NEAR_NO = 5  # tokens that may stand between "no" and the word of harm ("no reports of any injuries")


@cache
def nouns() -> dict[str, tuple[Harm, ...]]:
    """Last words of the phrases that deny, with the harms they deny."""
    both = {"casualties", "casualty", "victim", "victims", "losses"}
    found: dict[str, tuple[Harm, ...]] = dict.fromkeys(both, (Harm.KILLED, Harm.INJURED))
    found |= dict.fromkeys(("deaths", "fatalities", "fatality", "killed", "died", "dead", "life"), (Harm.KILLED,))
    found |= dict.fromkeys(("injuries", "injury", "injured", "hurt", "wounded"), (Harm.INJURED,))
    return found


@cache
def alone() -> dict[str, tuple[Harm, ...]]:
    """Single words that deny: unhurt, bloodless."""
    table = read("harms")["none"]
    found = {w: (Harm.INJURED,) for w in table["injured"] if " " not in w}
    return found | {w: (Harm.KILLED,) for w in table["killed"] if " " not in w}


def denials(tree: Tree) -> Iterator[QuantityMention]:
    """What a sentence says did not happen to anybody, as counts of zero."""
    tokens = tree.tokens
    lower = [t.text.lower() for t in tokens]
    for at, word in enumerate(lower):
        after = lower[at + 1] if at + 1 < len(lower) else ""
        if word in alone() and not {"released", "freed"} & set(lower[max(0, at - 3) : at]):
            for harm in alone()[word]:
                yield zero(tree, at, at, harm)
            continue
        if word not in nouns() or after in cues("lists"):
            continue
        begin = denied_from(lower, at)
        if begin is None:
            continue
        if word == "life" and lower[max(0, at - 2) : at] != ["loss", "of"]:
            continue
        for harm in nouns()[word]:
            yield zero(tree, begin, at, harm)


def denied_from(words: list[str], at: int) -> int | None:
    """Where the words begin that deny what stands at a place; None where nothing denies it."""
    for k in range(at - 1, max(-1, at - 1 - NEAR_NO - 3), -1):
        word = words[k]
        if word in (".", ";", ",", "but", ":") or word in cues("partial"):
            return None
        if word in ("no", "zero", "nor", "without") and at - k <= NEAR_NO + 1:
            return k
        if word == "none" and words[k + 1] == "of" and words[at] in ("dead", "wounded", "injured"):
            return None  # "none of the dead was armed"
        if word in cues("nobody") or (word == "one" and k > 0 and words[k - 1] == "no"):
            return k - (word == "one")
        if word in cues("negations") and any(
            w in ("any", "anyone", "anybody", "a", "cause", "report") for w in words[k + 1 : at]
        ):
            return k
        if word == "single" and k > 1 and words[k - 2] == "not":
            return k - 2
    return None


def zero(tree: Tree, begin: int, end: int, harm: Harm) -> QuantityMention:
    """Nobody suffered a harm."""
    tokens = tree.tokens
    span = Span(start=tokens[begin].start, end=tokens[end].end)
    toll = Toll(harm=harm, low=0, best=0, high=0)
    return QuantityMention(span=span, toll=toll, head=tokens[end].index, verb=tokens[end].index, rule="denied: none")
