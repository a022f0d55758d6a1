"""One answer: the value in the form it is sent, and who gave it when."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from dialogs.contract.event import Actor

Precision = Literal["exact", "day", "month", "year", "about"]


class Answer(Struct, frozen=True, omit_defaults=True):
    """`value` is plain JSON, owned by the answer kind; `None` means skipped or not known.

    `why` tells a skip ("skipped") from "I do not know" ("unknown") and "I have none" ("none").
    """

    value: Any
    precision: Precision = "exact"
    why: Literal["", "skipped", "unknown", "none"] = ""
    actor: Actor = "resident"
    channel: str = ""
    at: datetime | None = None
