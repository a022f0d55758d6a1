"""The lines that get somebody through a visit: what to bring, where, when, for how much, and who
may go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from dialogs.contract.screen import Text
from dialogs.guide import Guide, Line
from dialogs.offices import Opening, next_opening
from dialogs.requirements import Item, items, values_of
from dialogs.speaking.numbers import voice_of
from dialogs.talk import JAKARTA, local_day
from dialogs.texts import Phrase
from dialogs.view import View


def visit(view: View, guide: Guide) -> tuple[Text, ...]:
    """All of it, in the order in which it is needed."""
    return (
        *bring(view, guide),
        office(view, guide),
        *opening(view, guide),
        view.text("checklist.time", time=view.part(guide.time)),
        view.text("checklist.fee", fee=view.text(guide.fee).shown),
        *_proxy(view, guide),
    )


def told(view: View, guide: Guide) -> tuple[Text, ...]:
    """All there is to say of a service that sends nothing. One without questions never asked
    whether it fits: it begins with for whom it is, and what happens comes after what to bring."""
    if guide.questions:
        return (*steps(view, guide), *visit(view, guide), *looked_up(view, guide))
    fits = view.lines(guide.eligibility)
    return (*fits, *visit(view, guide), *steps(view, guide), *looked_up(view, guide))


def bring(view: View, guide: Guide) -> tuple[Text, ...]:
    """A line for each document that is needed or may be: what is missing says so."""
    current = view.journey.guide
    values = (
        view.journey.values
        if current is not None and current.code == guide.code
        else values_of(view.world, view.session, guide, view.viewer.channel)
    )
    return tuple(
        _document(view, item) for item in items(guide, values) if item.state != "not_needed"
    )


def steps(view: View, guide: Guide) -> tuple[Text, ...]:
    """What happens next, as far as it is this person's way."""
    values = view.journey.values
    holding = (line for line in guide.steps if line.when.holds(values))
    return tuple(_step(view, line) for line in holding)


def office(view: View, guide: Guide) -> Text:
    """Where one goes; for what an authority's own system takes, who sees to it."""
    line = "receipt.office" if guide.completion == "api" else "checklist.office"
    return view.text(line, office=view.part(guide.office))


def opening(view: View, guide: Guide) -> tuple[Text, ...]:
    """When the counter is open next, as a date in words; nothing where that is not known."""
    known = view.world.offices.get(guide.opens)
    if known is None:
        return ()
    today = local_day(view.now)
    found = next_opening(known, today, view.now.astimezone(JAKARTA).strftime("%H.%M"))
    return (_opening(view, found, today),) if found else ()


def looked_up(view: View, guide: Guide) -> tuple[Text, ...]:
    """The day on which the oldest of a guide's facts was last looked up; whether some are open."""
    lines = (*guide.eligibility, *guide.documents, *guide.steps)
    days = [day for day in (guide.basis.checked, *(line.checked for line in lines)) if day]
    unsure = guide.basis.confidence == "low"
    told = [view.text("checklist.unsure")] if unsure else []
    if days:
        day = day_in_words(view, date.fromisoformat(min(days)))
        told.append(view.text("checklist.checked", day=day))
    return tuple(told)


def _proxy(view: View, guide: Guide) -> Iterator[Text]:
    if guide.proxy:
        yield view.text("checklist.proxy", who=view.part(guide.proxy))


def _step(view: View, line: Line) -> Text:
    text = view.text(line.text)
    if line.sure:
        return text
    ask = view.text("checklist.ask")
    return replace(text, shown=f"{text.shown} {ask.shown}", spoken=(*text.spoken, *ask.spoken))


def _document(view: View, item: Item) -> Text:
    line, what = item.line, _words(view, item.line)
    if item.state == "maybe":
        if line.case is None:
            return view.text("checklist.maybe", what=what)
        return view.text("checklist.case", case=view.part(line.case), what=what)
    if line.case is not None and not line.when.lines:  # no question tells whether it is so
        return view.text("checklist.case", case=view.part(line.case), what=what)
    return view.text(f"checklist.{item.state}", what=what)


def _words(view: View, line: Line) -> Phrase:
    """A line's own words; what is not sure says to ask."""
    text = view.text(line.text)
    shown, spoken = text.shown, " ".join(text.spoken)
    if not line.sure:
        ask = view.word("checklist.ask")
        shown, spoken = (f"{said.rstrip('.')}. {ask}" for said in (shown, spoken))
    return Phrase(shown, spoken, text.private)


def _opening(view: View, found: Opening, today: date) -> Text:
    if found.now:
        return view.text("opening.now", time=_time(view, found.hours.closes))
    slots = {
        "day": day_in_words(view, found.day, year=False),
        "time": _time(view, found.hours.opens),
    }
    weekday = view.word(f"weekday.{found.day.isoweekday()}")
    if found.day == today:
        return view.text("opening.today", time=slots["time"])
    ahead = "tomorrow" if found.day - today == timedelta(days=1) else "next"
    return view.text(f"opening.{ahead}", weekday=weekday, **slots)


def _time(view: View, time: str) -> Phrase:
    """An hour as "07.30": "tujuh tiga puluh", "delapan"."""
    voice = voice_of(view.world.texts, view.session.language)
    hour, minute = (int(part) for part in time.split("."))
    spoken = voice.number(hour) + (f" {voice.number(minute)}" if minute else "")
    return Phrase(time, spoken)


def day_in_words(view: View, day: date, *, year: bool = True) -> Phrase:
    """A day in words: "23 November", "1 November 2026"."""
    voice = voice_of(view.world.texts, view.session.language)
    month = view.word(f"month.{day.month}")
    shown, spoken = f"{day.day} {month}", f"{voice.number(day.day)} {month}"
    if year:
        shown, spoken = f"{shown} {day.year}", f"{spoken} {voice.number(day.year)}"
    return Phrase(shown, spoken)
