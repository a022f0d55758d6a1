"""Brings requests from the outbox to the super-app, and news of them back to their talks.

Exactly once in effect: a request is on disk with its idempotency key before the resident is
thanked, sent until somebody answers, and its end is told until the talk has committed it.
"""

from __future__ import annotations

import random
from datetime import datetime
from typing import NamedTuple, Protocol

import msgspec

from dialogs.contract.effect import Submit
from dialogs.contract.event import Refused, Submitted
from shared.store.outbox import LONGEST_WAIT, Entry, Letter, Outbox, ReceiptTakenError
from shared.store.photos import Photos
from shared.store.tray import Tray
from shared.superapp import idempotency, pin, receipt, words
from shared.superapp.client.answers import Accepted, Parcel, RefusedError, UnreachableError
from shared.superapp.client.retry import wait
from shared.superapp.client.wire import PATIENT, QUICK, Timeouts

ROUND = 20  # requests sent before the host gets a word in; a claim outlives a round by far


class Sender(Protocol):
    """What the courier needs of a super-app."""

    def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
        """See `SuperApp.send`."""


class News(NamedTuple):
    """An event for a talk. Its id is the same each time it is told, so told twice is once."""

    session_id: str
    event: Submitted | Refused


class Courier:
    """Sends for one program, `name` among those that share the outbox.

    `device` (three symbols) begins the receipts. Starting queues again what an earlier program of
    this name was sending when it died.
    """

    def __init__(
        self,
        outbox: Outbox,
        tray: Tray,
        superapp: Sender,
        *,
        device: str,
        name: str = "",
        rng: random.Random | None = None,
        photos: Photos | None = None,
    ) -> None:
        self._outbox = outbox
        self._tray = tray
        self._superapp = superapp
        self._photos = photos
        self._device = device
        self._name = name or device
        self._rng = rng or random.SystemRandom()
        outbox.recover(self._name)

    def submit(self, session_id: str, effect: Submit, now: datetime) -> Submitted | Refused:
        """Perform the effect: on disk first, then one quick try. Done again: the same receipt."""
        entry = self._outbox.find(session_id, effect.id) or self._queue(session_id, effect, now)
        if entry.status == "queued":
            claimed = self._outbox.claim(now, self._name, only=(session_id, effect.id))
            if claimed is not None:
                self._send(claimed, now, QUICK)
                entry = self._outbox.find(session_id, effect.id) or entry
        return _event(entry, now)

    def deliver_due(self, now: datetime) -> list[News]:
        """Send up to `ROUND` requests that are due; then all news that no talk has committed yet.

        Each piece is given to its talk and then to `told`, or it comes again.
        """
        for _ in range(ROUND):
            entry = self._outbox.claim(now, self._name)
            if entry is None or not self._send(entry, now, PATIENT):
                break
        return [News(entry.session_id, _event(entry, now)) for entry in self._outbox.untold()]

    def told(self, news: News) -> None:
        """The talk has committed the event (or is gone): what was delivered is erased here."""
        self._outbox.told(news.session_id, news.event.effect)

    def _queue(self, session_id: str, effect: Submit, now: datetime) -> Entry:
        request = effect.request
        if not request.made_at:
            request = msgspec.structs.replace(request, made_at=now.isoformat(timespec="seconds"))
        code = pin.mint(self._rng)
        letter = Letter(request, code, pin.hash_pin(code), words.mint(self._rng))
        while True:
            number = receipt.mint(self._device, self._rng)
            # With the number in it, no other installation's talk can have the same key.
            key = idempotency.key(session_id, effect.id, number)
            try:
                return self._outbox.put(
                    session_id,
                    effect.id,
                    idempotency_key=key,
                    receipt=number,
                    letter=letter,
                    now=now,
                )
            except ReceiptTakenError:
                continue

    def _send(self, entry: Entry, now: datetime, timeouts: Timeouts) -> bool:
        """One attempt, outside any transaction. False when nobody answers: no use in going on."""
        try:
            accepted = self._superapp.send(_parcel(entry), timeouts)
        except RefusedError:
            self._hand_over(entry, now)
        except UnreachableError as trouble:
            pause = wait(entry.attempts + 1, self._rng, trouble.retry_after)
            self._outbox.postpone(entry.number, now + min(pause, LONGEST_WAIT))
            return trouble.answered
        else:
            self._outbox.acknowledge(entry.number, accepted.reference)
            if self._photos is not None and entry.letter and entry.letter.request.media:
                self._photos.forget(entry.letter.request.media)
        return True

    def _hand_over(self, entry: Entry, now: datetime) -> None:
        # The call first: done twice it is once, and a refusal without a call would be nobody's.
        self._tray.call(
            entry.session_id,
            f"{entry.effect_id}.refused",
            service=entry.service,
            question=None,
            reason="refused",
            at=now,
        )
        self._outbox.reject(entry.number)


def _parcel(entry: Entry) -> Parcel:
    if entry.letter is None:
        raise ValueError(f"outbox row {entry.number} was erased before it was sent")
    letter = entry.letter
    return Parcel(
        entry.idempotency_key, entry.receipt, letter.pin_hash, letter.word, letter.request
    )


def _event(entry: Entry, now: datetime) -> Submitted | Refused:
    event_id = f"{entry.effect_id}.{entry.status}"
    if entry.status == "refused":
        return Refused(id=event_id, at=now, effect=entry.effect_id)
    return Submitted(
        id=event_id,
        at=now,
        effect=entry.effect_id,
        number=receipt.group(entry.receipt),
        pin=entry.letter.pin if entry.letter else "",
        word=entry.letter.word if entry.letter else "",
        status=entry.status,
    )
