"""Whose hand confirmed a request that somebody else filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Older requests were confirmed by whoever filled them in."""
    op.add_column("request", sa.Column("hands", sa.String(length=32)))


def downgrade() -> None:
    """Forgets it."""
    op.drop_column("request", "hands")
