"""A picture: this kiosk has no camera, and says how the picture can follow."""

from __future__ import annotations

from dialogs.contract.screen import Screen
from kiosk.blocks import Notice
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
        return Laid((later, *rows(glass)), whole=False)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        return None

    def back(self, entry: Entry) -> Entry:
        return Entry()


PHOTOS = Photos()
