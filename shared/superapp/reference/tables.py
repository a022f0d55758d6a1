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

# SQLite numbers rows only where the column is INTEGER.
AUTONUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

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
    sa.Column("hands", sa.String(32)),  # agreed: filled in by another, and the resident's own touch
    sa.Column("language", sa.String(32)),
    sa.Column("receipt", sa.String(9), unique=True),
    sa.Column("pin_hash", sa.String(255)),
    sa.Column("word", sa.String(32)),
    sa.Column("person_index", sa.String(64), index=True),  # blind index of the NIK
    sa.Column("answers", sa.Text, nullable=False),  # JSON, what the catalogue marks open
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # encrypted JSON, everything else
    sa.Column("entered_by", sa.String(32)),  # the officer who filled it in for the resident
    sa.Column("taken_by", sa.String(32)),  # the officer who works on it
    sa.Column("official_number", sa.LargeBinary),  # sealed: in the authority's own system
    sa.Column("confirm_by_ms", sa.BigInteger),  # until when a closing is provisional
    sa.Column("released_ms", sa.BigInteger),  # since when the description may be public
    sa.Column("jurisdiction", sa.String(64), nullable=False, server_default="jakarta.go.id"),
    sa.Column("is_public", sa.Boolean, nullable=False, server_default=sa.false()),  # as was chosen
    sa.Column("token", sa.String(32)),  # stands for the number of a batch service
    sa.Column("number_ms", sa.BigInteger),  # from when on the token tells the number
    sa.Index("ix_request_token", "token", unique=True),
    sa.Index("ix_request_listed", "jurisdiction", "updated_ms", "service_request_id"),
    sa.Index("ix_request_listed_by_service", "jurisdiction", "service_code", "updated_ms"),
    sa.Index("ix_request_address_id_status", "address_id", "status"),
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

# Every step of a request after its first status. The number is the cursor of the changes feed.
HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("number", AUTONUMBER, primary_key=True),
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("at_ms", sa.BigInteger, nullable=False),
    sa.Column("before", sa.String(32), nullable=False),
    sa.Column("after", sa.String(32), nullable=False),
    sa.Column("actor", sa.String(32), nullable=False),  # resident, clock, or an account's name
    sa.Column("note", sa.LargeBinary),  # sealed: the reason, as the resident may read it
)

# What a resident was told and answered before data was taken (UU 27/2022, articles 20 to 24).
CONSENT = sa.Table(
    "consent",
    METADATA,
    sa.Column("client", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),  # HMAC of the canonical body
    sa.Column("receipt", sa.String(9), index=True),  # none where the resident refused
    sa.Column("given", sa.Boolean, nullable=False),
    sa.Column("purpose", sa.String(64), nullable=False),
    sa.Column("text_version", sa.String(32), nullable=False),
    sa.Column("language", sa.String(32), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("helper", sa.String(32)),  # a role or an account's name, never a person's
    sa.Column("asked_ms", sa.BigInteger, nullable=False),  # by the sender's clock
    sa.Column("made_ms", sa.BigInteger, nullable=False),
)

# What a resident wants put right; due in 3 x 24 hours (UU 27/2022, article 30).
CORRECTION = sa.Table(
    "correction",
    METADATA,
    sa.Column("number", AUTONUMBER, primary_key=True),
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("person_index", sa.String(64), index=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # encrypted JSON: attribute code -> value
    sa.Column("made_ms", sa.BigInteger, nullable=False),
    sa.Column("due_ms", sa.BigInteger, nullable=False),
    sa.Column("done_ms", sa.BigInteger, index=True),
    sa.Column("done_by", sa.String(32)),
    sa.Column("applied", sa.Boolean),
)

# Since when each catalogue was served: the changeset that tells clients to read it again.
OFFER = sa.Table(
    "offer",
    METADATA,
    sa.Column("since_ms", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("etag", sa.String(64), nullable=False),
)

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "superapp_version"
