"""The hub's tables. Times are microseconds since 1970 in UTC; bodies are sealed by `Cipher`.

`migrations/` makes them; a test holds both alike.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

METADATA = sa.MetaData()
MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "hub_schema"

_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Who may save and take up. A token is shown once and kept as its SHA-256 only.
DEVICE = sa.Table(
    "device",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("token_hash", sa.Text, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)

# Saved talks. Without a body: used up; the row keeps a late repetition from bringing it back.
DRAFT = sa.Table(
    "draft",
    METADATA,
    sa.Column("draft_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),  # counts the savings
    sa.Column("body", sa.LargeBinary),
    sa.Column("until", sa.BigInteger, nullable=False),
    # The holder: its device, the blind index of its claim, and until when it may be silent.
    sa.Column("holder", sa.Text),
    sa.Column("claim", sa.Text),
    sa.Column("lease_until", sa.BigInteger),
    sa.UniqueConstraint("claim", name="draft_claim"),
    sa.Index("draft_until", "until"),
)

# The codes of a saved talk, as blind indexes only: each saving gives one more.
CODE = sa.Table(
    "code",
    METADATA,
    sa.Column("code_index", sa.Text, primary_key=True),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the draft, by the saving that gave it
    sa.Column("until", sa.BigInteger, nullable=False),
    sa.Index("code_draft", "draft_id"),
)

# Wrong codes of a day: of a person (blind index), of a device, of all.
WRONG = sa.Table(
    "wrong",
    METADATA,
    sa.Column("day", sa.Text, primary_key=True),
    sa.Column("who", sa.Text, primary_key=True),
    sa.Column("codes", sa.Integer, nullable=False),
)

# What was done, by which device, with which saved talk; nothing of what stands in it.
TRAIL = sa.Table(
    "trail",
    METADATA,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("draft_id", sa.Text, nullable=False),
    sa.Index("trail_draft", "draft_id"),
)
