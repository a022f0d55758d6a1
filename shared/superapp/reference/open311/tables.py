"""What only Open311 has a table for: the comments that clients send to a report."""

import sqlalchemy as sa

from shared.superapp.reference.tables import METADATA

COMMENT = sa.Table(
    "comment",
    METADATA,
    sa.Column("comment_id", sa.String(32), primary_key=True),
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("client", sa.String(64), nullable=False),
    sa.Column("update_id", sa.String(64), nullable=False),  # the client's own
    sa.Column("fingerprint", sa.String(64), nullable=False),  # HMAC of the canonical form
    sa.Column("made_ms", sa.BigInteger, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # encrypted JSON: all that was sent
    sa.UniqueConstraint("client", "update_id"),
)
