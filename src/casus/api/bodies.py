"""What is sent to the API: decisions, reports to be coded, a login."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from casus.api.filters import Id

Verb = Literal["accept", "reject", "correct", "same", "different", "note"]
LONGEST = 20_000_000


def _whole(text: str) -> str:
    """A text that UTF-8 can carry; the null character is kept out of titles, and is a space in reports."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


Line = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_whole)]


class Body(BaseModel):
    """A body knows its fields and refuses others: a misspelt one would be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class Decision(Body):
    """One decision about `subjects`: one to accept, reject, correct or note; two or more to hold the same or different.

    `correct` names the `field` and gives its new `value` (an object as in the record; the parts that it does not name
    stay; null empties the field).
    """

    verb: Verb
    subjects: Annotated[list[Id], Field(min_length=1, max_length=200)]
    field: Annotated[str | None, Field(max_length=60)] = None
    value: Any = None
    note: Annotated[str | None, Field(max_length=10_000), AfterValidator(lambda v: v and _whole(v))] = None


class Report(Body):
    """A report to be coded: its text, or the text of a saved page, and what is known of it."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(_whole)]
    title: Line | None = None
    url: Line | None = None
    source: Line | None = None
    published: date | None = None


class Reports(Body):
    """Reports to be coded."""

    reports: Annotated[list[Report], Field(min_length=1, max_length=1000)]


class Addresses(Body):
    """Addresses of reports to be fetched and coded."""

    addresses: Annotated[list[Line], Field(min_length=1, max_length=20)]
    published: date | None = None


class Login(Body):
    """A name and a password."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]
