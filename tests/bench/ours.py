"""The dialog layer as a host drives it: session from JSON, turn, session to JSON, show."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import ClassVar

import msgspec

from dialogs.contract.effect import Submit
from dialogs.contract.event import Change, Event, Say, Start
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World
from tests.bench.complaint import CODE

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=7)))
VIEWER = Viewer("talk")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Session).decode


class Ours:
    name: ClassVar[str] = "this layer"
    lacks: ClassVar[str] = "(its session goes from and to JSON in every turn)"

    def __init__(self, world: World) -> None:
        self._world = world
        self._session = b""
        self._events = 0
        self.screen: Screen | None = None
        self.sent: Submit | None = None

    async def begin(self) -> str:
        self._session = _encode(Session(id="bench"))
        return self._take(Start(id=self._id(), at=NOW, channel="talk", service=CODE))

    async def step(self, text: str) -> str:
        """One step; where consent is asked for first, which only this layer does, that turn too."""
        if self.screen is not None and self.screen.kind == "consent":
            self._take(Say(id=self._id(), at=NOW, channel="talk", text="boleh"))
        return self._take(Say(id=self._id(), at=NOW, channel="talk", text=text))

    async def change(self, question: str) -> str:
        return self._take(Change(id=self._id(), at=NOW, channel="talk", question=question))

    def kept(self) -> bytes:
        return self._session

    def answers(self) -> dict[str, str]:
        if self.sent is None:
            return {}
        request = self.sent.request
        place = {"where": request.address_id or ""}
        return {name: str(value) for name, value in request.attributes.items()} | place

    def _id(self) -> str:
        self._events += 1
        return str(self._events)

    def _take(self, event: Event) -> str:
        session, effects = turn(self._world, _decode(self._session), event)  # type: ignore[arg-type]
        self._session = _encode(session)
        self.screen = show(self._world, session, NOW, VIEWER)
        self.sent = next((e for e in effects if isinstance(e, Submit)), None)
        return (self.screen.question or self.screen.heading).shown
