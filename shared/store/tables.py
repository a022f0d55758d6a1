"""The tables of the store. Times are microseconds since 1970 in UTC; bodies are sealed by `Cipher`.

`migrations/` makes them; a test holds both alike.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

_Number = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # only this counts up by itself there

talk = sa.Table(
    "talk",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    # By this machine's clock, not the talk's: how long it has lain here.
    sa.Column("touched_at", sa.BigInteger, nullable=False, server_default="0"),
)

# Events that a talk has taken; `version` is the talk's after it, for keeping only the newest.
talk_event = sa.Table(
    "talk_event",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Text, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
)

# Effects still to be done; a row goes when the effect's result is committed.
talk_effect = sa.Table(
    "talk_effect",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("session_id", sa.Text, nullable=False),
    sa.Column("effect_id", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("session_id", "effect_id", name="talk_effect_once"),
)

# Requests on their way: queued -> sending -> acked | rejected.
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("session_id", sa.Text, nullable=False),
    sa.Column("effect_id", sa.Text, nullable=False),
    sa.Column("idempotency_key", sa.Text, nullable=False),
    sa.Column("receipt", sa.Text, nullable=False),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("route", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary),  # gone once acknowledged and told
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),  # while sending: when the claim lapses
    sa.Column("claimer", sa.Text),
    sa.Column("reference", sa.Text),  # the super-app's own number
    # The other authority it went to, "" for the super-app: the body that says so is gone by then.
    sa.Column("authority", sa.Text, nullable=False, server_default=""),
    sa.Column("told", sa.Boolean, nullable=False),  # the talk knows the end state
    sa.Column("made_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("session_id", "effect_id", name="outbox_once"),
    sa.UniqueConstraint("receipt", name="outbox_receipt"),
    sa.Index("outbox_work", "state", "told", "number"),
)

# Calls for a person: open until `done_at`. No personal datum stands here.
officer_call = sa.Table(
    "officer_call",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
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
    sa.Index("officer_call_open", "done_at", "number"),
)

# Photos that a talk has put aside; one goes when its request has arrived.
photo = sa.Table(
    "photo",
    metadata,
    sa.Column("ref", sa.Text, primary_key=True),
    sa.Column("session_id", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
)

# Saved talks: the code is kept as its blind index only; `salt` makes it again for the same effect.
draft = sa.Table(
    "draft",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("effect_id", sa.Text, primary_key=True),
    sa.Column("salt", sa.Integer, nullable=False),
    sa.Column("code_index", sa.Text, nullable=False),
    sa.Column("until", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("code_index", name="draft_code"),
)

# Letters of people to a channel, until they are answered; then only the key stays for a while, so
# that the same one is not taken twice. `chat` is a blind index.
inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("chat", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary),
    sa.Column("done", sa.Boolean, nullable=False),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("key", name="inbox_once"),
    sa.Index("inbox_work", "done", "chat", "position"),
)

# What is remembered of a chat; `waits`: news of its talk may come by themselves.
chat = sa.Table(
    "chat",
    metadata,
    sa.Column("chat", sa.Text, primary_key=True),
    sa.Column("session_id", sa.Text, nullable=False),
    sa.Column("waits", sa.Boolean, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("touched_at", sa.BigInteger, nullable=False),
    sa.Index("chat_waits", "waits"),
)

# A saved talk as it stood, until it is at the hub; of talks that live in memory only, until its
# time.
draft_copy = sa.Table(
    "draft_copy",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("effect_id", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("made_at", sa.BigInteger, nullable=False),
)

# What this place knows of a talk that it saved or took up.
draft_note = sa.Table(
    "draft_note",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("draft_id", sa.Text, nullable=False),  # its name at the hub
    sa.Column("version", sa.Integer, nullable=False),  # there; 0 while it is not there yet
    sa.Column("effect_id", sa.Text, nullable=False),  # the newest saving that arrived there
    sa.Column("claim", sa.Text, nullable=False),  # by which this place holds it; "" without
    sa.Column("owner", sa.Text, nullable=False),  # the program that looks after it
    sa.Column("answers", sa.Integer, nullable=False),  # how many it had
    sa.Column("until", sa.BigInteger, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),  # when the hub is to be asked again
)

# What the hub is still to be told: a claim given back or ended, a talk used up or erased.
hub_errand = sa.Table(
    "hub_errand",
    metadata,
    sa.Column("ref", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("due_at", sa.BigInteger, nullable=False),
)
