"""Fingers as a device of Kivy's: it is asked once a frame, like a touchscreen's driver."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent
from kivy.input.provider import MotionEventProvider


class Finger(MotionEvent):
    """One touch, from its begin to its end; `args` are shares of the window's width and height."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, is_touch=True, type_id="touch", **named)
        self.profile = ["pos"]

    def depack(self, args: tuple[float, float]) -> None:
        self.sx, self.sy = args
        super().depack(args)


class Fingers(MotionEventProvider):
    """`post` what they do, in pixels from the top left; the next frame hears it."""

    def __init__(self) -> None:
        super().__init__("fingers", "")
        self._waiting: deque[tuple[str, int, float, float]] = deque()
        self._on_glass: dict[int, Finger] = {}

    def post(self, kind: str, number: int, x: float, y: float) -> None:
        """`kind` is begin, update or end; `number` tells one finger from another."""
        self._waiting.append((kind, number, x, y))

    def update(self, dispatch_fn: Callable[[str, Finger], None]) -> None:
        while self._waiting:
            kind, number, x, y = self._waiting.popleft()
            place = (x / (Window.width - 1), 1 - y / (Window.height - 1))
            finger = self._on_glass.get(number)
            if finger is None:
                finger = self._on_glass[number] = Finger(self.device, number, place)
            finger.move(place)
            if kind == "end":
                del self._on_glass[number]
            dispatch_fn(kind, finger)
