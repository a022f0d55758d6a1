"""The key under which a call counts once, however often it is made.

Ids of programs are part of it (a session's, an event's) and may be anything, a number of a person
too: so they are hashed, and what comes of it fits into a header.
"""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("7f6f4f3e-6c1b-5a52-9f0e-2f8f5f0c7a11")


def key(*parts: str) -> str:
    """The same for the same parts, on every machine."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts)))
