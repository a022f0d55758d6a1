"""The smallest host: it knows the events it saw, keeps the session as JSON, and says what came of
each effect."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import AnyEvent
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World

BEGIN = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=7)))
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Session).decode


class Taken(NamedTuple):
    """One event and what came of it."""

    event: AnyEvent
    before: Session
    after: Session
    effects: tuple[AnyEffect, ...]


class PureHost:
    def __init__(self, world: World, channel: str, language: str) -> None:
        self.world = world
        self.viewer = Viewer(channel)
        self.actor: ev.Actor = "resident"  # who is at the screen
        self.session = Session(id="s", language=language)
        self.now = BEGIN
        self.awaited: list[AnyEffect] = []  # effects whose result is still to come
        self.last: Taken | None = None
        self._seen: set[str] = set()
        self._events = 0

    def stamped(self, event: AnyEvent) -> AnyEvent:
        """The event as a host passes it on: an id of its own, the moment, the channel."""
        self._events += 1
        self.now += timedelta(seconds=7)
        who = "resident" if isinstance(event, ev.Result) else self.actor
        channel = self.viewer.channel
        return replace(event, id=f"e{self._events}", at=self.now, channel=channel, actor=who)

    def take(self, event: AnyEvent) -> Taken | None:
        """One event; None for one that was seen before."""
        if event.id in self._seen:
            return None
        self._seen.add(event.id)
        before = self.session
        after, effects = turn(self.world, before, event)
        self.session = _decode(_encode(after)) if after is not before else before
        answerable = (effect for effect in effects if not _is_note(effect))
        self.awaited += answerable
        self.last = Taken(event, before, self.session, effects)
        return self.last

    def screen(self) -> Screen:
        return show(self.world, self.session, self.now, self.viewer)

    def is_stale(self, event: AnyEvent) -> bool:
        return event.on is not None and event.on != self.session.turn


def _is_note(effect: AnyEffect) -> bool:
    return type(effect).__name__ == "Note"


def result(effect: AnyEffect, host: PureHost, refuse: bool = False) -> ev.AnyEvent:
    """What a performer would answer to an effect."""
    done: ev.AnyEvent
    match type(effect).__name__:
        case "Understand":
            candidates = tuple(ev.Candidate(code, 0.5) for code in list(host.world.guides)[:2])
            done = ev.Understood(effect=effect.id, candidates=candidates, sure=refuse)
        case "Submit" if refuse:
            done = ev.Refused(effect=effect.id)
        case "Submit":
            done = ev.Submitted(
                effect=effect.id,
                number="234-567-89A",
                pin="123456",
                word="melati",
                status="queued",
            )
        case "AskStatus" if refuse:
            done = ev.StatusIs(effect=effect.id, known="unknown")
        case "AskStatus":
            step: tuple[ev.Step, ...] = ("confirm", "reopen")
            standing = ev.Standing(status="done", possible=step, answer_by=host.now.date())
            done = ev.StatusIs(effect=effect.id, known="found", standing=standing)
        case "CallOfficer":
            done = ev.OfficerTook(effect=effect.id, position=3)
        case _:
            until = host.now + timedelta(days=7)
            done = ev.DraftSaved(effect=effect.id, code="K7Q-M2X", until=until)
    return host.stamped(done)
