"""What a button carries: which talk, which turn, and what was pressed. Never more than 64 bytes.

`<talk>.<turn>.<letter><rest>`, numbers in base 36. An option is named by its place on that turn's
screen and a check sum of its id, so that a button of an old message never means something else.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from zlib import crc32

LONGEST = 64  # bytes, by the Bot API
What = Literal["o", "c", "a", "p", "v", "l", "d"]
# o option, c change a row, a action (an event's name), p page, v listen, l language, d delete
_FORM = re.compile(r"([0-9a-z]{1,8})\.([0-9a-z]{1,8})\.([ocapvld])([0-9a-z_.]{0,40})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Press(NamedTuple):
    """A button that was pressed. `rest` is what its letter needs."""

    talk: int
    turn: int
    what: What
    rest: str = ""


def written(press: Press) -> str:
    """As callback data."""
    return f"{_base36(press.talk)}.{_base36(press.turn)}.{press.what}{press.rest}"


def read(data: str) -> Press | None:
    """The press; None for data that no button of ours has."""
    found = _FORM.fullmatch(data)
    if found is None:
        return None
    talk, turn, what, rest = found.groups()
    return Press(int(talk, 36), int(turn, 36), what, rest)  # type: ignore[arg-type]


def place(index: int, id: str) -> str:
    """The `rest` of an option or row: where it stood, and a sign of what it was."""
    return f"{_base36(index)}.{_base36(crc32(id.encode()) & 0xFFFFFF)}"


def placed(rest: str, ids: tuple[str, ...]) -> str | None:
    """The id at that place; None where another one stands there now."""
    return next((id for index, id in enumerate(ids) if place(index, id) == rest), None)


def _base36(number: int) -> str:
    out = ""
    while number or not out:
        number, digit = divmod(number, 36)
        out = _DIGITS[digit] + out
    return out
