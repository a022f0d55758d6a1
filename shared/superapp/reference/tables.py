"""The tables of the backend. Instants are milliseconds since 1970 in UTC, in every database."""

from pathlib import Path

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REQUEST = sa.Table(
    "request",
    METADATA,
    sa.Column("service_request_id", sa.String(32), primary_key=True),
    sa.Column("service_code", sa.String(64), nullable=False),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("requested_ms", sa.BigInteger, nullable=False),
    sa.Column("updated_ms", sa.BigInteger, nullable=False),
    sa.Column("expected_ms", sa.BigInteger),  # only where a date was promised
    sa.Column(
        "made_ms", sa.BigInteger
    ),  # when the resident pressed the button, by the sender's clock
    sa.Column("address_id", sa.String(13)),  # kelurahan
    sa.Column("channel", sa.String(32)),
    sa.Column("actor", sa.String(32)),
    sa.Column("language", sa.String(32)),
    sa.Column("receipt", sa.String(9), unique=True),
    sa.Column("pin_hash", sa.String(255)),
    sa.Column("word", sa.String(32)),
    sa.Column("person_index", sa.String(64), index=True),  # blind index of the NIK
    sa.Column("answers", sa.Text, nullable=False),  # JSON, what the catalogue marks open
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # encrypted JSON, everything else
    sa.Index("ix_request_service_code_requested_ms", "service_code", "requested_ms"),
)

# The answer to each accepted call, so that the same call again gets the same answer.
ANSWER = sa.Table(
    "answer",
    METADATA,
    sa.Column("client", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),  # HMAC of the canonical body
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("made_ms", sa.BigInteger, nullable=False, index=True),
)

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "superapp_version"
