"""What every kind promises: it never raises, what it takes holds, what it shows can be read."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogs.contract.event import Consent, Contact, Locate, Photo
from dialogs.emergency import is_emergency
from dialogs.guide import Choice
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Offer, Problem, Reading, Taken
from dialogs.texts import Catalogue, Phrase
from dialogs.words import Words, clean, plain, tidy
from dialogs.world import World

pytestmark = [pytest.mark.once, pytest.mark.slow]
CHOICES = (
    Choice("road", "label.Jalan rusak", words={"id": ("jalan berlubang",)}),
    Choice("lamp", "label.Lampu mati"),
    Choice("tree", "label.Pohon tumbang", words={"su": ("tangkal rungkad",)}),
    Choice("unknown", "label.Tidak tahu"),
)
LIMITS: dict[str, tuple[dict[str, Any], ...]] = {
    "yes_no": ({}, {"consent": True}),
    "date": (
        {},
        {"limit": "past", "quick": True},
        {"limit": "birth"},
        {"limit": "future"},
        {"day": True},
    ),
    "place": ({}, {"point": True, "rtrw": True}),
    "text": ({}, {"min": 1, "max": 50}, {"min": 1, "short": True}),
    "number": ({}, {"min": 0, "max": 100}),
    "money": ({}, {"min": 1000, "max": 50_000_000}, {"per": "month"}),
    "count": ({}, {"min": 1, "max": 30}),
}
# Words that kinds know, in orders nobody thought of.
KNOWN = """
ya tidak kayaknya satu dua belas puluh ratus ribu dobel nol 3175 0812 +62 17 agustus mei 45
kemarin tanggal tahun rt rw / 003/005 kel kecamatan bidara cina menteng jakarta depan masjid nama
semua dan sampai koma setengah minus juta 2,5 -3 1-9
saya pak haji nomor yang kedua terakhir hilang rusak lupa - . , : ( ' <b> 😀 ① ٣ ß İ ﬁ
"""
SCRAPS = st.lists(st.sampled_from([*KNOWN.split(), "\x00", "\u202e"]), max_size=12).map(" ".join)
TEXTS = st.text(max_size=300) | SCRAPS
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("code", "rt", "rw", "landmark", "lat", "lon", "x")), inner, max_size=4
        )
    ),
    max_leaves=6,
)
quiet = settings(max_examples=100)


def contexts(name: str, ask: Any) -> list[Context]:
    choices = CHOICES if name in ("choice", "several") else ()
    return [
        ask(name, optional=optional, choices=choices, **limits)
        for limits in LIMITS.get(name, ({},))
        for optional in (False, True)
    ]


def holds(name: str, reading: Reading, context: Context) -> None:
    """A reading keeps its kind's promises."""
    kind, texts = KINDS[name], context.world.texts
    if isinstance(reading, Problem):
        assert texts.template("id", reading.text).slots == set(reading.slots)
    if isinstance(reading, Taken | AskBack):
        json.dumps(reading.value, allow_nan=False)
        held = kind.check(reading.value, context)
        assert isinstance(held, Taken)
        assert held.value == reading.value
        for form in (kind.show, kind.speak, kind.mask):
            assert form(reading.value, context).strip()
        sent = {True: "yes", False: "no"}.get(reading.value) if name == "yes_no" else reading.value
        assert kind.map(reading.value)[""] == sent
    if isinstance(reading, AskBack) and reading.reason:
        assert reading.reason in texts


@pytest.mark.parametrize("name", KINDS)
@quiet
@given(text=TEXTS)
@example("")
@example("\x00")
@example("‮​")
@example("\ud800")
@example("9" * 10_000)
@example("a " * 5_000)
@example("dua belas " * 1_000)
@example("ا" + "\u0651\u064b" * 5_000)
@example("rt rw rt rw " * 500)
@example("٣١٧٥ ۳ ½ ① ²")
@example("tanggal \U00010a40 \U00010a41 mei")
@example("İİİİ rt 3 depan masjid")
def test_a_kind_reads_any_text(name: str, ask: Any, text: str) -> None:
    for context in contexts(name, ask):
        holds(name, KINDS[name].parse(text, context), context)


@pytest.mark.parametrize("name", KINDS)
@quiet
@given(value=JSON)
@example({"code": "", "rt": None})
@example({"lat": 10**400, "lon": 0})
@example(10**400)
def test_a_kind_checks_any_value(name: str, ask: Any, value: Any) -> None:
    kind = KINDS[name]
    for context in contexts(name, ask):
        assert isinstance(kind.check(value, context), Taken | AskBack | Problem)
        for form in (kind.show, kind.speak, kind.mask):
            assert isinstance(form(value, context), str)
        assert isinstance(kind.phrase(value, context), Phrase)


@pytest.mark.parametrize("name", KINDS)
@quiet
@given(text=TEXTS)
def test_what_is_found_lies_in_the_text_and_holds(name: str, ask: Any, text: str) -> None:
    for context in contexts(name, ask):
        for found in KINDS[name].find(text, context):
            assert 0 <= found.start < found.end <= len(text)
            assert isinstance(KINDS[name].check(found.value, context), Taken)


@pytest.mark.parametrize("name", KINDS)
@quiet
@given(lat=st.floats(), lon=st.floats(), phone=st.text(max_size=30), yes=st.booleans())
def test_a_kind_takes_any_event(
    name: str, ask: Any, lat: float, lon: float, phone: str, yes: bool
) -> None:
    for context in contexts(name, ask):
        for event in (
            Locate(lat=lat, lon=lon),
            Contact(phone=phone),
            Photo(ref=phone),
            Consent(yes=yes),
        ):
            holds(name, KINDS[name].event(event, context), context)


@pytest.mark.parametrize("name", KINDS)
def test_every_offer_can_be_chosen_and_no_other(name: str, ask: Any) -> None:
    for context in contexts(name, ask):
        for offer in KINDS[name].offers(context):
            assert isinstance(offer, Offer)
            assert isinstance(offer.label, Phrase) or offer.label in context.world.texts
            holds(name, KINDS[name].choose(offer.id, context), context)
            assert isinstance(KINDS[name].choose(offer.id, context), Taken)
        assert KINDS[name].choose("no such option", context) is None


DAYS = st.dates(date(1920, 1, 1), date(2026, 11, 21))


@quiet
@given(day=DAYS)
def test_a_day_is_read_back_from_how_it_is_shown_and_spoken(ask: Any, day: date) -> None:
    kind, context = KINDS["date"], ask("date", limit="past")
    value = day.isoformat()
    for said in (kind.show(value, context), kind.speak(value, context), f"{day:%d/%m/%Y}", value):
        assert kind.parse(said, context) == Taken(value, "day")
    month = value[:7]
    assert kind.parse(kind.show(month, context), context) == Taken(month, "month")
    year = value[:4]
    assert kind.parse(kind.show(year, context), context) == Taken(year, "year")


@quiet
@given(
    day=DAYS,
    woman=st.booleans(),
    serial=st.integers(1, 9999),
    region=st.sampled_from(("317503", "337401", "960201", "110101")),
)
def test_a_number_is_read_back_from_how_it_is_shown_and_spoken(
    ask: Any, day: date, woman: bool, serial: int, region: str
) -> None:
    nik = f"{region}{day.day + 40 * woman:02}{day:%m%y}{serial:04}"
    for name in ("nik", "kk"):
        kind, context = KINDS[name], ask(name)
        for said in (kind.show(nik, context), kind.speak(nik, context)):
            reading = kind.parse(said, context)
            card = name == "nik" and not woman and 5 <= day.year % 100 <= 26
            other = card or (name == "kk" and woman)
            assert isinstance(reading, AskBack if other else Taken)
            assert reading.value == nik
        masked = kind.mask(nik, context)
        assert [sign for sign in masked if sign.isdigit()] == list(nik[-4:])
        assert kind.phrase(nik, context).private


@quiet
@given(rest=st.integers(100_000, 9_999_999), prefix=st.sampled_from(("0812", "0857", "0878")))
def test_a_phone_is_read_back_from_how_it_is_shown_and_spoken(
    ask: Any, rest: int, prefix: str
) -> None:
    kind, context = KINDS["phone"], ask("phone")
    value = f"+62{prefix[1:]}{rest}"
    for said in (kind.show(value, context), kind.speak(value, context), value, value[1:]):
        reading = kind.parse(said, context)
        assert isinstance(reading, Taken | AskBack)
        assert reading.value == value
    assert kind.event(Contact(phone=value[1:]), context) == kind.parse(value, context)


@quiet
@given(amount=st.integers(0, 10**12))
@example(500)
@example(1_500_000)
def test_a_sum_is_read_back_from_how_it_is_shown(ask: Any, amount: int) -> None:
    kind, context = KINDS["money"], ask("money")
    for said in (kind.show(amount, context), f"{amount} rupiah", f"{kind.show(amount, context)},-"):
        assert kind.parse(said, context) == Taken(amount)
    shown = kind.show(amount, context)
    assert [one.value for one in kind.find(f"dibayar {shown} kemarin", context)] == [amount]


@quiet
@given(thousands=st.integers(1, 999_999))
def test_a_sum_is_read_back_from_how_it_is_spoken(ask: Any, thousands: int) -> None:
    kind, context = KINDS["money"], ask("money")
    amount = thousands * 1000
    spoken = kind.speak(amount, context)
    assert not any(sign.isdigit() for sign in spoken)
    assert kind.parse(spoken, context) == Taken(amount)


@quiet
@given(people=st.integers(0, 999))
def test_a_number_of_people_is_read_back_from_how_it_is_shown_and_spoken(
    ask: Any, people: int
) -> None:
    kind, context = KINDS["count"], ask("count")
    for said in (kind.show(people, context), kind.speak(people, context), str(people)):
        assert kind.parse(said, context) == Taken(people)


def test_a_sum_has_the_marks_of_its_language(ask: Any, world: World) -> None:
    """As CLDR groups it, without the blank after the currency's sign."""
    catalogues = Catalogue(
        {
            "id": {"money.shown": "Rp{amount}", "money.grouped": "{more}.{three}"},
            "en": {"money.shown": "Rp{amount}", "money.grouped": "{more},{three}"},
        }
    )
    context = replace(ask("money"), world=dataclasses.replace(world, texts=catalogues))
    for language in ("id", "en"):
        for amount in (0, 500, 1_500, 25_000, 1_500_000, 10**12):
            shown = KINDS["money"].show(amount, replace(context, language=language))
            grouped = format_decimal(amount, format="#,##0", locale=language)
            assert shown == f"Rp{grouped}"


def test_a_photo_is_shown_as_there_and_never_by_its_name(ask: Any) -> None:
    kind, context = KINDS["photo"], ask("photo")
    reading = kind.event(Photo(ref="telegram:AgACAgUAAx"), context)
    assert reading == Taken("telegram:AgACAgUAAx")
    for form in (kind.show, kind.speak, kind.mask):
        assert form("telegram:AgACAgUAAx", context) == "Foto sudah ada"
    assert kind.event(Photo(ref=""), context) == Problem("photo.again")
    assert kind.event(Photo(ref="a b"), context) == Problem("photo.again")
    assert kind.parse("telegram:AgACAgUAAx", context) is None


def test_a_location_takes_a_point_without_being_told_to(ask: Any) -> None:
    kind, context = KINDS["location"], ask("location")
    assert kind.event(Locate(lat=-6.2, lon=106.8), context) == Taken({"lat": -6.2, "lon": 106.8})
    assert kind.event(Locate(lat=52.5, lon=13.4), context) == Problem("place.far_away")
    nowhere = replace(context, world=dataclasses.replace(context.world, office=None))
    assert kind.parse("di sini", nowhere) == Problem("location.how")


def test_yes_and_no_are_called_as_the_question_calls_them(ask: Any) -> None:
    kind = KINDS["yes_no"]
    context = ask("yes_no", labels={"yes": "label.Sudah", "no": "label.Belum"})
    assert [offer.label for offer in kind.offers(context)] == ["label.Sudah", "label.Belum"]
    assert (kind.show(True, context), kind.show(False, context)) == ("Sudah", "Belum")
    assert kind.parse("Sudah", context) == Taken(True)
    assert kind.parse("ya", context) == Taken(True)
    assert kind.parse("dereng", context) == Taken(False)
    slots = {"yes": "sudah", "no": "belum"}
    assert kind.parse("kayaknya sudah", context) == Problem("yes_no.unclear_labels", slots)


def test_every_kelurahan_of_jakarta_is_read_back_from_how_it_is_shown(ask: Any) -> None:
    kind, context = KINDS["place"], ask("place")
    codes = context.world.places.codes(home=True)
    assert len(codes) == 267
    for at, code in enumerate(codes):
        value = {"code": code, "rt": f"{at % 20 + 1:03}", "rw": f"{at % 11 + 1:03}"}
        assert kind.parse(f"kelurahan {kind.show(value, context)}", context) == Taken(value)
        assert kind.parse(kind.speak(value, context), context) == Taken(value)
        assert "00" not in kind.mask(value, context)
        assert kind.map(value) == {"": value, **value}


@quiet
@given(text=TEXTS)
@example("yaaa")
@example("ﬁ ٣ ½ ǰ İ")
@example("a\u0301\u0301\u0301\u0301\u0301\u0301")
def test_tidy_is_total_and_settles(text: str) -> None:
    for form in (clean, tidy, plain):
        once = form(text)
        assert form(once) == once
        assert "\x00" not in once
        once.encode("utf-8")


@quiet
@given(text=TEXTS)
def test_lookups_and_the_emergency_look_are_total(words: Words, text: str) -> None:
    assert words.command(text) is None or isinstance(words.command(text), str)
    assert words.answer(text) in (None, "unknown", "none", "skipped")
    assert words.agreed(text) in (None, "yes", "no", "hedge")
    assert is_emergency(text, words) in (True, False)


def test_a_day_before_today_is_what_kemarin_means(ask: Any) -> None:
    context = ask("date", limit="past", quick=True)
    yesterday = (context.today - timedelta(days=1)).isoformat()
    assert KINDS["date"].choose("yesterday", context) == Taken(yesterday, "day")
    assert KINDS["date"].parse("kemarin", context) == Taken(yesterday, "day")
