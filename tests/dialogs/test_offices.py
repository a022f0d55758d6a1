"""When the counter opens next: weekends, holidays, cuti bersama, Ramadan, years not known yet."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.offices import Hours, Office, Opening, in_ramadan, next_opening

NORMAL, FASTING = Hours("07.30", "16.00"), Hours("08.00")
OFFICE = Office(NORMAL, FASTING)


@pytest.mark.parametrize(
    ("today", "time", "day", "hours"),
    [
        ("2026-11-20", "16.00", "2026-11-23", NORMAL),  # Friday, closed: Monday
        ("2026-11-21", "09.00", "2026-11-23", NORMAL),  # Saturday
        ("2026-11-23", "06.10", "2026-11-23", NORMAL),  # Monday before it opens: the same day
        ("2026-12-23", "18.00", "2026-12-28", NORMAL),  # cuti bersama and Christmas
        ("2026-12-31", "18.00", "2027-01-04", NORMAL),  # over the year: both decrees are out
        ("2027-02-15", "15.30", "2027-02-16", FASTING),  # Ramadan: later, and no closing known
        ("2027-03-05", "18.00", "2027-03-16", NORMAL),  # Nyepi, Idulfitri, cuti bersama
    ],
)
def test_it_opens_next(today: str, time: str, day: str, hours: Hours) -> None:
    found = next_opening(OFFICE, date.fromisoformat(today), time)
    assert found == Opening(date.fromisoformat(day), hours, now=False)


def test_it_is_open_now() -> None:
    found = next_opening(OFFICE, date(2026, 11, 23), "15.59")
    assert found == Opening(date(2026, 11, 23), NORMAL, now=True)


def test_where_no_closing_is_known_it_is_not_said_to_be_open() -> None:
    found = next_opening(OFFICE, date(2027, 2, 16), "09.00")
    assert found == Opening(date(2027, 2, 17), FASTING, now=False)


@pytest.mark.parametrize("today", ["2027-12-31", "2028-01-03", "2031-05-05"])
def test_a_year_without_a_decree_promises_nothing(today: str) -> None:
    assert next_opening(OFFICE, date.fromisoformat(today), "18.00") is None


@pytest.mark.parametrize(
    ("day", "fasting"),
    [
        # 1 Ramadan 1447 H was 19 February 2026; Idulfitri 1448 H is 10 March 2027.
        ("2026-02-10", False),
        ("2026-02-19", True),
        ("2026-03-19", True),
        ("2026-03-27", False),
        ("2027-02-01", False),
        ("2027-02-09", True),
        ("2027-03-09", True),
        ("2027-03-10", False),
        ("2028-02-01", None),
    ],
)
def test_ramadan_is_the_month_before_the_feast_of_the_decree(
    day: str, fasting: bool | None
) -> None:
    assert in_ramadan(date.fromisoformat(day)) is fasting
