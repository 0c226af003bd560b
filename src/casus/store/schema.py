"""The tables. Migrations make them; a test holds both to be equal. Days are ordinals (1 = 1 January of year 1), 0 none.

What is derived (status, view, the columns that queries use, claims) can be made again from records and judgements.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

HEAD = "0005"  # the newest migration
METADATA = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
Number = BigInteger().with_variant(Integer(), "sqlite")
STRICT: dict[str, Any] = {"sqlite_strict": True}
CURRENT: dict[str, Any] = {"sqlite_where": text("live = 1"), "postgresql_where": text("live = 1")}


def _number() -> Column[int]:
    return Column("number", Number, primary_key=True, autoincrement=True)


documents = Table(
    "documents",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("source", Text),
    Column("published", Integer, nullable=False),
    Column("language", Text),
    Column("sha256", Text, nullable=False),
    Column("derived_from", Text),
    Column("bare", Integer, nullable=False),  # 1: known from events only, without text
    Column("added", Text, nullable=False),
    Index(None, "published", "number"),
    Index(None, "source"),
    **STRICT,
)

provenance = Table(
    "provenance",
    METADATA,
    _number(),
    Column("coder", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("model_digest", Text, nullable=False),
    Column("data_digest", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("coder", "model", "model_digest", "data_digest", "settings", name="uq_provenance"),
    **STRICT,
)

codings = Table(
    "codings",
    METADATA,
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("provenance", Number, ForeignKey("provenance.number"), nullable=False),
    Column("events", Integer, nullable=False),
    Column("added", Text, nullable=False),
    PrimaryKeyConstraint("document", "provenance"),
    **STRICT,
)


# What the columns of events and incidents share, for the words of a filter.
def _queried() -> list[Column[Any]]:
    return [
        Column("live", Integer, nullable=False),
        Column("status", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("first_day", Integer, nullable=False),
        Column("last_day", Integer, nullable=False),
        Column("wide", Integer, nullable=False),  # 1: more than schema.NARROW days
        Column("country", Text),
        Column("admin1", Text),
        Column("latitude", Real),
        Column("longitude", Real),
        Column("factuality", Text, nullable=False),
        Column("killed_low", Integer),
        Column("killed", Integer),
        Column("killed_high", Integer),
        Column("record", Text, nullable=False),
    ]


NARROW = 31  # days up to which a span is looked up by its last day
QUERIED = ("first_day", "number"), ("country", "last_day", "first_day"), ("kind", "last_day", "first_day")

events = Table(
    "events",
    METADATA,
    _number(),
    Column("id", Text, nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("provenance", Number, ForeignKey("provenance.number"), nullable=False),
    Column("start", Integer, nullable=False),  # where its trigger stands
    Column("source", Text),
    Column("operation", Text),
    Column("superseded_by", Text),  # "": no later event has its words
    Column("view", Text),  # the record with people's corrections; null where there are none
    *_queried(),
    Column("cell", Integer),  # of half a degree, where the point lies: row * 720 + column, from the south-west
    Column("about", Integer, nullable=False, server_default="0"),  # its first day, else the day of publication
    Column("fine", Integer, nullable=False, server_default="0"),  # 1: told of a town, a district or a point
    Column("town", Integer),  # its place's GeoNames id
    Column("place", Text),  # its place's name, case folded
    Column("report", Number, nullable=False, server_default="0"),  # its document's number
    **STRICT,
)

incidents = Table(
    "incidents",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    *_queried(),
    **STRICT,
)

for table in (events, incidents):
    for columns in QUERIED:
        Index(None, *(table.c[name] for name in columns), **CURRENT)
    Index(f"ix_{table.name}_box", table.c.last_day, table.c.latitude, table.c.longitude, table.c.first_day, **CURRENT)
    Index(f"ix_{table.name}_point", table.c.latitude, table.c.longitude, **CURRENT)
    Index(
        f"ix_{table.name}_wide",
        table.c.last_day,
        sqlite_where=text("wide = 1"),
        postgresql_where=text("wide = 1"),
    )
Index(None, events.c.id)
# An id has one current event: what is coded twice is not kept twice.
Index("uq_events_live", events.c.id, unique=True, **CURRENT)
Index(None, events.c.document)
# What may tell of the same happening is looked up by these: see near.
NEAR: dict[str, tuple[str, ...]] = {
    "ix_events_near_country": ("country", "about", "fine", "admin1", "first_day"),
    "ix_events_near_cell": ("cell", "about", "first_day"),
    "ix_events_near_town": ("town", "about", "first_day"),
    "ix_events_near_place": ("place", "about", "first_day"),
    "ix_events_near_toll": ("killed", "about", "first_day"),
}
for name, near in NEAR.items():
    Index(name, *(events.c[column] for column in near), **CURRENT)
Index("ix_events_report", events.c.report, events.c.first_day, **CURRENT)
Index(
    "ix_events_operation",
    events.c.operation,
    events.c.about,
    sqlite_where=text("operation IS NOT NULL"),
    postgresql_where=text("operation IS NOT NULL"),
)
Index("ix_events_superseded", events.c.superseded_by, sqlite_where=text("live = 0"), postgresql_where=text("live = 0"))

claims = Table(
    "claims",
    METADATA,
    Column("event", Number, ForeignKey("events.number", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("name", Text),  # the value's name as compared: case folded
    Column("ident", Text),  # id in a table of actors or places
    Column("shown", Text),  # the value's name as written
    Column("basis", Text, nullable=False),
    Column("start", Integer),  # of its first words
    Column("end", Integer),
    PrimaryKeyConstraint("event", "position"),
    Index(
        "ix_claims_name",
        "name",
        "event",
        sqlite_where=text("name IS NOT NULL"),
        postgresql_where=text("name IS NOT NULL"),
    ),
    Index(
        "ix_claims_ident",
        "ident",
        "event",
        sqlite_where=text("ident IS NOT NULL"),
        postgresql_where=text("ident IS NOT NULL"),
    ),
    **STRICT,
)

members = Table(
    "members",
    METADATA,
    Column("event", Text, primary_key=True),  # an event is in one incident
    Column("incident", Text, ForeignKey("incidents.id"), nullable=False),
    Index(None, "incident"),
    **STRICT,
)

# Which events merging has found alike, by the numbers of their rows and each way. One that stands beside itself has
# been compared with all that was there: whoever came later has written its own links.
links = Table(
    "links",
    METADATA,
    Column("event", Number, nullable=False, autoincrement=False),
    Column("other", Number, nullable=False, autoincrement=False),
    PrimaryKeyConstraint("event", "other"),
    sqlite_with_rowid=False,
    **STRICT,
)

redirects = Table(
    "redirects",
    METADATA,
    Column("old", Text, primary_key=True),
    Column("new", Text, ForeignKey("incidents.id"), nullable=False),
    Column("at", Text, nullable=False),
    Index(None, "new"),
    **STRICT,
)

# In how many of the documents that merging has read each word stands; how many these are is a counter.
words = Table(
    "words",
    METADATA,
    Column("word", Text, primary_key=True),
    Column("documents", Integer, nullable=False),
    **STRICT,
)

operations = Table(
    "operations",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("record", Text, nullable=False),
    **STRICT,
)

campaigns = Table(
    "campaigns",
    METADATA,
    Column("name", Text, nullable=False),  # case folded
    Column("event", Text, nullable=False),
    PrimaryKeyConstraint("name", "event"),
    **STRICT,
)

judgements = Table(
    "judgements",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("field", Text),
    Column("value", Text),
    Column("reason", Text),
    Column("undoes", Text),
    **STRICT,
)

subjects = Table(
    "subjects",
    METADATA,
    Column("judgement", Number, ForeignKey("judgements.number"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    # The events that the subject stood for: itself, or those of the incident at that time.
    Column("events", Text, nullable=False),
    PrimaryKeyConstraint("judgement", "position"),
    Index(None, "subject"),
    **STRICT,
)

issues = Table(
    "issues",
    METADATA,
    _number(),
    Column("document", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("added", Text, nullable=False),
    Index(None, "document"),
    **STRICT,
)

tombstones = Table(
    "tombstones",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    **STRICT,
)

# Which rows of events and incidents were written, in order: see changes. From a first number to a last, each of them.
changes = Table(
    "changes",
    METADATA,
    _number(),
    Column("of", Text, nullable=False),
    Column("first", Number, nullable=False),
    Column("last", Number, nullable=False),
    **STRICT,
)

counters = Table(
    "counters",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    **STRICT,
)

APPENDED = (judgements, subjects)  # nothing in these is ever changed or taken away, but the words of deleted reports
