"""Two answers that hardly fit together: asked about once, kindly, and nobody is stopped.

A guide declares its own (`contradictions:`); what the register's numbers tell of a person is known
here: a birth date beside that of the NIK, a date before somebody was born.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from dialogs.conditions import ALWAYS, Condition

if TYPE_CHECKING:
    from dialogs.guide import Question

PEOPLE = frozenset({"applicant", "self", "helper"})
SEXES = (frozenset({"male", "female"}), frozenset({"m", "f"}), frozenset({"l", "p"}))


class Doubt(NamedTuple):
    """`text` says it. `first` is the question to change, `second` the other. `fits` tells of two
    values whether they go together; without it the doubt holds where `when` does."""

    text: str
    first: str
    second: str
    fits: str = ""
    when: Condition = ALWAYS

    def questions(self) -> frozenset[str]:
        return self.when.questions() | {self.first, self.second}


def general(questions: tuple[Question, ...]) -> tuple[Doubt, ...]:
    """What may be doubted of any guide with such questions."""
    return tuple(_general(questions))


def _general(questions: tuple[Question, ...]) -> Iterator[Doubt]:
    births = [one for one in questions if _role(one) == "birth"]
    niks = [one for one in questions if one.kind == "nik"]
    sexes = [one for one in questions if {choice.id for choice in one.choices} in SEXES]
    happened = [one for one in questions if _role(one) == "past"]
    for nik in niks:
        yield from (
            Doubt("doubt.nik_birth", birth.id, nik.id, "nik_birth")
            for birth in births
            if _same_person(nik, birth, niks)
        )
        yield from (
            Doubt("doubt.nik_sex", sex.id, nik.id, "nik_sex")
            for sex in sexes
            if _same_person(nik, sex, niks)
        )
    yield from (
        Doubt("doubt.same_nik", later.id, earlier.id, "two_people")
        for number, later in enumerate(niks)
        for earlier in niks[:number]
    )
    for day in happened:
        known = [birth for birth in births if _about(day, birth, births)]
        yield from (Doubt("doubt.before_birth", day.id, one.id, "not_before") for one in known)
        if not known:
            yield from (
                Doubt("doubt.before_nik_birth", day.id, nik.id, "not_before_nik")
                for nik in niks
                if _about(day, nik, niks)
            )


def _role(question: Question) -> str:
    return str(question.limits.get("limit", "")) if question.kind == "date" else ""


def _same_person(nik: Question, other: Question, niks: list[Question]) -> bool:
    """By whose answers they are; on one request by the beginning of their names (`child_nik`)."""
    if nik.of != other.of:
        return False
    if nik.of in PEOPLE:
        return sum(one.of == nik.of for one in niks) == 1
    return _same_beginning(nik, other)


def _same_beginning(one: Question, other: Question) -> bool:
    whose = one.id.rpartition("_")[0]
    return bool(whose) and whose == other.id.rpartition("_")[0]


def _about(day: Question, other: Question, others: list[Question]) -> bool:
    """Does a day tell of the person whose birth this is? Where there is one person, and of somebody
    who is in this request alone (`deceased_on`, `deceased_nik`)."""
    if other.of not in PEOPLE:
        return day.of == other.of and _same_beginning(day, other)
    return len(others) == 1 and day.of in ("service", other.of)
