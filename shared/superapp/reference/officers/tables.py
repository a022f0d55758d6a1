"""The tables of the officers' side; on the same metadata as the rest of the backend."""

import sqlalchemy as sa

from shared.superapp.reference.tables import METADATA

ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("area", sa.String(13), nullable=False),  # a Kemendagri code or the beginning of one
    sa.Column("password_hash", sa.String(255), nullable=False),
    sa.Column("wrong", sa.Integer, nullable=False),  # tries since the last right one
    sa.Column("locked_until_ms", sa.BigInteger, nullable=False),
    sa.Column("disabled", sa.Boolean, nullable=False),
    sa.Column("made_ms", sa.BigInteger, nullable=False),
)

SESSION = sa.Table(
    "officer_session",
    METADATA,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column(
        "account", sa.String(32), sa.ForeignKey("account.name", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("expires_ms", sa.BigInteger, nullable=False, index=True),
)

# The photo that shows the work is done. One photo proves one thing, once.
EVIDENCE = sa.Table(
    "evidence",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),  # of the file as it was sent
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("dhash", sa.String(16), nullable=False),  # perceptual, 64 bits in hex
    sa.Column("resembles", sa.String(64)),  # the sha256 of an earlier photo that looks the same
    sa.Column("by", sa.String(32), nullable=False),
    sa.Column("taken_ms", sa.BigInteger, nullable=False),
    sa.Column("made_ms", sa.BigInteger, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # encrypted JSON: the place
    sa.Column("document_id", sa.String(32), nullable=False),  # the photo, cleaned and sealed
)

# The perceptual hash cut into bands: two hashes that differ in fewer bits than there are bands
# share at least one, so a look-up by index finds every candidate (pigeonhole).
EVIDENCE_BAND = sa.Table(
    "evidence_band",
    METADATA,
    sa.Column("band", sa.SmallInteger, primary_key=True),
    sa.Column("bits", sa.SmallInteger, primary_key=True),
    sa.Column(
        "sha256",
        sa.String(64),
        sa.ForeignKey("evidence.sha256", ondelete="CASCADE"),
        primary_key=True,
    ),
)
