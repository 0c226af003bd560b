"""The words in the places of the one who acts and the one who suffers, by the tree around a trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from casus.coding.barred import met, under
from casus.coding.syntax import words
from casus.coding.tree import RELATIVES, Tree

AMID = frozenset({"in", "during", "by", "when", "after", "from", "with", "on"})
DEPTH = 4  # how far a subject is looked for up the tree


class Construction(Enum):
    """How the trigger words tell the happening."""

    ACTIVE = "active"  # X shelled Y; X carried out the shelling of Y
    PASSIVE = "passive"  # Y was shelled (by X)
    NOMINAL = "nominal"  # the shelling of Y (by X)
    MUTUAL = "mutual"  # clashes between X and Y


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Token indices, best first. `carrier` is the verb that carries a nominal trigger, else the trigger's head."""

    construction: Construction
    carrier: int
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()


def arguments(tree: Tree, head: int) -> Arguments:
    """The arguments of a trigger by its head word."""
    head = deed(tree, head)
    if tree.verbal(head) and tree.token(head).relation not in ("amod", "compound"):
        return _verb(tree, head)
    return _noun(tree, head)


def _moved(tree: Tree, head: int, subject: int | None, passive: bool) -> Arguments:
    """Troops sent are the sender's own: they act with it, and only what stands after "against" suffers."""
    force = [subject] if passive and subject is not None else [t.index for t in tree.children(head, "obj")]
    doers = [] if passive or subject is None else _subjects(tree, subject)
    doers += _doers(tree, head)
    against = [t.index for t in tree.children(head, "obl") if tree.case(t.index) == "against"]
    return Arguments(
        construction=Construction.PASSIVE if passive else Construction.ACTIVE,
        carrier=head,
        agents=_clean(tree, [*doers, *force]),
        patients=_spread(tree, against or _purposed(tree, head)),
    )


def deed(tree: Tree, head: int) -> int:
    """The word that names what is done: "storm" of "tried to storm", "attack" of "carried out an attack"."""
    for _ in range(DEPTH):
        below = head
        if tree.verbal(head) and tree.lemma(head) in words("aspect"):
            below = next((t.index for t in tree.children(head, "xcomp") if tree.verbal(t.index)), head)
        elif tree.verbal(head) and tree.lemma(head) in words("light") | words("warding"):
            told = (*tree.children(head, "obj"), *(t for t in tree.children(head, "nsubj") if t.index > head))
            below = next((t.index for t in told if _device(tree, t.index)), head)
        if below == head:
            break
        head = below
    return head


def _verb(tree: Tree, head: int) -> Arguments:
    passive = tree.passive(head) or met(tree, head)
    subject = _subject(tree, head)
    objects = [t.index for t in tree.children(head, "obj", "iobj")]
    objects += [t.index for t in tree.children(head, "nsubj:pass") if not passive and t.index > head]  # read amiss
    toward = list(_prepositional(tree, head))
    toward += [
        t.index for o in objects for t in tree.children(o, "nmod") if tree.case(t.index) in ("at", "on", "against")
    ]
    by = list(_doers(tree, head))
    mutual = tree.lemma(head) in words("mutual")
    between = _between(tree, head)
    if between:
        return Arguments(construction=Construction.MUTUAL, carrier=head, agents=between[:1], patients=between[1:])
    moved = tree.lemma(head) in words("moved")
    if moved:
        return _moved(tree, head, subject, passive)
    if passive:
        patients = [subject] if subject is not None else []
        return Arguments(
            construction=Construction.PASSIVE,
            carrier=head,
            agents=_clean(tree, by),
            patients=_spread(tree, patients),
        )
    if tree.lemma(head) in words("suffer"):
        agents = by or [t.index for t in tree.children(head, "obl") if tree.case(t.index) in ("to", "in")]
        agents = [a for a in agents if _device(tree, a)]
        found = [x for a in agents for x in _own(tree, a)]
        patients = [subject] if subject is not None else []
        return Arguments(
            construction=Construction.ACTIVE, carrier=head, agents=_clean(tree, found), patients=_spread(tree, patients)
        )
    agents = _subjects(tree, subject)
    agents += _speaker(tree, head, subject)
    if not objects and not toward:
        objects = _purposed(tree, head)
    sides = _spread(tree, agents)
    mutual = mutual or any(tree.lemma(i) in words("mutual") for i in objects)
    if mutual and len(sides) > 1 and not any(tree.token(i).pos == "PROPN" for i in (*objects, *toward)):
        return Arguments(construction=Construction.MUTUAL, carrier=head, agents=sides[:1], patients=sides[1:])
    return Arguments(
        construction=Construction.MUTUAL if mutual else Construction.ACTIVE,
        carrier=head,
        agents=_clean(tree, [*agents, *by]),
        patients=_spread(tree, [*objects, *toward]),
    )


