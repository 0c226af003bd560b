"""Where it happened: the likeliest place that the words give to this happening, one claim for each place listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casus.coding.choosing import chances, reasons, weights
from casus.coding.place_features import PlaceScene, features, none
from casus.coding.place_options import Option, Sort, options, within
from casus.coding.roles import Roles
from casus.coding.sites import ALONE, Site, site, sited, struck
from casus.coding.syntax import words
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.where import Level, Where

CODER = "casus.coding.places@2"
TALKING = ("strategic/agreement",)
LISTED = 0.02  # chance from which a place in a list with the chosen one is a place of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option with its chance, and what spoke loudest for it."""

    option: Option
    chance: float
    note: str


def places(frame: Frame, annotated: Annotated, roles: Roles) -> tuple[Claim[Where], ...]:
    """The places of a frame: none, one, or one for each member of a list."""
    scene = PlaceScene(frame, annotated, roles, options(frame, annotated, roles))
    best, every = chosen(scene)
    host = () if best is None else best.option.spans
    found = site(frame, annotated, host)
    if found is None and scene.family not in TALKING:
        found = struck(frame, annotated, roles, host)
    if best is None:
        return () if found is None or not found.built or found.score < ALONE else (_alone(scene, found),)
    members = [best, *_listed(scene, best, every)]
    claims = [_claim(scene, c) for c in members]
    if found is not None and (len(members) == 1 or any(found.span.overlaps(s) for s in best.option.spans)):
        claims[0] = _sited(scene, claims[0], found)
    claims += _beside(scene, best, members)
    return tuple(sorted(claims, key=lambda c: c.evidence[0].start) if len(members) < len(claims) else claims)


def chosen(scene: PlaceScene) -> tuple[Choice | None, list[Choice]]:
    """The likeliest option (None where no place is likelier), and all; those of one place stand together."""
    table = weights("place")
    told = [features(scene, o) for o in scene.options]
    *each, nothing = chances([*told, none(scene)], table)
    every = [
        Choice(option=o, chance=c, note=reasons(f, table)) for o, c, f in zip(scene.options, each, told, strict=True)
    ]
    total: dict[tuple[str, str | None], float] = {}
    for c in every:
        total[c.option.place] = total.get(c.option.place, 0.0) + c.chance
    place = max(total, key=lambda p: (total[p], str(p)), default=None)
    if place is None or total[place] <= nothing:
        return None, every
    own = [c for c in every if c.option.place == place]
    return max(own, key=lambda c: (c.chance, -c.option.spans[0].start)), every


def _listed(scene: PlaceScene, best: Choice, every: Sequence[Choice]) -> list[Choice]:
    """The other members of a list that the chosen place stands in: no containers, nothing of another level."""
    tree, head = scene.tree, best.option.head
    if head is None or best.option.sort is not Sort.NAME:
        return []
    top = next((i for i in tree.path(head) if tree.token(i).relation not in ("conj", "appos")), head)
    members = set(tree.conjuncts(top)) | set(tree.conjuncts(head))
    if len(members) > 1:  # "Vesk, Orm and Skarvik": the parser often takes the second for the first told again
        members |= {t.index for m in list(members) for t in tree.children(m, "appos")}
    out: list[Choice] = []
    where = best.option.where
    for c in every:
        other = c.option.where
        if (
            c is best
            or c.option.sort is not Sort.NAME
            or c.option.head not in members
            or c.chance < LISTED * best.chance
        ):
            continue
        if within(other, where) or within(where, other) or other.name == where.name:
            continue
        out.append(c)
    return out


def _beside(scene: PlaceScene, best: Choice, members: Sequence[Choice]) -> list[Claim[Where]]:
    """Proper names in one list with a place that reading did not take for places: Vesk, Orm and Skarvik."""
    tree, annotated, head = scene.tree, scene.annotated, best.option.head
    heads = {c.option.head for c in members}
    known = {c.option.where.name for c in members}
    claims: list[Claim[Where]] = []
    if head is None or tree.case(head) not in words("locative") or best.option.where.country is None:
        return claims
    for index in tree.conjuncts(head):
        token = tree.token(index)
        if index in heads or token.pos != "PROPN" or tree.verbal(index) or tree.case(index):
            continue
        span = tree.phrase(index)
        name = " ".join(annotated.document.text[span.start : span.end].split())
        armed = any(m.head == index and (m.party.armed or m.party.id) for m in annotated.parties)
        if armed or name in known or any(p.span.overlaps(span) for p in annotated.places):
            continue
        claims.append(
            Claim(
                value=Where(name=name, level=best.option.where.level),
                basis=Basis.STATED,
                evidence=(annotated.document.quote(span),),
                coder=CODER,
                note="listed with a place",
            )
        )
    return claims


def _sited(scene: PlaceScene, claim: Claim[Where], found: Site) -> Claim[Where]:
    """A claim with the words of the site, joined to those of the place where they touch."""
    spans = [e.span for e in claim.evidence]
    touching = [s for s in spans if s.overlaps(found.span)]
    whole = found.span
    for s in touching:
        whole = whole.join(s)
    others = [s for s in spans if s not in touching]
    kept = [*others, whole] if found.aimed else sorted([whole, *others], key=lambda s: s.start)
    return replace(
        claim,
        value=sited(claim.value, found),
        evidence=tuple(scene.annotated.document.quote(s) for s in kept),
        note=f"{claim.note}; {'the thing attacked' if found.aimed else f'site by the model {found.score:.2f}'}",
    )


def _alone(scene: PlaceScene, found: Site) -> Claim[Where]:
    """A site in no place that the report names: "near his home"."""
    return Claim(
        value=Where(name=found.name, level=Level.POINT),
        basis=Basis.STATED,
        evidence=(scene.annotated.document.quote(found.span),),
        coder=CODER,
        score=round(found.score, 3),
        note="a site in no named place",
    )


def _claim(scene: PlaceScene, choice: Choice) -> Claim[Where]:
    option = choice.option
    here = option.sort is Sort.NAME and scene.gap(option) == 0 and not scene.datelined(option)
    note = f"chance {choice.chance:.2f} ({choice.note})"
    if option.mention is not None:
        note += f"; {option.mention.note}"
    elif option.sort is Sort.SIDE:
        note += "; country of a side"
    return Claim(
        value=option.where,
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=tuple(scene.annotated.document.quote(s) for s in option.spans),
        coder=CODER,
        score=None if option.mention is None else option.mention.score,
        note=note.rstrip("; "),
    )
