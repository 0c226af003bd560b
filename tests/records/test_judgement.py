from __future__ import annotations

from datetime import UTC, datetime

import pytest

from casus.records.judgement import Action, Judgement, standing

AT = datetime(2031, 5, 10, tzinfo=UTC)


def said(id: str, action: Action = Action.NOTE, **more: object) -> Judgement:
    return Judgement(**{"id": id, "at": AT, "by": "ana", "action": action, "subjects": ("e1",), **more})


def test_what_is_undone_does_not_stand() -> None:
    accepted = said("1", Action.ACCEPT)
    undone = said("2", Action.UNDO, subjects=(), undoes="1")
    assert standing((accepted,)) == (accepted,)
    assert standing((accepted, undone)) == ()


def test_undoing_an_undo_brings_back() -> None:
    accepted = said("1", Action.ACCEPT)
    undone = said("2", Action.UNDO, subjects=(), undoes="1")
    again = said("3", Action.UNDO, subjects=(), undoes="2")
    assert standing((accepted, undone, again)) == (accepted,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": Action.SAME},
        {"action": Action.SAME, "subjects": ("e1", "e1")},
        {"action": Action.UNDO, "subjects": ()},
        {"action": Action.CORRECT},
        {"field": "kind"},
        {"by": ""},
        {"subjects": ()},
        {"at": datetime(2031, 5, 10)},
    ],
)
def test_a_judgement_that_says_too_little_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="1:"):
        said("1", **{"action": Action.ACCEPT, **wrong})