def _noun(tree: Tree, head: int, depth: int = 0) -> Arguments:
    """The arguments of a deed told by a noun: its own dependents, then those of the verb that carries it."""
    lemma = tree.lemma(head)
    mutual = lemma in words("mutual")
    sides = _between(tree, head)
    agents, patients = [*sides[:1], *_doers(tree, head)], list(sides[1:])
    for child in tree.children(head):
        base = child.relation.partition(":")[0]
        case = tree.case(child.index)
        if child.relation == "nmod:poss":
            (patients if lemma in words("undergone") else agents).append(child.index)
        elif base in ("nmod", "obl"):
            if case == "from" and not sides:
                agents.append(child.index)
            elif case in ("of", ""):
                (agents if lemma in words("done") or mutual else patients).append(child.index)
            elif case == "among":
                agents.append(child.index)
            elif case in words("toward") or case == "with":
                patients.append(child.index)
        elif base in ("compound", "amod") or (base == "nsubj" and child.index == head - 1):
            agents.append(child.index)
        elif child.relation in ("acl", "acl:relcl"):
            _from_clause(tree, child.index, agents, patients)
    carried = _carried(tree, head, depth) if depth < DEPTH else None
    carrier = head
    if carried is not None:
        carrier = carried.carrier
        agents += carried.agents
        patients += carried.patients
    doers = tuple(i for i in _clean(tree, agents) if i not in sides[1:])
    if mutual and len(doers) > 1 and not patients:
        doers, patients = doers[:1], list(doers[1:])
    construction = Construction.MUTUAL if mutual else Construction.NOMINAL
    if carried is not None and not mutual and carried.construction is Construction.ACTIVE:
        construction = Construction.ACTIVE
    return Arguments(
        construction=construction,
        carrier=carrier,
        agents=doers,
        patients=_spread(tree, patients),
    )


def _between(tree: Tree, head: int) -> tuple[int, ...]:
    """The sides of a fight between X and Y, in order."""
    hung = list(tree.children(head, "nmod", "obl"))
    found = [t.index for t in hung if tree.case(t.index) in ("between", "among")]
    found += [t.index for t in hung if found and not tree.case(t.index) and any(tree.children(t.index, "cc"))]
    sides = tuple(i for t in found for i in tree.conjuncts(t) if tree.token(i).pos not in ("NUM",))
    return sides if len(sides) > 1 else ()


def _own(tree: Tree, noun: int) -> tuple[int, ...]:
    """The doers that stand in the phrase of a deed or device itself ("a rebel bomb")."""
    return _noun(tree, noun, DEPTH).agents


def _from_clause(tree: Tree, verb: int, agents: list[int], patients: list[int]) -> None:
    """An attack carried out by X; claimed by X; blamed on X; that killed Y; in which Y died; targeting Y."""
    agents += _doers(tree, verb)
    if tree.lemma(verb) == "blame":
        agents += [t.index for t in tree.children(verb, "obl") if tree.case(t.index) == "on"]
        return
    subjects = [t for t in tree.children(verb, "nsubj") if tree.word(t.index) not in RELATIVES]
    if tree.lemma(verb) in words("suffer") or any(t.relation == "nsubj:pass" for t in subjects):
        patients += [t.index for t in subjects]
    elif tree.lemma(verb) in words("light") and subjects:
        agents += [t.index for t in subjects]
    elif tree.lemma(verb) in words("harm") or tree.token(verb).tag in ("VBG", "VB"):
        patients += [t.index for t in tree.children(verb, "obj")]
        agents += [t.index for t in subjects]


