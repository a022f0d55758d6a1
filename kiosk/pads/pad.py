"""What a pad is: blocks to press, and what a press makes of the entry."""

from __future__ import annotations

from typing import NamedTuple, Protocol, Union

from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen, Text
from kiosk.blocks import Block
from kiosk.glass import Glass
from kiosk.scene import Act
from kiosk.visit import Entry, TakeUp

Typed = Union[Entry, Inbound, TakeUp]  # noqa: UP007 - mypy on 3.10


class Laid(NamedTuple):
    """`keys` are pressed to type; `ways` lead round typing. `question` is what this step asks, in
    place of the screen's question, with a `note` under it (else the screen's own question).
    `whole`: the keys belong together on one page. The last `always` keys are on every page where
    they do not."""

    keys: tuple[Block, ...]
    ways: tuple[Block, ...] = ()
    question: Text | None = None
    note: Text | None = None
    whole: bool = True
    always: int = 0


class Pad(Protocol):
    def start(self, screen: Screen) -> Entry:
        """The entry a screen begins with: what was typed before, where it can be mended."""
        ...

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        """What stands at the bottom of the screen: the field, the keys, the ways round."""
        ...

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        """The entry after a press of one of its keys, or what is ready to be sent. None for a
        press that is not the pad's."""
        ...

    def back(self, entry: Entry) -> Entry:
        """One step before the one the entry is at."""
        ...
