"""Decisions: the queue, deciding, taking back, agreement."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from casus.api import deciding, shapes
from casus.api.answer import Tagged, answer, fault, told
from casus.api.bodies import Decision
from casus.api.filters import Filtered, Page
from casus.api.house import Asker, Here, Sees, Shelf
from casus.review import decide

router = APIRouter(route_class=Tagged, tags=["review"], prefix="/review")


@router.get("/queue", responses=told(shapes.Queue, 400, 409))
def queue(store: Shelf, sees: Sees, asked: Filtered, page: Page) -> Response:
    """Events to decide about, most useful first: disputed, then doubtful, then the rest that nobody looked at."""
    return answer(deciding.queue(store, asked, page, sees))


@router.post("/judgements", status_code=201, responses=told(shapes.Judged, 400, 409, status=201))
def judge(house: Here, asker: Asker, decision: Decision) -> Response:
    """Write a decision down. Nothing is overwritten; the newest that stands is shown.

    `same` joins its subjects; `different` parts the first from the others, or, alone, from all else in its incident.
    """
    by = asker.name or ""
    made = deciding.judge(house.store, by, decision)
    house.changed()
    house.log.add(by, f"review.{decision.verb}", {"judgements": [j.id for j in made], "subjects": decision.subjects})
    return answer(deciding.judged(house.store, made, house.sight(asker)), status=201)


@router.post("/undo", responses=told(shapes.Judged, 409))
def undo(house: Here, asker: Asker) -> Response:
    """Take back your last decision that stands; again and again, down to the first."""
    by = asker.name or ""
    made = decide.undo(house.store, by=by)
    if not made:
        raise fault(409, "nothing", "you have no decision left to take back")
    house.changed()
    house.log.add(by, "review.undo", {"judgements": [j.id for j in made]})
    return answer(deciding.judged(house.store, made, house.sight(asker), undone=True))


@router.get("/agreement", responses=told(shapes.Agreements))
def agreement(store: Shelf) -> Response:
    """How far people who decided about the same events agree."""
    return answer(deciding.agreements(store))
