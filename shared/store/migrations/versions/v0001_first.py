"""Talks, their events and effects; the outbox; calls for an officer; saved talks."""

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
    _talks()
    _outbox()
    _calls_and_drafts()


def _talks() -> None:
    op.create_table(
        "talk",
        sa.Column("session_id", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "talk_event",
        sa.Column("session_id", sa.Text, primary_key=True),
        sa.Column("event_id", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "talk_effect",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.Text, nullable=False),
        sa.Column("effect_id", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("session_id", "effect_id", name="talk_effect_once"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.Text, nullable=False),
        sa.Column("effect_id", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("route", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("claimer", sa.Text),
        sa.Column("reference", sa.Text),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("session_id", "effect_id", name="outbox_once"),
        sa.UniqueConstraint("receipt", name="outbox_receipt"),
    )
    op.create_index("outbox_work", "outbox", ["state", "told", "number"])


def _calls_and_drafts() -> None:
    op.create_table(
        "officer_call",
        sa.Column("number", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.Text, nullable=False),
        sa.Column("effect_id", sa.Text, nullable=False),
        sa.Column("service", sa.Text),
        sa.Column("question", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("taken_at", sa.BigInteger),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.UniqueConstraint("session_id", "effect_id", name="officer_call_once"),
    )
    op.create_index("officer_call_open", "officer_call", ["done_at", "number"])
    op.create_table(
        "draft",
        sa.Column("session_id", sa.Text, primary_key=True),
        sa.Column("effect_id", sa.Text, primary_key=True),
        sa.Column("salt", sa.Integer, nullable=False),
        sa.Column("code_index", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("code_index", name="draft_code"),
    )
