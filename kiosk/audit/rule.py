"""A rule of access, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kiosk.glass import Glass
from kiosk.scene import Scene


class Seen(NamedTuple):
    """One page of one screen as it stands on the glass; `pages` are all of that screen."""

    scene: Scene
    glass: Glass
    pages: tuple[Scene, ...] = ()

    def mm(self, px: float) -> float:
        return self.glass.panel.mm(px)


class Rule(NamedTuple):
    """`clause` is where its number comes from; `check` tells what breaks it, a line each."""

    number: int
    clause: str
    says: str
    check: Callable[[Seen], Iterable[str]]


class Broken(NamedTuple):
    """A rule that does not hold, and where."""

    rule: Rule
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule.number} ({self.rule.clause}) {self.where}: {self.what}"
