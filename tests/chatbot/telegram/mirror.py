"""A golden conversation held on Telegram: what a person does there, and what they are to see.

What is expected comes from the pure layers alone (reading, deciding, `turn`, `show`, rendering);
what is seen comes over HTTP, from the inbox, the host and the sender.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace
from PIL import Image
from telegram import Update

from chatbot.telegram import pages
from chatbot.telegram.callbacks import Press, place, written
from chatbot.telegram.deciding import Seen, decide
from chatbot.telegram.message import Message, visible
from chatbot.telegram.reading import guarded, read
from chatbot.telegram.rendering import Renderer
from chatbot.telegram.state import Chat
from dialogs.contract import event as ev
from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen
from dialogs.world import World
from tests.chatbot.telegram.double import Person
from tests.golden.drivers import Pure
from tests.golden.script import Script

LONGEST = 4096  # characters that a person can type into Telegram
_PLACE = re.compile(r"(Urutan ke-|Number |number )[0-9]+")
_CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b(?!-)")


class Looks(NamedTuple):
    """A message as it is compared: its words and its buttons."""

    text: str
    labels: list[list[str]]


def looks(message: Message) -> Looks:
    return Looks(
        _alike(visible(message.html)), [[button.label for button in row] for row in message.rows]
    )


def seen(person: Person) -> Looks:
    return Looks(_alike(person.screen.text), person.screen.labels)


def _alike(text: str) -> str:
    """A saved talk's code is random, and all talks call the same officers."""
    return _PLACE.sub(r"\1?", _CODE.sub("K7Q-M2X", text))


def photo() -> bytes:
    """A small photo with its place written into it."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SENTINEL-EXIF"
    Image.new("RGB", (64, 48), "gray").save(file, "JPEG", exif=exif)
    return file.getvalue()


class Mirror:
    """One conversation, side by side with the real one."""

    def __init__(self, world: World, script: Script, person: Person) -> None:
        self._world = world
        self._pure = Pure(world, script._replace(header={**script.header, "channel": "telegram"}))
        self._pure.session = replace(self._pure.session, language="id")
        self._chat = Chat(chat=person.id, session="golden")
        self._person = person
        self._telegram = person._telegram
        self.script = script

    @property
    def screen(self) -> Screen:
        return self._pure._screen("resident")

    def steps(self) -> Iterator[Looks]:
        """Does the next thing each time it is asked; yields what is to be seen after it."""
        yield self._expected(self._person.types("/start"))
        if self.script.language != "id":
            yield self._expected(self._presses("l", self.script.language))
        for event in self.script.events:
            number = self._done(event)
            if number is not None:
                yield self._expected(number)

    def _expected(self, number: int) -> Looks:
        """What the pure layers make of the update."""
        update = Update.de_json(self._telegram.posted[number], None)
        incoming = read(update)
        assert incoming is not None
        incoming = guarded(incoming, self._world.words)
        plan = decide(Seen(self._world, self._chat, self.screen, True), incoming)
        event = plan.event
        if plan.photo is not None:
            event = ev.Photo(ref="photo:1")
        if event is not None:
            self._pure._take(replace(event, id=f"tg.{number}"))
        if plan.offer:
            self._chat = replace(self._chat, offered=plan.offer)
        renderer = Renderer(self._world.texts, self.screen.language, 1)
        return looks(pages.screen(renderer, plan, self.screen))

    # What a person does on Telegram that is this event ----------------------------------------

    def _done(self, event: Inbound) -> int | None:
        """The update's number; None for what nobody can do there."""
        person, screen = self._person, self.screen
        if isinstance(event, ev.Say):
            text = event.text
            typed = bool(text.strip()) and len(text) <= LONGEST and text.isprintable()
            return person.types(text) if typed and not text.startswith("/") else None
        if isinstance(event, ev.Choose):
            ids = [option.id for option in screen.options]
            if event.option not in ids:
                return None
            return self._presses("o", place(ids.index(event.option), event.option), event.on)
        if isinstance(event, ev.Change):
            ids = [row.question_id for row in screen.summary]
            if event.question not in ids:
                return person.types(f"ubah {event.question}")
            return self._presses("c", place(ids.index(event.question), event.question), event.on)
        return self._other(event)

    def _other(self, event: Inbound) -> int | None:
        person = self._person
        if isinstance(event, ev.Start):
            known = self._world.services_of(event.service)
            return person.types(f"/start {event.service}") if known else None
        name = str(type(event).__struct_config__.tag)
        if name in _BUTTONS:
            return self._presses("a", name, event.on)
        act = _ACTS.get(type(event))
        return act(self, event) if act is not None else None

    def _presses(self, what: str, rest: str, on: int | None = None) -> int:
        turn = self.screen.turn if on is None else on
        return self._person.presses_data(written(Press(1, turn, what, rest)))  # type: ignore[arg-type]


_BUTTONS = frozenset(
    {
        *("back", "menu", "officer", "skip", "simpler", "repeat", "explain"),
        *("save", "cancel", "withdraw"),
    }
)
_ACTS: Mapping[type[Inbound], Callable[[Mirror, Any], int]] = {
    ev.CheckStatus: lambda mirror, event: mirror._person.types(f"/status {event.receipt}".strip()),
    ev.Language: lambda mirror, event: mirror._presses("l", event.code),
    ev.Locate: lambda mirror, event: mirror._person.shares_place(event.lat, event.lon),
    ev.Contact: lambda mirror, event: mirror._person.shares_phone(event.phone),
    ev.Photo: lambda mirror, event: mirror._person.sends_photo(photo()),
    ev.Confirm: lambda mirror, event: mirror._person.types("lanjut"),
    ev.Consent: lambda mirror, event: mirror._person.types("ya" if event.yes else "tidak"),
}
