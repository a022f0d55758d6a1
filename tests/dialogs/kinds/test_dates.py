"""Dates beside their table: the market days of Java, the feasts, and whole sentences."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogs.authoring import load
from dialogs.dates import read_date
from dialogs.dates.hijri import day_near, first_of
from dialogs.dates.pasaran import KLIWON, LEGI, PAHING, PON, in_month, nearest, pasaran
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Taken
from dialogs.texts import Catalogue
from dialogs.words import Words

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
TODAY = date(2026, 11, 21)
LANGUAGES = ("id", "en", "jv", "su")
DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 21))
quiet = settings(max_examples=150)


@pytest.mark.parametrize(
    ("day", "weekday", "market"),
    [
        (date(1945, 8, 17), FRIDAY, LEGI),  # the Proclamation
        (date(1633, 7, 8), FRIDAY, LEGI),  # Sultan Agung's first of Sura 1555
        (date(1900, 1, 1), MONDAY, PAHING),
        (date(1901, 6, 6), THURSDAY, PON),  # Sukarno's birth
        (date(1921, 6, 8), WEDNESDAY, KLIWON),  # Soeharto's birth
        (date(1879, 4, 21), MONDAY, PAHING),  # Kartini's birth
    ],
)
def test_market_days_of_days_that_are_known(day: date, weekday: int, market: int) -> None:
    assert (day.weekday(), pasaran(day)) == (weekday, market)


@quiet
@given(day=DAYS, weekday=st.integers(0, 6), market=st.integers(0, 4), step=st.sampled_from((-1, 1)))
def test_the_nearest_market_day_is_one_and_the_nearest(
    day: date, weekday: int, market: int, step: int
) -> None:
    found = nearest(day, weekday, market, step, 0)
    assert (found.weekday(), pasaran(found)) == (weekday, market)
    assert 0 <= (found - day).days * step < 35
    later = nearest(found, weekday, market, step, 1)
    assert abs((later - found).days) == 35


def test_a_month_has_a_market_day_of_a_weekday_once_or_not_at_all() -> None:
    assert in_month(1945, 8, FRIDAY, LEGI) == date(1945, 8, 17)
    none = [m for m in range(1, 13) if in_month(1945, m, FRIDAY, LEGI) is None]
    assert 1 <= len(none) <= 2


# Decreed days: Lebaran by the decrees of those years, within a day of the arithmetic ones.
@pytest.mark.parametrize(
    "lebaran",
    [
        date(1998, 1, 30),
        date(2000, 1, 8),
        date(2011, 8, 31),
        date(2019, 6, 5),
        date(2023, 4, 22),
        date(2024, 4, 10),
        date(2025, 3, 31),
    ],
)
def test_lebaran_is_right_to_a_day_or_two(lebaran: date) -> None:
    found = day_near(10, 1, TODAY, True, lebaran.year)
    assert found is not None
    assert abs(found - lebaran) <= timedelta(days=2)


@quiet
@given(today=DAYS, month=st.integers(1, 12), day=st.integers(1, 29))
def test_a_feast_lies_on_the_side_asked_for(today: date, month: int, day: int) -> None:
    before, after = day_near(month, day, today, True), day_near(month, day, today, False)
    assert before is not None
    assert after is not None
    assert timedelta(0) <= today - before < timedelta(days=356)
    assert timedelta(0) <= after - today < timedelta(days=356)
    assert first_of(1447, 1) < first_of(1447, 2)


@pytest.fixture(scope="module")
def spoken_in() -> Catalogue:
    """The texts in all languages: numbers and months as each of them says them."""
    read = load.library()
    return load.catalogue(read.texts)


@quiet
@given(day=DAYS, language=st.sampled_from(LANGUAGES))
def test_a_date_shown_in_any_language_is_read_again_as_the_same_date(
    ask: Any, spoken_in: Catalogue, day: date, language: str
) -> None:
    kind, context = KINDS["date"], ask("date", limit="birth")
    world = dataclasses.replace(context.world, texts=spoken_in)
    there = replace(context, world=world, language=language)
    for value in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        for said in (kind.show(value, there), kind.speak(value, there)):
            reading = kind.parse(said, there)
            assert isinstance(reading, Taken | AskBack), (said, reading)
            assert reading.value == value, said


@quiet
@given(day=DAYS, two=st.booleans(), role=st.sampled_from(("past", "birth")))
def test_figures_in_all_ways_of_writing(words: Words, day: date, two: bool, role: Any) -> None:
    year = f"{day:%y}" if two else f"{day:%Y}"
    for sign in "-/. ":
        said = read_date(f"{day.day}{sign}{day.month}{sign}{year}", TODAY, words, role)
        assert said is not None
        assert (said.month, said.day) == (day.month, day.day)
        assert said.year in ((day.year,) if not two else (day.year, day.year + 100, day.year - 100))


@quiet
@given(n=st.integers(2, 300))
def test_days_ago_in_every_language(words: Words, n: int) -> None:
    expected = TODAY - timedelta(days=n)
    for said in (
        f"{n} hari yang lalu",
        f"{n} dina kepungkur",
        f"{n} dinten kepengker",
        f"{n} poe ka tukang",
        f"{n} dinten kapengker",
        f"{n} days ago",
    ):
        found = read_date(said, TODAY, words, "past")
        assert found is not None, said
        assert (found.year, found.month, found.day) == (*expected.timetuple()[:3],), said


STORIES = {
    "KTP saya ilang hari Jumat kemarin di pasar senen": ["2026-11-20"],
    "tanggal 12 ding": ["2026-11-12"],
    "salah, tanggal 12 bukan 13": ["2026-11-12"],
    "bukan kemarin tapi lusa kemarin pak": ["2026-11-20", "2026-11-19"],
    "ilang kemarin sore waktu pulang dari pasar minggu": ["2026-11-20"],
    "lampunya mati sejak tiga hari yang lalu di rt 3": ["2026-11-18"],
    "jalan 17 agustus nomor 5 rusak": [],
    "ibu mei sakit": [],
    "lahir 17/8/1945 di jakarta": ["1945-08-17"],
    "dari bulan mei 2020 sampai sekarang": ["2020-05", "2026-11-21"],
    "tadi saya ke kelurahan": [],
    "mau lapor jalan rusak udah dua minggu": ["2026-11-07"],
    "saya lahir tanggal tujuh belas agustus empat lima di solo": ["1945-08-17"],
    "anak saya 3, umur 5": [],
    "hari minggu kemarin jatuh": ["2026-11-15"],
    "it was stolen last monday at the market": ["2026-11-16"],
    "kecopetan tanggal 5 bulan lalu di angkot": ["2026-10-05"],
    "ical kala wingi wonten peken": ["2026-11-20"],
    "leungit tilu poe ka tukang di pasar": ["2026-11-18"],
    "nomor 3175041204450006 rt 05 rw 03": [],
    "besok senin saya ke puskesmas": ["2026-11-23"],
}


@pytest.mark.parametrize("story", STORIES)
def test_dates_are_found_in_a_story(story: str, ask: Any) -> None:
    kind = KINDS["date"]
    found = kind.find(story, ask("date"))
    assert [one.value for one in found] == STORIES[story]
    for one in found:
        assert kind.parse(story[one.start : one.end], ask("date")) is not None


def test_how_exact_a_date_was_said_is_kept(ask: Any) -> None:
    context = ask("date", limit="past")
    for said, precision in {
        "kemarin": "day",
        "bulan lalu": "month",
        "tahun 2019": "year",
        "sekitar tahun 2019": "about",
        "dua minggu lalu": "about",
        "zaman jepang": "about",
        "kira-kira bulan mei": "about",
    }.items():
        reading = KINDS["date"].parse(said, context)
        assert isinstance(reading, Taken | AskBack)
        assert reading.precision == precision, said


def test_a_date_that_is_on_the_card_is_sent_as_none(ask: Any) -> None:
    kind, context = KINDS["date"], ask("date", limit="birth", card=True)
    reading = kind.parse("seperti di KTP", context)
    assert reading == Taken("card", "about")
    assert kind.check("card", context) == reading
    assert kind.map("card") == {"": None, "card": "yes"}
    assert kind.show("card", context) == kind.speak("card", context) == "Seperti di kartu"
    assert not isinstance(kind.check("card", ask("date", limit="birth")), Taken)
