"""A sum of money: figures, words of four languages and slang. Shown as "Rp1.500.000"."""

from __future__ import annotations

from typing import Any

from dialogs.contract.answer import Precision
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.speaking.numbers import voice_of
from dialogs.words import Words, clean, plain
from dialogs.words.money import LARGEST, Amount, Sums, read_sums

LOOKED_AT = 2000  # characters
MOST_AROUND, FEW_AROUND = 12, 2  # words beside the sum: looked past, and no story yet
TOO_SMALL_TO_SAY = 50  # below it a bare number may be thousands or millions
YEARS = range(1900, 2100)


class Money(Kind):
    """Value: whole Rupiah. `limits: {min: 0, max: 50000000, per: month}`; `per` is the time that
    the question asks for: "50 ribu sehari" is then no answer yet."""

    name = "money"

    def parse(self, text: str, context: Context) -> Reading:
        said = clean(text[:LOOKED_AT])
        sums = read_sums(said, context.world.words)
        around = _meaning(sums.around, context.world.words)
        if not sums.amounts:
            if sums.unread and len(around) <= MOST_AROUND:
                return Problem("money.unclear")
            return _nothing(said, context) or no_answer(text, context, "money.needed")
        marked = [amount for amount in sums.amounts if amount.marked]
        chosen = marked if marked and not sums.joined else list(sums.amounts)
        if len({amount.value for amount in chosen}) > 1:
            return _two(sums, context)
        if len(around) > MOST_AROUND:
            return None
        return self._judge(chosen[0], sums, around, context)

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Sums that say they are money: with a currency, or a scale and nothing counted by it; none
        where another time is told than the question asks for."""
        text = text[:LOOKED_AT]
        sums = read_sums(text, context.world.words)
        if _other_period(sums.around, context):
            return ()
        return tuple(
            Found(int(amount.value), amount.start, amount.end, _precision(amount))
            for amount in sums.amounts
            if amount.marked
            and not amount.reason
            and _is_money(amount, text, context.world.words)
            and _outside(int(amount.value), context) is None
        )

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "money.needed")
        if not _holds(value):
            return Problem("money.unclear")
        return _outside(value, context) or Taken(value)

    def show(self, value: Any, context: Context) -> str:
        return shown(value, context) if _holds(value) else shown_left_out(value, context)

    def speak(self, value: Any, context: Context) -> str:
        if not _holds(value):
            return shown_left_out(value, context)
        number = voice_of(context.world.texts, context.language).number(value)
        return context.word("money.spoken", {"amount": number})

    def _judge(self, amount: Amount, sums: Sums, around: list[str], context: Context) -> Reading:
        words = context.world.words
        value, reason = amount.value, amount.reason
        if not amount.marked and 0 < value < 1000:
            if value < TOO_SMALL_TO_SAY or value != int(value):
                return Problem("money.scale_needed", {"number": _written(value)})
            value, reason = value * 1000, "money.thousand_meant"
        other = _other_period(sums.around, context)
        outside = _outside(int(value), context)
        if other or outside:
            return outside if not other else _per(other, int(value), context)
        about = amount.about or any(word in words.money.about for word in sums.around)
        precision: Precision = "about" if about else "exact"
        denied = any(words.yes_no.get(word) == "no" for word in sums.around)
        several = len(sums.amounts) > 1
        if reason or denied or several or sums.unread or len(around) > FEW_AROUND:
            return AskBack(int(value), precision, reason or "money.inside")
        return Taken(int(value), precision)


def shown(value: int, context: Context) -> str:
    """ "Rp1.500.000", with the marks of the language."""
    digits = str(value)
    groups: list[str] = []
    while digits:
        digits, group = digits[:-3], digits[-3:]
        groups.insert(0, group)
    whole = groups[0]
    for group in groups[1:]:
        whole = context.word("money.grouped", {"more": whole, "three": group})
    return context.word("money.shown", {"amount": whole})


def _meaning(around: tuple[str, ...], words: Words) -> list[str]:
    """The words beside a sum that may say something else."""
    known = words.money.about | words.fillers | words.openers | words.money.upto
    periods = {part for phrase in words.money.periods for part in phrase.split()}
    return [word for word in around if word not in known and word not in periods]


def _nothing(text: str, context: Context) -> Reading:
    """Nought said in words, where nought is an answer."""
    words, said = context.world.words, plain(text)
    none = words.answer(text) == "none"
    whole = said in words.money.nothing or none
    inside = any(f" {phrase} " in f" {said} " for phrase in words.money.nothing)
    if not (whole or inside) or _outside(0, context) is not None:
        return None
    if none and context.question.optional:
        return None  # left out
    return Taken(0) if whole else AskBack(0, reason="money.inside")


def _two(sums: Sums, context: Context) -> Problem:
    """Two sums, or from one to another ("1 sampai 2 juta")."""
    values = [amount.value for amount in sums.amounts]
    first, last = values[0], values[-1]
    if not sums.amounts[0].marked and sums.joined and first < 1000 <= last:
        first *= 10 ** (3 * ((len(str(int(last))) - 1) // 3))
    slots = {"first": shown(int(first), context), "second": shown(int(last), context)}
    return Problem("money.two", slots)


def _other_period(around: tuple[str, ...], context: Context) -> str:
    """The time a sum is told for, where another one is asked."""
    wanted = context.question.limits.get("per")
    if not wanted:
        return ""
    said = f" {' '.join(around)} "
    periods = context.world.words.money.periods
    told = {period for phrase, period in periods.items() if f" {phrase} " in said}
    return "" if wanted in told else next(iter(sorted(told)), "")


def _per(told: str, value: int, context: Context) -> Problem:
    slots = {
        "amount": shown(value, context),
        "told": context.word(f"money.per.{told}").lower(),
        "wanted": context.word(f"money.per.{context.question.limits['per']}").lower(),
    }
    return Problem("money.other_period", slots)


def _is_money(amount: Amount, text: str, words: Words) -> bool:
    before = plain(text[max(0, amount.start - 20) : amount.start]).split()
    after = plain(text[amount.end : amount.end + 20]).split()
    if before and before[-1] in words.money.years:
        return False
    if after and after[0] in words.money.counted:
        return False
    said = plain(text[amount.start : amount.end])
    figures = any(sign in "0123456789" for sign in said)
    named = not words.money.currency.isdisjoint(said.split())
    return figures or named or int(amount.value) not in YEARS


def _precision(amount: Amount) -> Precision:
    return "about" if amount.about else "exact"


def _written(value: Any) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _outside(value: int, context: Context) -> Problem | None:
    limits = context.question.limits
    least, most = int(limits.get("min", 0)), int(limits.get("max", LARGEST))
    if value < least:
        return Problem("money.too_small", {"least": shown(least, context)})
    return Problem("money.too_large", {"most": shown(most, context)}) if value > most else None


def _holds(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


MONEY = Money()
