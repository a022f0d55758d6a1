"""What is sent, and the three things that can come of it."""

from __future__ import annotations

import msgspec

from dialogs.contract.effect import Request


class Parcel(msgspec.Struct, frozen=True):
    """A request with the card the resident holds. The key makes sending it twice be once."""

    idempotency_key: str
    receipt: str
    pin_hash: str
    word: str
    request: Request

    def __repr__(self) -> str:
        return "Parcel(…)"  # never in a log or a traceback


class Accepted(msgspec.Struct, frozen=True):
    """The super-app has it on its disk, under a number of its own."""

    reference: str


class RefusedError(Exception):
    """The super-app will not take this request, now or later. Its text repeats nothing sent."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with HTTP {code}")
        self.code = code


class UnreachableError(Exception):
    """Nothing is known to have arrived: send the same again.

    `retry_after` seconds were asked for, if any. `answered` tells a server in trouble from none.
    """

    def __init__(self, why: str, *, retry_after: float | None = None, answered: bool) -> None:
        super().__init__(why)
        self.retry_after = retry_after
        self.answered = answered
