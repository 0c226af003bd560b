"""Frames of one sentence that tell one happening: "clashes ... the fighting ... after an attack".

Of the training passages' sentences that tell any happening, 86 % tell one, and those that tell two of a sort nearly
always list places. So a sort keeps one frame a sentence, but for clauses that stand side by side with subjects of their
own.
"""

from __future__ import annotations

from collections.abc import Sequence

from casus.framing.nesting import TELLING, coordinated, distance
from casus.lexicon.words import classes
from casus.ontology.kinds import kinds
from casus.records.annotated import Annotated
from casus.records.frame import Frame
from casus.values.toll import Harm

# The sort of an act, where no kind is guessed: ACLED's event types.
SORTS = {
    "Battles": ("clash", "raid", "repel", "ground"),
    "Protests": ("protest", "disperse"),
    "Riots": ("riot", "mob"),
    "Explosions/Remote violence": ("airstrike", "shell", "bomb", "suicide", "grenade", "chemical"),
    "Violence against civilians": ("kill", "wound", "shoot", "attack", "rape", "abduct", "hit", "react"),
}
BY_ACT = {act: sort for sort, acts in SORTS.items() for act in acts}
VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}
CROWD = {"Protests", "Riots"}
TAKING = {"ground", "find", "arrest", "destroy"}  # what is told beside the dead of a fight
CLOSE = 3  # steps in the tree within which frames of two sorts tell one happening
SEEN = 0.85  # the model's chance from which two frames of two kinds, far apart in the tree, are two happenings
SURE = 0.6  # the model's chance from which a frame stands beside another of its family


def rivals(annotated: Annotated, frames: Sequence[Frame]) -> set[int]:
    """Indices of the frames that another frame of their sentence tells better."""
    out: set[int] = set()
    for j, b in enumerate(frames):
        for i in range(j):
            a = frames[i]
            if i in out or j in out or a.sentence != b.sentence or not _one(annotated, a, b):
                continue
            beside = _beside_the_dead(annotated, a, b)
            out.add(min((_worth(a), -i, i), (_worth(b), -j, j))[-1] if beside is None else (i, j)[beside])
    return out


def _beside_the_dead(annotated: Annotated, a: Frame, b: Frame) -> int | None:
    """Which of two, 0 or 1, only tells what else a fight brought ("killed nine and seized rifles"); None: neither.

    Ground that is taken tells the fight for it.
    """
    counted = [_counts(annotated, f) for f in (a, b)]
    if counted[0] == counted[1]:
        return None
    lesser = counted.index(False)
    other = (a, b)[lesser]
    return lesser if other.act in TAKING and not _takes_ground(annotated, other) else None


def _counts(annotated: Annotated, frame: Frame) -> bool:
    """Whether a frame's own verb counts the dead."""
    dead = (q for q in annotated.quantities if q.verb == frame.head and q.toll.harm is Harm.KILLED)
    return any(q.toll.best > 0 for q in dead)


def _takes_ground(annotated: Annotated, frame: Frame) -> bool:
    """Whether what is taken is a place or ground."""
    s = annotated.sentences[frame.sentence]
    taken = [
        t for t in annotated.tokens[s.first : s.last] if t.head == frame.head and t.relation in ("obj", "nsubj:pass")
    ]
    places = [p.span for p in annotated.places]
    return any(t.lemma.casefold() in classes()["ground"] or any(p.covers(t.span) for p in places) for t in taken)


def sort_of(frame: Frame) -> str:
    """ACLED's event type of a frame: of its likeliest kind, else of its act."""
    if frame.guesses:
        return kinds()[frame.guesses[0].kind].acled.event_type
    return BY_ACT.get(frame.act, "Strategic developments")


def _one(annotated: Annotated, a: Frame, b: Frame) -> bool:
    one, two = sort_of(a), sort_of(b)
    steps = distance(annotated, a.head, b.head)
    near = steps is not None and steps <= CLOSE
    if not a.act or not b.act:  # the model alone: its words must stand apart from what the lexicon tells
        return near or one == two
    if _apart(annotated, a, b) or (not near and _both_seen(a, b)):
        return False
    if one == two:
        return one != "Strategic developments" or (near and a.act == b.act)
    family = {one, two} <= VIOLENT or {one, two} <= CROWD
    weaker = min(_chance(a), _chance(b))
    return family and near and weaker < SURE


def _apart(annotated: Annotated, a: Frame, b: Frame) -> bool:
    """Whether two verbs stand side by side, the second with a subject of its own."""
    if coordinated(annotated, a.head, b.head):
        return True
    later = annotated.tokens[max(a.head, b.head)]
    if later.relation not in ("conj", "parataxis", "root"):
        return False
    s = annotated.sentences[a.sentence]
    return any(t.head == later.index and t.relation.startswith("nsubj") for t in annotated.tokens[s.first : s.last])


def _both_seen(a: Frame, b: Frame) -> bool:
    """Whether the model surely sees two happenings of two kinds: missiles fired, for an attack with gas before."""
    kinds = {f.guesses[0].kind for f in (a, b) if f.guesses}
    return len(kinds) == 2 and min(_chance(a), _chance(b)) >= SEEN


def _chance(frame: Frame) -> float:
    return frame.hint.score if frame.hint else 0.0


def _worth(frame: Frame) -> tuple[float, float]:
    if frame.own is not None:  # the user's word stands
        return 2.0 + frame.own.score, -frame.head
    lexical = 0.6 if frame.act else 0.0
    return (_chance(frame) + lexical + 0.02 * TELLING.get(frame.act, 0), -frame.head)
