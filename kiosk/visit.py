"""One visit at the glass: what the person has set, opened and typed beside the talk itself. Pure.

`press` is the only way in: it takes what a press does (an `Act`) and says what the visit is then,
and what is to be done outside (`Command`). The talk's own state stays with the dialog layer.
"""

from __future__ import annotations

from typing import NamedTuple, Union

from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen
from kiosk.theme import Size, Theme


class Settings(NamedTuple):
    """How this person likes to see and hear; all back to these values after the visit."""

    language: str = "id"
    size: Size = "M"
    theme: Theme = "warm"
    low: bool = False  # everything that is pressed in the lower half
    aloud: bool = False


class Entry(NamedTuple):
    """What is being typed into the pad of a screen: `text`, and for pads of several steps the
    `step` they are at and the `parts` given so far."""

    text: str = ""
    step: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str:
        return dict(self.parts).get(name, "")

    def with_part(self, name: str, value: str) -> Entry:
        return self._replace(parts=(*((k, v) for k, v in self.parts if k != name), (name, value)))


class Visit(NamedTuple):
    """`screen` None: nobody is here. `sheet` is what the kiosk itself shows instead of the screen:
    "" nothing, else a name of `kiosk/sheets`."""

    screen: Screen | None = None
    settings: Settings = Settings()
    sheet: str = ""
    page: int = 0
    entry: Entry = Entry()
    written: Entry = Entry()  # on a sheet of the kiosk; its `step` is the sheet's name
    focus: str = ""  # the node that has the keys' focus
    busy: bool = False  # an event is under way: presses wait
    number: int = 0  # of visits since the start
    seconds_left: int = 0  # of a countdown that is shown
    refused: str = ""  # text id of why a code was not taken


class Send(NamedTuple):
    """An event for the talk."""

    event: Inbound


class Begin(NamedTuple):
    """A new talk in this language."""

    language: str


class TakeUp(NamedTuple):
    """Go on with the talk that was saved under this code."""

    code: str


class Speak(NamedTuple):
    """Read the scene aloud, or stop."""


class End(NamedTuple):
    """The visit is over: everything of it is wiped."""


class Print(NamedTuple):
    """The receipt or the list on paper."""


Command = Union[Send, Begin, TakeUp, Speak, End, Print]  # noqa: UP007 - mypy on 3.10
Pressed = tuple[Visit, tuple[Command, ...]]
