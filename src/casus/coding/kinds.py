"""Codes what kind of happening a frame tells: by rules over the act and its facts, weighed against the model."""

from __future__ import annotations

from casus.coding.facts import facts
from casus.coding.roles import Roles
from casus.ontology.decisions import Rule, decide
from casus.records.annotated import Annotated, Own
from casus.records.claim import Basis, Claim
from casus.records.frame import Discarded, Frame, Guess
from casus.values.kind import Kind

CODER = "casus.coding.kinds@1"
ATTACK = "violence/civilians/attack"
BOMB = "violence/explosive/bomb"
MOB = "demonstration/riot/mob"
TRUSTED = 0.8  # the model's chance of a kind from which it overrules a rule (chosen on unseen text, decision 0049)
TRUSTED_WEAK = 0.6  # ... and a rule that decides by default


def kind(frame: Frame, annotated: Annotated, roles: Roles) -> Claim[Kind] | Discarded:
    """The kind, with the rule that decided and what was considered besides."""
    if frame.own is not None:
        return _own(frame, frame.own, annotated)
    known = facts(frame, annotated, roles)
    best = frame.guesses[0] if frame.guesses else None
    rule = decide(frame.act or _seen(best), known)
    words = (annotated.document.quote(frame.trigger),)
    model = f"model {best.kind} {best.score:.2f}" if best else "no model view"
    if (
        best is not None
        and not _vaguer(rule, best)
        and (rule is None or (best.kind != str(rule.kind) and best.score >= (TRUSTED_WEAK if rule.weak else TRUSTED)))
    ):
        other = f"{rule.name} {rule.kind}" if rule else "no rule"
        return Claim(
            value=Kind.parse(best.kind),
            basis=Basis.STATED,
            evidence=words,
            coder=f"{CODER}:model",
            score=round(best.score, 3),
            note=f"runner-up: {other}; {frame.entry}",
        )
    if rule is None:
        return Discarded(frame=frame, reason="no_kind", words=frame.trigger)
    return Claim(
        value=rule.kind,
        basis=Basis.STATED,
        evidence=words,
        coder=f"{CODER}:{rule.name}",
        score=round(next((g.score for g in frame.guesses if g.kind == str(rule.kind)), 1.0), 3),
        note=f"{frame.entry}; {' '.join(sorted(rule.all)) or 'by act'}; {model}",
    )


def _seen(best: Guess | None) -> str:
    """The act of a frame that the model alone sees: violence of no known means, or nothing that rules know."""
    return "seen" if best is not None and best.kind == ATTACK else ""


def _vaguer(rule: Rule | None, best: Guess) -> bool:
    """Whether the model only says violence at large where a rule says by what means, or that a mob does it.

    A bomb is the vaguest of means.
    """
    if rule is None:
        return False
    if best.kind == BOMB:
        return rule.kind.path[:2] == ("violence", "explosive") and not rule.weak
    if best.kind != ATTACK:
        return False
    return rule.kind.path[:2] == ("violence", "explosive") or (str(rule.kind) == MOB and not rule.weak)


def _own(frame: Frame, own: Own, annotated: Annotated) -> Claim[Kind]:
    """A user's own category, with the words that speak for it and the model's own view."""
    words = ", ".join(annotated.tokens[i].text for i in own.words)
    best = frame.guesses[0] if frame.guesses else None
    other = f"{best.kind} {best.score:.2f}" if best else "none of casus's kinds"
    return Claim(
        value=Kind.parse(own.kind),
        basis=Basis.STATED,
        evidence=(annotated.document.quote(frame.trigger),),
        coder=f"{CODER}:own",
        score=round(own.score, 3),
        note=f"your category {own.name!r}, by the words {words}; runner-up: {other}",
    )
