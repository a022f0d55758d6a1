"""Devices, saved talks, their codes, wrong codes, and the trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "device",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
    )
    _drafts()
    op.create_table(
        "wrong",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("codes", sa.Integer, nullable=False),
    )
    op.create_table(
        "trail",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("draft_id", sa.Text, nullable=False),
    )
    op.create_index("trail_draft", "trail", ["draft_id"])


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("draft_id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("claim", sa.Text),
        sa.Column("lease_until", sa.BigInteger),
        sa.UniqueConstraint("claim", name="draft_claim"),
    )
    op.create_index("draft_until", "draft", ["until"])
    op.create_table(
        "code",
        sa.Column("code_index", sa.Text, primary_key=True),
        sa.Column("draft_id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("code_draft", "code", ["draft_id"])
