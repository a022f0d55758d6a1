"""After an answer: does it go together with the others? Asked about once, and nobody is stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lokal import parse_nik
from msgspec.structs import replace

from dialogs.contract.session import Doubting, Key, Session
from dialogs.doubts import Doubt
from dialogs.journey import Journey, walk
from dialogs.path import Step
from dialogs.talk import Talk, Turned

MAN = frozenset({"male", "m", "l"})


def doubted(talk: Talk, turned: Turned) -> Turned:
    """After an answer: the first doubt that was not asked about yet."""
    session, effects = turned
    if session.answers is talk.session.answers or session.aside is not None or effects:
        return turned
    guide = talk.journey.guide
    if session.overlay is not None or guide is None or not guide.doubts:
        return turned
    if not _concerned(talk.journey, session):
        return turned
    journey = walk(talk.world, session, talk.event.channel)
    if journey.guide is None or journey.stage not in ("question", "check"):
        return turned
    for doubt in journey.guide.doubts:
        steps = journey.named(doubt.first), journey.named(doubt.second)
        name = _name(doubt, journey.guide.code)
        if name not in session.settled and _holds(doubt, journey, *steps):
            aside = Doubting(doubt.text, _key(steps[0]), _key(steps[1]))
            return replace(session, aside=aside, settled=(*session.settled, name)), effects
    return turned


def _concerned(before: Journey, session: Session) -> bool:
    """Whether an answer has changed on which the path depends, or that a doubt holds against
    another one that was given."""
    guide, answers = before.guide, session.answers
    changed = {
        step.question.id for step in before.steps if answers.get(step.key) is not step.answer
    }
    if guide is None or changed.isdisjoint(guide.branching | guide.doubted):
        return False
    if not changed.isdisjoint(guide.branching):
        return True
    known = changed.union(before.values)
    return any(
        known.issuperset((doubt.first, doubt.second)) and not changed.isdisjoint(doubt.questions())
        for doubt in guide.doubts
    )


def _holds(doubt: Doubt, journey: Journey, first: Step | None, second: Step | None) -> bool:
    if first is None or second is None:
        return False
    values = tuple(step.answer.value if step.answer else None for step in (first, second))
    if None in values:
        return False
    return not FITS[doubt.fits](*values) if doubt.fits else doubt.when.holds(journey.values)


def _name(doubt: Doubt, code: str) -> str:
    return f"{code}:{doubt.text.rpartition('.')[2]}:{doubt.first}"


def _key(step: Step | None) -> Key:
    if step is None:
        raise AssertionError("a doubt holds only where both answers are")
    return step.key


def _born(nik: Any) -> str | None:
    """The birth date in a NIK as the register reads it; None where it cannot be told."""
    info = parse_nik(nik) if isinstance(nik, str) else None
    return info.birth_date if info is not None else None


def _nik_birth(birth: Any, nik: Any) -> bool:
    """The same day, as far as both tell: the century of a NIK is nobody's certainty."""
    told = _born(nik)
    if told is None or not _is_day(birth):
        return True
    return str(birth)[2:] == told[2 : len(birth)]


def _nik_sex(sex: Any, nik: Any) -> bool:
    """In a woman's NIK the day is forty higher."""
    if not isinstance(nik, str) or len(nik) != 16 or not nik.isdecimal():
        return True
    return (int(nik[6:8]) <= 31) == (sex in MAN)


def _not_before(day: Any, birth: Any) -> bool:
    if not _is_day(day) or not _is_day(birth):
        return True
    length = min(len(day), len(birth))
    return bool(day[:length] >= birth[:length])


def _not_before_nik(day: Any, nik: Any) -> bool:
    born = _born(nik)
    return born is None or _not_before(day, born)


def _two_people(later: Any, earlier: Any) -> bool:
    """No two people have one NIK."""
    return bool(later != earlier)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and value[:4].isdecimal() and len(value) in (4, 7, 10)


FITS: Mapping[str, Callable[[Any, Any], bool]] = {
    "nik_birth": _nik_birth,
    "nik_sex": _nik_sex,
    "not_before": _not_before,
    "not_before_nik": _not_before_nik,
    "two_people": _two_people,
}