def _carried(tree: Tree, noun: int, depth: int) -> Arguments | None:
    """What the verb or noun above a deed's noun adds."""
    top = tree.head(noun)
    if top is None:
        return None
    relation = tree.token(noun).relation
    base, case, lemma = relation.partition(":")[0], tree.case(noun), tree.lemma(top)
    if base == "conj":
        return _noun(tree, top, depth + 1) if not tree.verbal(top) else None
    if base in ("nmod", "compound") and lemma in words("gathering") and not tree.verbal(top):
        return _noun(tree, top, depth + 1)
    if not tree.verbal(top):
        subject = next((t.index for t in tree.children(top, "nsubj")), None)
        if base in ("obl", "nmod") and lemma in words("answerable") and subject is not None:
            return Arguments(construction=Construction.NOMINAL, carrier=top, agents=(subject,))
        return None
    warded = lemma in words("warding") and noun > top  # the attack they repelled is sometimes read as a subject
    if warded or (base == "obj" and lemma in words("suffer") | words("warding")):
        subject = _subject(tree, top)
        return Arguments(construction=Construction.PASSIVE, carrier=top, patients=() if subject is None else (subject,))
    if base == "nsubj":
        return _told_of(tree, noun, top)
    if base == "obj" and lemma in words("light"):
        inner = _verb(tree, top)
        strict = (*_prepositional(tree, top, strict=True), *_purposed(tree, top))
        return Arguments(construction=inner.construction, carrier=top, agents=inner.agents, patients=strict)
    if base == "obj":  # reported raids by X: the parser hangs "by" on the verb
        after = [i for i in _doers(tree, top) if i > noun]
        return Arguments(construction=Construction.NOMINAL, carrier=noun, agents=tuple(after)) if after else None
    if base == "obl":
        return _circumstance(tree, top, "under" if under(tree, noun) else case)
    return None


def _told_of(tree: Tree, noun: int, verb: int) -> Arguments:
    """The attack killed three; was carried out by X; was blamed on Y; took place."""
    lemma = tree.lemma(verb)
    agents = list(_doers(tree, verb))
    if tree.token(noun).relation == "nsubj:pass":
        if lemma == "blame":
            agents += [t.index for t in tree.children(verb, "obl") if tree.case(t.index) == "on"]
        patients = tuple(_prepositional(tree, verb, strict=True))
    elif lemma in words("harm") and not tree.passive(verb):
        agents = []
        patients = (*(t.index for t in tree.children(verb, "obj")), *_struck(tree, verb))
    else:
        patients = ()
    return Arguments(construction=Construction.NOMINAL, carrier=verb, agents=tuple(agents), patients=patients)


def _circumstance(tree: Tree, verb: int, case: str) -> Arguments | None:
    """Killed in an attack; died in the blast; took part in the raid; accused of the bombing; injured by a bomb."""
    lemma = tree.lemma(verb)
    if lemma in words("blame"):
        passive = tree.passive(verb)
        subject = _subject(tree, verb)
        accused = [subject] if passive else [t.index for t in tree.children(verb, "obj")]
        return Arguments(
            construction=Construction.NOMINAL, carrier=verb, agents=tuple(i for i in accused if i is not None)
        )
    if case == "under" and lemma in words("undergoing"):  # they came under attack
        subject = _subject(tree, verb)
        patients = () if subject is None else (subject,)
        return Arguments(
            construction=Construction.PASSIVE, carrier=verb, agents=tuple(_doers(tree, verb)), patients=patients
        )
    if lemma in words("harm") | words("suffer") and case in AMID:
        inner = _verb(tree, verb)
        return Arguments(construction=inner.construction, carrier=verb, agents=inner.agents, patients=inner.patients)
    if case == "with":  # they reacted with attacks
        subject = _subject(tree, verb)
        found = () if subject is None or tree.passive(verb) else (subject,)
        return Arguments(construction=Construction.NOMINAL, carrier=verb, agents=found) if found else None
    if lemma in ("take", "participate", "engage", "join") and case == "in":
        return _verb(tree, verb)
    return None


