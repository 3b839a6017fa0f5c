"""Alembic runs the revisions on the one connection that the store hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from salescli.store import models

models.every()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    transactional_ddl=False,
    user_module_prefix=f"{models.__name__}.",
)
context.run_migrations()
