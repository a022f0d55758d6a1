"""All kiosks of the city had no network and now have one: their real outboxes, drained at once."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.store.outbox import Letter
from shared.superapp import pin, receipt
from shared.superapp.client import SuperApp
from shared.superapp.courier import Courier
from tests.shared.requests_made import lost_card, road

KIOSKS, QUEUED = 320, 50
PREPARING = 8  # kiosks at a time, before the clock runs


class Storm:
    """`queued` requests in the outbox of each kiosk, half of them reports; a store file each."""

    def __init__(self, home: Path, url: str, key: str, kiosks: int, queued: int) -> None:
        self._home = home
        self._url = url
        self._key = key
        self._kiosks = range(kiosks)
        self._queued = range(queued)
        self._rng = random.SystemRandom()
        self._keys = load_or_make(home / "kiosk-keys.json", {})
        # One PIN for all: hashing costs a resident's patience, not the storm's time.
        self._pin, self._pin_hash = "482915", pin.hash_pin("482915")
        self._stores: list[Store] = []
        self.receipts: set[str] = set()

    def gather(self) -> None:
        """What residents sent while nothing could be reached."""
        # Opened one after the other: alembic, which makes the tables, knows only one thread.
        self._stores = [self._store(kiosk) for kiosk in self._kiosks]
        with ThreadPoolExecutor(PREPARING) as pool:
            for receipts in pool.map(self._fill, self._kiosks):
                self.receipts |= receipts

    def drain(self) -> float:
        """Every kiosk delivers at once, as its program does; the seconds until all is told."""
        started = time.perf_counter()
        with ThreadPoolExecutor(len(self._kiosks)) as pool:
            list(pool.map(self._deliver, self._kiosks))
        seconds = time.perf_counter() - started
        for store in self._stores:
            store.close()
        return seconds

    def _store(self, kiosk: int) -> Store:
        return Store.open(f"sqlite:///{self._home / f'kiosk{kiosk}.db'}", self._keys)

    def _fill(self, kiosk: int) -> set[str]:
        store, receipts = self._stores[kiosk], set()
        for visit in self._queued:
            receipts.add(number := receipt.mint(_device(kiosk), self._rng))
            store.outbox.put(
                f"kiosk{kiosk}-talk{visit}",
                "send.0",
                idempotency_key=f"kiosk{kiosk}-{visit:08}",
                receipt=number,
                letter=Letter((road, lost_card)[visit % 2](), self._pin, self._pin_hash, "melati"),
                now=datetime.now(timezone.utc),
            )
        return receipts

    def _deliver(self, kiosk: int) -> None:
        store, superapp = self._stores[kiosk], SuperApp(self._url, self._key)
        courier = Courier(store.outbox, store.tray, superapp, device="K7Q", name=f"kiosk{kiosk}")
        while store.outbox.waiting():
            news = courier.deliver_due(datetime.now(timezone.utc))
            for each in news:
                courier.told(each)
            if not news:
                time.sleep(0.2)
        superapp.close()


def _device(kiosk: int) -> str:
    """The symbols that a kiosk's receipts begin with: its own, as when it is set up."""
    base = len(receipt.ALPHABET)
    return "".join(receipt.ALPHABET[kiosk // base**place % base] for place in range(3))
