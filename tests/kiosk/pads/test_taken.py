"""What is typed is what is taken: the answer kinds read every pad's words, in every language."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

from dialogs.contract.event import Say
from dialogs.contract.screen import Screen
from dialogs.dates import OLDEST
from dialogs.guide import Choice, Guide, Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Reading, Taken
from dialogs.receipts import check_symbol
from kiosk.compose import every_page
from kiosk.glass import Glass
from kiosk.press import press
from kiosk.scene import Act
from kiosk.visit import Send
from tests.kiosk.pads.asked import LANGUAGES, NOW, OFFICE, context, glass_of, screen_of, world

CODE = "PM1"


def question(kind: str, **limits: Any) -> Question:
    return Question(
        id="asked", kind=kind, of="service", field="asked", heading="action.back",
        question="status.pin", label="action.back", why="action.back", limits=limits,
    )  # fmt: skip


def glass_for(asked: Question, language: str) -> Glass:
    """A glass before this question, as if a guide asked it."""
    real = world()
    guide: Guide = dataclasses.replace(real.guides[CODE], questions=(asked,))
    other = dataclasses.replace(real, guides={**real.guides, CODE: guide})
    screen: Screen = screen_of(CODE, asked, language)
    return glass_of(screen)._replace(world=other)


def sent(glass: Glass, acts: Sequence[Act], *, seen: bool = True) -> str:
    """The text that a row of presses sends; `seen`: each is on the glass when it is pressed."""
    for act in acts:
        if seen:
            on_glass = {node.act for scene in every_page(glass) for node in scene.targets()}
            assert act in on_glass, act
        visit, commands = press(glass, act)
        glass = glass._replace(visit=visit)
        for command in commands:
            assert isinstance(command, Send)
            assert isinstance(command.event, Say)
            assert command.event.on == 1
            return command.event.text
    raise AssertionError("nothing was sent")


def reading(asked: Question, language: str, acts: Sequence[Act], *, seen: bool = True) -> Reading:
    said = sent(glass_for(asked, language), acts, seen=seen)
    return KINDS[asked.kind].parse(said, context(asked, language))


def keys(signs: str) -> list[Act]:
    return [*(Act("key", sign) for sign in signs), Act("enter")]


DAYS = {
    "past": ((2026, 11, 5), (2026, 1, 31), (2020, 2, 29), (2016, 12, 17)),
    "birth": ((1945, 8, 17), (1950, 5, 1), (2004, 2, 29), (2026, 11, 4), (1931, 10, 10)),
    "future": ((2026, 11, 5), (2027, 3, 9), (2028, 2, 29)),
    "": ((2026, 6, 2), (2027, 7, 3)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("limit", DAYS)
def test_a_date_by_steps_is_that_date(language: str, limit: str) -> None:
    asked = question("date", limit=limit, quick=True)
    for year, month, day in DAYS[limit]:
        if limit == "birth":
            lead = [Act("pick"), Act("decade", str(year // 10 * 10)), Act("year", str(year))]
        else:
            lead = [Act("pick"), Act("year", str(year))]
        by_month = [*lead, Act("month", str(month))]
        whole = reading(asked, language, [*by_month, Act("day", str(day))])
        assert whole == Taken(f"{year}-{month:02}-{day:02}", "day")
        assert reading(asked, language, [*by_month, Act("no_day")]) == Taken(
            f"{year}-{month:02}", "month"
        )
        assert reading(asked, language, [*lead, Act("no_month")]) == Taken(str(year), "year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_month_and_year_that_is_offered_is_taken(language: str) -> None:
    asked = question("date", limit="birth")
    for year in range(NOW.year - OLDEST, NOW.year + 1, 7):
        lead = [Act("decade", str(year // 10 * 10)), Act("year", str(year))]
        for month in range(1, 13):
            if (year, month) > (NOW.year, NOW.month):
                continue
            acts = [*lead, Act("month", str(month)), Act("day", str(1 + month * 2))]
            if (year, month) != (NOW.year, NOW.month):
                day = f"{year}-{month:02}-{1 + month * 2:02}"
                assert reading(asked, language, acts, seen=False) == Taken(day, "day")


@pytest.mark.parametrize("limit", ["past", "birth", "future"])
def test_no_day_on_the_wrong_side_of_today_is_offered(limit: str) -> None:
    asked = question("date", limit=limit, quick=True)
    glass = glass_for(asked, "id")
    lead = [Act("decade", "2020")] if limit == "birth" else []
    for act in (Act("pick"), *lead, Act("year", "2026"), Act("month", "11")):
        glass = glass._replace(visit=press(glass, act)[0])
    days = {
        int(node.act.on)
        for scene in every_page(glass)
        for node in scene.targets()
        if node.act and node.act.name == "day"
    }
    assert days == (set(range(5, 31)) if limit == "future" else set(range(1, 6)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_as_on_the_card(language: str) -> None:
    asked = question("date", limit="birth", card=True)
    assert reading(asked, language, [Act("card")]) == Taken("card", "about")


def test_a_day_that_is_needed_offers_no_way_round() -> None:
    asked = question("date", limit="past", quick=True, day=True)
    glass = glass_for(asked, "id")
    for act in (Act("pick"), Act("year", "2024"), Act("month", "3")):
        glass = glass._replace(visit=press(glass, act)[0])
        names = {
            node.act.name for scene in every_page(glass) for node in scene.targets() if node.act
        }
        assert not names & {"no_day", "no_month"}


def _letters(name: str) -> list[Act]:
    """The keys that lead to this kelurahan's list."""
    return [Act("elsewhere"), *(Act("key", sign) for sign in name.replace(" ", "").upper()[:2])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kelurahan_of_jakarta_is_taken(language: str) -> None:
    asked = question("place")
    glass = glass_for(asked, language)
    codes = glass.world.places.codes(home=True)
    for code in codes if language == "id" else codes[::20]:
        _, commands = press(glass, Act("place", code))
        (command,) = commands
        assert isinstance(command, Send)
        assert isinstance(command.event, Say)
        read = KINDS["place"].parse(command.event.text, context(asked, language))
        assert read == Taken({"code": code}), command.event.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kelurahan_by_its_letters_with_rt_and_rw(language: str) -> None:
    asked = question("place", rtrw=True)
    acts = [*_letters("Bidara Cina"), Act("place", "31.75.03.1002")]
    read = reading(asked, language, [*acts, *keys("3"), *keys("12")])
    assert read == Taken({"code": "31.75.03.1002", "rt": "003", "rw": "012"})
    unknown = [*acts, Act("unknown_number"), *keys("5")]
    assert reading(asked, language, unknown) == Taken({"code": "31.75.03.1002", "rw": "005"})
    neither = [*acts, Act("unknown_number"), Act("unknown_number")]
    assert reading(asked, language, neither) == Taken({"code": "31.75.03.1002"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_this_office_is_one_press_and_still_asks_rt_and_rw(language: str) -> None:
    asked = question("place", rtrw=True)
    acts = [Act("place", OFFICE), *keys("1"), *keys("2")]
    assert reading(asked, language, acts) == Taken({"code": OFFICE, "rt": "001", "rw": "002"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "landmark"), [("DEPAN MASJID", "depan masjid"), ("KALI BARU", "dekat kali baru"),
    ("AGUNG", "dekat agung")],
)  # fmt: skip
def test_a_location_with_what_stands_nearby(language: str, typed: str, landmark: str) -> None:
    asked = question("location")
    signs = [Act("space") if sign == " " else Act("key", sign) for sign in typed]
    acts = [*_letters("Cipinang Muara"), Act("place", "31.75.03.1006")]
    name = world().places.name("31.75.03.1006")
    read = reading(asked, language, [*acts, *signs, Act("enter")])
    assert isinstance(read, Taken), (name, read)
    assert read.value["code"] == "31.75.03.1006"
    assert read.value["landmark"].lower() == landmark


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("amount", [1000, 50000, 750000, 1500000, 12345678, 100000000])
def test_money_is_that_sum(language: str, amount: int) -> None:
    asked = question("money")
    assert reading(asked, language, keys(str(amount))) == Taken(amount)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_noughts_are_one_press(language: str) -> None:
    acts = [Act("key", "1"), Act("key", "5"), Act("key", "0"), Act("key", "000"), Act("enter")]
    assert reading(question("money"), language, acts) == Taken(150000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_whole_and_parted(language: str) -> None:
    asked = question("number")
    mark = "." if language == "en" else ","
    assert reading(asked, language, keys("25")) == Taken(25)
    parted = [Act("key", "2"), Act("key", mark), Act("key", "5"), Act("enter")]
    assert reading(asked, language, parted) == Taken(2.5)
    assert reading(question("count"), language, keys("12")) == Taken(12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_phones(language: str) -> None:
    number = "3175035107480021"
    assert reading(question("nik"), language, keys(number)) == Taken(number)
    phone = reading(question("phone"), language, keys("081234567890"))
    assert isinstance(phone, Taken | AskBack)
    assert phone.value == "+6281234567890"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_stories(language: str) -> None:
    typed = [Act("space") if sign == " " else Act("key", sign) for sign in "SITI NUR'AINI"]
    read = reading(question("name"), language, [*typed, Act("enter")])
    assert read == Taken("Siti Nur'Aini")
    story = [Act("space") if sign == " " else Act("key", sign) for sign in "LAMPU MATI. GELAP"]
    assert reading(question("text"), language, [*story, Act("enter")]) == Taken("Lampu mati. Gelap")


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_are_said_together(language: str) -> None:
    choices = tuple(Choice(id, f"action.{id}") for id in ("back", "repeat", "officer", "save"))
    asked = dataclasses.replace(question("several"), choices=choices)
    acts = [Act("toggle", "3"), Act("toggle", "1"), Act("toggle", "4"), Act("toggle", "4")]
    assert reading(asked, language, [*acts, Act("enter")]) == Taken(["back", "officer"])
    assert reading(asked, language, [Act("toggle", "2"), Act("enter")]) == Taken(["repeat"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_in_threes(language: str) -> None:
    receipt = "K7QM2X9A" + check_symbol("K7QM2X9A")
    asked = question("receipt")
    assert reading(asked, language, keys(receipt)) == Taken(receipt)
