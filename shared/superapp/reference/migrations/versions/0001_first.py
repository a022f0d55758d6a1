"""Requests and the answers given to their senders."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the two tables."""
    op.create_table(
        "request",
        sa.Column("service_request_id", sa.String(32), nullable=False),
        sa.Column("service_code", sa.String(64), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("requested_ms", sa.BigInteger(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.Column("expected_ms", sa.BigInteger()),
        sa.Column("made_ms", sa.BigInteger()),
        sa.Column("address_id", sa.String(13)),
        sa.Column("channel", sa.String(32)),
        sa.Column("actor", sa.String(32)),
        sa.Column("language", sa.String(32)),
        sa.Column("receipt", sa.String(9)),
        sa.Column("pin_hash", sa.String(255)),
        sa.Column("word", sa.String(32)),
        sa.Column("person_index", sa.String(64)),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("service_request_id", name="pk_request"),
        sa.UniqueConstraint("receipt", name="uq_request_receipt"),
    )
    op.create_index("ix_request_person_index", "request", ["person_index"])
    op.create_index(
        "ix_request_service_code_requested_ms", "request", ["service_code", "requested_ms"]
    )
    op.create_table(
        "answer",
        sa.Column("client", sa.String(64), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("service_request_id", sa.String(32), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_answer"),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["request.service_request_id"],
            name="fk_answer_service_request_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_answer_service_request_id", "answer", ["service_request_id"])
    op.create_index("ix_answer_made_ms", "answer", ["made_ms"])


def downgrade() -> None:
    """Drops both, with what is in them."""
    op.drop_table("answer")
    op.drop_table("request")
