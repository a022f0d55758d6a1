"""The understanding service as a channel sees it: asked first, and never waited for.

Down, slow or still learning: the words of the guides answer instead. Nothing here writes a text
down; what goes wrong is not even counted with a word of it.
"""

from __future__ import annotations

import http.client
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dialogs.contract.event import Candidate
from dialogs.world import World
from shared.private_file import made_once
from shared.understanding.port import Understanding
from shared.understanding.word_search import WordSearch

# In the state folder; the service writes its port there once it answers.
PORT_FILE = "understanding.port"
LOCK_FILE = "understanding.lock"
TOKEN_FILE = "understanding.token"  # noqa: S105 - the name of the file that holds it
PATH = "/understand"
LONGEST_BODY = 16 * 1024  # bytes of a text
LARGEST_ANSWER = 64 * 1024
PATIENCE = 0.3  # seconds for an answer; a person is waiting
PAUSE = 5.0  # seconds in which a service that failed is left alone


# What an answer that is none, or is no JSON of ours, ends in.
_NO_ANSWER = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class NotThere(Exception):
    """The service gave no answer. Says nothing of the text."""


def token(home: Path) -> str:
    """What the service and its askers share: made once, read by its owner only."""
    made = made_once(home / TOKEN_FILE, lambda: secrets.token_urlsafe(24).encode())
    return made.decode("ascii", "replace").strip()


class Service:
    """The service of a state folder, wherever it listens at the moment."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._home = home
        self._clock = clock
        self._rests_until = float("-inf")

    def understand(self, text: str, language: str) -> tuple[tuple[Candidate, ...], bool]:
        """As the port says; candidates may also be what is no service. Raises `NotThere`."""
        if self._clock() < self._rests_until:
            raise NotThere
        try:
            told = self._asked(text)
            candidates = tuple(
                Candidate(str(one["label"]), float(one["confidence"]))
                for one in told["alternatives"]
            )
            return candidates, bool(candidates) and told["label"] == candidates[0].service
        except FileNotFoundError:  # nobody serves: looked up anew each time, it costs nothing
            raise NotThere from None
        except (OSError, http.client.HTTPException, *_NO_ANSWER):
            self._rests_until = self._clock() + PAUSE
            raise NotThere from None

    def _asked(self, text: str) -> dict[str, Any]:
        port = int((self._home / PORT_FILE).read_text("ascii"))
        # A connection for each text: any thread may ask, and a new service is found at once.
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            wire.request(
                "POST",
                PATH,
                text.encode("utf-8", "replace")[:LONGEST_BODY],
                {"Authorization": f"Bearer {token(self._home)}", "Connection": "close"},
            )
            reply = wire.getresponse()
            if reply.status != http.client.OK:
                raise ValueError
            told: dict[str, Any] = json.loads(reply.read(LARGEST_ANSWER))
            return told
        finally:
            wire.close()


class ServiceFirst:
    """The service, and the words of the guides where it does not answer or knows less: an event
    that takes several services stands in the guides alone."""

    def __init__(self, service: Service, words: WordSearch, world: World) -> None:
        self._service = service
        self._words = words
        self._events = frozenset(world.life_events)

    def understand(self, text: str, language: str) -> tuple[tuple[Candidate, ...], bool]:
        by_words = self._words.understand(text, language)
        candidates, sure = by_words
        if sure and candidates[0].service in self._events:
            return by_words
        try:
            return self._service.understand(text, language)
        except NotThere:
            return by_words


def understanding_of(home: Path, world: World) -> Understanding:
    """What the channels of this state folder ask."""
    return ServiceFirst(Service(home), WordSearch(world), world)
