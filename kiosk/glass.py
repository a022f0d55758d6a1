"""What a picture is drawn from: the visit, the panel, and the words and names of the world."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from dialogs.contract.screen import Screen, Text
from dialogs.texts import Slot
from dialogs.world import World
from kiosk.grid import Grid, grid
from kiosk.panel import Panel
from kiosk.visit import Visit


class Glass(NamedTuple):
    """`now` is the kiosk's clock (for the greeting and the calendar); `prints`: there is a
    printer."""

    visit: Visit
    panel: Panel
    world: World
    now: datetime
    prints: bool = False

    @property
    def grid(self) -> Grid:
        return grid(self.panel, self.visit.settings.size)

    @property
    def language(self) -> str:
        return self.visit.settings.language

    @property
    def screen(self) -> Screen:
        """The talk's screen; only where there is one."""
        if self.visit.screen is None:
            raise RuntimeError("nobody is here")
        return self.visit.screen

    def text(self, id: str, **slots: Slot) -> Text:
        """A text of `dialogs/texts/kiosk.yaml`, or any other, in this visit's language."""
        filled: Mapping[str, Slot] = slots
        return self.world.texts.template(self.language, id).fill(id, filled)

    def word(self, id: str, **slots: Slot) -> str:
        return self.text(id, **slots).shown
