"""Dates as people say them, in four languages and Betawi. Pure.

"17 agustus 45", "kemarin sore", "rong dina kepungkur", "Jumat Kliwon kemarin", "bulan Mei 2020",
"tahun lima puluhan". A text is cut into pieces (`pieces.py`), and the row they make tells who
reads it (`shapes.py`): `counted.py` from today, `weekdays.py`, `calendar.py`, `eras.py`; dates in
figures are read before (`figures.py`). What a word leaves open (the century, the year, the month)
is filled by the question's role and said in `reason`, so that it can be read back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dialogs.dates.calendar import CALENDAR
from dialogs.dates.card import as_on_card
from dialogs.dates.counted import COUNTED, from_today
from dialogs.dates.eras import ERAS
from dialogs.dates.figures import read_figures
from dialogs.dates.pasaran import nearest
from dialogs.dates.pieces import Cut, corrected, cut, tokens_of
from dialogs.dates.shapes import Fit, first_fit, shape
from dialogs.dates.spoken import OLDEST, Asked, Role, Spoken
from dialogs.dates.weekdays import WEEKDAYS, weekday_on
from dialogs.words import Words, plain, tidy

__all__ = ["OLDEST", "Role", "Spoken", "on_the_card", "read_date", "without_question"]

MOST_WORDS = 24
_SUFFIX = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
_ROMAN = re.compile(r"([0-9]\s*[-/. ]\s*)([ivx]{1,4})(?=\s*[-/. ]\s*[’']?[0-9])", re.IGNORECASE)
_BESIDE = re.compile("H?(W)P?")


def _from_today(fit: Fit) -> Spoken | None:
    n = -1 if fit.letter("day") == "E" else int(fit.value("day"))
    unsure = fit.letter("day") == "o" or fit.has("hour")  # "this morning around 9"
    return from_today("H", n, fit.asked, "date.day_guessed" if unsure else "")


_SHAPES = (
    shape("S?(?P<day>[OEo])(?P<hour>N)?", _from_today),
    *COUNTED,
    *WEEKDAYS,
    *CALENDAR,
    *ERAS,
)


def read_date(text: str, today: date, words: Words, role: Role = "") -> Spoken | None:
    """The date that a whole utterance names; None when it names none.

    Parts need not fit together (31 February): the caller says so in plain words.
    """
    asked = Asked(today, role, words)
    quick = _quick(plain(text), asked)
    if quick is not None:
        return quick
    text = _SUFFIX.sub(r"\1", tidy(_without_roman(text, words)))
    said = [words.dates.short.get(token, token) for token in tokens_of(text)]
    tokens = _without_fillers(said, words)
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    return (
        _quick(" ".join(said), asked)
        or _quick(" ".join(tokens), asked)
        or read_figures(text, asked)
        or _worded(tokens, asked)
        or _with_slips(tokens, asked)
    )


def _without_roman(text: str, words: Words) -> str:
    """The month of a stamp as a figure ("17-VIII-1945"); tidying would shorten the III in it."""
    return (
        _ROMAN.sub(
            lambda hit: f"{hit[1]}{words.dates.roman.get(hit[2].lower(), hit[2])}", text[:200]
        )
        + text[200:]
    )


def on_the_card(text: str, words: Words) -> bool:
    """Whether a text says that the date is the one on the card."""
    return as_on_card(_without_fillers(tokens_of(tidy(text)), words), words.dates)


def without_question(text: str, words: Words) -> str:
    """ "Lupa kapannya", "nggak tahu tanggal berapa" without what is not known."""
    tokens = plain(text).split()
    if len(tokens) > MOST_WORDS:
        return text
    kept = [token for token in tokens if token not in words.dates.asked]
    return " ".join(kept) or text


def _without_fillers(tokens: list[str], words: Words) -> list[str]:
    end = len(tokens)
    while (
        end > 1 and tokens[end - 1] in words.fillers and tokens[end - 1] not in words.dates.pieces
    ):
        end -= 1
    return tokens[:end]


def _quick(said: str, asked: Asked) -> Spoken | None:
    """The words most dates are said in, without cutting anything."""
    dates = asked.words.dates
    if said not in dates.days:
        return None
    reason = "date.day_guessed" if said in dates.unsure else ""
    return from_today("H", dates.days[said], asked, reason)


def _worded(tokens: Sequence[str], asked: Asked) -> Spoken | None:
    found = cut(tokens, asked.words)
    if found is None or not found.pieces:
        return None
    spoken = first_fit(_SHAPES, found, asked) or _beside_weekday(found, asked)
    return spoken._replace(about=True) if spoken and found.about else spoken


def _beside_weekday(found: Cut, asked: Asked) -> Spoken | None:
    """What is said beside a weekday tells the day, the weekday only confirms it."""
    hit = _BESIDE.search(found.letters)
    if hit is None:
        return None
    pieces = found.pieces[: hit.start()] + found.pieces[hit.end() :]
    letters = found.letters[: hit.start()] + found.letters[hit.end() :]
    spoken = first_fit(_SHAPES, Cut(pieces, letters), asked)
    if spoken is None or not spoken.year:
        return spoken
    if not (spoken.month and spoken.day):
        return spoken._replace(reason=spoken.reason or "date.no_day")
    weekday = found.pieces[hit.start(1)].value
    if weekday_on(spoken) in (None, weekday):
        return spoken
    if letters == "O" and pieces[0].value == 1:  # "Senin besok" is the Monday to come
        return Spoken.of(nearest(asked.today, weekday, None, 1, 1), "date.weekday")
    return spoken._replace(reason="date.weekday_differs")


def _with_slips(tokens: Sequence[str], asked: Asked) -> Spoken | None:
    mended = corrected(tokens, asked.words)
    spoken = _worded(mended[0], asked) if mended else None
    return spoken._replace(reason=spoken.reason or mended[1]) if spoken and mended else None
