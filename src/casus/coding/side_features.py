"""What speaks for and against somebody as a side of a happening, and for two as its sides, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from casus.coding.arguments import deed
from casus.coding.parties import mention_of, referent
from casus.coding.scene import Scene
from casus.coding.side_options import FAR, SIDES, Option
from casus.coding.sources import words as telling
from casus.coding.syntax import words
from casus.coding.worded import thing
from casus.records.claim import Claim
from casus.records.span import Span
from casus.values.party import STATE, UNARMED, Category, Party
from casus.values.toll import Harm
from casus.values.where import Level

OPENING = 40  # characters in which a sentence opens with a place: "In Vesk, also on Monday"
LONG = 60  # days after which a happening is background
FARTHEST = 12.0  # steps; farther ones are alike
HURT = frozenset({Harm.KILLED, Harm.INJURED})
OTHER = {"initiator": "target", "target": "initiator"}


@dataclass(frozen=True)
class SideScene(Scene[Option]):
    """A frame with those who may be its sides, its kind, the country of its place, and whether it is told as real."""

    kind: str = ""
    country: str | None = None
    real: bool = True

    @cached_property
    def anchors(self) -> tuple[int, ...]:
        """The words that the sides hang on."""
        return tuple(dict.fromkeys((self.frame.head, self.roles.carrier, deed(self.tree, self.frame.head))))

    @cached_property
    def above(self) -> dict[int, int]:
        """Tokens over the anchors, by how far up."""
        out: dict[int, int] = {}
        for anchor in self.anchors:
            for n, step in enumerate(self.tree.path(anchor)):
                out[step] = min(n, out.get(step, n))
        return out

    @cached_property
    def placed(self) -> dict[int, str]:
        """Party mentions by the place of their words among those who act and suffer, in grammar."""
        out: dict[int, str] = {}
        for name, indices in (("agent", self.roles.agents), ("patient", self.roles.patients)):
            for n, index in enumerate(indices[:4]):
                number = mention_of(self.annotated, self.tree, index)
                if number is None and (meant := referent(self.annotated, index)) is not None:
                    out.setdefault(meant, f"{name}{min(n, 1)} pronoun {_hangs(self, index)}")
                if number is not None:
                    own = self.annotated.parties[number].head == index
                    out.setdefault(number, f"{name}{min(n, 1)}{'' if own else ' owner'} {_hangs(self, index)}")
        return out

    @cached_property
    def nearest(self) -> dict[str, Option]:
        """The nearest option of each sort of actor in the trigger's sentence."""
        out: dict[str, Option] = {}
        here = [o for o in self.options if o.mentions and o.party is not None and o.cost < FAR]
        for option in sorted(here, key=lambda o: o.cost):
            out.setdefault(_arms(option), option)
        return out

    @cached_property
    def fresh(self) -> tuple[str, ...]:
        """What the trigger's sentence has of its own, by which it may tell of another happening than those before."""
        here = self.annotated.sentences[self.frame.sentence].span
        local = [p for p in self.annotated.places if p.span.overlaps(here) and p.where.level is not Level.COUNTRY]
        told = [t.when for t in self.annotated.times if t.span.overlaps(here) and t.when is not None]
        day, first = self.annotated.document.published, here.start
        opens = any(p.span.start < self.frame.trigger.start and p.span.start < first + OPENING for p in local)
        old = day is not None and any(w.start is not None and (day - w.start).days > LONG for w in told)
        signs = (("place", bool(local)), ("opening place", opens), ("time", bool(told)), ("old", old))
        return tuple(sign for sign, there in signs if there) or ("nothing",)

    @cached_property
    def lone(self) -> Counter[str]:
        """How many of each sort of actor stand in the trigger's sentence."""
        return Counter(_arms(o) for o in self.options if o.mentions and o.party is not None and o.cost < FAR)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Verbs of saying."""
        return frozenset({"say", "tell", "report", "announce", "add"}) | words("blame")

    @cached_property
    def elsewhere(self) -> dict[str, list[tuple[Span, float]]]:
        """What the model sees as sides of the document's other happenings, by role."""
        out: dict[str, list[tuple[Span, float]]] = {role: [] for role in SIDES}
        for hint in self.annotated.hints:
            if hint.trigger.overlaps(self.frame.trigger):
                continue
            for role in hint.roles:
                if role.role in out:
                    out[role.role].append((role.span, role.score))
        return out

    @cached_property
    def fights(self) -> list[tuple[tuple[Span, ...], tuple[Span, ...]]]:
        """Who acts against whom in the document's other happenings, as the model sees them."""
        out = []
        for hint in self.annotated.hints:
            if hint.trigger.overlaps(self.frame.trigger):
                continue
            sides = [tuple(r.span for r in hint.roles if r.role == role and r.score >= 0.5) for role in SIDES]
            if sides[0] and sides[1]:
                out.append((sides[0], sides[1]))
        return out

    def foes(self, one: Option, other: Option) -> bool:
        """Whether one acts against another in another happening of the document."""
        if one is other or not self.fights:
            return False
        mine, theirs = ([self.annotated.parties[n].span for n in o.mentions] for o in (one, other))
        return any(
            any(a.overlaps(s) for a in doers for s in mine) and any(t.overlaps(s) for t in sufferers for s in theirs)
            for doers, sufferers in self.fights
        )

    @cached_property
    def harmed(self) -> list[tuple[Span, Harm]]:
        """The people counted as harmed near the trigger."""
        near = range(self.frame.sentence - 1, self.frame.sentence + 3)
        tokens = self.annotated.tokens
        return [
            (q.people.join(q.span) if q.people else q.span, q.toll.harm)
            for q in self.annotated.quantities
            if tokens[q.head].sentence in near and q.toll.best and q.told
        ]

    @cached_property
    def told(self) -> Counter[str]:
        """How often each actor is mentioned."""
        return Counter(m.party.id or m.party.name.casefold() for m in self.annotated.parties)

    def seen(self, role: str, option: Option) -> float:
        """The model's chance that some words of an option play a role."""
        if self.frame.hint is None:
            return 0.0
        spans = [self.annotated.parties[n].span for n in option.mentions]
        spans += [e.span for _, c in option.claims for e in c.evidence]
        spans += [] if option.words is None else [e.span for e in option.words.evidence]
        return max(
            (r.score for r in self.frame.hint.roles if r.role == role and any(r.span.overlaps(s) for s in spans)),
            default=0.0,
        )


