"""How far a request is, asked of whoever has it: our outbox, the super-app, another authority.

Looking changes nothing, and a step that was taken already is refused and then looked at: asked
again after a kill it is once in effect. Receipt and PIN are in no log and in no exception.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, get_args

from dialogs.contract.effect import AskStatus
from dialogs.contract.event import Known, Standing, StatusIs, Step
from dialogs.talk import local_day
from shared.store.outbox import Entry, Outbox
from shared.superapp import idempotency
from shared.superapp.client.answers import RefusedError, UnreachableError
from shared.superapp.client.georeport.client import UnreadableError
from shared.superapp.client.superapp import SuperApp
from shared.superapp.client.wire import ABROAD, QUICK

# An officer's words are told where something did not go as the person wanted.
TELLS_WHY = ("rejected", "duplicate")
LONGEST_REASON = 300  # characters of it
STEPS: tuple[Step, ...] = get_args(Step)


class Statuses:
    """Performs `AskStatus`."""

    def __init__(self, outbox: Outbox, superapp: SuperApp) -> None:
        self._outbox = outbox
        self._superapp = superapp

    def ask(self, session_id: str, effect: AskStatus, now: datetime) -> StatusIs:
        """Never raises for what a server does: "down" is an answer."""
        try:
            standing = self._standing(session_id, effect)
        except (RefusedError, UnreachableError, UnreadableError):
            return StatusIs(effect=effect.id, known="down")
        known: Known = "found" if standing is not None else "unknown"
        return StatusIs(effect=effect.id, known=known, standing=standing)

    def _standing(self, session_id: str, effect: AskStatus) -> Standing | None:
        entry = self._outbox.named(effect.receipt)
        if entry is not None and entry.state != "acked":
            return Standing(status=entry.status)
        if entry is not None and entry.authority:
            return self._elsewhere(entry)
        found = self._at_the_superapp(session_id, effect)
        if found is None and entry is not None and entry.route == "open311" and not effect.pin:
            return self._reported(entry)  # a super-app that knows reports by their number alone
        return found

    def _at_the_superapp(self, session_id: str, effect: AskStatus) -> Standing | None:
        warga, pin = self._superapp.warga, effect.pin
        if effect.act != "look" and pin:
            try:
                key = idempotency.key(session_id, effect.id)
                return _read(warga.step(effect.receipt, pin, effect.act, key, QUICK))
            except RefusedError:
                pass  # it was done before, or is too late: what is so now is told
        return _read(warga.status(effect.receipt, pin or None, QUICK))

    def _reported(self, entry: Entry) -> Standing | None:
        status = self._superapp.open311.status(entry.reference or "", QUICK)
        return Standing(status=status) if status is not None else None

    def _elsewhere(self, entry: Entry) -> Standing:
        """Another authority says open or closed; one that never told its number says nothing."""
        report = None
        if entry.reference:
            report = self._superapp.report(entry.authority, entry.reference, ABROAD)
        return Standing(status=report.status.lower() if report and report.status else "sent")


def _read(found: dict[str, Any] | None) -> Standing | None:
    """What /warga/v1 tells, as far as it holds what it should."""
    if found is None:
        return None
    status = _text(found, "status")
    return Standing(
        status=status,
        service=_text(found, "service_code"),
        official_number=_text(found, "official_number"),
        expected=_day(found.get("expected_at")),
        answer_by=_day(found.get("confirm_by")),
        possible=tuple(step for step in STEPS if step in (found.get("possible") or ())),
        reason=_reason(found) if status in TELLS_WHY else "",
    )


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _reason(found: dict[str, Any]) -> str:
    match found.get("history"):
        case [*_, {"by": "officer", "reason": str(reason)}]:
            return " ".join(reason.split())[:LONGEST_REASON]
        case _:
            return ""


def _day(value: Any) -> date | None:
    try:
        return local_day(datetime.fromisoformat(value.replace("Z", "+00:00")))
    except (AttributeError, ValueError):
        return None
