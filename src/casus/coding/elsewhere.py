"""Sides that the tree around a trigger does not tell: captors who speak, claims of responsibility, a lone side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casus.coding.arguments import deed
from casus.coding.operations import told as told_operations
from casus.coding.operations import words as campaign
from casus.coding.parties import claim, mention_of
from casus.coding.roles import Roles
from casus.coding.syntax import words
from casus.coding.things import entries, found
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.claim import Basis, Claim
from casus.records.frame import Frame
from casus.values.kind import Kind
from casus.values.party import STATE, UNARMED, Category, Party
from casus.values.toll import Harm

CODER = "casus.coding.elsewhere@1"
ONE_SIDED = frozenset({"violence", "battle"})
STATELY = frozenset(
    {
        "battle/clash",
        "battle/regained",
        "violence/explosive/air_strike",
        "violence/explosive/shelling",
        "strategic/change",
        "strategic/disrupted_weapons",
        "strategic/transfer",
        "strategic/base",
        "strategic/agreement",
    }
)
SUFFERED = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.DETAINED})
REACH = 3  # sentences on either side in which a claim of responsibility is looked for


def elsewhere(frame: Frame, annotated: Annotated, told: Roles, kind: Kind) -> Roles:
    """The roles with a doer found elsewhere, where they have none and the kind of happening has one."""
    tree = Tree(annotated=annotated)
    return _sufferer(frame, annotated, _doer(frame, annotated, told, kind, tree), kind, tree)


def beside(frame: Frame, annotated: Annotated, told: Roles, kind: Kind) -> Roles:
    """A bomb near a convoy, outside a police station: whose it is, is the target, before those who were hurt."""
    if kind.path[-1] not in ("bomb", "suicide", "grenade", "shelling", "clash") or not _unnamed(told):
        return told
    tree = Tree(annotated=annotated)
    heads = dict.fromkeys((frame.head, told.carrier))
    for child in (t for h in heads for t in tree.children(h, "obl", "nmod")):
        if tree.case(child.index) not in BESIDE:
            continue
        number = mention_of(annotated, tree, child.index)
        if number is None or number == told.agent or annotated.parties[number].party.armed is not True:
            continue
        if annotated.parties[number].rule.startswith("a country"):
            continue
        return replace(told, target=claim(annotated, number, frame.sentence, "beside"), patient=number)
    return told


def _unnamed(told: Roles) -> bool:
    """Whether nobody suffers by the tree, or only people at large ("ten people")."""
    if told.target is None:
        return True
    party = told.target.value
    return party.category is Category.CIVILIANS and party.id is None and party.name.startswith("Civilians")


BESIDE = frozenset(
    {"near", "outside", "at", "beside", "against", "on", "into", "next to", "in front of", "under", "inside"}
)


def _doer(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, tree: Tree) -> Roles:
    if (
        told.initiator is not None
        and told.initiator.value.category is Category.UNKNOWN
        and kind.path[:2] == ("violence", "explosive")
    ):
        number = _claimant(frame, annotated, tree)
        if number is not None and annotated.parties[number].party.id is not None:
            return replace(
                told, initiator=claim(annotated, number, frame.sentence, "claims responsibility"), agent=number
            )
    if told.initiator is not None or tree.lemma(deed(tree, frame.head)) in words("suffer"):
        return told
    for how, number in _candidates(frame, annotated, told, kind, tree):
        if number is None or number == told.patient:
            continue
        party = annotated.parties[number].party
        if told.target is not None and (told.target.value.same(party) or told.target.value.name == party.name):
            continue
        return replace(told, initiator=claim(annotated, number, frame.sentence, how), agent=number)
    return told


def _sufferer(frame: Frame, annotated: Annotated, told: Roles, kind: Kind, tree: Tree) -> Roles:
    """In a fight the other armed party of the sentence; in an attack the owners of what is hit."""
    if told.target is not None:
        return told
    if str(kind) in HITTING:
        owners = _users(frame, annotated, told, tree)
        if owners is not None:
            return replace(told, target=owners)
    if tree.lemma(deed(tree, frame.head)) in words("suffer"):
        number = _only(frame, annotated, told, tree, state=False)
        return (
            told
            if number is None
            else replace(told, target=claim(annotated, number, frame.sentence, "loses"), patient=number)
        )
    if told.patients and tree.word(told.patients[0]) in ("this", "it", "these") and frame.sentence > 0:
        before = replace(frame, sentence=frame.sentence - 1)
        number = _only(before, annotated, told, tree, state=False)
        if number is not None and number != told.agent:
            return replace(told, target=claim(annotated, number, frame.sentence, "told before"), patient=number)
    state = told.initiator is not None and told.initiator.value.category in STATE
    whose = "" if told.initiator is None else told.initiator.note
    campaigning = str(kind) == "strategic/change" and (frame.act == "operate" or whose.startswith("side of the oper"))
    if str(kind) not in FOUGHT and not campaigning and not (state and str(kind) == "violence/civilians/attack"):
        return told
    number, how = _other(frame, annotated, told, tree), "other side of the sentence"
    if number is None and (campaigning or str(kind) in ENEMY):
        number, how = _enemy(annotated, told), "other side of the report"
    if number is None:
        return told
    return replace(told, target=claim(annotated, number, frame.sentence, how), patient=number)


HITTING = frozenset(
    {
        "violence/explosive/bomb",
        "violence/explosive/suicide",
        "violence/explosive/grenade",
        "violence/explosive/shelling",
        "violence/explosive/air_strike",
        "violence/civilians/attack",
        "demonstration/riot/mob",
    }
)


def _users(frame: Frame, annotated: Annotated, told: Roles, tree: Tree) -> Claim[Party] | None:
    """Civilians, where what is hit is a house, a bus, a market that nobody else is told to own."""
    civil = set(entries("objects", "civil")[0].words)
    for index in told.patients:
        if tree.token(index).sentence != frame.sentence:
            continue
        phrase = tree.phrase(index)
        head = tree.token(index).span
        for span, what in found("objects", "object", annotated.document.text, phrase.start, phrase.end):
            if what in civil and span.overlaps(head):
                return Claim(
                    value=Party(name="Civilians", category=Category.CIVILIANS),
                    basis=Basis.INFERRED,
                    evidence=(annotated.document.quote(phrase),),
                    coder=CODER,
                    note=f"users of a {what}",
                )
    return None


FOUGHT = frozenset(
    {
        "battle/clash",
        "battle/regained",
        "battle/overtaken",
        "strategic/transfer",
        "strategic/agreement",
        "violence/explosive/air_strike",
        "violence/explosive/shelling",
        "strategic/disrupted_weapons",
    }
)
ENEMY = FOUGHT - {"strategic/agreement"}


def _enemy(annotated: Annotated, told: Roles) -> int | None:
    """The one group that a report's state forces fight, or the one state's forces that its group fights."""
    if told.initiator is None or told.initiator.value.category in UNARMED:
        return None
    mine = told.initiator.value
    state = mine.category in STATE
    sides: dict[str, int] = {}
    for n, m in enumerate(annotated.parties):
        other = m.party.category
        if other in UNARMED or other is Category.UNKNOWN or (other in STATE) is state or m.rule.startswith("a country"):
            continue
        if mine.same(m.party) or mine.name == m.party.name or m.party.name.startswith("Government of"):
            continue
        sides.setdefault(m.party.id or m.party.name, n)
    return next(iter(sides.values())) if len(sides) == 1 else None


def _other(frame: Frame, annotated: Annotated, told: Roles, tree: Tree) -> int | None:
    s = annotated.sentences[frame.sentence]
    mine = None if told.initiator is None else told.initiator.value
    if told.initiator is not None and told.initiator.note.startswith("side of the operation"):
        return None
    sides: dict[str, int] = {}
    for n, m in enumerate(annotated.parties):
        if not s.first <= m.head < s.last or m.party.category in UNARMED or n == told.agent:
            continue
        if mine is not None and (mine.same(m.party) or mine.name == m.party.name):
            continue
        if _speaks(tree, m.head) or m.head in told.agents or m.rule.startswith("a country"):
            continue
        if mine is None or (mine.category in STATE and m.party.category in STATE and mine.country == m.party.country):
            continue
        sides.setdefault(m.party.id or m.party.name, n)
    return next(iter(sides.values())) if len(sides) == 1 else None


def _candidates(
    frame: Frame, annotated: Annotated, told: Roles, kind: Kind, tree: Tree
) -> Iterator[tuple[str, int | None]]:
    if kind.path[0] in ("strategic", "violence", "battle"):
        yield "side of the operation", _campaigner(frame, annotated, tree)
        yield "side of the operation named", _named(frame, annotated)
    if str(kind) == "strategic/arrests":
        yield "captor", _captor(frame, annotated)
    if kind.path[0] in ONE_SIDED:
        yield "claims responsibility", _claimant(frame, annotated, tree)
    if kind.path[0] == "battle":
        yield "only armed side of the sentence", _only(frame, annotated, told, tree, state=False)
    if str(kind) in STATELY:
        yield "only state side of the sentence", _only(frame, annotated, told, tree, state=True)


def _campaigner(frame: Frame, annotated: Annotated, tree: Tree) -> int | None:
    """Whose operation it is, where the words tell of its phase, its course or its aim: "the fourth phase began"."""
    s = annotated.sentences[frame.sentence]
    named = {tree.lemma(i) for i in (frame.head, *(t.index for t in tree.children(frame.head, "nmod")))}
    subjects = {t.lemma.casefold() for t in annotated.tokens[s.first : s.last] if t.relation.startswith("nsubj")}
    if not named & campaign("phase") and not subjects & campaign("aim"):
        return None
    before = [t for t in told_operations(annotated) if t.span.start <= frame.trigger.start and not t.passing]
    return next((t.side for t in reversed(before) if t.side is not None), None)


def _named(frame: Frame, annotated: Annotated) -> int | None:
    """Whose operation it is that is named before the trigger in its own sentence ("the Iron Rain operation began")."""
    known = told_operations(annotated)
    here = [t for t in known if t.sentence == frame.sentence and t.span.end <= frame.trigger.start and not t.passing]
    if not here:
        return None
    return next((t.side for t in known if t.name == here[0].name and t.side is not None), None)


def setting(frame: Frame, annotated: Annotated, told: Roles) -> Frame:
    """The frame as it stands where its operation was named, if its side comes from there: for the place."""
    tree = Tree(annotated=annotated)
    if told.initiator is not None or any(tree.token(i).pos in ("NOUN", "PROPN", "PRON") for i in told.agents):
        return frame
    side = _campaigner(frame, annotated, tree)
    if side is None:
        return frame
    named = next(t for t in reversed(told_operations(annotated)) if t.side == side)
    head = annotated.head_of(named.span)
    return frame if head is None else replace(frame, head=head.index, sentence=named.sentence)


def _captor(frame: Frame, annotated: Annotated) -> int | None:
    """Police said two men were arrested: who speaks of arrests has made them."""
    s = annotated.sentences[frame.sentence]
    here = [n for n, m in enumerate(annotated.parties) if s.first <= m.head < s.last and m.party.category in STATE]
    subjects = [n for n in here if annotated.tokens[annotated.parties[n].head].relation.startswith("nsubj")]
    return next(iter(subjects or here), None)


def _claimant(frame: Frame, annotated: Annotated, tree: Tree) -> int | None:
    """The party that claimed responsibility, or is blamed, in a sentence nearby."""
    near = annotated.sentences[max(0, frame.sentence - REACH) : frame.sentence + REACH + 1]
    for token in annotated.tokens[near[0].first : near[-1].last]:
        if token.lemma.casefold() not in ("responsibility", "credit"):
            continue
        verb = tree.head(token.index)
        if verb is None or tree.lemma(verb) not in ("claim", "take", "accept", "admit"):
            continue
        for subject in tree.children(verb, "nsubj"):
            number = mention_of(annotated, tree, subject.index)
            if number is not None:
                return number
        for agent in tree.children(verb, "obl:agent", "obl"):
            if tree.case(agent.index) == "by":
                return mention_of(annotated, tree, agent.index)
    return None


def _only(frame: Frame, annotated: Annotated, told: Roles, tree: Tree, *, state: bool) -> int | None:
    """The one armed party of the sentence that neither suffers nor speaks; None where there are two."""
    s = annotated.sentences[frame.sentence]
    sides: dict[str, int] = {}
    for n, m in enumerate(annotated.parties):
        if not s.first <= m.head < s.last or m.party.category in UNARMED or (m.party.category in STATE) is not state:
            continue
        if m.party.category is Category.UNKNOWN and m.party.name[:2].islower():
            continue
        if told.target is not None and told.target.value.name == m.party.name:
            continue
        if any(q.span.overlaps(m.span) and q.toll.best and q.toll.harm in SUFFERED for q in annotated.quantities):
            continue
        if _speaks(tree, m.head) or m.head in told.patients or m.rule.startswith("a country"):
            continue
        sides.setdefault(m.party.id or m.party.name, n)
    return next(iter(sides.values())) if len(sides) == 1 else None


def _speaks(tree: Tree, index: int) -> bool:
    head = tree.head(index)
    return head is not None and tree.token(index).relation == "nsubj" and tree.lemma(head) in SAYING


SAYING = frozenset({"say", "tell", "report", "announce", "add"}) | words("blame")
