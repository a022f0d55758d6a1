"""The app: touches in, scenes out. Everything it decides is decided by pure code elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk import touch
from kiosk.compose import compose
from kiosk.glass import Glass
from kiosk.panel import Panel
from kiosk.press import answered, press
from kiosk.scene import Act, Box, Rect, Scene
from kiosk.talker import Talker
from kiosk.touch import Hands
from kiosk.visit import Begin, End, Send, Visit
from kiosk.window.painter import Painter
from shared.wiring import Wiring


class KioskApp(App):
    """`clock` tells the time of day, `pulse` seconds that only grow."""

    def __init__(
        self,
        world: World,
        panel: Panel,
        wiring: Wiring,
        clock: Callable[[], datetime],
        pulse: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._world, self._panel, self._clock, self._pulse = world, panel, clock, pulse
        self.visit = Visit(sheet="welcome")
        self.scene: Scene
        self._hands = Hands()
        self._painter = Painter(panel.height)
        self._talker = Talker(wiring, self._answered)

    # Kivy -----------------------------------------------------------------------------------

    def build(self) -> Widget:
        self.root_widget = Glasspane(self)
        Window.bind(on_keyboard=self._key)
        Window.bind(on_request_close=lambda *_: True)
        self.show()
        return self.root_widget

    def open_settings(self, *_: Any) -> bool:
        """Kivy's own settings stay closed."""
        return False

    def on_stop(self) -> None:
        self._talker.close()

    def _key(self, *_: Any) -> bool:
        return True

    # Touches --------------------------------------------------------------------------------

    def down(self, finger: object, x: float, y: float) -> None:
        self._feel(
            touch.down(self._hands, self.scene, finger, x, y, self._pulse(), self._panel.scale)
        )

    def move(self, finger: object, x: float, y: float) -> None:
        self._feel(touch.move(self._hands, self.scene, finger, x, y, self._panel.scale))

    def up(self, finger: object, x: float, y: float) -> None:
        hands, act = touch.up(
            self._hands, self.scene, finger, x, y, self._pulse(), self._panel.scale
        )
        self._feel(hands)
        if act is not None:
            self.act(act)

    def _feel(self, hands: Hands) -> None:
        before, self._hands = self._hands.node, hands
        if hands.node != before:
            self._paint_pressed()

    # Acts -----------------------------------------------------------------------------------

    def act(self, act: Act) -> None:
        """Does what a press says."""
        self.visit, commands = press(self._glass(), act)
        for command in commands:
            if isinstance(command, Begin):
                self._talker.begin(self.visit.number, command.language)
            elif isinstance(command, Send):
                self._talker.send(command.event)
            elif isinstance(command, End):
                self._talker.end()
        self.show()

    def _answered(self, number: int, screen: Screen) -> None:
        """From the talk's worker: the next screen, for this visit if it is still the same."""
        Clock.schedule_once(lambda _: self._next(number, screen))

    def _next(self, number: int, screen: Screen) -> None:
        if number == self.visit.number:
            self.visit = answered(self.visit, screen)
            self.show()

    def _glass(self) -> Glass:
        return Glass(self.visit, self._panel, self._world, self._clock())

    # Painting -------------------------------------------------------------------------------

    def show(self) -> None:
        """Composes and paints the scene as it is now."""
        self.scene = compose(self._glass())
        theme = self.visit.settings.theme
        canvas = self.root_widget.canvas
        canvas.clear()
        canvas.add(self._painter.paint(self._ground(), theme))
        canvas.add(self._painter.paint(self.scene.marks, theme))
        for node in self.scene.nodes:
            canvas.add(self._painter.paint(node.marks, theme))
        self._paint_pressed()

    def _ground(self) -> list[Box]:
        return [Box(Rect(0, 0, self.scene.width, self.scene.height), self.scene.ground)]

    def _paint_pressed(self) -> None:
        after = self.root_widget.canvas.after
        after.clear()
        node = self.scene.node(self._hands.node) if self._hands.node else None
        if node is not None:
            after.add(self._painter.paint(node.pressed, self.visit.settings.theme))


class Glasspane(Widget):
    """The one widget: hands every touch on, in pixels from the top left."""

    def __init__(self, app: KioskApp) -> None:
        super().__init__()
        self._app = app

    def on_touch_down(self, touch: Any) -> bool:
        self._app.down(touch.uid, touch.x, Window.height - touch.y)
        return True

    def on_touch_move(self, touch: Any) -> bool:
        self._app.move(touch.uid, touch.x, Window.height - touch.y)
        return True

    def on_touch_up(self, touch: Any) -> bool:
        self._app.up(touch.uid, touch.x, Window.height - touch.y)
        return True
