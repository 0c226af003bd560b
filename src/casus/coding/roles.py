"""Who acts and who suffers in a happening: the frozen record that every other facet reads, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casus.coding.arguments import Arguments, Construction, arguments
from casus.coding.parties import claim, mention_of, person, pick
from casus.coding.tree import Tree
from casus.coding.weapons import weapons
from casus.records.annotated import Annotated
from casus.records.claim import Claim
from casus.records.event import Participant
from casus.records.frame import Frame
from casus.values.party import Party
from casus.values.thing import Weapon

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
    participants: tuple[Participant, ...] = ()
    weapons: tuple[Claim[Weapon], ...] = ()
    agent: int | None = None
    patient: int | None = None
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    clause: tuple[int, ...] = ()


def roles(frame: Frame, annotated: Annotated) -> Roles:
    """The sides of a frame by the tree around its trigger; claims of responsibility and victims where that is silent."""
    tree = Tree(annotated=annotated)
    found = arguments(tree, frame.head)
    made = Roles(
        construction=found.construction,
        carrier=found.carrier,
        agents=found.agents,
        patients=found.patients,
        clause=tree.clause(found.carrier),
        weapons=weapons(frame, annotated, tree, found),
    )
    agent = pick(annotated, tree, found.agents, owner=True)
    patient = pick(annotated, tree, found.patients, owner=True, barred=() if agent is None else (agent,))
    made = replace(made, agent=agent, patient=patient)
    if agent is not None:
        made = replace(made, initiator=claim(annotated, agent, frame.sentence, "acts"))
    if patient is not None:
        made = replace(made, target=claim(annotated, patient, frame.sentence, "suffers"))
    return _filled(made, frame, annotated, tree, found)


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
