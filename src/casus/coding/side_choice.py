"""Who acts and who suffers, of all who may: both sides chosen together by learned weights, the rules' word among them.

The weights are data (data/reading/sides.toml), fitted by training/choices/sides.py. Two sides are weighed as a pair:
what speaks for each, and what speaks for the two together (a rebel group that attacks its own army is unlikely).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from casus.coding.barred import barred, finds, spared
from casus.coding.choosing import reasons
from casus.coding.hinted import CODER as HINTED
from casus.coding.parties import gunmen
from casus.coding.roles import Construction, Roles
from casus.coding.side_features import SideScene, features, paired
from casus.coding.side_options import SIDES, Option, claimed, options
from casus.coding.tolls import people
from casus.coding.worded import UNKNOWN_WORDS, thing
from casus.records.annotated import Annotated, Token
from casus.records.claim import Claim
from casus.records.frame import Frame
from casus.records.span import Span
from casus.values.kind import Kind
from casus.values.party import STATE, Party
from casus.values.toll import Harm

CODER = "casus.coding.sides@2"
AGREED = "strategic/agreement"
PEACEFUL = "demonstration/protest/peaceful"
CROWDED = ("demonstration", "strategic/transfer")  # kinds whose initiator may suffer the verb
GROUND = ("battle/overtaken", "battle/regained", "strategic/transfer", "strategic/base", "strategic/change")
TOWN = "a country as civilians"  # the rule of a mention that is only a place's name
VIOLENT = ("violence", "battle")
DISOWNING = frozenset({"deny", "condemn"})
RELATIVE = frozenset({"who", "that", "which"})
STEPPED_IN = ("demonstration/protest/intervention", "demonstration/protest/excessive_force")
SUBJECT = (" nsubj", " nsubj:pass")
HURT = (Harm.KILLED, Harm.INJURED)
FOE = frozenset({"enemy", "foe"})
SURE = 0.95  # the model's chance from which the tree is rather wrong
NOBODY = Option(party=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option for each role with the chance of the pair."""

    initiator: Option
    target: Option
    chance: float
    why: Mapping[str, str]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The fitted weights for `initiator`, `target` and `pair`."""
    table = tomllib.loads(files("casus").joinpath("data/reading/sides.toml").read_text("utf-8"))
    return {part: {name: float(w) for name, w in table.get(part, {}).items()} for part in (*SIDES, "pair")}


def scene(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, country: str | None, *, real: bool) -> SideScene:
    """The frame with all who may be its sides, nobody last."""
    found = [*options(frame, annotated, told), NOBODY]
    return SideScene(frame, annotated, told, found, kind=str(kind), country=country, real=real)


def choose(given: SideScene, table: Mapping[str, Mapping[str, float]]) -> Choice:
    """The likeliest pair of sides."""
    told = {role: [features(given, role, o) for o in given.options] for role in SIDES}
    alone = {r: [sum(table[r].get(k, 0.0) * v for k, v in f.items()) for f in told[r]] for r in SIDES}
    pairs = []
    for i, t in possible(given):
        both = sum(table["pair"].get(k, 0.0) for k in paired(given, given.options[i], given.options[t]))
        pairs.append((alone["initiator"][i] + alone["target"][t] + both, -i, -t))
    best, i, t = max(pairs)
    chance = 1.0 / sum(exp(score - best) for score, _, _ in pairs)
    why = {role: reasons(told[role][n], table[role]) for role, n in (("initiator", -i), ("target", -t))}
    return Choice(initiator=given.options[-i], target=given.options[-t], chance=chance, why=why)


def possible(given: SideScene) -> list[tuple[int, int]]:
    """The pairs of options, by index, that may be initiator and target together; nobody at all where none may."""
    free = {role: _free(given, role) for role in SIDES}
    found = []
    for i in free["initiator"]:
        for t in free["target"]:
            one, other = given.options[i], given.options[t]
            joint = given.kind != AGREED and (_oneself(one, other) or _within(given, one, other))
            if not (joint or _together(given, one, other)):
                found.append((i, t))
    last = len(given.options) - 1
    return found or [(last, last)]


def _free(given: SideScene, role: str) -> list[int]:
    """The options that may be a side; nobody only where grammar tells of no one who is it."""
    free = [n for n, o in enumerate(given.options) if allowed(given, role, o)]
    if role == "target" and any(_harmed(given, given.options[n]) for n in free):
        free = [n for n in free if not _thing(given, given.options[n])]
    told = any(_grammatical(given, role, given.options[n]) for n in free)
    return [n for n in free if not told or given.options[n].party is not None]


def _grammatical(given: SideScene, role: str, option: Option) -> bool:
    """Whether an option is the verb's subject, or by whom it is done; as a target, to whom violence is done."""
    if given.kind.startswith("demonstration/protest"):
        return False
    own = {c for n in option.mentions if (c := given.placed.get(n, "")) and " pronoun " not in c}
    if role == "target":
        struck = given.kind.startswith((*VIOLENT, "demonstration/riot"))
        done = given.roles.construction is Construction.PASSIVE and struck
        return done and "patient0 nsubj:pass" in own
    verb = given.roles.construction in (Construction.ACTIVE, Construction.PASSIVE)
    return verb and any(p.startswith("agent0") and p.endswith((" nsubj", " by")) for p in own)


