"""A picture: this kiosk has no camera, and says how the picture can follow."""

from __future__ import annotations

from dialogs.contract.event import Skip
from dialogs.contract.screen import Screen
from kiosk.blocks import Block, Notice, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.options import rows
from kiosk.pads.pad import Laid, Typed
from kiosk.scene import Act
from kiosk.visit import Entry


class Photos:
    def start(self, screen: Screen) -> Entry:
        return Entry()

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        later = Notice("later", glass.text("kiosk.photo.later"), "info", bad=False)
        found: list[Block] = [later]
        if any(action.name == "skip" for action in glass.screen.actions):
            without = Caption(glass.text("kiosk.photo.without"), None, "next")
            found.append(Row("without", without, Act("without"), "main"))
        return Laid((*found, *rows(glass)), whole=False)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        return Skip() if act.name == "without" else None

    def back(self, entry: Entry) -> Entry:
        return Entry()


PHOTOS = Photos()
