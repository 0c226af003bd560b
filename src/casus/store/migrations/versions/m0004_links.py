"""Which events merging has found alike, so that whoever joins an incident later need not compare its reports anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table, and an index to follow redirects back.

    The table stays empty until something is merged: until then those near an event are looked up.
    """
    op.create_table(
        "links",
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("other", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("event", "other"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_redirects_new", "redirects", ["new"])