def _arms(option: Option) -> str:
    armed = None if option.party is None else option.party.armed
    return {True: "armed", False: "unarmed", None: "unknown"}[armed]


def _hangs(scene: SideScene, index: int) -> str:
    """How a word hangs on its verb or noun: its relation without subtypes, "by" apart."""
    relation = scene.tree.token(index).relation
    if relation == "obl:agent" or scene.tree.case(index) == "by":
        return "by"
    return relation if relation in ("nsubj:pass", "nmod:poss") else relation.partition(":")[0]


def sort(party: Party | None) -> str:
    """A party's category, states told apart by what stands for them."""
    if party is None:
        return "nobody"
    if party.category not in STATE:
        return party.category.value
    if party.name.startswith("Police"):
        return "police"
    return "government" if party.name.startswith("Government") else "state forces"


def how(told: Claim[Party]) -> str:
    """By what way rules found a side."""
    note = told.note.partition(";")[0]
    return "model" if note.startswith("model") else note.split(" (")[0]


def nobody(scene: SideScene, role: str) -> dict[str, float]:
    """What speaks for nobody in a role."""
    head = scene.annotated.tokens[scene.frame.head]
    best = max((r.score for r in scene.frame.hint.roles if r.role == role), default=0.0) if scene.frame.hint else 0.0
    return {
        "nobody": 1.0,
        f"nobody {scene.kind}": 1.0,
        f"nobody {scene.roles.construction.value}": 1.0,
        f"nobody {head.pos}": 1.0,
        f"nobody act {scene.frame.act}": 1.0,
        "nobody ruled": float(getattr(scene.roles, role) is None),
        "nobody unreal": float(not scene.real),
        "nobody seen": best,
        "nobody patients": float(bool(scene.roles.patients)),
        "nobody agents": float(bool(scene.roles.agents)),
        **{f"nobody fresh {sign}": 1.0 for sign in scene.fresh},
        **{f"nobody despite {place}": 1.0 for place in _taken(scene, role)},
        f"nobody {'and armed' if scene.lone['armed'] else 'and no armed'}": 1.0,
        f"nobody {'and unarmed' if scene.lone['unarmed'] else 'and no unarmed'}": 1.0,
    }


