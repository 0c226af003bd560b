"""When it happened: the likeliest expression of time that the words give to this happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from casus.coding.choosing import chances, reasons, weights
from casus.coding.roles import Roles
from casus.coding.time_features import TimeScene, features, none, options
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.factuality import Factuality
from casus.values.when import When

CODER = "casus.coding.times@2"
WEEK = timedelta(days=7)
DONE = frozenset({Factuality.OCCURRED, Factuality.ALLEGED})


def when(frame: Frame, annotated: Annotated, roles: Roles) -> Claim[When] | None:
    """The time of a frame; None where the words do not settle it. Unresolved words are kept as words."""
    scene = TimeScene(frame, annotated, roles, options(frame, annotated))
    table = weights("time")
    told = [features(scene, o) for o in scene.options]
    *each, nothing = chances([*told, none(scene)], table)
    best = max(range(len(each)), key=lambda n: (each[n], -n), default=None)
    if best is None or each[best] <= nothing:
        return None
    mention = scene.options[best].mention
    text = annotated.document.text[mention.span.start : mention.span.end]
    value = mention.when or When(start=None, end=None, precision=None, text=text)
    return Claim(
        value=value,
        basis=Basis.STATED if scene.gap(scene.options[best]) == 0 else Basis.INFERRED,
        evidence=(annotated.document.quote(mention.span),),
        coder=CODER,
        note=f"chance {each[best]:.2f} ({reasons(told[best], table)})",
    )


def past(claim: Claim[When] | None, published: date | None, factuality: Factuality) -> Claim[When] | None:
    """The time of what has happened: a bare weekday that lies ahead of the report is the one before it.

    "Charges will be filed in Tuesday's shooting": the verb beside the day tells of what is to come, the deed is done.
    """
    if claim is None or published is None or factuality not in DONE:
        return claim
    value = claim.value
    ahead = value.days == 1 and value.start is not None and published < value.start <= published + WEEK
    if not ahead or value.start is None or value.end is None or any(c.isdigit() for c in claim.evidence[0].exact):
        return claim
    earlier = replace(value, start=value.start - WEEK, end=value.end - WEEK)
    return replace(claim, value=earlier, note=f"{claim.note}; the week before, for it has happened")
