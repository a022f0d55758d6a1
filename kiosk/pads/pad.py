"""What a pad is: blocks to press, and what a press makes of the entry."""

from __future__ import annotations

from typing import Protocol, Union

from dialogs.contract.event import Inbound
from kiosk.blocks import Block
from kiosk.glass import Glass
from kiosk.scene import Act
from kiosk.visit import Entry

Typed = Union[Entry, Inbound]  # noqa: UP007 - mypy on 3.10


class Pad(Protocol):
    """`whole`: its keys belong together on one page."""

    @property
    def whole(self) -> bool: ...

    def blocks(self, glass: Glass) -> tuple[Block, ...]:
        """What stands at the bottom of the screen: the field, the keys, the ways round."""
        ...

    def press(self, glass: Glass, act: Act) -> Typed | None:
        """The entry after a press of one of its keys, or the event that is ready to be sent.
        None for a press that is not the pad's."""
        ...
