"""The app: touches and keys in, scenes out. What it decides is decided by pure code elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.widget import Widget

from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk import idle, touch, typeface
from kiosk.compose import compose
from kiosk.glass import Glass
from kiosk.keys import Key, Struck, focused, moved, ring
from kiosk.panel import Panel
from kiosk.press import answered, press, refused
from kiosk.printing.printer import Printer, PrinterError
from kiosk.printing.slip import slip
from kiosk.scene import Act, Box, Rect, Scene
from kiosk.speech.reading import sentences
from kiosk.speech.voice import Voice
from kiosk.talker import Talker
from kiosk.theme import Theme
from kiosk.touch import Hands
from kiosk.visit import Begin, Command, End, Print, Send, Speak, TakeUp, Visit
from kiosk.window.painter import Painter
from shared.wiring import Wiring

log = structlog.get_logger(__name__)

# SDL's key codes.
ARROWS: dict[int, Key] = {273: "up", 274: "down", 276: "left", 275: "right"}
SELECT = frozenset({13, 32, 271})  # Enter, space, Enter of the number block
ASLEEP, AWAKE = 30.0, 120.0  # looks around, a second
NEWS = 3.0  # s between looks at what changes by itself, while a talk waits for it
WAITING = frozenset({"receipt", "officer", "waiting", "status"})


class KioskApp(App):
    """`clock` tells the time of day, `pulse` seconds that only grow."""

    def __init__(
        self,
        world: World,
        panel: Panel,
        wiring: Wiring,
        clock: Callable[[], datetime],
        pulse: Callable[[], float] = time.monotonic,
        printer: Printer | None = None,
    ) -> None:
        super().__init__()
        self._world, self._panel, self._clock, self._pulse = world, panel, clock, pulse
        self.visit = Visit(sheet="welcome")
        self.scene: Scene
        self._painted: tuple[Scene, Theme] | None = None
        self._hands = Hands()
        self._struck = Struck()
        self._painter = Painter(panel.height)
        self._printer = printer
        self._talker = Talker(wiring, self._answered, self._refused, clock)
        self._voice = Voice(lambda: Clock.schedule_once(lambda _: self._fell_silent()))
        self._heard = pulse()
        self._timer: Any = None
        self._news: Any = None

    # Kivy -----------------------------------------------------------------------------------

    def build(self) -> Widget:
        self.root_widget = Glasspane(self)
        Window.bind(on_key_down=self._key, on_key_up=self._key_up)
        Window.bind(on_keyboard=_swallow, on_request_close=_swallow)
        self.show()
        return self.root_widget

    def open_settings(self, *_: Any) -> bool:
        """Kivy's own settings stay closed."""
        return False

    def on_stop(self) -> None:
        self._voice.stop()
        self._talker.close()

    # Touches and keys -----------------------------------------------------------------------

    def down(self, finger: object, x: float, y: float) -> None:
        self._listen()
        self._feel(
            touch.down(self._hands, self.scene, finger, x, y, self._pulse(), self._panel.scale)
        )

    def move(self, finger: object, x: float, y: float) -> None:
        self._feel(touch.move(self._hands, self.scene, finger, x, y, self._panel.scale))

    def up(self, finger: object, x: float, y: float) -> None:
        self._listen()
        hands, act = touch.up(
            self._hands, self.scene, finger, x, y, self._pulse(), self._panel.scale
        )
        if act is None:
            self._feel(hands)
            return
        self._hands = hands  # what was pressed is let go of when its answer stands there
        self.visit = self.visit._replace(focus="")
        self.act(act)

    def _key(self, _window: Any, key: int, *_: Any) -> bool:
        self._listen()
        self._struck, counts = self._struck.down(key, self._pulse(), twice=key in ARROWS)
        if not counts:
            return True
        if key in ARROWS:
            focus = moved(self.scene, self.visit.focus, ARROWS[key])
            self.visit = self.visit._replace(focus=focus)
            self._paint_over()
        elif key in SELECT:
            node = focused(self.scene, self.visit.focus)
            if node is not None and node.act is not None:
                self.act(node.act)
        return True

    def _key_up(self, _window: Any, key: int, *_: Any) -> bool:
        self._struck = self._struck.up(key)
        return True

    def _listen(self) -> None:
        """Somebody is here: the voice is silent."""
        self._heard = self._pulse()
        self._voice.stop()
        if self.visit.seconds_left and self.visit.sheet != "still_there":
            self.visit = self.visit._replace(seconds_left=0)
            self.show()
        self._wait()

    def _feel(self, hands: Hands) -> None:
        before, self._hands = self._hands.node, hands
        self._pace()
        if hands.node != before:
            self._paint_over()

    def _pace(self) -> None:
        """Looks around more often while somebody waits for an answer: Kivy sleeps between looks."""
        awake = self._hands.on is not None or self.visit.busy
        if Clock._max_fps:  # 0: somebody else steps
            Clock._max_fps = AWAKE if awake else ASLEEP

    # Acts -----------------------------------------------------------------------------------

    def act(self, act: Act) -> None:
        """Does what a press says."""
        self.visit, commands = press(self._glass(), act)
        self._do(commands)
        self.show()
        self._wait()

    def _do(self, commands: tuple[Command, ...]) -> None:
        for command in commands:
            if isinstance(command, Begin):
                self._talker.begin(self.visit.number, command.language)
            elif isinstance(command, Send):
                self._talker.send(command.event)
            elif isinstance(command, TakeUp):
                self._talker.take_up(self.visit.number, command.code)
            elif isinstance(command, Print):
                self._print()
            elif isinstance(command, Speak):
                self._speak()
            elif isinstance(command, End):
                self._forget()

    def _speak(self) -> None:
        """Reads the screen aloud; a kiosk without sound says so on the screen."""
        if self._voice.able:
            self._voice.say(sentences(self.scene), self.visit.settings.language)
        else:
            self.visit = self.visit._replace(sheet="silent")

    def _print(self) -> None:
        """A slip of this screen, by a thread of its own: a printer may take its time."""
        screen, office = self.visit.screen, self._world.office
        if self._printer is None or screen is None:
            return
        glass = self._glass()
        name = self._world.places.name(office) if office else ""
        paper = slip(screen, glass.word("kiosk.welcome.office", name=name), glass.now, glass.word)
        threading.Thread(
            target=self._put, args=(self._printer, paper, self.visit.number), daemon=True
        ).start()

    def _put(self, printer: Printer, paper: str, number: int) -> None:
        try:
            printer.put(paper)
            sheet = "printed"
        except PrinterError as error:
            log.warning("not_printed", why=str(error))
            sheet = "not_printed"
        Clock.schedule_once(lambda _: self._tell(number, sheet))

    def _tell(self, number: int, sheet: str) -> None:
        if number == self.visit.number:
            self.visit = self.visit._replace(sheet=sheet, page=0)
            self.show()

    def _fell_silent(self) -> None:
        self._heard = self._pulse()
        self._wait()

    def _forget(self) -> None:
        """Nothing of the visit stays: no talk, no picture of a word."""
        self._voice.stop()
        self._talker.end()
        self._hands = Hands(None, self._hands.last)
        self._painter.forget()
        typeface.forget()

    # News of the talk -----------------------------------------------------------------------

    def _answered(self, number: int, screen: Screen) -> None:
        """From the talk's worker: the next screen, for this visit if it is still the same."""
        Clock.schedule_once(lambda _: self._next(number, screen))

    def _next(self, number: int, screen: Screen) -> None:
        if number != self.visit.number or (screen == self.visit.screen and not self.visit.busy):
            return
        self.visit = answered(self.visit, screen)
        self.show()
        self._wait()
        self._look_again(screen)

    def _refused(self, number: int, why: str) -> None:
        Clock.schedule_once(lambda _: self._not_taken(number, why))

    def _not_taken(self, number: int, why: str) -> None:
        if number == self.visit.number:
            self.visit = refused(self.visit, why)
            self.show()

    def _look_again(self, screen: Screen) -> None:
        """Some screens change by themselves: a request arrives, an officer is done."""
        if self._news is not None:
            self._news.cancel()
        self._news = None
        if screen.kind in WAITING:
            self._news = Clock.schedule_interval(lambda _: self._talker.look(), NEWS)

    # Silence --------------------------------------------------------------------------------

    def _wait(self) -> None:
        """Looks again when silence begins to mean something; no clock runs before."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if self._voice.speaking:  # hearing is no silence
            return
        found = idle.silent(self.visit, self._pulse() - self._heard)
        if found.visit != self.visit:
            self.visit = found.visit
            self._do(found.commands)
            self.show()
        if found.again is not None:
            self._timer = Clock.schedule_once(lambda _: self._wait(), found.again)

    # Painting -------------------------------------------------------------------------------

    def _glass(self) -> Glass:
        prints = self._printer is not None
        return Glass(self.visit, self._panel, self._world, self._clock(), prints)

    def show(self) -> None:
        """Composes the scene as it is now, and paints it where it is another one."""
        self._pace()
        self.scene = compose(self._glass())
        theme = self.visit.settings.theme
        painted = (self.scene, theme)
        if painted != self._painted:
            self._painted = painted
            self._paint(theme)
        elif not self.visit.busy:
            self._paint_over()

    def _paint(self, theme: Theme) -> None:
        canvas = self.root_widget.canvas
        canvas.clear()
        whole = Box(Rect(0, 0, self.scene.width, self.scene.height), self.scene.ground)
        parts = ((whole, *self.scene.marks), *(node.marks for node in self.scene.nodes))
        # What is painted twice at one place is painted once.
        for group in dict.fromkeys(self._painter.paint(marks, theme) for marks in parts if marks):
            canvas.add(group)
        self._paint_over()

    def _paint_over(self) -> None:
        """What is under the finger, and the ring around what has the focus."""
        over = self.root_widget.canvas.after
        over.clear()
        theme = self.visit.settings.theme
        pressed = self.scene.node(self._hands.node) if self._hands.node else None
        if pressed is not None:
            over.add(self._painter.paint(pressed.pressed, theme))
        node = focused(self.scene, self.visit.focus)
        if node is not None:
            over.add(self._painter.paint((ring(node, self._panel.scale),), theme))


def _swallow(*_: Any) -> bool:
    """Escape, F1, the close button: nothing."""
    return True


class Glasspane(Widget):
    """The one widget: hands every touch on, in pixels from the top left."""

    def __init__(self, app: KioskApp) -> None:
        super().__init__()
        self._app = app

    def on_touch_down(self, touch: Any) -> bool:
        if touch.button in (None, "left"):  # a finger has no button
            self._app.down(touch.uid, touch.x, Window.height - touch.y)
        return True

    def on_touch_move(self, touch: Any) -> bool:
        self._app.move(touch.uid, touch.x, Window.height - touch.y)
        return True

    def on_touch_up(self, touch: Any) -> bool:
        self._app.up(touch.uid, touch.x, Window.height - touch.y)
        return True
