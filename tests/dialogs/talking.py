"""A talk in the pure layer, one event after the other: for tests that look into the session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.talk import JAKARTA
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World

NOW = datetime(2026, 11, 5, 9, 0, tzinfo=JAKARTA)
SEND = ev.Submitted(effect="", number="222-222-222", pin="000000", word="contoh", status="queued")


class Talking:
    """`world` may be changed under the talk. Effects are kept, and answered only when told to."""

    def __init__(self, world: World, channel: str = "talk", **session: Any) -> None:
        self.world, self.channel = world, channel
        self.session = Session(id="talk", **session)
        self.effects: list[AnyEffect] = []
        self._count = 0

    def do(self, *events: ev.AnyEvent) -> Screen:
        """The screen after these events."""
        for event in events:
            self._count += 1
            stamped = replace(
                event,
                id=event.id or f"e{self._count}",
                channel=self.channel,
                at=event.at or NOW + timedelta(seconds=self._count),
            )
            self.session, effects = turn(self.world, self.session, stamped)
            self.effects += effects
        return self.screen

    def say(self, *texts: str) -> Screen:
        """The screen after somebody said this, a text a turn."""
        return self.do(*(ev.Say(text=text) for text in texts))

    def result(self, result: ev.ResultEvent, effect: AnyEffect | None = None) -> Screen:
        """The screen after the result of an effect: the last one, where none is named."""
        return self.do(replace(result, effect=(effect or self.effects[-1]).id))

    @property
    def screen(self) -> Screen:
        return show(self.world, self.session, NOW, Viewer(self.channel))

    @property
    def answers(self) -> dict[str, Any]:
        """What is known, plain."""
        return {key: answer.value for key, answer in self.session.answers.items()}


def notice(screen: Screen) -> str:
    """The id of the sentence on top, or nothing."""
    return screen.notice.id if screen.notice else ""
