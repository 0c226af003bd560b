"""Where it happened: the most specific place that the words give to this happening, one claim for each place listed."""

from __future__ import annotations

from dataclasses import dataclass

from casus.actors.tables import countries
from casus.coding.dateline import in_dateline
from casus.coding.hinted import chance
from casus.coding.nearness import steps
from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, PlaceMention
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.party import Category
from casus.values.where import Level, Where

CODER = "casus.coding.places@1"
LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "on",
        "outside",
        "around",
        "inside",
        "across",
        "along",
        "over",
        "into",
        "through",
        "throughout",
        "close to",
        "outside of",
        "within",
        "between",
        "off",
        "from",
        "to",
        "toward",
        "towards",
        "above",
        "of",
    }
)
GEOGRAPHIC = frozenset(
    {
        "province",
        "district",
        "state",
        "region",
        "city",
        "town",
        "village",
        "area",
        "department",
        "county",
        "governorate",
        "valley",
        "island",
        "border",
        "strip",
        "peninsula",
        "neighborhood",
        "suburb",
        "neighbourhood",
        "camp",
        "prison",
        "airport",
        "municipality",
        "street",
        "square",
        "capital",
        "countryside",
        "mountain",
        "desert",
        "coast",
        "sector",
        "territory",
        "republic",
    }
)
LENT = 24.0  # a place that costs more gives way to the country of a side
SEEN = 10.0  # what the model's certainty that this is the place takes off
MODIFIER = 4.0  # "U.S. base": the name tells whose, seldom where
FARTHEST = 24.0  # a place that costs more belongs to something else
BROAD = {Level.COUNTRY: 4.0, Level.AREA: 2.0, Level.SEA: 2.0, Level.ADMIN1: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place mention, its head token, and what choosing it would cost."""

    mention: PlaceMention
    head: int
    cost: float


def places(frame: Frame, annotated: Annotated, roles: Roles) -> tuple[Claim[Where], ...]:
    """The places of a frame: none, one, or one for each member of a list."""
    tree = Tree(annotated=annotated)
    found = [c for m in annotated.places if (c := _candidate(frame, annotated, roles, tree, m)) is not None]
    found = [c for c in found if c.cost <= FARTHEST]
    if not found or min(c.cost for c in found) > LENT:
        home = _home(roles)
        if home is not None:
            return (home,)
    if not found:
        return ()
    best = min(found, key=lambda c: (c.cost, c.mention.span.start))
    chosen = [best, *_listed(tree, best, found)]
    claims = [_claim(frame, annotated, c) for c in chosen]
    claims += _beside(annotated, tree, best, chosen)
    return tuple(sorted(claims, key=lambda c: c.evidence[0].start) if len(chosen) < len(claims) else claims)


def _home(roles: Roles) -> Claim[Where] | None:
    """The country of the one who suffers, else of the one who acts, where no place is told nearby."""
    for side in (roles.target, roles.initiator):
        if side is None or side.value.country is None or side.value.category is Category.EXTERNAL_FORCES:
            continue
        country = countries().get(side.value.country)
        if country is None:
            continue
        return Claim(
            value=Where(name=country.name, level=Level.COUNTRY, country=country.code),
            basis=Basis.INFERRED,
            evidence=side.evidence,
            coder=CODER,
            note="country of a side",
        )
    return None


def _candidate(frame: Frame, annotated: Annotated, roles: Roles, tree: Tree, mention: PlaceMention) -> Candidate | None:
    token = annotated.head_of(mention.anchor or mention.span) or annotated.head_of(mention.span)
    if token is None:
        return None
    cost = BROAD.get(mention.where.level, 0.0) - SEEN * chance(frame, "place", mention.span)
    if in_dateline(annotated, mention.span):
        cost += 14
    inside = [p for p in annotated.parties if p.span.covers(mention.span)]
    if any(p.rule.startswith("actors:") and p.span != mention.span for p in inside):
        return None  # part of a name: the "State" of the Islamic State
    if mention.where.country is None and token.relation == "amod":
        return None  # "the Middle Eastern country"
    if inside:
        cost += 5
    if token.sentence == frame.sentence:
        cost += steps(tree, (frame.head, roles.carrier), token.index)
        cost += _manner(tree, token.index)
        return Candidate(mention=mention, head=token.index, cost=cost)
    gap = frame.sentence - token.sentence
    root = next(t.index for t in tree.sentence(token.index) if t.head == t.index)
    cost += min(6.0, steps(tree, (root,), token.index)) / 2
    cost += 12 + (2 * gap if gap > 0 else 5 - 4 * gap)
    return Candidate(mention=mention, head=token.index, cost=cost)


def _manner(tree: Tree, index: int) -> float:
    """What the place's own place in the tree costs: cheap after "in", dear as part of a name or a speaker."""
    at = index
    for step in tree.path(index):
        at = step
        if tree.token(step).relation not in ("flat", "appos", "conj", "nmod:desc") and not _proper(tree, step):
            break
    relation = tree.token(at).relation.partition(":")[0]
    if relation in ("obl", "nmod", "advmod", "advcl"):
        return 0.0 if tree.case(at) in LOCATIVE or relation == "advmod" else 1.5
    return MODIFIER if relation in ("compound", "amod") else 2.0


def _proper(tree: Tree, index: int) -> bool:
    """Whether a word is the name before a geographic noun ("Kunar province"): then the noun's place counts."""
    head = tree.head(index)
    return head is not None and tree.token(index).relation in ("compound", "amod") and tree.lemma(head) in GEOGRAPHIC


def _listed(tree: Tree, best: Candidate, found: list[Candidate]) -> list[Candidate]:
    """The other members of a list that the chosen place stands in: no containers, nothing of another level."""
    top = next((i for i in tree.path(best.head) if tree.token(i).relation not in ("conj", "appos")), best.head)
    members = set(tree.conjuncts(top)) | set(tree.conjuncts(best.head))
    if len(members) > 1:  # "Vesk, Orm and Skarvik": the parser often takes the second for the first told again
        members |= {t.index for m in list(members) for t in tree.children(m, "appos")}
    out: list[Candidate] = []
    for c in found:
        if c is best or c.head not in members or c.cost > best.cost + 4:
            continue
        if _within(c.mention.where, best.mention.where) or _within(best.mention.where, c.mention.where):
            continue
        if c.mention.where.name != best.mention.where.name:
            out.append(c)
    return out


def _beside(annotated: Annotated, tree: Tree, best: Candidate, chosen: list[Candidate]) -> list[Claim[Where]]:
    """Proper names in one list with a place that reading did not take for places: Vesk, Orm and Skarvik."""
    heads = {c.head for c in chosen}
    known = {c.mention.where.name for c in chosen}
    claims: list[Claim[Where]] = []
    if tree.case(best.head) not in LOCATIVE or best.mention.where.country is None:
        return claims
    for index in tree.conjuncts(best.head):
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
                value=Where(name=name, level=best.mention.where.level),
                basis=Basis.STATED,
                evidence=(annotated.document.quote(span),),
                coder=CODER,
                note="listed with a place",
            )
        )
    return claims


def _within(inner: Where, outer: Where) -> bool:
    return outer.name in (inner.admin1, inner.admin2) or (
        outer.level is Level.COUNTRY and inner.country == outer.country
    )


def _claim(frame: Frame, annotated: Annotated, chosen: Candidate) -> Claim[Where]:
    mention = chosen.mention
    here = annotated.tokens[chosen.head].sentence == frame.sentence and not in_dateline(annotated, mention.span)
    return Claim(
        value=mention.where,
        basis=Basis.STATED if here else Basis.INFERRED,
        evidence=(annotated.document.quote(mention.span),),
        coder=CODER,
        score=mention.score,
        note=f"cost {chosen.cost:.1f}; {mention.note}".rstrip("; "),
    )