def _subject(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """The subject of a verb, its own or understood: of relative clauses, participles, infinitives, coordination."""
    for child in tree.children(verb, "nsubj", "csubj"):
        if child.relation.startswith("csubj"):
            continue
        if tree.word(child.index) in RELATIVES and tree.token(verb).relation.startswith("acl"):
            return tree.head(verb)
        return child.index
    top = tree.head(verb)
    if top is None or depth > DEPTH:
        return None
    relation = tree.token(verb).relation
    if relation == "advcl" and tree.token(verb).tag == "VBN" and tree.lemma(verb) in words("intransitive"):
        before = verb - 2  # "a pocket of rebels, escaped from the fields": the noun before the comma
        if before >= 0 and tree.word(verb - 1) == "," and tree.token(before).pos in ("NOUN", "PROPN"):
            return before
    if relation.startswith("acl"):
        if tree.token(verb).tag != "VB":
            return top
        # a plan to attack: whoever has the plan
        return None if tree.verbal(top) else next(iter(_noun(tree, top, DEPTH - 1).agents), None)
    if relation in ("conj", "parataxis") and tree.verbal(top):
        if tree.passive(verb) and not tree.passive(top):
            objects = [t.index for t in tree.children(top, "obj")]
            return objects[0] if objects and tree.token(verb).tag == "VBN" and relation == "conj" else None
        return _subject(tree, top, depth + 1)
    if relation == "xcomp":
        return _raised(tree, top, depth)
    if relation in ("advcl", "ccomp") and tree.verbal(top):
        return _controller(tree, verb, top, depth)
    return None


def _raised(tree: Tree, top: int, depth: int) -> int | None:
    """Whoever an infinitive after a verb is told of: the object of "ordered", else the subject of "tried"."""
    if not tree.verbal(top):
        return next((t.index for t in tree.children(top, "nsubj")), None)
    objects = [t.index for t in tree.children(top, "obj", "iobj")]
    return objects[0] if objects else _subject(tree, top, depth + 1)


def _controller(tree: Tree, verb: int, top: int, depth: int) -> int | None:
    """Who is meant by a clause without a subject: accused of killing; struck, killing three; to prevent."""
    marks = {t.text.casefold() for t in tree.children(verb, "mark")}
    if tree.lemma(top) in words("blame") and marks & {"of", "for", "with", "in", "to"}:
        if tree.passive(top):
            return _subject(tree, top, depth + 1)
        return next((t.index for t in tree.children(top, "obj", "iobj")), None)
    if tree.passive(top) and tree.token(verb).tag != "VB":
        return next(iter(_doers(tree, top)), None)
    return _subject(tree, top, depth + 1)


def _subjects(tree: Tree, subject: int | None) -> list[int]:
    """The doers behind a subject: those of the deed where the subject is a deed or device, else itself."""
    if subject is not None and _device(tree, subject):
        return list(_own(tree, subject))
    return [] if subject is None else [subject]


def _device(tree: Tree, index: int) -> bool:
    return tree.lemma(index) in words("device")


def _doers(tree: Tree, verb: int) -> Iterator[int]:
    for child in tree.children(verb, "obl", "nmod"):
        if child.relation == "obl:agent" or tree.case(child.index) == "by":
            if _device(tree, child.index):
                yield from _own(tree, child.index)
            else:
                yield child.index
        elif tree.case(child.index) == "at" and tree.lemma(child.index) == "hand":  # died at the hands of X
            yield from (t.index for t in tree.children(child.index, "nmod", "nmod:poss"))


def _prepositional(tree: Tree, verb: int, *, strict: bool = False) -> Iterator[int]:
    """Those fired at, clashed with, marched against. `strict` leaves out words that as often tell place or company."""
    for child in tree.children(verb, "obl"):
        case = tree.case(child.index)
        if any(t.span.overlaps(child.span) for t in tree.annotated.times):
            continue
        if case in ("against", "on", "at", "upon") or (not strict and case in words("toward")):
            yield child.index


def _struck(tree: Tree, verb: int) -> Iterator[int]:
    """The blast ripped through a market."""
    for child in tree.children(verb, "obl"):
        if tree.case(child.index) in ("through", "into", "at"):
            yield child.index


def _speaker(tree: Tree, verb: int, subject: int | None) -> list[int]:
    """The army said it attacked: who speaks, behind a pronoun."""
    top = tree.head(verb)
    if subject is None or top is None or tree.token(subject).pos != "PRON" or tree.token(verb).relation != "ccomp":
        return []
    return [t.index for t in tree.children(top, "nsubj") if tree.token(t.index).pos != "PRON"]


def _purposed(tree: Tree, verb: int) -> list[int]:
    """Used force to disperse the crowd: what a clause of purpose is done to."""
    return [
        t.index
        for clause in tree.children(verb, "advcl", "xcomp")
        if tree.token(clause.index).tag == "VB"
        for t in tree.children(clause.index, "obj")
    ]


def _clean(tree: Tree, found: list[int]) -> tuple[int, ...]:
    return _spread(tree, [i for i in found if not _device(tree, i)])


def _spread(tree: Tree, found: list[int]) -> tuple[int, ...]:
    """With coordinated words, each once, in order; a relative pronoun stands for the word before its clause."""
    meant = [_antecedent(tree, i) for i in found]
    return tuple(dict.fromkeys(j for i in meant for j in (*tree.nations(i), *tree.conjuncts(i))))


def _antecedent(tree: Tree, index: int) -> int:
    if tree.word(index) not in RELATIVES and tree.word(index) != "whose":
        return index
    for step in tree.path(index):
        if tree.token(step).relation == "acl:relcl":
            return tree.token(step).head
    return index
