"""Who acts and who suffers in a happening: the frozen record that every other facet reads, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casus.coding.arguments import Arguments, Construction, arguments
from casus.coding.operations import misread
from casus.coding.parties import claim, mention_of, person, pick
from casus.coding.tree import Tree
from casus.coding.weapons import weapons
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.frame import Frame
from casus.values.party import Party
from casus.values.thing import Weapon
from casus.values.where import Level

__all__ = ["Construction", "Roles", "roles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The sides of a happening. Empty where the words do not tell them: never a default.

    `agent` and `patient` are indices in Annotated.parties of the mentions that the claims come from. `agents` and
    `patients` are the token indices of the words in those places, best first, parties or not ("a tunnel", "a bus").
    `carrier` is the token of the verb that carries a nominal trigger ("launched" of "launched an offensive"), else
    the trigger's head. `clause` are the token indices of the clause that tells it, in order.
    """

    construction: Construction
    carrier: int
    initiator: Claim[Party] | None = None
    target: Claim[Party] | None = None
    weapons: tuple[Claim[Weapon], ...] = ()
    agent: int | None = None
    patient: int | None = None
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    clause: tuple[int, ...] = ()


def roles(frame: Frame, annotated: Annotated) -> Roles:
    """The sides of a frame by the tree around its trigger."""
    tree = Tree(annotated=annotated)
    found = _gaining(_referred(arguments(tree, frame.head), annotated, tree), tree)
    made = Roles(
        construction=found.construction,
        carrier=found.carrier,
        agents=found.agents,
        patients=found.patients,
        clause=tree.clause(found.carrier),
        weapons=weapons(frame, annotated, tree, found),
    )
    acting = [i for i in found.agents if not _scene(annotated, tree, i)]
    barred = misread(annotated)
    agent = pick(annotated, tree, acting, owner=True, barred=tuple(barred))
    suffering = [i for i in found.patients if not _placed(annotated, tree, i)]
    patient = pick(annotated, tree, suffering, owner=True, barred=(*barred, *(() if agent is None else (agent,))))
    made = replace(made, agent=agent, patient=patient)
    if agent is not None:
        made = replace(made, initiator=claim(annotated, agent, frame.sentence, "acts"))
    if patient is not None:
        made = replace(made, target=claim(annotated, patient, frame.sentence, "suffers"))
    return _filled(made, frame, annotated, tree, found)


def _referred(found: Arguments, annotated: Annotated, tree: Tree) -> Arguments:
    """With "this" or "it" in the sufferer's place, also what suffers or is done to in the sentence before."""
    if not found.patients or tree.word(found.patients[0]) not in POINTING:
        return found
    before = annotated.tokens[found.patients[0]].sentence - 1
    if before < 0 or mention_of(annotated, tree, found.patients[0]) is not None:
        return found
    s = annotated.sentences[before]
    root = next(t.index for t in annotated.tokens[s.first : s.last] if t.head == t.index)
    told = arguments(tree, root)
    things = tuple(t.index for t in tree.children(root, "obj"))
    return replace(found, patients=found.patients + tuple(i for i in (*things, *told.patients) if i != root))


def _gaining(found: Arguments, tree: Tree) -> Arguments:
    """Ground that falls to a side: who takes it acts, and the ground suffers."""
    if tree.lemma(found.carrier) != "fall":
        return found
    takers = tuple(t.index for t in tree.children(found.carrier, "obl") if tree.case(t.index) == "to")
    return replace(found, agents=takers, patients=found.agents) if takers else found


def _placed(annotated: Annotated, tree: Tree, index: int) -> bool:
    """Whether a word after "in", "on" or "at" is a place, or listed beside one: then nobody suffers there."""
    head = tree.token(index).head if tree.token(index).relation == "conj" else index
    if tree.case(head) not in ("in", "on", "at", "into", "to", "from", "near"):
        return False
    span = annotated.tokens[head].span
    return any(p.span.overlaps(span) for p in annotated.places) and not any(
        m.span.overlaps(span) and m.party.armed and m.head == head and m.party.id for m in annotated.parties
    )


def _scene(annotated: Annotated, tree: Tree, index: int) -> bool:
    """Whether a word before a deed's noun tells where ("the Vesk bombings"), or who speaks stands for the doer."""
    token = tree.token(index)
    if token.relation in ("compound", "nmod:poss", "amod"):
        return any(
            p.span.overlaps(token.span) and p.where.level is not Level.COUNTRY for p in annotated.places
        ) and not any(m.head == index and m.rule.startswith("actors:") for m in annotated.parties)
    return False


POINTING = frozenset({"this", "it", "these", "that", "those"})


def _filled(made: Roles, frame: Frame, annotated: Annotated, tree: Tree, found: Arguments) -> Roles:
    """Persons by name in the places where no known party stands."""
    if made.initiator is None:
        for i in found.agents[:2]:
            who = person(annotated, tree, i, frame.sentence, "acts")
            if who is not None:
                made = replace(made, initiator=who)
                break
    if made.target is None:
        for i in found.patients[:2]:
            if mention_of(annotated, tree, i) is None:
                who = person(annotated, tree, i, frame.sentence, "suffers")
                if who is not None:
                    made = replace(made, target=who)
                    break
    return made
