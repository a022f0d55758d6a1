"""Who may see a request: a receipt alone tells a word, receipt and PIN the rest."""

from starlette.requests import Request

from shared.superapp import pin as pins
from shared.superapp import receipt as receipts
from shared.superapp.reference import audit
from shared.superapp.reference.limits import Limiter
from shared.superapp.reference.problems import NO_REQUEST, Problem
from shared.superapp.reference.register import Register, Row

# Tries and seconds for one receipt. Six digits against guessing: a few tries from one place, and
# not endlessly many from everywhere.
_TRIES_PER_CALLER = (10, 600.0)
_TRIES_PER_RECEIPT = (50, 3_600.0)
_LOOKS_PER_CALLER = (30, 60.0)
# Verified when there is nothing to verify, so that an unknown receipt takes as long as a wrong PIN.
_NO_PIN_HASH = pins.hash_pin("no PIN has letters")


class Door:
    """Looks up receipts, and counts the looks."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._looks = Limiter(*_LOOKS_PER_CALLER)
        self._tries = Limiter(*_TRIES_PER_CALLER)
        self._receipts = Limiter(*_TRIES_PER_RECEIPT)

    def look(self, request: Request, receipt: str) -> Row:
        """The request of this receipt; Problem 404, or 429 after too many looks."""
        stored = self._admit(request, receipt)
        row = self._find(stored)
        if row is None:
            raise Problem(404, NO_REQUEST)
        return row

    def enter(self, request: Request, receipt: str, pin: str) -> Row:
        """The request that receipt and PIN open; Problem 404 or 429.

        Unknown receipt, no PIN set and wrong PIN are told apart by nobody, by no time either.
        """
        stored = self._admit(request, receipt)
        name = stored[: receipts.LENGTH]
        self._tries.take((name, _caller(request)))
        self._receipts.take(name)
        row = self._find(stored)
        pin_hash = _NO_PIN_HASH if row is None or row.pin_hash is None else row.pin_hash
        right = pins.verify(pin, pin_hash)
        if row is None or row.pin_hash is None or not right:
            raise Problem(404, NO_REQUEST)
        audit.acting("resident")
        return row

    def _admit(self, request: Request, receipt: str) -> str:
        stored = receipts.normalise(receipt)
        self._looks.take((stored[: receipts.LENGTH], _caller(request)))
        return stored

    def _find(self, stored: str) -> Row | None:
        return self._register.by_receipt(stored) if receipts.check(stored) else None


def _caller(request: Request) -> str:
    return "" if request.client is None else request.client.host
