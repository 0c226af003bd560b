"""What Alembic runs: the steps, on the connection that the store gives."""

from __future__ import annotations

from alembic import context

from casus.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=False)
context.run_migrations()
