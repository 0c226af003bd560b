"""The shared words of the filter as query parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import AfterValidator, StringConstraints

from casus.api.answer import fault
from casus.store.base import Filter, Status

MOST = 500


def _carried(text: str) -> str:
    """Texts that no store can hold are refused here: the null character, halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("holds a character that no text has")
    return text


Words = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_carried)]
Many = Annotated[list[Words] | None, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """Which page: after which cursor, how many."""

    after: str | None = None
    limit: int = 50


def asked(
    country: Annotated[Many, Query(description="ISO alpha-2 code or English name; may be repeated.")] = None,
    admin1: Annotated[Words | None, Query(description="First-level division, by its name.")] = None,
    kind: Annotated[
        Many, Query(description="Path or its beginning (violence/explosive), or an ACLED name; may be repeated.")
    ] = None,
    since: Annotated[date | None, Query(description="Not over before this day.")] = None,
    until: Annotated[date | None, Query(description="Begun by this day.")] = None,
    box: Annotated[Words | None, Query(description="west,south,east,north in degrees.")] = None,
    actor: Annotated[Words | None, Query(description="Id or canonical name, on either side.")] = None,
    operation: Annotated[Words | None, Query(description="Name of the operation.")] = None,
    factuality: Annotated[
        Literal["occurred", "ongoing", "attempted", "planned", "threatened", "denied", "alleged"] | None, Query()
    ] = None,
    source: Annotated[Words | None, Query(description="Who published the document.")] = None,
    killed: Annotated[int | None, Query(ge=0, le=100_000_000, description="At least so many killed.")] = None,
    status: Annotated[Literal["accepted", "rejected", "unreviewed"] | None, Query()] = None,
    text: Annotated[Words | None, Query(description="Words that the documents hold.")] = None,
) -> Filter:
    """The filter of a request."""
    return Filter(
        country=tuple(country or ()),
        admin1=admin1,
        kind=tuple(kind or ()),
        since=since,
        until=until,
        box=None if box is None else corners(box),
        actor=actor,
        operation=operation,
        factuality=factuality,
        source=source,
        killed=killed,
        status=None if status is None else Status(status),
        text=text,
    )


def corners(box: str) -> tuple[float, float, float, float]:
    """West, south, east, north of `w,s,e,n`. Raises the fault 422 where it is none. East of 180 may be west of west."""
    try:
        west, south, east, north = (float(n) for n in box.split(","))
    except ValueError:
        raise fault(422, "box", f"box: {box[:60]!r} is not west,south,east,north in degrees") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise fault(422, "box", f"box: {box[:60]!r} is not west,south,east,north in degrees")
    return west, south, east, north


def paged(
    after: Annotated[Words | None, Query(description="The `next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> Paged:
    """The page of a request."""
    return Paged(after=after, limit=limit)


Filtered = Annotated[Filter, Depends(asked)]
Page = Annotated[Paged, Depends(paged)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_carried)]
