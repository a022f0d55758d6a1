"""Officers, steps of a request, evidence, consents, corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite numbers rows only where the column is INTEGER.
_AUTONUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables and columns."""
    _accounts()
    _rights()
    _evidence()
    _history()
    _request()


def downgrade() -> None:
    """Drops them, with what is in them."""
    op.drop_index("ix_request_address_id_status", table_name="request")
    op.drop_column("request", "released_ms")
    op.drop_column("request", "confirm_by_ms")
    op.drop_column("request", "official_number")
    op.drop_column("request", "taken_by")
    op.drop_column("request", "entered_by")
    op.drop_table("evidence_band")
    op.drop_table("officer_session")
    op.drop_table("history")
    op.drop_table("evidence")
    op.drop_table("correction")
    op.drop_table("consent")
    op.drop_table("account")


def _accounts() -> None:
    """Staff and their sessions."""
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("area", sa.String(length=13), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_until_ms", sa.BigInteger(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_account"),
    )
    op.create_table(
        "officer_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["account.name"], name="fk_officer_session_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_officer_session"),
    )
    op.create_index("ix_officer_session_expires_ms", "officer_session", ["expires_ms"])


def _rights() -> None:
    """Consents, and what residents want put right."""
    op.create_table(
        "consent",
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.String(length=9)),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("text_version", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("helper", sa.String(length=32)),
        sa.Column("asked_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_consent"),
    )
    op.create_index("ix_consent_receipt", "consent", ["receipt"])
    op.create_table(
        "correction",
        sa.Column("number", _AUTONUMBER, nullable=False),
        sa.Column("service_request_id", sa.String(length=32), nullable=False),
        sa.Column("person_index", sa.String(length=64)),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("done_ms", sa.BigInteger()),
        sa.Column("done_by", sa.String(length=32)),
        sa.Column("applied", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["request.service_request_id"],
            name="fk_correction_service_request_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_correction"),
    )
    op.create_index("ix_correction_done_ms", "correction", ["done_ms"])
    op.create_index("ix_correction_person_index", "correction", ["person_index"])
    op.create_index("ix_correction_service_request_id", "correction", ["service_request_id"])


def _evidence() -> None:
    """Photos of work done, and the index to find alike ones."""
    op.create_table(
        "evidence",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("service_request_id", sa.String(length=32), nullable=False),
        sa.Column("dhash", sa.String(length=16), nullable=False),
        sa.Column("resembles", sa.String(length=64)),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("taken_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["request.service_request_id"],
            name="fk_evidence_service_request_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sha256", name="pk_evidence"),
    )
    op.create_index("ix_evidence_service_request_id", "evidence", ["service_request_id"])
    op.create_table(
        "evidence_band",
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("bits", sa.SmallInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence.sha256"], name="fk_evidence_band_sha256", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "bits", "sha256", name="pk_evidence_band"),
    )


def _history() -> None:
    """Steps of requests."""
    op.create_table(
        "history",
        sa.Column("number", _AUTONUMBER, nullable=False),
        sa.Column("service_request_id", sa.String(length=32), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.String(length=32), nullable=False),
        sa.Column("after", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("note", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["service_request_id"],
            ["request.service_request_id"],
            name="fk_history_service_request_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_history"),
    )
    op.create_index("ix_history_service_request_id", "history", ["service_request_id"])


def _request() -> None:
    """What officers add to a request."""
    op.add_column("request", sa.Column("entered_by", sa.String(length=32)))
    op.add_column("request", sa.Column("taken_by", sa.String(length=32)))
    op.add_column("request", sa.Column("official_number", sa.LargeBinary()))
    op.add_column("request", sa.Column("confirm_by_ms", sa.BigInteger()))
    op.add_column("request", sa.Column("released_ms", sa.BigInteger()))
    op.create_index("ix_request_address_id_status", "request", ["address_id", "status"])
