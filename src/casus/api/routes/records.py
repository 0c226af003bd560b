"""Documents, events, incidents, operations, actors and places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from casus.api import counting, reading, shapes
from casus.api.answer import Tagged, answer, fault, told
from casus.api.filters import Filtered, Id, Page, Words
from casus.api.house import Here, Sees, Shelf
from casus.errors import UsageError
from casus.records.wire import Wire

router = APIRouter(route_class=Tagged, tags=["records"])


def found(make: Callable[[], Wire]) -> Response:
    """The shape, or the fault 404 where there is none by that id."""
    try:
        return answer(make())
    except UsageError as absent:
        raise fault(404, "absent", str(absent)) from absent


@router.get("/documents", responses=told(shapes.Documents, 400))
def documents(store: Shelf, asked: Filtered, page: Page) -> Response:
    """Documents, newest first; under a filter, those with an event that it lets through."""
    return answer(reading.documents(store, asked, page))


@router.get("/documents/{id}", responses=told(shapes.DocumentPage, 404))
def document(store: Shelf, sees: Sees, id: Id) -> Response:
    """A document with its text and its events. The text is as received: show it as text, never as HTML."""
    return found(lambda: reading.document(store, id, sees))


@router.get("/events", responses=told(shapes.Events, 400, 409))
def events(store: Shelf, sees: Sees, asked: Filtered, page: Page) -> Response:
    """Events under the filter, latest first."""
    return answer(reading.events(store, asked, page, sees))


@router.get("/events/{id}", responses=told(shapes.EventPage, 404))
def event(store: Shelf, sees: Sees, id: Id) -> Response:
    """An event with its document's text and what was decided about it."""
    return found(lambda: reading.event(store, id, sees))


@router.get("/events/{id}/why", responses=told(shapes.Why, 404))
def why(house: Here, id: Id) -> Response:
    """Why an event says what it says: rule, words and score of every field, and what was set aside."""
    return found(lambda: house.coder.why(house.store, id))


@router.get("/incidents", responses=told(shapes.Incidents, 400, 409))
def incidents(store: Shelf, sees: Sees, asked: Filtered, page: Page) -> Response:
    """Incidents under the filter, latest first."""
    return answer(reading.incidents(store, asked, page, sees))


@router.get("/incidents/{id}", responses=told(shapes.IncidentPage, 404))
def incident(store: Shelf, sees: Sees, id: Id) -> Response:
    """An incident with the events of all its reports and their texts. An id merged into another leads there."""
    return found(lambda: reading.incident(store, id, sees))


@router.get("/operations", responses=told(shapes.Operations, 400))
def operations(store: Shelf, asked: Filtered, page: Page) -> Response:
    """Named operations; under a filter, those with an event that it lets through."""
    return answer(reading.operations(store, asked, page))


@router.get("/operations/{id}", responses=told(shapes.OperationPage, 404))
def operation(store: Shelf, sees: Sees, id: Id) -> Response:
    """An operation with its sides, phases, areas, aims and events."""
    return found(lambda: reading.operation(store, id, sees))


@router.get("/actors", responses=told(shapes.Actors, 400))
def actors(store: Shelf, asked: Filtered, page: Page) -> Response:
    """Actors of the incidents under the filter, most frequent first."""
    return answer(counting.actors(store, asked, page))


@router.get("/places", responses=told(shapes.Places, 400))
def places(store: Shelf, asked: Filtered, page: Page) -> Response:
    """Places of the latest 5,000 incidents under the filter, most frequent first."""
    return answer(counting.places(store, asked, page))


@router.get("/search", responses=told(shapes.Search, 400))
def search(store: Shelf, q: Words, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """Documents that hold the words, best first. "Words in quotes" stand together, -word is absent."""
    return answer(counting.search(store, q, limit))
