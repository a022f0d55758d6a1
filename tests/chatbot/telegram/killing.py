"""Conversations through a bot that is killed with -9 at random moments, and the count at both ends.

Nothing that was answered may be lost or taken twice: each talk holds exactly what its person said,
each person has one receipt, and the authority has each request once.
"""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from shared.database import Database
from shared.privacy.keys import load_or_make
from shared.store import Store
from shared.superapp.receipt import normalise
from tests.chatbot.telegram.bot_lives import Lives, lives
from tests.chatbot.telegram.double import Double
from tests.chatbot.telegram.reporting import Resident, report
from tests.shared.installation import backend

LIFE = (0.2, 3.0)  # seconds between a life's first call and its end


class Outcome(NamedTuple):
    """What was done: conversations, kills, and messages that stood twice in a chat."""

    talks: int
    kills: int
    doubled: int


class Killer:
    """Starts a life whenever there is none and ends it at a random moment, `kills` times."""

    def __init__(self, bot: Lives, arguments: list[str], double: Double, seed: int, kills: int):
        self._bot, self._arguments, self._double = bot, arguments, double
        self._random = random.Random(seed)
        self.left, self.done = kills, 0
        self._ends, self._pid, self._calls = 0.0, 0, 0
        self._begin()

    def __call__(self) -> None:
        """To be called again and again."""
        if self.left == 0:
            return
        alive = len(self._double.telegram.calls) > self._calls + 4  # it has introduced itself
        if alive and self._ends == 0.0:
            self._ends = time.monotonic() + self._random.uniform(*LIFE)
        if self._ends and time.monotonic() >= self._ends:
            self._bot.kill(self._pid)
            self.left -= 1
            self.done += 1
            self._begin()

    def _begin(self) -> None:
        self._calls = len(self._double.telegram.calls)
        self._ends = 0.0
        self._pid = self._bot.start(self._arguments)


def killed(home: Path, talks: int, kills: int, seed: int, seconds: float) -> Outcome:
    """So many conversations at once with so many kills. AssertionError where the count is wrong."""
    superapp = f"sqlite:///{home / 'superapp.db'}"
    with Double() as double, backend(home, superapp) as (url, _), lives(home) as bot:
        residents = [Resident(double.person(1000 + n), n) for n in range(talks)]
        arguments = ["--token", double.token, "--api-base", double.url, "--backend", url]
        arguments += ["--now", "2026-11-05T09:00+07:00", "--burst", "100000"]
        killer = Killer(bot, arguments, double, seed, kills)
        report(double, residents, killer, seconds)
        while killer.left:
            killer()
            time.sleep(0.01)
        _delivered(home, superapp, talks)
    for resident in residents:
        assert len(resident.receipts) == 1, "two receipts for one report"
    arrived = _arrived(superapp)
    assert sorted(arrived) == sorted(normalise(r) for one in residents for r in one.receipts)
    _check_talks(home, residents)
    return Outcome(talks, killer.done, sum(_doubled(resident) for resident in residents))


def _delivered(home: Path, superapp: str, talks: int) -> None:
    """Waits for the courier, and until the last life has answered what the others left."""
    end = time.monotonic() + 120
    unanswered = "SELECT key FROM inbox WHERE NOT done"
    while len(_arrived(superapp)) < talks or _column(f"sqlite:///{home / 'talks.db'}", unanswered):
        assert time.monotonic() < end, "something was left behind"
        time.sleep(0.2)


def _arrived(superapp: str) -> list[str]:
    return _column(superapp, "SELECT receipt FROM request")


def _column(url: str, query: str) -> list[str]:
    database = Database(url)
    try:
        with database.reading() as connection:
            return [str(row) for row in connection.execute(sa.text(query)).scalars()]
    finally:
        database.close()


def _check_talks(home: Path, residents: list[Resident]) -> None:
    """Every talk holds what its person said, each thing once and in its own place."""
    store = Store.open(f"sqlite:///{home / 'talks.db'}", load_or_make(home / "keys.json", {}))
    try:
        for resident in residents:
            kept = store.inbox.remembered(store.inbox.blind(str(resident.person.id)))
            assert kept is not None
            stored = store.load(kept.session_id)
            assert stored is not None
            answers = {
                key.partition(".")[2]: answer.value
                for key, answer in stored.session.answers.items()
                if not key.startswith("visit.fit")
            }
            assert resident.story in answers.values()
            assert resident.name in answers.values()
            values = [value for value in answers.values() if isinstance(value, str)]
            assert values.count(resident.story) == 1
            assert values.count(resident.name) == 1
            assert "2026-11-04" in str(answers)
        assert store.inbox.waiting() == []
    finally:
        store.close()


def _doubled(resident: Resident) -> int:
    """Messages with the same words one below the other: allowed, but they should be few."""
    texts = [shown.text for shown in resident.person.sees if shown.by == "bot"]
    return len(texts) - len(set(texts))
