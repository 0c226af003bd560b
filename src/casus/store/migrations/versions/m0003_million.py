"""What is asked of a million events: those near to one by day and place, and those of documents that hold a word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casus.records.codec import decode_event
from casus.store.columns import near_columns

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BATCH = 2000
COLUMNS = ("about", "fine", "town", "place")
LIVE = sa.text("live = 1")
INDEXES = (
    ("ix_events_near_country", ["country", "about", "fine", "admin1", "first_day"], LIVE),
    ("ix_events_near_cell", ["cell", "about", "first_day"], LIVE),
    ("ix_events_near_town", ["town", "about", "first_day"], LIVE),
    ("ix_events_near_place", ["place", "about", "first_day"], LIVE),
    ("ix_events_near_toll", ["killed", "about", "first_day"], LIVE),
    ("ix_events_report", ["report", "first_day"], LIVE),
    ("ix_events_operation", ["operation", "about"], sa.text("operation IS NOT NULL")),
)


def upgrade() -> None:
    """Add the columns, fill them from the records, and index them."""
    for column in (
        sa.Column("about", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("fine", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("town", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("report", NUMBER, nullable=False, server_default="0"),
    ):
        op.add_column("events", column)
    _fill(op.get_bind())
    op.drop_index("ix_events_cell_first_day")
    op.drop_index("ix_events_operation")
    for name, columns, rows in INDEXES:
        op.create_index(name, "events", columns, sqlite_where=rows, postgresql_where=rows)


def _fill(c: sa.Connection) -> None:
    asked = sa.text(
        "SELECT e.number AS own, coalesce(e.view, e.record) AS record, d.number AS report FROM events e"
        " JOIN documents d ON d.id = e.document WHERE e.number > :number ORDER BY e.number LIMIT :most"
    )
    sets = ", ".join(f"{name} = :{name}" for name in (*COLUMNS, "report"))
    write = sa.text(f"UPDATE events SET {sets} WHERE number = :own")
    number = 0
    while rows := c.execute(asked, {"number": number, "most": BATCH}).all():
        number = rows[-1].own
        made = []
        for r in rows:
            of = near_columns(decode_event(r.record))
            made.append({"own": r.own, "report": r.report, **{name: of[name] for name in COLUMNS}})
        c.execute(write, made)
