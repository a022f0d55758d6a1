"""Is it what Telegram would send, and would Telegram take it?"""

from __future__ import annotations

import copy
import json
import re
from html.parser import HTMLParser
from typing import Any

from telegram import Message, TelegramObject, Update

KNOWN_TAGS = {"b", "strong", "i", "em", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


class RefusedError(Exception):
    """The API's answer to a call that is not right: status and description."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None):
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters or {}


def bad(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


def update(data: dict[str, Any]) -> dict[str, Any]:
    """The update, read and written again by python-telegram-bot."""
    return _checked(Update, data)


def message(data: dict[str, Any]) -> dict[str, Any]:
    return _checked(Message, data)


def _checked(kind: Any, data: dict[str, Any]) -> dict[str, Any]:
    made = kind.de_json(copy.deepcopy(data), None)
    assert made is not None
    strange = list(_strange(made))
    assert not strange, f"fields no type knows: {strange}"
    assert made.to_dict() == kind.de_json(made.to_dict(), None).to_dict()
    missing = data.keys() - made.to_dict().keys()
    assert not missing, f"fields that were lost: {missing}"
    return data


def _strange(made: TelegramObject) -> Any:
    yield from made.api_kwargs
    for name in made.__slots__:
        value = getattr(made, name, None)
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(one, TelegramObject):
                yield from _strange(one)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.bold: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in KNOWN_TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)
        self.bold.append((len(self.text), len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad("can't parse entities: Unexpected end tag")
        begin = next(
            at for at, (start, end) in reversed(list(enumerate(self.bold))) if start == end
        )
        self.bold[begin] = (self.bold[begin][0], len(self.text))

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(markup: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is seen, and where it is bold. Raises what Telegram answers."""
    if re.search(r"&(?!(?:lt|gt|amp|quot|#\d+);)", markup):
        raise bad("can't parse entities: Unsupported entity")
    if re.search(r"<(?!/?[a-z][a-z-]*[ >])", markup):
        raise bad("can't parse entities: Unclosed start tag")
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    if reader.open:
        raise bad("can't parse entities: Can't find end tag")
    return reader.text, reader.bold


def text(markup: str, parse_mode: str | None) -> tuple[str, list[tuple[int, int]]]:
    """The text of a message, as long as Telegram allows."""
    seen, bold = read_html(markup) if parse_mode == "HTML" else (markup, [])
    if not seen.strip():
        raise bad("message text is empty")
    if len(seen.encode("utf-16-le")) // 2 > 4096:
        raise bad("message is too long")
    return seen, bold


def keyboard(raw: str | None) -> dict[str, Any] | None:
    """The reply markup of a call."""
    if not raw:
        return None
    markup: dict[str, Any] = json.loads(raw)
    rows = markup.get("inline_keyboard")
    if rows is not None:
        if sum(map(len, rows)) > 100:
            raise bad("too many buttons")
        for button in (button for row in rows for button in row):
            if not button.get("text"):
                raise bad("button text is empty")
            if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")
    return markup