def _taken(scene: SideScene, role: str) -> frozenset[str]:
    """The first places of a role, in grammar, that a party stands in, with how the trigger tells the deed."""
    name = "agent0" if role == "initiator" else "patient0"
    how = scene.roles.construction.value
    return frozenset(f"{place} {how}" for place in scene.placed.values() if place.startswith(name))


def features(scene: SideScene, role: str, option: Option) -> dict[str, float]:
    """What speaks for and against an option in a role."""
    party = option.party
    if party is None:
        return nobody(scene, role)
    out = {
        f"sort {sort(party)}": 1.0,
        f"sort {sort(party)} {scene.kind}": 1.0,
        "known": float(party.id is not None),
        "seen": scene.seen(role, option),
        "seen other": scene.seen(OTHER[role], option),
    }
    top = max((scene.seen(role, o) for o in scene.options if o is not option and o.party is not None), default=0.0)
    out["seen less"] = float(top > out["seen"] > 0)
    if option.mentions and option.cost >= FAR:
        out["seen apart"] = out["seen"]
    for said, told in option.claims:
        out["ruled" if said == role else "ruled other"] = 1.0
        out[f"{'ruled' if said == role else 'other'} {how(told)}"] = 1.0
        if said == role:
            out[f"ruled {scene.kind}"] = 1.0
            out[f"ruled {sort(party)}"] = 1.0
    if party.country is not None and scene.country is not None and party.category in STATE:
        out["home" if party.country == scene.country else "abroad"] = 1.0
    if option.words is not None:
        return out | _bare(scene, option)
    if not option.mentions:
        out["loose"] = 1.0
        return out
    out |= _words(scene, role, option)
    return out


def _bare(scene: SideScene, option: Option) -> dict[str, float]:
    """What speaks for words that no table knows: where they stand, whether they name a thing, how they are written."""
    head = scene.annotated.tokens[option.noun]
    place = "agent" if option.noun in scene.roles.agents else "patient" if option.noun in scene.roles.patients else ""
    what = thing(scene.tree, option.noun)
    here = head.sentence == scene.frame.sentence
    return {
        "bare": 1.0,
        f"bare {scene.kind}": 1.0,
        f"bare {place} {scene.roles.construction.value}": 1.0,
        f"bare {place} {scene.kind}": 1.0,
        f"bare {what or 'nothing known'}": 1.0,
        "bare plural": float(head.tag in ("NNS", "NNPS")),
        "bare name": float(head.pos == "PROPN"),
        "bare near": max(0.0, (FARTHEST - option.cost) / 4) if here else 0.0,
        "bare apart": float(not here),
        "bare before" if head.index < scene.frame.head else "bare after": float(here),
    }


def _words(scene: SideScene, role: str, option: Option) -> dict[str, float]:
    number = option.mentions[0]
    mention = scene.annotated.parties[number]
    head = scene.annotated.tokens[mention.head]
    gap = head.sentence - scene.frame.sentence
    out: dict[str, float] = {}
    place = next((scene.placed[n] for n in option.mentions if n in scene.placed), None)
    if place is not None:
        out[place] = 1.0
        out[f"{place.partition(' ')[0]} {scene.roles.construction.value}"] = 1.0
        out[place.partition(" ")[0]] = 1.0
        out[f"{place.partition(' ')[0]} {scene.kind}"] = 1.0
    if gap == 0:
        out["here"] = 1.0
        arms = _arms(option)
        out[f"nearest {arms}"] = float(scene.nearest.get(arms) is option)
        out[f"lone {arms}"] = float(scene.lone[arms] == 1)
        out["near"] = max(0.0, (FARTHEST - option.cost) / 4)
        out["before" if head.index < scene.frame.head else "after"] = 1.0
        out[f"as {_relation(scene, head.index)} {scene.tree.case(head.index)}".strip()] = 1.0
        if scene.tree.case(head.index) == "by":
            out["by own" if head.head in scene.anchors else "by other"] = 1.0
        inside = "clause" if head.index in scene.roles.clause else "outside"
        out[inside] = 1.0
        out[f"{inside} {arms}"] = 1.0
        out[f"way {_way(scene, head.index)}"] = 1.0
    else:
        side = "back" if gap < 0 else "on"
        out[f"apart {side}"] = 1.0
        out[f"apart {side} {min(3, abs(gap))}"] = 1.0
        out[f"apart {sort(option.party)}"] = 1.0
        out |= {f"apart {side} fresh {sign}": 1.0 for sign in scene.fresh}
        out["apart subject"] = float(head.relation.startswith("nsubj"))
    up = scene.tree.head(head.index)
    if up is not None and head.relation == "nsubj" and scene.tree.lemma(up) in scene.telling | telling("saying"):
        out["speaks"] = 1.0
        if gap == 0 and up in scene.above and up not in scene.anchors:
            out[f"speaks of it {scene.roles.construction.value}"] = 1.0
            out[f"speaks of it {scene.kind.partition('/')[0]}"] = 1.0
    if up is not None and scene.tree.lemma(up) in words("backing") | words("help"):
        out["backed"] = 1.0
    out["plural"] = float(mention.plural)
    out["unidentified"] = float(mention.party.name.startswith("Unidentified"))
    if mention.rule.startswith("a country"):
        out["country"] = 1.0
    if mention.antecedent is not None:
        out["referring"] = 1.0
    key = mention.party.id or mention.party.name.casefold()
    out["told often"] = log(scene.told[key])
    armed = mention.party.category not in UNARMED
    top = max((n for k, n in scene.told.items()), default=0)
    out["told most"] = float(armed and scene.told[key] == top)
    spans = [scene.annotated.parties[n].span for n in option.mentions]
    for harm in {h for s, h in scene.harmed if any(s.overlaps(x) for x in spans)}:
        out[f"counted {harm.value}"] = 1.0
    for other in SIDES:
        best = max((v for s, v in scene.elsewhere[other] if any(s.overlaps(x) for x in spans)), default=0.0)
        out["elsewhere" if other == role else "elsewhere other"] = best
    return out


