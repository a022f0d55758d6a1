"""How many, how much: figures with comma or point, words of four languages, "dua setengah"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from dialogs.contract.answer import Precision
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.words import Words, clean
from dialogs.words.numbers import digits_in, read_number

LARGEST = 10**12
MOST_AROUND, FEW_AROUND = 8, 2  # words beside the number: looked past, and taken for its unit
_FIGURE = re.compile(r"([-−+]?)([0-9]+(?:[.,][0-9]+)*)[a-z%²³]*")
_FIND = re.compile(r"(?<![\w.,])[-−]?[0-9]+(?:[.,][0-9]+)*(?![\w])")
_AROUND = re.compile(r"^[^\w−+-]+|[^\w%²³]+$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
Number = int | float


class Count(Kind):
    """Value: int, or float where it is not whole. `limits: {min: 0, max: 100}`."""

    name = "number"

    def parse(self, text: str, context: Context) -> Reading:
        spaced = _HYPHEN.sub(" ", clean(text).lower())  # "twenty-five", "kira-kira"
        tokens = [_AROUND.sub("", token) for token in spaced.split()]
        runs, around = _runs([token for token in tokens if token], context.world.words)
        if not runs or len(around) > MOST_AROUND:
            return no_answer(text, context, "number.needed")
        if len(runs) > 1:
            slots = {"first": " ".join(runs[0]), "second": " ".join(runs[1])}
            return Problem("number.two", slots)
        read = _value(runs[0], context)
        if read is None:
            return Problem("number.unclear")
        outside = _outside(read.value, context)
        if outside:
            return outside
        about = any(word in context.world.words.date_about for word in around)
        precision: Precision = "about" if about else "exact"
        if read.reason or len(around) - about > FEW_AROUND or _denied(around, context):
            return AskBack(read.value, precision, read.reason or "number.inside")
        return Taken(read.value, precision)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Numbers in figures."""
        found = ((hit, _figure(hit.group(), context)) for hit in _FIND.finditer(text))
        return tuple(
            Found(read.value, hit.start(), hit.end())
            for hit, read in found
            if read is not None and _outside(read.value, context) is None
        )

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "number.needed")
        return (_outside(value, context) or Taken(value)) if _holds(value) else _UNCLEAR

    def show(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        whole, _, part = format(Decimal(str(value)), "f").partition(".")
        return context.word("number.decimal", {"whole": whole, "part": part}) if part else whole

    def speak(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        voice = voice_of(context.world.texts, context.language)
        whole, _, part = format(abs(Decimal(str(value))), "f").partition(".")
        said = voice.number(int(whole))
        if part:
            slots = {"whole": said, "part": voice.digits(part, len(part))}
            said = context.word("number.spoken", slots)
        return context.word("number.minus", {"number": said}) if value < 0 else said


_UNCLEAR = Problem("number.unclear")


def _runs(tokens: list[str], words: Words) -> tuple[list[list[str]], list[str]]:
    """The stretches of tokens that say numbers, and the other words."""
    runs: list[list[str]] = []
    around: list[str] = []
    open_ = False
    for token in tokens:
        if _says(token, words) or (open_ and token in words.joins):
            if not open_:
                runs.append([])
            runs[-1].append(token)
            open_ = True
            continue
        open_ = False
        if token not in words.fillers and token not in words.openers:
            around.append(token)
    return runs, around


def _says(token: str, words: Words) -> bool:
    return (
        _FIGURE.fullmatch(token) is not None
        or token in words.numbers
        or token in words.teens
        or token in words.scales
        or token in words.point
        or token in words.half
        or token in words.minus
    )


def _value(run: list[str], context: Context) -> AskBack | None:
    """What a stretch says; `reason` where it can be read in two ways."""
    words = context.world.words
    sign = -1 if run[0] in words.minus else 1
    run = run[1:] if sign < 0 else run
    if not run:
        return None
    read = (
        (_figure(run[0], context) if len(run) == 1 else _scaled(run, context))
        or _with_half(run, words)
        or _with_point(run, words)
    )
    if read is None and all(map(str.isalnum, run)):
        read = _in_words(run, words)
    return read._replace(value=_plain(sign * read.value)) if read is not None else None


def _in_words(run: list[str], words: Words) -> AskBack | None:
    whole = read_number(run, words)
    if whole is not None:
        return AskBack(whole)
    row = digits_in(" ".join(run), words, letters=False)
    return AskBack(int(row), reason="number.row") if row and len(row) < 10 else None


def _scaled(run: list[str], context: Context) -> AskBack | None:
    """ "2,5 juta"."""
    scale = context.world.words.scales.get(run[1]) if len(run) == 2 else None
    read = _figure(run[0], context) if scale else None
    if scale is None or read is None:
        return None
    return AskBack(_plain(float(Decimal(str(read.value)) * scale)))


def _with_half(run: list[str], words: Words) -> AskBack | None:
    """ "setengah", "dua setengah", "lima juta setengah"."""
    if run[-1] not in words.half:
        return None
    if len(run) == 1:
        return AskBack(0.5)
    whole = read_number(run[:-1], words)
    scale = words.scales.get(run[-2], 1)
    return AskBack(whole + scale / 2) if whole is not None else None


def _with_point(run: list[str], words: Words) -> AskBack | None:
    """ "dua koma lima"."""
    at = next((at for at, token in enumerate(run) if token in words.point), 0)
    whole = read_number(run[:at], words) if at else None
    part = digits_in(" ".join(run[at + 1 :]), words, letters=False)
    return AskBack(float(f"{whole}.{part}")) if whole is not None and part else None


def _figure(token: str, context: Context) -> AskBack | None:
    """ "25", "2,5", "1.250.000", "-3"; "2.500" is two thousand five hundred or two and a half."""
    hit = _FIGURE.fullmatch(token.lower())
    if hit is None or len(hit[2]) > 20:
        return None
    sign = -1 if hit[1] in ("-", "−") else 1
    parts, marks = re.split(r"[.,]", hit[2]), re.findall(r"[.,]", hit[2])
    if not marks:
        return AskBack(sign * int(hit[2]))
    grouped = all(len(part) == 3 for part in parts[1:]) and 0 < len(parts[0]) <= 3
    decimal = context.word("number.decimal", {"whole": "1", "part": "5"})[1:2]
    if len(set(marks)) == 1 and grouped:
        if len(marks) > 1:
            return AskBack(sign * int("".join(parts)))
        thousands = marks[0] != decimal and parts[0] != "0"
        value = int("".join(parts)) if thousands else float(".".join(parts))
        return AskBack(_plain(sign * value), reason="number.mark")
    inner = parts[1:-1]
    if len(set(marks[:-1])) > 1 or marks[-1] in marks[:-1] or any(len(part) != 3 for part in inner):
        return None
    return AskBack(_plain(sign * float("".join(parts[:-1]) + "." + parts[-1])))


def _plain(value: Number) -> Number:
    return int(value) if value == int(value) else value


def _outside(value: Number, context: Context) -> Problem | None:
    limits = context.question.limits
    least, most = limits.get("min", -LARGEST), limits.get("max", LARGEST)
    if value < least:
        return Problem("number.too_small", {"least": str(least)})
    return Problem("number.too_large", {"most": str(most)}) if value > most else None


def _holds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _denied(around: list[str], context: Context) -> bool:
    return any(context.world.words.yes_no.get(word) == "no" for word in around)


NUMBER = Count()
