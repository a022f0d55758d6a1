"""Which other authority a request went to: it is asked there how far it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what is there already, nobody knows."""
    op.add_column("outbox", sa.Column("authority", sa.Text, nullable=False, server_default=""))
