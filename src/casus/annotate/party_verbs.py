"""What the verb around a noun tells of it: doer, victim, prisoner."""

from __future__ import annotations

from casus.actors.aliases import fold
from casus.actors.tables import words
from casus.annotate.party_context import Context
from casus.records.annotated import Token

CLIMBED = ("conj", "compound", "flat", "nmod:desc", "appos")
ACTIVE = ("nsubj",)
PASSIVE = ("nsubj:pass", "obj", "iobj")


def verb_of(view: Context, token: Token) -> tuple[Token, str]:
    """The verb that a noun hangs on, through coordination, with the relation."""
    at = token
    for _ in range(6):
        if at.relation not in CLIMBED or at.head == at.index:
            break
        at = view.core.tokens[at.head]
    return view.core.tokens[at.head], at.relation


def acts(view: Context, token: Token) -> bool:
    """Whether a noun is the doer of its verb."""
    verb, relation = verb_of(view, token)
    return relation in ACTIVE or (relation.startswith("obl") and _by(view, token)) or verb.index == token.index


def _by(view: Context, token: Token) -> bool:
    return any(
        t.head == token.index and fold(t.text) == "by" for t in view.core.tokens[max(0, token.index - 6) : token.index]
    )


def violent(view: Context, token: Token) -> bool:
    """Whether a noun is the doer of something violent."""
    verb, relation = verb_of(view, token)
    before = relation in ACTIVE and token.index < verb.index and verb.pos == "VERB"
    active = before and not _undergone(view, token, verb)
    if active or (relation.startswith("obl") and _by(view, token)):
        return fold(verb.lemma) in words("violent")
    relative = [t for t in view.core.tokens[token.index + 1 : token.index + 8] if t.head == token.index]
    return any(
        t.relation in ("acl", "acl:relcl") and t.tag in ("VBG", "VBD") and fold(t.lemma) in words("violent")
        for t in relative
    )


def bombs(view: Context, token: Token) -> bool:
    """Whether a noun is the doer of what is done from the air: "two helicopters strafed the road"."""
    verb, relation = verb_of(view, token)
    before = relation in ACTIVE and token.index < verb.index and verb.pos == "VERB"
    return before and not _undergone(view, token, verb) and fold(verb.lemma) in words("bombing")


def _undergone(view: Context, subject: Token, verb: Token) -> bool:
    """Whether a verb is in the passive, whatever relation its subject has: capitals are often read amiss."""
    between = view.core.tokens[subject.index + 1 : verb.index]
    helpers = [t for t in between if t.head == verb.index and t.pos == "AUX"]
    return verb.tag in ("VBN", "VBD") and bool(helpers) and fold(helpers[-1].lemma) == "be"


def harmed(view: Context, token: Token) -> bool:
    """Whether a noun names the victim of something violent: its object, or "the killing of"."""
    verb, relation = verb_of(view, token)
    if relation in PASSIVE or (relation in ACTIVE and token.index > verb.index):
        return fold(verb.lemma) in words("violent")
    return relation in ("nmod", "nmod:poss") and fold(verb.lemma) in words("harm")


def held(view: Context, token: Token) -> bool:
    """Whether a noun names people arrested, charged, hunted."""
    verb, relation = verb_of(view, token)
    if relation in PASSIVE and fold(verb.lemma) in words("custody"):
        return True
    relative = [t for t in view.core.tokens[token.index + 1 : token.index + 6] if t.head == token.index]
    return any(t.relation == "acl" and fold(t.lemma) in words("custody") for t in relative)
