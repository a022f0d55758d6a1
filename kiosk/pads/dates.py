"""A date by steps: year, month, day, each a page of big keys; what is not known is left out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from dialogs.contract.event import Say
from dialogs.contract.screen import Screen
from dialogs.kinds.date import FIRST_YEAR
from kiosk.blocks import Block, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.options import OUT, option_row
from kiosk.pads.keys import Board, Key, named
from kiosk.pads.pad import Laid, Typed
from kiosk.pads.question import limits_of
from kiosk.scene import Act
from kiosk.visit import Entry

YEARS = 11  # years back that stand on the first page
AHEAD = 3  # years ahead, where the future is asked for
OLDEST = 110  # years: the first decade offered for a birth
AS_ON_CARD = "seperti di KTP"  # words of all languages are read in every talk
BEFORE = {"decade": "", "year": "", "month": "year", "day": "month"}


class Dates:
    """The screen's own days first ("Hari ini"); then the steps."""

    def start(self, screen: Screen) -> Entry:
        return Entry()

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        step = entry.step or _first_step(glass)
        if not step:
            return Laid(tuple(_days(glass)), whole=False)
        keys, ways = _STEPS[step](glass, entry)
        own = () if entry.step else tuple(option_row(glass, one) for one in glass.screen.options)
        asked = None
        if entry.step or step != "decade":
            asked = glass.text(f"kiosk.date.{step}", **_so_far(glass, entry))
        return Laid((keys,), (*ways, *own), asked)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        if act.name == "pick":
            return Entry(step=_begin(glass))
        if act.name == "card":
            return Say(text=AS_ON_CARD)
        if act.name == "older":
            return Entry(step="decade")
        if act.name == "decade":
            return entry._replace(step="year").with_part("decade", act.on)
        if act.name == "year":
            return entry._replace(step="month").with_part("year", act.on)
        if act.name == "month":
            return entry._replace(step="day").with_part("month", act.on)
        return Say(text=_said(glass, entry, act)) if act.name in _SAID else None

    def back(self, entry: Entry) -> Entry:
        if entry.step == "year" and entry.part("decade"):
            return Entry(step="decade")
        return entry._replace(step=BEFORE.get(entry.step, ""))


def _first_step(glass: Glass) -> str:
    """No page of days where the screen offers none."""
    days = [one for one in glass.screen.options if one.id not in (*OUT, "keep")]
    return "" if days else _begin(glass)


def _begin(glass: Glass) -> str:
    return "decade" if limits_of(glass).get("limit") == "birth" else "year"


def _days(glass: Glass) -> Iterator[Block]:
    rows = [option_row(glass, one) for one in glass.screen.options]
    out = [row for row in rows if row.style == "out"]
    yield from (row for row in rows if row.style != "out")
    yield Row("pick", Caption(glass.text("kiosk.date.pick"), None, "calendar"), Act("pick"))
    yield from _from_card(glass)
    yield from out


def _from_card(glass: Glass) -> Iterator[Block]:
    if limits_of(glass).get("card"):
        yield Row(
            "card", Caption(glass.text("kiosk.date.card"), None, "id-card"), Act("card"), "out"
        )


def _decades(glass: Glass, entry: Entry) -> tuple[Board, tuple[Block, ...]]:
    now = glass.now.year
    oldest = max(FIRST_YEAR, now - OLDEST) // 10 * 10
    keys = [
        _key(glass, f"decade.{year}", "kiosk.date.decade_of", Act("decade", str(year)), year=year)
        for year in range(oldest, now + 1, 10)
    ]
    return _in_rows(keys, 3), tuple(_from_card(glass))


def _years(glass: Glass, entry: Entry) -> tuple[Board, tuple[Block, ...]]:
    now, limit = glass.now.year, limits_of(glass).get("limit")
    decade = entry.part("decade")
    if decade:
        years = [year for year in range(int(decade), int(decade) + 10) if _allowed(glass, year)]
        return _in_rows([_year(glass, year) for year in years], 3), ()
    if limit == "future":
        return _in_rows([_year(glass, year) for year in range(now, now + AHEAD)], 1), ()
    ahead = () if limit in ("past", "birth") else (now + 1,)
    years = [*ahead, *range(now, now - YEARS + len(ahead), -1)]
    older = named(glass, "older")
    keys = [_year(glass, year) for year in years]
    return _in_rows([*keys, older], 3), tuple(_from_card(glass))


def _months(glass: Glass, entry: Entry) -> tuple[Board, tuple[Block, ...]]:
    year = int(entry.part("year"))
    keys = [
        _key(glass, f"month.{month}", f"month.{month}", Act("month", str(month)))
        for month in range(1, 13)
        if _allowed(glass, year, month)
    ]
    return _in_rows(keys, 3), _unknown(glass, "month")


def _month_days(glass: Glass, entry: Entry) -> tuple[Board, tuple[Block, ...]]:
    year, month = int(entry.part("year")), int(entry.part("month"))
    keys = [
        _key(glass, f"day.{day}", "kiosk.key.sign", Act("day", str(day)), sign=str(day))
        for day in range(1, monthrange(year, month)[1] + 1)
        if _allowed(glass, year, month, day)
    ]
    return _in_rows(keys, 7), _unknown(glass, "day")


_STEPS = {"decade": _decades, "year": _years, "month": _months, "day": _month_days}
_SAID = {"day", "no_day", "no_month"}


def _unknown(glass: Glass, step: str) -> tuple[Block, ...]:
    """ "Tidak tahu bulannya", where less than a day will do."""
    if limits_of(glass).get("day"):
        return ()
    caption = Caption(glass.text(f"kiosk.date.no_{step}"), None, "unknown")
    return (Row(f"no_{step}", caption, Act(f"no_{step}"), "out"),)


def _allowed(glass: Glass, *parts: int) -> bool:
    """Is this year, month or day on the side of today that the question asks for?"""
    limit = limits_of(glass).get("limit")
    now = (glass.now.year, glass.now.month, glass.now.day)[: len(parts)]
    if limit in ("past", "birth"):
        return parts <= now
    return parts >= now if limit == "future" else True


def _said(glass: Glass, entry: Entry, act: Act) -> str:
    """As the talk's own words show a date, which its grammar reads."""
    name = {"no_month": "year", "no_day": "month"}.get(act.name, "day")
    return glass.word(f"date.shown_{name}", **_so_far(glass, entry), day=act.on)


def _so_far(glass: Glass, entry: Entry) -> dict[str, str]:
    month = entry.part("month")
    named_month = glass.word(f"month.{month}") if month else ""
    return {"year": entry.part("year"), "month": named_month}


def _year(glass: Glass, year: int) -> Key:
    return _key(glass, f"year.{year}", "kiosk.key.sign", Act("year", str(year)), sign=str(year))


def _key(glass: Glass, id: str, text: str, act: Act, **slots: object) -> Key:
    filled = {name: str(value) for name, value in slots.items()}
    return Key(id, Caption(glass.text(text, **filled)), act)


def _in_rows(keys: list[Key], places: int) -> Board:
    rows = (tuple(keys[at : at + places]) for at in range(0, len(keys), places))
    return Board(tuple(rows), places)


DATES = Dates()
