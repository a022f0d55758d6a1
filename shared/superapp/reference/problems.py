"""What can be wrong with a call, as data. No description repeats a value that was sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a stable code for programs and a sentence for people."""

    code: str
    description: str


class Problem(Exception):
    """A call that is refused with an HTTP `status` and at least one fault."""

    def __init__(self, status: int, *faults: Fault, retry_after: int | None = None) -> None:
        super().__init__(status, [fault.code for fault in faults])
        self.status = status
        self.faults = faults
        self.retry_after = retry_after  # seconds


NOT_FOUND = Fault("not_found", "There is no such thing here.")
NO_SERVICE = Fault("unknown_service", "service_code was not found.")
NO_REQUEST = Fault("unknown_request", "There is no such request, or the PIN does not belong to it.")
NO_TOKEN = Fault("unknown_token", "token was not found.")
BAD_KEY = Fault("api_key", "api_key is missing or not known.")
TOO_LARGE = Fault("too_large", "The body is larger than this service takes.")
TOO_OFTEN = Fault("too_often", "Too many tries for now.")
OTHER_BODY = Fault("key_reused", "This Idempotency-Key was used for another body.")
RECEIPT_TAKEN = Fault("receipt_taken", "This receipt belongs to another request.")
BROKEN = Fault("internal", "Something failed here. It was noted; send the same again later.")


def missing(name: str) -> Fault:
    """`name` is a field of ours, never text that was sent."""
    return Fault("missing", f"{name} is required.")


def wrong(name: str, need: str) -> Fault:
    """`name` and `need` are words of ours, never text that was sent."""
    return Fault("wrong", f"{name} must be {need}.")