def allowed(given: SideScene, role: str, option: Option) -> bool:
    """Whether an option may be a side at all: the subject of the verb itself acts; a peaceful crowd has no target.

    Who only denies or condemns it elsewhere does not act. Nobody else acts where the rules found an armed subject,
    or a doer by whom a deed of violence is told to be done ("the shelling of Vesk by the rebels").
    Who suffers it in the passive does not act, nor does who does it suffer ("the rebels were attacked by the army").
    Whom a march is against does not intervene in it. Who is supported, comes under attack or disowns it does not act.
    """
    if any(finds(given.frame, given.tree, t.index) for t in _heads_here(given, option)):
        return False
    if _ground(given, role, option) or (role == "initiator" and _no_crowd(given, option)):
        return False
    if role == "target" and any(spared(given.frame, given.tree, t.index) for t in _heads_here(given, option)):
        return False
    if _undergoes(given, option) if role == "initiator" else _does(given, option):
        return False
    if role == "target":
        return given.kind != PEACEFUL or option.party is None or option.said(role) is not None
    if _denies(given, option) or _barred(given, option) or _foe(given, option):
        return False
    doer = given.roles.initiator
    if doer is None or option.said(role) is not None or given.roles.agent is None or not doer.note.startswith("acts"):
        return True
    head = given.annotated.tokens[given.annotated.parties[given.roles.agent].head]
    if finds(given.frame, given.tree, head.index):
        return True
    verb = given.annotated.tokens[given.frame.head]
    subject = verb.pos == "VERB" and _subject(given, head, verb)
    subject = subject and bool(doer.value.armed) and given.roles.construction is Construction.ACTIVE
    top = given.annotated.tokens[head.head] if head.relation == "compound" else head
    by = top.head == verb.index and given.tree.case(top.index) == "by" and given.kind.startswith(VIOLENT)
    return not (subject or by)


def _harmed(given: SideScene, option: Option) -> bool:
    """Whether people of an option, who do not do the deed, are counted as killed or hurt in the trigger's sentence."""
    if any(p.startswith("agent") for p in _places(given, option)):
        return False
    span = given.annotated.sentences[given.frame.sentence].span
    hurt = [q for q in given.annotated.quantities if q.toll.harm in HURT and q.toll.best and q.span.overlaps(span)]
    return any(people(given.annotated, q) in option.mentions for q in hurt)


def _thing(given: SideScene, option: Option) -> bool:
    """Whether an option is a thing that no table takes for people: "ambushed a convoy, killing four"."""
    told = option.words or option.said("target")
    if told is None or option.mentions or UNKNOWN_WORDS not in told.note or not told.evidence:
        return False
    head = given.annotated.head_of(told.evidence[0].span)
    return head is not None and thing(given.tree, head.index) is not None


def _ground(given: SideScene, role: str, option: Option) -> bool:
    """Whether only a town's own name stands for people: where ground changes hands it is the ground, and no doer."""
    if role == "target" and not given.kind.startswith(GROUND):
        return False
    if role == "initiator" and not given.kind.startswith(VIOLENT):
        return False
    named = [given.annotated.parties[n] for n in option.mentions]
    places = [p.span for p in given.annotated.places]
    return bool(named) and all(
        m.rule.startswith(TOWN) and any(p.overlaps(given.annotated.tokens[m.head].span) for p in places) for m in named
    )


def _no_crowd(given: SideScene, option: Option) -> bool:
    """Whether an option can not demonstrate: the forces that step in, gunmen whom nobody knows."""
    if not given.kind.startswith("demonstration") or option.party is None:
        return False
    if option.party.category in STATE or (given.kind == PEACEFUL and gunmen(option.party)):
        return True
    acts = given.roles.construction is Construction.ACTIVE and option.party.armed is True
    steps_in = given.kind.startswith(STEPPED_IN) and any(p == "agent0 nsubj" for p in _places(given, option))
    return acts and steps_in


def _foe(given: SideScene, option: Option) -> bool:
    """Whether an option is only "the enemy", who suffers what the speaker's side does unless the verb is his."""
    heads = [given.annotated.parties[n].head for n in option.mentions]
    foe = bool(heads) and all(given.annotated.tokens[h].lemma.casefold() in FOE for h in heads)
    return foe and not any(p.startswith("agent0") for p in _places(given, option))


def _undergoes(given: SideScene, option: Option) -> bool:
    """Whether an option is told in the sentence only as the one to whom a deed was done by its verb in the passive."""
    places = _places(given, option)
    done = given.roles.construction is Construction.PASSIVE and not given.kind.startswith(CROWDED)
    done = done and given.seen("initiator", option) < SURE
    return done and bool(places) and all(p.startswith("patient0") and p.endswith(SUBJECT) for p in places)


