"""Things and their fate. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

from casus.coding.objects import objects
from casus.coding.roles import roles
from casus.coding.things import found
from casus.values.kind import Kind
from casus.values.thing import Effect


def things(made, trigger, kind="strategic/weapons"):
    annotated = made.done()
    frame = made.frame(trigger)
    return [
        (c.value.what, c.value.count, c.value.effect)
        for c in objects(frame, annotated, roles(frame, annotated), Kind.parse(kind))
    ]


def test_people_are_no_things(make):
    assert (
        things(
            make("Rebels=rebel/NNS/2/nsubj seized=seize/VBD/0/root two/CD/4/nummod pupils=pupil/NNS/2/obj"), "seized"
        )
        == []
    )


def test_what_stands_by_is_not_destroyed(make):
    made = make(
        "Troops=troop/NNS/2/nsubj destroyed=destroy/VBD/0/root a/DT/4/det bunker/NN/2/obj near/IN/7/case a/DT/7/det school/NN/2/obl"
    )
    assert things(made, "destroyed") == [("bunker", 1, Effect.DESTROYED)]


def test_counted(make):
    made = make(
        "Troops=troop/NNS/2/nsubj destroyed=destroy/VBD/0/root ten/CD/5/nummod command/NN/5/compound centers=center/NNS/2/obj"
    )
    assert things(made, "destroyed") == [("command centre", 10, Effect.DESTROYED)]


def test_a_vague_number_is_no_count(make):
    made = make(
        "Troops=troop/NNS/2/nsubj found=find/VBD/0/root more/JJR/5/advmod than/IN/3/fixed ten/CD/6/nummod rockets=rocket/NNS/2/obj"
    )
    assert things(made, "found") == [("missile", None, Effect.FOUND)]


def test_passive(make):
    made = make(
        "A/DT/2/det bus/NN/4/nsubj:pass was/VBD/4/aux:pass burned=burn/VBN/0/root by/IN/6/case rebels=rebel/NNS/4/obl:agent"
    )
    assert things(made, "burned") == [("bus", 1, Effect.DESTROYED)]


def test_this_is_what_was_told_before(make):
    made = make(
        "The/DT/2/det militia/NN/3/nsubj lost=lose/VBD/0/root a/DT/5/det tunnel/NN/3/obj ././3/punct",
        "This/DT/3/nsubj:pass was/VBD/3/aux:pass bombed=bomb/VBN/0/root",
    )
    assert things(made, "bombed") == [("tunnel", 1, Effect.DESTROYED)]


def test_a_gold_mine_is_no_weapon() -> None:
    text = "Armed men abducted two engineers at a gold mine near Vesk, and a mine killed a guard."
    assert [text[s.start : s.end] for s, _ in found("weapons", "weapon", text)] == ["mine"]
