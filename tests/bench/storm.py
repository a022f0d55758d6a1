"""All kiosks of the city had no network and now have one: their real outboxes, drained at once.

The kiosks share a few processes: in one alone, 320 threads wait for Python's lock and not for the
backend, and the figure would tell nothing of either.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from shared.privacy.cipher import Cipher
from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.store.outbox import Letter
from shared.superapp import pin, receipt
from shared.superapp.client import SuperApp
from shared.superapp.courier import Courier
from shared.wiring import EVERY
from tests.shared.requests_made import lost_card, road

KIOSKS, QUEUED = 320, 50
PROCESSES = 8
PATIENCE = 900.0  # seconds for a process to be ready


class Storm(NamedTuple):
    """`queued` requests in the outbox of each kiosk, half of them reports; a store file each."""

    home: Path
    url: str
    key: str
    kiosks: int = KIOSKS
    queued: int = QUEUED

    def drain(self) -> tuple[float, set[str]]:
        """Every kiosk delivers at once, as its program does; the seconds until all is told, and
        all receipts that were given."""
        load_or_make(self.home / KEYS, {})  # once, before the processes look for it
        spawning = multiprocessing.get_context("spawn")
        ready, told = spawning.Barrier(PROCESSES + 1), spawning.Queue()
        processes = [
            spawning.Process(
                target=_storm, args=(self, range(at, self.kiosks, PROCESSES), ready, told)
            )
            for at in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        ready.wait(PATIENCE)
        started = time.perf_counter()
        receipts: set[str] = set().union(*(told.get() for _ in processes))
        seconds = time.perf_counter() - started
        for process in processes:
            process.join()
        return seconds, receipts


KEYS = "kiosk-keys.json"


def _storm(storm: Storm, kiosks: Iterable[int], ready: Barrier, told: Queue[set[str]]) -> None:
    """One process: what residents sent while nothing could be reached, then the network."""
    cipher = load_or_make(storm.home / KEYS, {})
    # One PIN for all: hashing costs a resident's patience, not the storm's time.
    code = "482915"
    hashed = pin.hash_pin(code)
    stores = {kiosk: _store(storm, kiosk, cipher) for kiosk in kiosks}
    letters = [Letter(made(), code, hashed, "melati") for made in (road, lost_card)]
    receipts = {
        number
        for kiosk, store in stores.items()
        for number in _gather(store, kiosk, storm.queued, letters)
    }
    ready.wait(PATIENCE)
    with ThreadPoolExecutor(len(stores)) as pool:
        list(pool.map(lambda kiosk: _deliver(storm, kiosk, stores[kiosk]), stores))
    told.put(receipts)
    for store in stores.values():
        store.close()


def _store(storm: Storm, kiosk: int, cipher: Cipher) -> Store:
    return Store.open(f"sqlite:///{storm.home / f'kiosk{kiosk}.db'}", cipher)


def _gather(store: Store, kiosk: int, queued: int, letters: list[Letter]) -> Iterable[str]:
    rng = random.SystemRandom()
    for visit in range(queued):
        number = receipt.mint(_device(kiosk), rng)
        store.outbox.put(
            f"kiosk{kiosk}-talk{visit}",
            "send.0",
            idempotency_key=f"kiosk{kiosk}-{visit:08}",
            receipt=number,
            letter=letters[visit % 2],
            now=datetime.now(timezone.utc),
        )
        yield number


def _deliver(storm: Storm, kiosk: int, store: Store) -> None:
    superapp = SuperApp(storm.url, storm.key)
    courier = Courier(store.outbox, store.tray, superapp, device="K7Q", name=f"kiosk{kiosk}")
    while store.outbox.waiting():
        for each in courier.deliver_due(datetime.now(timezone.utc)):
            courier.told(each)
        time.sleep(EVERY.total_seconds())
    superapp.close()


def _device(kiosk: int) -> str:
    """The symbols that a kiosk's receipts begin with: its own, as when it is set up."""
    base = len(receipt.ALPHABET)
    return "".join(receipt.ALPHABET[kiosk // base**place % base] for place in range(3))