def _does(given: SideScene, option: Option) -> bool:
    """Whether an option is told in the sentence only as the one by whom the deed was done."""
    places = _places(given, option)
    done = given.kind.startswith(("violence", "battle", "strategic"))
    return done and bool(places) and all(p.startswith("agent0") and p.endswith(" by") for p in places)


def _places(given: SideScene, option: Option) -> list[str]:
    """The places of an option's mentions in the trigger's sentence; "" for one in none."""
    tokens, parties = given.annotated.tokens, given.annotated.parties
    here = [n for n in option.mentions if tokens[parties[n].head].sentence == given.frame.sentence]
    return [given.placed.get(n, "") for n in here]


def _subject(given: SideScene, head: Token, verb: Token) -> bool:
    """Whether a noun is the subject of a verb, of the verb it is joined to, or what "who" stands for before it."""
    own = list(given.tree.children(verb.index, "nsubj"))
    if verb.relation == "acl:relcl" and verb.head == head.index:
        return bool(own) and own[0].text.casefold() in RELATIVE
    if verb.relation == "conj" and not own:
        verb = given.annotated.tokens[verb.head]
    return head.head == verb.index and head.relation == "nsubj"


def _together(given: SideScene, one: Option, other: Option) -> bool:
    """Whether two act as one subject: "troops and allied rebels attacked the town" tells of no fight between them."""
    told = other.said("target")
    two = given.roles.construction is Construction.MUTUAL or given.kind == AGREED
    if two or (told is not None and told.coder != HINTED):
        return False
    subjects = {t.index: t.head for t in _heads_here(given, one) if t.relation == "nsubj"}
    others = _heads_here(given, other)
    return bool(others) and all(
        (t.relation == "conj" and t.head in subjects)
        or (t.relation == "nsubj" and t.index < t.head in subjects.values())
        for t in others
    )


def _oneself(one: Option, other: Option) -> bool:
    """Whether two are one side of a state, which the rules did not find fighting itself."""
    if one.party is None or other.party is None:
        return False
    told = one.said("initiator") is not None and other.said("target") is not None
    return not told and one.party.name == other.party.name and one.party.category in STATE


def _within(given: SideScene, one: Option, other: Option) -> bool:
    """Whether the words of one are a part of the other's: "police" and the "police commander" are no two sides."""
    spans = [_spans(given, o) for o in (one, other)]
    return one is not other and any(a.overlaps(b) for a in spans[0] for b in spans[1])


def _spans(given: SideScene, option: Option) -> list[Span]:
    told = [c for _, c in option.claims] + ([option.words] if option.words is not None else [])
    spans = [given.annotated.parties[n].span for n in option.mentions]
    return spans + [e.span for c in told for e in c.evidence]


def _heads_here(given: SideScene, option: Option) -> list[Token]:
    """The heads of an option's mentions in the trigger's sentence."""
    heads = (given.annotated.tokens[given.annotated.parties[n].head] for n in option.mentions)
    return [t for t in heads if t.sentence == given.frame.sentence]


def _barred(given: SideScene, option: Option) -> bool:
    """Whether its sentence tells of an option as one that can not be the doer."""
    return any(barred(given.frame, given.tree, t.index) for t in _heads_here(given, option))


def _denies(given: SideScene, option: Option) -> bool:
    """Whether an option is only told, in other sentences, as one who denies or condemns it."""
    heads = [given.annotated.parties[n].head for n in option.mentions]
    if not heads or any(given.annotated.tokens[h].sentence == given.frame.sentence for h in heads):
        return False
    return any(given.tree.lemma(step) in DISOWNING for step in given.tree.path(heads[0]))


def chosen(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, country: str | None, *, real: bool) -> Roles:
    """The roles with both sides as weighed; told as the rules tell them where weighing agrees."""
    given = scene(frame, annotated, told, kind, country, real=real)
    if len(given.options) == 1:
        return told
    choice = choose(given, weights())
    claims: dict[str, Claim[Party] | None] = {}
    for role in SIDES:
        option: Option = getattr(choice, role)
        claims[role] = None if option.party is None else _claim(frame, annotated, option, role, choice)
    numbers = [_number(told, getattr(choice, role), role) for role in SIDES]
    return replace(told, initiator=claims["initiator"], target=claims["target"], agent=numbers[0], patient=numbers[1])


def _claim(frame: Frame, annotated: Annotated, option: Option, role: str, choice: Choice) -> Claim[Party]:
    own = option.said(role)
    if own is not None:
        return own
    made = claimed(annotated, frame, option, role, f"weighed: {choice.why[role]}")
    return replace(made, coder=CODER, score=round(choice.chance, 3))


def _number(told: Roles, option: Option, role: str) -> int | None:
    """The party mention that a chosen side comes from."""
    before = told.agent if role == "initiator" else told.patient
    if option.said(role) is not None:
        return before
    return next(iter(option.mentions), None)