def _relation(scene: SideScene, index: int) -> str:
    """A word's relation without subtypes; subjects of the passive apart, however the tree reads them."""
    base = scene.tree.token(index).relation.partition(":")[0]
    up = scene.tree.head(index)
    undergone = base == "nsubj" and up is not None and scene.tree.passive(up)
    return "nsubj:pass" if undergone or scene.tree.token(index).relation == "nsubj:pass" else base


def _way(scene: SideScene, index: int) -> str:
    """The relations between an anchor and a word, at most two on either side."""
    down: list[str] = []
    for step in scene.tree.path(index):
        if step in scene.above:
            break
        case = scene.tree.case(step)
        base = _relation(scene, step) if step == index else ""
        down.append(f"{base or scene.tree.token(step).relation}{':' + case if case and len(down) < 1 else ''}")
    else:
        return "none"
    up = min(3, scene.above[step])
    return f"{'^' * up}{'>'.join(reversed(down[:2]))}{'+' if len(down) > 2 else ''}"


def _turned(scene: SideScene, one: Option, other: Option) -> Iterator[str]:
    """Where the one who acts by grammar is nobody's initiator, or the one who suffers nobody's target."""
    how = scene.roles.construction.value
    for name, own, cross in (("agent0", one, other), ("patient0", other, one)):
        first = [n for n, place in scene.placed.items() if place.startswith(name)]
        if not first:
            continue
        if not set(first) & set(own.mentions):
            where = "crossed" if set(first) & set(cross.mentions) else "left"
            yield f"{name} {where} {how}"
            if own.party is not None:
                yield f"{name} {where} for another {how}"


def paired(scene: SideScene, one: Option, other: Option) -> Iterator[str]:
    """What two options are together as initiator and target."""
    a, b = sort(one.party), sort(other.party)
    yield from _turned(scene, one, other)
    yield f"pair {a}>{b}"
    yield f"pair {scene.kind} {a}>{b}"
    family = scene.kind.partition("/")[0]
    yield f"pair {family} {a}>{b}"
    if one.party is None or other.party is None:
        return
    if scene.foes(one, other):
        yield "foes"
        yield f"foes {family}"
    elif scene.foes(other, one):
        yield "foes turned"
        yield f"foes turned {family}"
    if one is other or one.party.same(other.party):
        yield "same party"
        yield f"same party {a}"
    elif a == b and one.party.country == other.party.country and one.party.category in STATE:
        yield "same state"
    if one.party.category is Category.EXTERNAL_FORCES and other.party.category is Category.EXTERNAL_FORCES:
        yield "both abroad"
    if one.mentions and other.mentions and one is not other:
        order = "ordered" if one.mentions[0] < other.mentions[0] else "turned"
        yield f"{order} {scene.roles.construction.value}"
        yield f"{order} {scene.kind}"
    if one.said("target") is not None and other.said("initiator") is not None:
        yield "swapped"
