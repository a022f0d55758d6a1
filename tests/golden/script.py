"""A golden conversation as a text file: read, written again with the screens of today.

README.md beside this file describes the format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec.structs import fields

from dialogs.contract import event as contract
from dialogs.contract.event import Event, Inbound

INDENT = "    "
SAYS = "    "  # begins what a request says, below the effect that sends it
ENVELOPE = {field.name for field in fields(Event)}
EVENTS = {kind.__struct_config__.tag: kind for kind in get_args(Inbound)}
ACTORS = get_args(contract.Actor)
WORDS = {"yes": True, "no": False}

_LINE = re.compile(r"> ?(?:\((?P<actor>\w+)\) )?(?:\[stale (?P<on>\d+)\] )?(?P<rest>.*)")
_COMMAND = re.compile(r"\[(\w+)(?: (.*))?\]")
_TIMES = re.compile(r"(\d+) x (.+)")


class ScriptError(Exception):
    """A line of a golden file that cannot be read: its file, its number, and why."""


class Screened(NamedTuple):
    """What came of an event: the effects it led to by name, the screen as it is printed."""

    effects: tuple[str, ...]
    screen: str


def without_requests(kept: str) -> str:
    """A file as those ways of holding a talk write it that do not see what is sent."""
    return "".join(row for row in kept.splitlines(keepends=True) if not row.startswith(f"~ {SAYS}"))


class Line(NamedTuple):
    """One line that a person (or a comment's author) wrote; `event` is None for a comment."""

    source: str
    event: Inbound | None = None


class Script(NamedTuple):
    """One file. `lines` hold what is said; the screens are made anew from it each time."""

    path: Path
    comments: tuple[str, ...]
    header: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def events(self) -> tuple[Inbound, ...]:
        return tuple(line.event for line in self.lines if line.event is not None)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.header["now"])

    @property
    def language(self) -> str:
        return self.header["language"]

    @property
    def channel(self) -> str:
        return self.header["channel"]

    def written(self, first: str, answers: Iterable[Screened]) -> str:
        """The whole file with these screens."""
        return "".join(self._parts(first, iter(answers)))

    def _parts(self, first: str, answers: Iterator[Screened]) -> Iterator[str]:
        yield from (f"# {comment}".rstrip() + "\n" for comment in self.comments)
        yield from (f"{name}: {value}\n" for name, value in self.header.items())
        yield f"\n{_indented(first)}"
        for line in self.lines:
            yield f"\n{line.source}\n"
            if line.event is not None:
                answer = next(answers)
                yield from (f"~ {effect}\n" for effect in answer.effects)
                yield _indented(answer.screen)


def read(path: Path) -> Script:
    """The header, the comments and what is said. Raises ScriptError."""
    rows = path.read_text(encoding="utf-8").split("\n")
    comments: list[str] = []
    header: dict[str, str] = {}
    for row in rows:
        name, colon, value = row.partition(": ")
        if row.startswith("#"):
            comments.append(row[1:].strip())
        elif colon and not row.startswith((">", " ")):
            header[name] = value
        else:
            break
    if missing := {"language", "now", "channel"} - header.keys():
        raise ScriptError(f"{path.name}: the header lacks {', '.join(sorted(missing))}")
    body = len(comments) + len(header)
    return Script(path, tuple(comments), header, tuple(_lines(path, rows, body)))


def _lines(path: Path, rows: list[str], begin: int) -> Iterator[Line]:
    last: Inbound | None = None
    for number, row in enumerate(rows[begin:], begin + 1):
        if row.startswith("#"):
            yield Line(row)
        elif row.startswith(">"):
            try:
                last = _event(row, last)
            except (ScriptError, msgspec.ValidationError, ValueError) as error:
                raise ScriptError(f"{path.name}, line {number}: {error}") from None
            yield Line(row, last)
        elif row and not row.startswith((INDENT, "~")):
            raise ScriptError(
                f"{path.name}, line {number}: begin a person's line with >, "
                "a comment with #, a screen's line with four spaces"
            )


def _event(row: str, last: Inbound | None) -> Inbound:
    if row == "> [again]" and last is not None:
        return last
    found = _LINE.fullmatch(row)
    if found is None:
        raise ScriptError("a person's line begins with “> ”")
    number = int(last.id[1:]) + 1 if last else 1
    envelope: dict[str, Any] = {"id": f"e{number}"}
    if found["actor"]:
        envelope["actor"] = found["actor"]
    if found["on"]:
        envelope["on"] = int(found["on"])
    command = _COMMAND.fullmatch(found["rest"])
    if command is None:
        return msgspec.convert({"event": "say", "text": found["rest"], **envelope}, Inbound)
    return _command(command[1], command[2] or "", envelope)


def _command(name: str, rest: str, envelope: dict[str, Any]) -> Inbound:
    """`[locate -6.2 106.8]`: the event's own fields in their order."""
    if name not in EVENTS:
        raise ScriptError(f"no event is called “{name}”; there are {', '.join(EVENTS)}, again")
    if name == "say":
        return msgspec.convert({"event": "say", "text": _said(rest), **envelope}, Inbound)
    own = [field.name for field in fields(EVENTS[name]) if field.name not in ENVELOPE]
    given = rest.split(" ") if len(own) > 1 else [rest] if own else []
    values = {key: WORDS.get(value, value) for key, value in zip(own, given, strict=True)}
    return msgspec.convert({"event": name, **values, **envelope}, Inbound, strict=False)


def _said(rest: str) -> str:
    """`[say "\\u0000"]`, `[say 400 x "lubang "]`: texts that no line can hold."""
    times = _TIMES.fullmatch(rest)
    text = json.loads(times[2] if times else rest)
    return str(text) * (int(times[1]) if times else 1)


def _indented(screen: str) -> str:
    return "".join(f"{INDENT}{row}".rstrip() + "\n" for row in screen.split("\n"))
