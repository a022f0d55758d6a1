"""A screen as a Telegram message. Pure: the same screen gives the same message.

The question bold on its own line, the hint plain below it, one big button a row; the fixed row
(Kembali, Dengarkan, Petugas, Menu) is the only one with several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chatbot.telegram.callbacks import Press, What, place, written
from chatbot.telegram.message import Button, Message, Wanted, bold, escaped, fitted
from dialogs.contract.screen import Option, Row, Screen, Text
from dialogs.texts import Catalogue
from shared.talk.protocol import spoken

ROWS = 8  # big buttons on one page
CHANGES = 6  # "Ubah" buttons on one page, below the act itself
WIDEST = 40  # characters of a button that a small phone still shows
GIVEN = 300  # characters of an input that is shown again
FIXED = ("back", "listen", "officer", "menu")
ELSEWHERE = {"check.deferred", "check.kept"}  # rows that are not filled in here
KEPT = {"receipt", "saved", "checklist", "status"}
WANTED: dict[str, Wanted] = {"phone": "phone", "place": "place", "location": "place"}
WANTED["address"] = "place"


class Beside(NamedTuple):
    """What the face adds to a screen: sentences above it, rows of buttons above the others."""

    notes: tuple[str, ...] = ()
    rows: tuple[Button, ...] = ()


class Renderer:
    """`talk` is the number of the chat's talk: buttons of an earlier one do nothing."""

    def __init__(self, texts: Catalogue, language: str, talk: int) -> None:
        self._texts = texts
        self._language = language
        self._talk = talk

    def word(self, id: str, **slots: str) -> str:
        """A text of the bot's own."""
        return self._texts.text(self._language, id, slots).shown

    def other(self, language: str, id: str) -> str:
        """A text in another language than the talk's."""
        return self._texts.text(language, id).shown

    def message(self, screen: Screen, page: int = 0, beside: Beside | None = None) -> Message:
        """The screen; `page` of its buttons counts from 0."""
        beside = beside or Beside()
        blocks = [*map(escaped, beside.notes), *self._blocks(screen)]
        own = tuple((button,) for button in beside.rows)
        rows = (*own, *self._rows(screen, page), *self._fixed(screen))
        return Message(fitted(blocks), rows, WANTED.get(screen.input, ""), _kept(screen))

    def button(self, label: str, turn: int, what: What, rest: str = "") -> Button:
        return Button(label, written(Press(self._talk, turn, what, rest)))

    # The text ----------------------------------------------------------------------------------

    def _blocks(self, screen: Screen) -> Iterator[str]:
        yield escaped(_heading(screen))
        if screen.notice:
            yield escaped(screen.notice.shown)
        problem = screen.problem
        if problem:
            if problem.given:
                given = _short(problem.given, GIVEN)
                yield escaped(f"{self.word('terminal.given')} {given}")
            if not _holds(problem.text, screen.question):
                yield escaped(problem.text.shown)
        if screen.question:
            asked = problem.text if problem and _holds(problem.text, screen.question) else None
            yield bold((asked or screen.question).shown)
        below = (screen.hint, screen.example, screen.current)
        if any(below):
            yield "\n".join(escaped(text.shown) for text in below if text)
        yield from _listed(f"{row.label.shown}: {row.value.shown}" for row in screen.summary)
        yield from _listed(line.shown for line in screen.lines)
        long = [option for option in screen.options if len(option.label.shown) > WIDEST]
        if long:
            names = enumerate(screen.options, 1)
            yield "\n".join(escaped(f"{n}. {option.label.shown}") for n, option in names)

    # The buttons -------------------------------------------------------------------------------

    def _rows(self, screen: Screen, page: int) -> Iterator[tuple[Button, ...]]:
        options = [self._option(screen, n, option) for n, option in enumerate(screen.options)]
        changes = [
            self._change(screen, n, row)
            for n, row in enumerate(screen.summary)
            if "change" in _names(screen) and row.value.id not in ELSEWHERE
        ]
        yield from self._paged(screen, options, ROWS, 0 if changes else page)
        yield from self._paged(screen, changes, CHANGES, page)
        for name in ("skip", "simpler" if screen.problem else ""):
            if name in _names(screen):
                yield (self._action(screen, name),)

    def _paged(
        self, screen: Screen, buttons: Sequence[Button], most: int, page: int
    ) -> Iterator[tuple[Button]]:
        if len(buttons) <= most + 1:  # "Pilihan lain" would take as much room as the one it hides
            yield from ((button,) for button in buttons)
            return
        pages = -(-len(buttons) // most)
        at = page % pages
        yield from ((button,) for button in buttons[at * most : (at + 1) * most])
        label = self.word("telegram.more", page=str(at + 1), pages=str(pages))
        yield (self.button(label, screen.turn, "p", str((at + 1) % pages)),)

    def _option(self, screen: Screen, number: int, option: Option) -> Button:
        long = any(len(each.label.shown) > WIDEST for each in screen.options)
        label = f"{number + 1}. {option.label.shown}" if long else option.label.shown
        rest = place(number, option.id)
        return self.button(_short(label, WIDEST), screen.turn, "o", rest)

    def _change(self, screen: Screen, number: int, row: Row) -> Button:
        label = _short(self.word("telegram.change", what=row.label.shown), WIDEST)
        return self.button(label, screen.turn, "c", place(number, row.question_id))

    def _action(self, screen: Screen, name: str) -> Button:
        return self.button(self.word(f"action.{name}"), screen.turn, "a", name)

    def _fixed(self, screen: Screen) -> Iterator[tuple[Button, ...]]:
        there = [self._fixed_button(screen, name) for name in FIXED]
        row = tuple(button for button in there if button is not None)
        if row:
            yield row

    def _fixed_button(self, screen: Screen, name: str) -> Button | None:
        if name == "listen":
            said = spoken(screen)
            return self.button(self.word("telegram.listen"), screen.turn, "v") if said else None
        return self._action(screen, name) if name in _names(screen) else None


def _kept(screen: Screen) -> str:
    """A receipt, a code, a list: people look for it again, so the next screen leaves it alone."""
    if screen.kind not in KEPT:
        return ""
    receipt = screen.receipt.number if screen.receipt else ""
    named = receipt or (screen.question.shown if screen.question else "")
    return f"{screen.kind} {named}"


def _heading(screen: Screen) -> str:
    progress = screen.progress
    step = f" ({progress.step}/{progress.of})" if progress else ""
    return f"{screen.heading.shown}{step}"


def _names(screen: Screen) -> frozenset[str]:
    return frozenset(action.name for action in screen.actions)


def _holds(problem: Text, question: Text | None) -> bool:
    """The words of the problem ask the question themselves."""
    return question is not None and question.shown in problem.shown


def _listed(lines: Iterator[str]) -> Iterator[str]:
    """A list; a single line is none."""
    rows = [escaped(line) for line in lines]
    if rows:
        yield "\n".join(f"• {row}" for row in rows) if len(rows) > 1 else rows[0]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
