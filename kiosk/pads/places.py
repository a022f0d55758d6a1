"""A kelurahan by its first letters from a short list, then RT and RW, or what stands nearby."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dialogs.contract.event import Say
from dialogs.contract.screen import Option, Screen
from dialogs.kinds.place import HERE
from dialogs.places import Gazetteer
from kiosk.blocks import Block, Row
from kiosk.buttons import Caption, button_height
from kiosk.frame import body_room
from kiosk.glass import Glass
from kiosk.options import OUT, option_row
from kiosk.pads import digits, letters
from kiosk.pads.fields import Boxes, Line, Page, Status
from kiosk.pads.keys import AIM, Board, Key, named, sign
from kiosk.pads.pad import Laid, Typed
from kiosk.pads.question import limits_of
from kiosk.scene import Act
from kiosk.visit import Entry

ENOUGH, MOST = 2, 4  # letters that lead to a list; with more it gets shorter
FEW = 5  # kelurahan at the most that are shown at once
HEADED = 0.7  # of a column: what a question leaves of it
FROM = "from"  # the part of an entry that says with which place the list goes on
NUMBER = digits.Form(3)  # of an RT or RW
BEFORE = {"letters": "", "list": "letters", "rt": "", "rw": "rt", "near": ""}


class Places(NamedTuple):
    """`near`: where something is, so that what stands nearby is asked instead of RT and RW."""

    near: bool = False

    def start(self, screen: Screen) -> Entry:
        return Entry()

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        steps = {"letters": _letters, "list": _list, "rt": _number, "rw": _number, "near": _near}
        step = steps.get(entry.step)
        return step(glass, entry) if step else Laid(tuple(self._first(glass)), whole=False)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        if act.name == "elsewhere":
            return Entry(step="letters")
        if act.name == "place":
            return self._after(glass, Entry(parts=(("code", act.on),)))
        if entry.step in ("rt", "rw"):
            return self._numbered(glass, entry, act)
        if entry.step == "near":
            return _nearby(glass, entry, act)
        return _lettered(glass, entry, act)

    def back(self, entry: Entry) -> Entry:
        if entry.step == "list":
            return Entry(step="letters")
        text = entry.part("rt") if entry.step == "rw" else ""
        before = BEFORE.get(entry.step, "")
        return entry._replace(step=before, text=text) if before else Entry()

    def _first(self, glass: Glass) -> Iterator[Block]:
        """This office's kelurahan, another one, the ways round."""
        options = glass.screen.options
        yield from (self._option(glass, one) for one in options if one.id not in OUT)
        caption = Caption(glass.text("kiosk.place.other"), None, "map-pin")
        yield Row("elsewhere", caption, Act("elsewhere"))
        yield from (option_row(glass, one) for one in options if one.id in OUT)

    def _option(self, glass: Glass, option: Option) -> Row:
        row, office = option_row(glass, option), glass.world.office
        asks = self.near or limits_of(glass).get("rtrw")
        here = option.id == HERE and office and asks
        return row._replace(act=Act("place", office or "")) if here else row

    def _after(self, glass: Glass, entry: Entry) -> Typed:
        """What is still asked when the kelurahan is known."""
        if self.near:
            return entry._replace(step="near", text="")
        if limits_of(glass).get("rtrw"):
            return entry._replace(step="rt", text="")
        return Say(text=_said(glass, entry))

    def _numbered(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        if act.name in ("enter", "unknown_number"):
            number = entry.text if act.name == "enter" else ""
            if act.name == "enter" and not int(number or 0):
                return entry
            entry = entry.with_part(entry.step, number)
            if entry.step == "rt":
                return entry._replace(step="rw", text="")
            return Say(text=_said(glass, entry))
        return digits.typed(entry, NUMBER, act)


def _letters(glass: Glass, entry: Entry) -> Laid:
    """Letters that begin no name are switched off."""
    typed, places = entry.text, glass.world.places
    found = len(matches(places, glass.world.office or "", typed)) if typed else 0
    name = "found" if found else "first"
    status = Status((glass.text(f"kiosk.place.{name}", count=str(found)),))
    field = Boxes(
        "field", typed, max(ENOUGH, min(MOST, len(typed) + 1)), MOST, status, len(typed),
    )  # fmt: skip
    following = _following(places, typed)
    keys = [
        [sign(glass, one, off=one.lower() not in following) for one in row] for row in letters.ABC
    ]
    keys[-1].append(named(glass, "erase", "backspace", off=not typed, span=2))
    question = glass.text("kiosk.place.letters")
    board = Board(tuple(tuple(row) for row in keys), 7)
    return Laid((field, board), (_write(glass),), question)


def _list(glass: Glass, entry: Entry) -> Laid:
    """A few kelurahan at a time; one letter more makes the list shorter."""
    found = matches(glass.world.places, glass.world.office or "", entry.text)
    keys = [_place_key(glass, code) for code in found]
    few, tall = _few(glass, keys)
    at = min(int(entry.part(FROM) or 0), max(0, len(keys) - 1)) // few * few
    boards = [Board(tuple((key,) for key in keys[at : at + few]), 1, least=tall)]
    turn = _turn(glass, at // few, -(-len(keys) // few), few)
    if turn:
        boards.append(Board((turn,), len(turn), least=AIM))
    ways = [_write(glass)]
    if len(found) > few and len(entry.text) < MOST:
        caption = Caption(glass.text("kiosk.place.more_letters"), None, "keyboard")
        ways = [Row("more_letters", caption, Act("more_letters"), "out")]
    return Laid(tuple(boards), tuple(ways), glass.text("kiosk.place.which"))


def _place_key(glass: Glass, code: str) -> Key:
    """Its name, with its kecamatan under it where there is room for two lines."""
    name, around = glass.world.places.name(code), glass.world.places.around(code)[:1]
    small = glass.grid.small
    label = glass.text("kiosk.key.sign", sign=", ".join((name, *around)) if small else name)
    under = None if small else glass.text("kiosk.key.sign", sign=", ".join(around))
    caption = Caption(label, under, "" if small else "map-pin")
    return Key(f"place.{code}", caption, Act("place", code), "key" if small else "answer")


def _few(glass: Glass, keys: list[Key]) -> tuple[int, float]:
    """How many there is room for, and how tall each has to be, in mm."""
    grid, room = glass.grid, body_room(glass)
    tall = AIM
    if not grid.small:
        heights = (button_height(grid, key.caption, "answer", room.answers.w) for key in keys)
        tall = max(AIM, grid.panel.mm(max(heights, default=0)))
    below = 2 * (grid.row + grid.gap) if room.shared else grid.row + grid.gap
    share = HEADED if room.shared and not glass.visit.settings.low else 1
    fit = int((room.answers.h * share - below) / (grid.px(tall) + grid.key_gap))
    return max(1, min(FEW, fit)), tall


def _turn(glass: Glass, at: int, pages: int, few: int) -> tuple[Key, ...]:
    """To the places before and after."""
    return tuple(
        Key(
            f"places.{to + 1}",
            Caption(glass.text("kiosk.page_short", page=str(to + 1), pages=str(pages))),
            Act(FROM, str(to * few)),
            "key_main" if to > at else "key",
        )
        for to in (at - 1, at + 1)
        if 0 <= to < pages
    )


def _number(glass: Glass, entry: Entry) -> Laid:
    """RT, then RW: three figures at the most, or not known."""
    reason = digits.missing(glass, entry.text, NUMBER)
    status = Status(digits.told(glass, entry.text, NUMBER))
    keys = digits.board(glass, entry, NUMBER, reason)
    without = Caption(glass.text(f"kiosk.place.no_{entry.step}"), None, "unknown")
    ways = (Row("unknown_number", without, Act("unknown_number"), "out"),)
    name = glass.text("kiosk.key.sign", sign=glass.world.places.name(entry.part("code")))
    field = Line("field", entry.text, status, entry.text)
    return Laid((field, keys), ways, glass.text(f"kiosk.place.{entry.step}"), name)


def _near(glass: Glass, entry: Entry) -> Laid:
    """What stands nearby, in letters."""
    without = Caption(glass.text("kiosk.place.no_near"), None, "unknown")
    ways = (Row("no_near", without, Act("no_near"), "out"),)
    keys = letters.board(glass, entry, letters.LANDMARK)
    field = Page("field", entry.text, letters.LANDMARK.lines)
    example = glass.text("kiosk.place.near_example")
    return Laid((field, keys), ways, glass.text("kiosk.place.near"), example)


def _lettered(glass: Glass, entry: Entry, act: Act) -> Typed | None:
    if act.name == "more_letters":
        return Entry(entry.text, step="letters")
    if act.name == FROM:
        return entry.with_part(FROM, act.on)
    if act.name == "erase":
        return entry._replace(text=entry.text[:-1])
    if act.name != "key" or entry.step != "letters":
        return None
    text = entry.text + act.on
    full = len(text) >= ENOUGH
    return entry._replace(text=text[:MOST], step="list" if full else "letters")


def _nearby(glass: Glass, entry: Entry, act: Act) -> Typed | None:
    if act.name == "no_near":
        return Say(text=_said(glass, entry._replace(text="")))
    if act.name == "enter":
        return Say(text=_said(glass, entry)) if entry.text.strip() else entry
    return letters.typed(entry, letters.LANDMARK, act)


def _write(glass: Glass) -> Row:
    caption = Caption(glass.text("kiosk.write"), None, "keyboard")
    return Row("write", caption, Act("sheet", "write"), "out")


def _said(glass: Glass, entry: Entry) -> str:
    """As the place's kind reads it: the kelurahan with what is around it, then the rest."""
    parts = [f"Kelurahan {glass.world.places.describe(entry.part('code'))}"]
    parts += [f"{part} {entry.part(part)}" for part in ("rt", "rw") if entry.part(part)]
    near = " ".join(entry.text.replace(",", " ").split())
    if near and entry.step == "near":
        parts.append(near if _begins_near(glass, near) else f"dekat {near}")
    return ", ".join(parts)


def _begins_near(glass: Glass, near: str) -> bool:
    """Does it say itself that it is a landmark? "Kali Baru" may be a kelurahan too."""
    places, words = glass.world.places, near.lower().split()
    names = (" ".join(words[:length]) for length in (1, 2, 3))
    return words[0] in glass.world.words.landmarks and not any(map(places.is_home, names))


@lru_cache(maxsize=256)
def matches(places: Gazetteer, office: str, letters: str) -> tuple[str, ...]:
    """Jakarta's kelurahan of which a word begins with these letters: those of the office's
    kecamatan first, then its city's; names that begin so before those that hold such a word."""
    begun = letters.lower()
    found = [code for code in places.codes(home=True) if _place(places, code, begun) < 9]
    city = office[:5]
    return tuple(
        sorted(
            found,
            key=lambda code: (
                code[:8] != office[:8], _place(places, code, begun) > 0,
                code[:5] != city, places.name(code),
            ),
        )
    )  # fmt: skip


def _place(places: Gazetteer, code: str, begun: str) -> int:
    """Which word of the name begins so; 9 for none. "cipi" also begins "Ci Pinang"."""
    name = places.name(code).lower()
    words = name.split()
    if "".join(words).startswith(begun):
        return 0
    return next((at for at, word in enumerate(words) if word.startswith(begun)), 9)


@lru_cache(maxsize=256)
def _following(places: Gazetteer, typed: str) -> frozenset[str]:
    """The letters with which one goes on."""
    return frozenset(
        letter for letter in "abcdefghijklmnopqrstuvwxyz" if matches(places, "", typed + letter)
    )


PLACE = Places()
LOCATION = Places(near=True)
