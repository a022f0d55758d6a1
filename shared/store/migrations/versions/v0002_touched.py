"""When a talk was last written: what was neither sent nor saved is not kept for long."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; talks that are there count from now on."""
    op.add_column(
        "talk", sa.Column("touched_at", sa.BigInteger, nullable=False, server_default="0")
    )
    talk = sa.table("talk", sa.column("touched_at"))
    op.execute(sa.update(talk).values(touched_at=time.time_ns() // 1_000))
