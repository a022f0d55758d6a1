"""Working days in 2026 and 2027, by the decree of three ministers for those years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.superapp.reference import catalogue, deadlines, moments

KTP = catalogue.shipped().services["KTP_HILANG"]
ROAD = catalogue.shipped().services["LAPOR_JALAN"]


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # An ordinary week; a Friday; a Saturday.
        ("2026-11-02", 1, "2026-11-03"),
        ("2026-11-06", 1, "2026-11-09"),
        ("2026-11-07", 1, "2026-11-09"),
        # Nyepi and Lebaran 1447: 18 to 24 March are off but for nothing; 25 March is the first day.
        ("2026-03-17", 1, "2026-03-25"),
        ("2026-03-16", 2, "2026-03-25"),
        ("2026-03-13", 5, "2026-03-27"),
        ("2026-03-21", 1, "2026-03-25"),
        # Imlek with its cuti bersama on Monday.
        ("2026-02-13", 1, "2026-02-18"),
        # Ascension on Thursday, cuti bersama on Friday.
        ("2026-05-13", 1, "2026-05-18"),
        # Iduladha and cuti bersama, a Friday to work, Waisak on Sunday, Pancasila on Monday.
        ("2026-05-26", 1, "2026-05-29"),
        ("2026-05-26", 2, "2026-06-02"),
        # 17 August on a Monday.
        ("2026-08-14", 1, "2026-08-18"),
        # Christmas with cuti bersama, then over the year.
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-11-02", 0, "2026-11-02"),
    ],
)
def test_the_table_of_days(start: str, days: int, end: str) -> None:
    assert deadlines.add(date.fromisoformat(start), days) == date.fromisoformat(end)


@given(st.dates(date(2026, 1, 1), date(2027, 11, 1)), st.integers(1, 20))
def test_the_end_is_a_working_day_and_more_days_never_end_sooner(start: date, days: int) -> None:
    end, later = deadlines.add(start, days), deadlines.add(start, days + 1)
    assert end is not None
    assert later is not None
    assert start < end < later
    assert end.weekday() < 5
    assert (end - start).days >= days
    # Counting from the eve of the last day leaves exactly that day.
    assert deadlines.add(end - timedelta(days=1), 1) == end


def test_nothing_is_promised_across_a_year_without_a_decree() -> None:
    assert deadlines.add(date(2027, 12, 30), 3) is None
    assert deadlines.after(moments.parse_w3c("2031-05-05T10:00:00"), 3) is None
    assert deadlines.expected(ROAD, moments.parse_w3c("2031-05-05"), has_number=False) is None


def test_no_time_runs_before_the_official_number() -> None:
    now = moments.parse_w3c("2026-03-17T23:30:00")
    assert KTP.working_days == 1
    assert deadlines.expected(KTP, now, has_number=False) is None
    expected = deadlines.expected(KTP, now, has_number=True)
    assert expected is not None
    assert moments.w3c(expected) == "2026-03-25T23:59:59+07:00"
    assert deadlines.expected(ROAD, now, has_number=False) is not None
    assert deadlines.expected(replace(ROAD, working_days=None), now, has_number=True) is None


def test_the_day_begins_in_jakarta() -> None:
    late = moments.parse_w3c("2026-11-02T17:30:00Z")  # already Tuesday in Jakarta
    expected = deadlines.after(late, 1)
    assert expected is not None
    assert moments.jakarta_day(expected) == date(2026, 11, 4)


def test_spoken_as_a_date_in_words() -> None:
    day = moments.parse_w3c("2026-03-26T23:59:59")
    assert deadlines.spoken(day) == {
        "id": "Kamis, 26 Maret 2026",
        "en": "Thursday, 26 March 2026",
    }
    assert deadlines.spoken(None) is None
