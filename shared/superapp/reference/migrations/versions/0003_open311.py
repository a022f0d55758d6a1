"""Open311: jurisdictions, chosen publicity, tokens, clients' comments, documents, the changeset."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables and columns."""
    # One by one: SQLite's way to change a table as a whole would drop it, and with it its children.
    for column in (
        sa.Column("jurisdiction", sa.String(64), nullable=False, server_default="jakarta.go.id"),
        sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("token", sa.String(32)),
        sa.Column("number_ms", sa.BigInteger()),
    ):
        op.add_column("request", column)
    op.create_index("ix_request_token", "request", ["token"], unique=True)
    op.create_index(
        "ix_request_listed",
        "request",
        ["jurisdiction", "updated_ms", "service_request_id"],
    )
    op.create_table(
        "offer",
        sa.Column("since_ms", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("since_ms", name="pk_offer"),
    )
    _comment()
    _document()


def _comment() -> None:
    op.create_table(
        "comment",
        sa.Column("comment_id", sa.String(32), nullable=False),
        sa.Column("service_request_id", sa.String(32), nullable=False),
        sa.Column("client", sa.String(64), nullable=False),
        sa.Column("update_id", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("comment_id", name="pk_comment"),
        sa.UniqueConstraint("client", "update_id", name="uq_comment_client"),
        _of_request("comment"),
    )
    op.create_index("ix_comment_service_request_id", "comment", ["service_request_id"])


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("service_request_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("content_type", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_document"),
        _of_request("document"),
    )
    op.create_index("ix_document_service_request_id", "document", ["service_request_id"])


def _of_request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["service_request_id"],
        ["request.service_request_id"],
        name=f"fk_{table}_service_request_id",
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Drops them, with what is in them."""
    op.drop_table("document")
    op.drop_table("comment")
    op.drop_table("offer")
    op.drop_index("ix_request_listed", table_name="request")
    op.drop_index("ix_request_token", table_name="request")
    for column in ("number_ms", "token", "is_public", "jurisdiction"):
        op.drop_column("request", column)
