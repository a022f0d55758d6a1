"""One plain sentence on top of the same screen."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.contract.screen import Screen
from dialogs.contract.session import Notice
from dialogs.view import View


class NoticeStage(AsideStage):
    covers = False

    def mark(self, view: View, screen: Screen) -> Screen:
        aside: Notice = aside_of(view)
        return replace(screen, notice=view.text(aside.text, **aside.slots))


ASIDE = NoticeStage()
