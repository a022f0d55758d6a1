"""Letters: a name, an address, a story in one's own words. Capitals come by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogs.contract.event import Say
from dialogs.contract.screen import Screen, Text
from kiosk.frame import body_room
from kiosk.glass import Glass
from kiosk.options import option_row
from kiosk.pads.fields import Page
from kiosk.pads.keys import FLOOR, Board, Key, go_on, named, sign
from kiosk.pads.pad import Laid, Typed
from kiosk.scene import Act
from kiosk.visit import Entry

# Pages of letters and signs, by name. "ABC" is found by who never used a typewriter.
ABC = ("ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ")
QWERTY = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
FIGURES = ("1234567", "890/-+&", "()'\":;?", "@=!*%")
PAGES = {"abc": ABC, "qwerty": QWERTY, "figures": FIGURES}
KEYS, UNDONE = "keys", "undone"  # parts of an entry: the page shown, the text before "Hapus kata"
ENDS = ".!?\n"  # after them a sentence begins


class Form(NamedTuple):
    """`marks` have keys of their own; `words`: each word begins with a capital, as in a name."""

    most: int
    marks: str
    words: bool = False
    figures: bool = True
    lines: int = 4


NAME = Form(100, "'.-", words=True, figures=False, lines=2)
TEXT = Form(2000, ",.?")
ADDRESS = Form(300, ",./", words=True, lines=3)
LANDMARK = Form(150, ".-/", lines=2)


class Letters(NamedTuple):
    """`options`: with those of the screen; a sheet of the kiosk has none."""

    form: Form
    options: bool = True

    def start(self, screen: Screen) -> Entry:
        given = screen.problem.given if screen.problem else ""
        return Entry(given[: self.form.most])

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        field = Page("field", entry.text, self.form.lines)
        options = glass.screen.options if self.options else ()
        return Laid(
            (field, board(glass, entry, self.form)),
            tuple(option_row(glass, one) for one in options),
        )

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        if act.name == "enter":
            text = entry.text.strip()
            return Say(text=text) if text else entry
        return typed(entry, self.form, act)

    def back(self, entry: Entry) -> Entry:
        return Entry()


def typed(entry: Entry, form: Form, act: Act) -> Entry | None:
    """The entry after a key; None for a press that is not of these keys."""
    text = entry.text
    if act.name == "keys":
        return entry.with_part(KEYS, act.on)
    if act.name == "undo":
        return _clean(entry._replace(text=entry.part(UNDONE)))
    if act.name == "erase":
        return _clean(entry._replace(text=text[:-1]))
    if act.name == "word":
        shorter = text.rstrip()
        shorter = shorter[: shorter.rfind(" ") + 1]
        return entry._replace(text=shorter).with_part(UNDONE, text)
    if act.name == "space":
        fits = bool(text) and not text.endswith(" ") and len(text) < form.most
        return _clean(entry._replace(text=text + " ")) if fits else entry
    if act.name != "key":
        return None
    if len(text) >= form.most:
        return entry
    return _clean(entry._replace(text=text + (act.on if _capital(text, form) else act.on.lower())))


def board(glass: Glass, entry: Entry, form: Form) -> Board:
    """The page of keys that is shown, with space, erase and "Lanjut" under it."""
    name = entry.part(KEYS) or "abc"
    if name == "qwerty" and not _wide_enough(glass):
        name = "abc"
    rows = [[sign(glass, one) for one in row] for row in PAGES[name]]
    places = max(len(row) for row in rows)
    span = places - len(rows[-1])
    rows[-1].append(named(glass, "erase", "backspace", off=not entry.text, span=span))
    if glass.grid.small:
        rows.append(list(_low(glass, entry, form, name)))
    else:
        marks = [sign(glass, one, span=places / 7) for one in form.marks]
        rows.append([*marks, named(glass, "space", span=places - len(marks) * places / 7)])
        rows.append(_fitted(list(_last(glass, entry, form, name)), places))
    return Board(tuple(tuple(row) for row in rows), places, centred=True)


def _low(glass: Glass, entry: Entry, form: Form, name: str) -> Iterator[Key]:
    """All of it in one row, on a panel that is too low for two."""
    if form.figures:
        other = "abc" if name == "figures" else "figures"
        yield named(glass, other)._replace(act=Act("keys", other))
    yield from (sign(glass, one) for one in form.marks[: 3 - form.figures])
    yield named(glass, "space", span=2)
    yield go_on(glass, _reason(glass, entry), 2)


def _reason(glass: Glass, entry: Entry) -> Text | None:
    return None if entry.text.strip() else glass.text("kiosk.need.letters")


def _last(glass: Glass, entry: Entry, form: Form, name: str) -> Iterator[Key]:
    """Other keys, taking back a word, going on."""
    if name != "abc":
        yield named(glass, "abc", on="abc")._replace(act=Act("keys", "abc"))
    if name != "qwerty" and _wide_enough(glass):
        yield named(glass, "qwerty")._replace(act=Act("keys", "qwerty"), span=1.4)
    if name != "figures" and form.figures:
        yield named(glass, "figures")._replace(act=Act("keys", "figures"))
    undone = entry.part(UNDONE)
    if undone:
        yield named(glass, "undo", "undo", span=2)
    else:
        yield named(glass, "word", "backspace", off=not entry.text, span=2)
    yield go_on(glass, _reason(glass, entry), 2)


def _wide_enough(glass: Glass) -> bool:
    """Has a row of ten keys room for fingers?"""
    return glass.panel.mm(body_room(glass).answers.w) >= 10 * FLOOR + 9 * 2.6


def _fitted(row: list[Key], places: int) -> list[Key]:
    """Spans in their proportion, over the whole width."""
    total = sum(key.span for key in row)
    return [key._replace(span=key.span * places / total) for key in row]


def _capital(text: str, form: Form) -> bool:
    """Does the next letter begin a name, or a sentence?"""
    if form.words:
        return not text or text[-1] in " -'./"
    bare = text.rstrip(" ")
    return not bare or (bare[-1] in ENDS and bare != text)


def _clean(entry: Entry) -> Entry:
    return entry._replace(parts=tuple(one for one in entry.parts if one[0] != UNDONE))
