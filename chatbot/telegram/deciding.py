"""What is to be done about what came in: pure, so that it can be read and tested as a table.

A `Plan` names texts by id and events of the dialog layer; `serving.py` does what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from chatbot.telegram import callbacks
from chatbot.telegram.callbacks import Press
from chatbot.telegram.incoming import (
    AnyIncoming,
    Called,
    Commanded,
    Grouped,
    Moved,
    Odd,
    Pictured,
    Pointed,
    Pressed,
    Typed,
)
from chatbot.telegram.state import Chat
from dialogs.contract import event as ev
from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen
from dialogs.greetings import greeting_in, tongue_of
from dialogs.world import World

Page = Literal["screen", "help", "language", "delete"]
COMMANDS: Mapping[str, Callable[[int], Inbound]] = {
    "back": lambda on: ev.Back(on=on),
    "menu": lambda on: ev.Menu(on=on),
    "officer": lambda on: ev.Officer(on=on),
    "skip": lambda on: ev.Skip(on=on),
    "simpler": lambda on: ev.Simpler(on=on),
    "repeat": lambda on: ev.Repeat(on=on),
    "explain": lambda on: ev.Explain(on=on),
    "save": lambda on: ev.Save(on=on),
    "cancel": lambda on: ev.Cancel(on=on),
    "withdraw": lambda on: ev.Withdraw(on=on),
}
LANGUAGES = ("id", "en", "jv", "su")
SHOW = "show"  # the rest of an action that only shows the screen again


class Plan(NamedTuple):
    """`event` for the talk; above the screen `said` (a greeting back), `notes` (text ids), `told`.

    `delete` the person's message; `toast` the answer to a press; `page` of the buttons; `show`
    another page than the screen; `photo` to fetch; `listen` to the screen; `take_up` a code;
    `forget` everything; `offer` a language; `officer` as the first button; `quiet`: nothing shown.
    """

    event: Inbound | None = None
    notes: tuple[str, ...] = ()
    said: str = ""
    told: tuple[str, ...] = ()
    delete: bool = False
    toast: str = ""
    page: int = 0
    show: Page = "screen"
    photo: Pictured | None = None
    listen: bool = False
    take_up: str = ""
    forget: bool = False
    offer: str = ""
    officer: bool = False
    quiet: bool = False
    leave: bool = False
    blocked: bool | None = None
    afresh: bool = False  # the greeting once more
    album: str = ""


class Seen(NamedTuple):
    """What a decision may look at."""

    world: World
    chat: Chat
    screen: Screen
    defers: bool


def decide(seen: Seen, incoming: AnyIncoming) -> Plan:
    """Total: anything that came in has a plan."""
    return _DECIDE[type(incoming)](seen, incoming)


def _typed(seen: Seen, typed: Typed) -> Plan:
    if typed.edited:
        notes = ("telegram.number.edited",) if typed.hidden else ("telegram.edited",)
        return Plan(notes=notes, delete=typed.hidden)
    if typed.hidden:
        event = None if typed.alone else ev.Say(text=typed.text)
        return Plan(event, notes=_NUMBER, delete=True)
    greeting = greeting_in(typed.text, seen.world.words)
    language = greeting.language if greeting else tongue_of(typed.text, seen.world.words)
    offer = language if language not in ("", seen.screen.language, seen.chat.offered) else ""
    if greeting and greeting.alone:
        return Plan(said=greeting.reply, offer=offer)
    said = greeting.reply if greeting else ""
    return Plan(ev.Say(text=typed.text), said=said, offer=offer)


_NUMBER = ("telegram.number.removed", "telegram.number.why")


def _commanded(seen: Seen, commanded: Commanded) -> Plan:
    plan = _COMMANDED[commanded.name](seen, commanded)
    if commanded.hidden:
        return plan._replace(notes=(*_NUMBER, *plan.notes), delete=True)
    return plan


def _start(seen: Seen, commanded: Commanded) -> Plan:
    wanted = commanded.rest.upper()
    if seen.world.services_of(wanted):  # from a poster: t.me/…?start=KTP_HILANG
        return Plan(ev.Start(service=wanted))
    if wanted:
        return Plan(take_up=wanted)
    language = commanded.language.partition("-")[0]
    offered = language if language in LANGUAGES and language != seen.screen.language else ""
    return Plan(afresh=True, offer=offered)


def _status(seen: Seen, commanded: Commanded) -> Plan:
    return Plan(ev.CheckStatus(receipt=commanded.rest))


_COMMANDED: Mapping[str, Callable[[Seen, Commanded], Plan]] = {
    "start": _start,
    "status": _status,
    "bahasa": lambda seen, commanded: Plan(show="language"),
    "bantuan": lambda seen, commanded: Plan(show="help"),
    "hapus": lambda seen, commanded: Plan(show="delete"),
}


# Buttons -----------------------------------------------------------------------------------------


def _pressed(seen: Seen, pressed: Pressed) -> Plan:
    press = callbacks.read(pressed.data)
    if press is None or press.talk != seen.chat.talk:
        return STALE
    if press.what in _ANY_TURN:
        return _ANY_TURN[press.what](seen, press)
    if press.turn != seen.screen.turn:
        return STALE
    return _PRESSED[press.what](seen, press)


STALE = Plan(toast="telegram.stale")


def _option(seen: Seen, press: Press) -> Plan:
    ids = tuple(option.id for option in seen.screen.options)
    id = callbacks.placed(press.rest, ids)
    return Plan(ev.Choose(option=id, on=press.turn)) if id is not None else STALE


def _change(seen: Seen, press: Press) -> Plan:
    ids = tuple(row.question_id for row in seen.screen.summary)
    id = callbacks.placed(press.rest, ids)
    return Plan(ev.Change(question=id, on=press.turn)) if id is not None else STALE


def _action(seen: Seen, press: Press) -> Plan:
    if press.rest == SHOW:
        return Plan()
    made = COMMANDS.get(press.rest)
    return Plan(made(press.turn)) if made is not None else STALE


def _page(seen: Seen, press: Press) -> Plan:
    return Plan(page=int(press.rest)) if press.rest.isdecimal() else STALE


def _language(seen: Seen, press: Press) -> Plan:
    return Plan(ev.Language(code=press.rest)) if press.rest in LANGUAGES else STALE


def _delete(seen: Seen, press: Press) -> Plan:
    return Plan(forget=True) if press.rest == "y" else Plan()


_PRESSED: Mapping[str, Callable[[Seen, Press], Plan]] = {
    "o": _option,
    "c": _change,
    "a": _action,
    "p": _page,
    "v": lambda seen, press: Plan(listen=True),
}
# What does not answer a question of the talk: it holds whatever was asked meanwhile.
_ANY_TURN: Mapping[str, Callable[[Seen, Press], Plan]] = {"l": _language, "d": _delete}


# What else comes ---------------------------------------------------------------------------------


def _pictured(seen: Seen, pictured: Pictured) -> Plan:
    """The first photo of an album is the answer; the others are told once, then let be."""
    album, before = pictured.album, seen.chat.album
    if seen.screen.input == "photo" and seen.screen.kind == "question":
        return Plan(photo=pictured, album=f"used:{album}")
    if album and before == f"used:{album}":
        return Plan(notes=("telegram.photo.one",), album=f"told:{album}")
    if album and before in (f"told:{album}", f"unasked:{album}"):
        return Plan(quiet=True, delete=seen.defers and before.startswith("unasked"))
    # Nobody asked for it, so it may be a card: it does not stay in the chat.
    notes = ("telegram.photo.not_here", *(("telegram.photo.removed",) if seen.defers else ()))
    return Plan(notes=notes, delete=seen.defers, album=f"unasked:{album}")


def _odd(seen: Seen, odd: Odd) -> Plan:
    if odd.what == "voice":
        return Plan(notes=("telegram.voice.heard",), officer=True)
    return Plan(notes=(f"telegram.{odd.what}",))


_DECIDE: Mapping[type[AnyIncoming], Callable[[Seen, Any], Plan]] = {
    Typed: _typed,
    Commanded: _commanded,
    Pressed: _pressed,
    Called: lambda seen, called: Plan(ev.Contact(phone=called.phone)),
    Pointed: lambda seen, pointed: Plan(ev.Locate(lat=pointed.lat, lon=pointed.lon)),
    Pictured: _pictured,
    Odd: _odd,
    Moved: lambda seen, moved: Plan(quiet=True, blocked=moved.blocked),
    Grouped: lambda seen, grouped: Plan(quiet=True, leave=True),
}
