"""Bad input at every stage, aside and kind: a screen comes back, and no answer is lost.

The stages are those that the golden conversations pass through.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from dialogs.authoring import load
from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect, CallOfficer
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.journey import walk
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World
from tests.dialogs.conftest import OFFICE
from tests.dialogs.talking import NOW
from tests.golden.drivers import Pure
from tests.golden.script import read

pytestmark = [pytest.mark.once, pytest.mark.slow]
GOLDEN = Path(__file__).parents[1] / "golden"
LONGEST_SESSION = 16 * 1024  # bytes of JSON, the hard cap

TEXTS = {
    "empty": "",
    "blanks": " \t\r\n ",
    "10,000 letters": "lubang besar " * 770,
    "10,000 without a blank": "x" * 10_000,
    "10,000 digits": "3" * 10_000,
    "signs": "?!...",
    "emoji": "😀👩‍👩‍👧🇮🇩",
    "direction marks": "\u202eqwerty\u202c \u200f\u061c",
    "html": "<script>alert(1)</script><b>ya</b>",
    "nul": "si\u0000ti\u0007\u001b[2J",
    "json": '{"event":"start","service":"KTP_HILANG"}',
    "slots": "{you} {owner} [{x}] %s %(a)s ${b}",
    "a lone surrogate": "siti \ud800 \udfff",
    "arabic": "مرحبا كيف الحال",
    "chinese": "我丢了身份证",
    "javanese script": "ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ",
    "foreign digits": "٣١٧٥٠٤٥٢٠٤٤٥٠٠٠٦",
    "marks": "z" + "\u0301" * 300,
    "sql": "'; DROP TABLE session; --",
    "a shell": "$(rm -rf /) `id` | cat",
    "a gettext mark": "[{you}, ",
}
EVENTS = {
    "an option": ev.Choose(option="../../etc"),
    "a question": ev.Change(question="\ud800"),
    "a language": ev.Language(code="xx"),
    "a point": ev.Locate(lat=1e308, lon=-1e308),
    "a phone": ev.Contact(phone="\u0000☎" * 500),
    "a photo": ev.Photo(ref="x" * 10_000),
    "a service": ev.Start(service="🙂"),
    "no consent": ev.Consent(yes=False),
}


@cache
def world() -> World:
    return load.world(office=OFFICE)


@cache
def places() -> tuple[tuple[str, Session, str], ...]:
    """One session for every kind of screen, question, aside, overlay and language."""
    found: dict[str, tuple[str, Session, str]] = {}
    for path in sorted(GOLDEN.glob("*.talk")):
        for name, session, channel in _passed(path):
            found.setdefault(name, (name, session, channel))
    return tuple(found.values())


def _passed(path: Path) -> Iterator[tuple[str, Session, str]]:
    script = read(path)
    talk = Pure(world(), script)
    for _ in talk.answers():
        screen = _shown(talk.session, script.channel)
        aside = type(talk.session.aside).__name__
        name = f"{screen.kind}/{screen.service}/{screen.question_id}/{aside}/{screen.language}"
        yield name, talk.session, script.channel


def _shown(session: Session, channel: str) -> Screen:
    return show(world(), session, NOW, Viewer(channel))


def test_the_goldens_pass_through_everything() -> None:
    kinds = {_shown(session, channel).kind for _, session, channel in places()}
    inputs = {_shown(session, channel).input for _, session, channel in places()}
    assert kinds >= {
        "welcome", "menu", "question", "read_back", "explain", "choose_service", "check",
        "receipt", "checklist", "confirm", "officer", "saved", "emergency",
    }  # fmt: skip
    assert inputs >= {"yes_no", "choice", "nik", "kk", "name", "phone", "date", "place", "text"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_gets_a_screen_and_loses_nothing(text: str) -> None:
    for name, session, channel in places():
        _kept(name, session, ev.Say(text=text, channel=channel))


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_any_event_gets_a_screen_and_loses_nothing(event: ev.Inbound) -> None:
    for name, session, channel in places():
        _kept(name, session, replace(event, channel=channel))


def test_the_same_bad_text_over_and_over() -> None:
    for name, session, channel in places():
        for n in range(5):
            session = _kept(name, session, ev.Say(id=f"r{n}", text="zq " * 200, channel=channel))


def test_the_ladder_offers_a_person_at_the_third_time() -> None:
    session = Session(id="talk", address="none")
    session, _ = turn(world(), session, ev.Start(id="e1", service="KTP_HILANG", channel="talk"))
    calls: list[AnyEffect] = []
    for n in range(5):
        said = ev.Say(id=f"r{n}", text="zzz", channel="talk")
        session, effects = turn(world(), session, said)
        calls += effects
    screen = _shown(session, "talk")
    assert [line.id for line in screen.lines] == ["officer.quietly"]
    # Called once, at the third time, and for what it is.
    assert calls == [
        CallOfficer(id="r2.0", service="KTP_HILANG", question="for_whom", reason="stuck")
    ]
    assert screen.problem is not None
    assert screen.problem.given == "zzz"


def _kept(name: str, before: Session, event: ev.Inbound) -> Session:
    """The session after it; what was answered before still is, but for the question asked."""
    event = replace(event, id=event.id or "bad", at=NOW)
    after, _ = turn(world(), before, event)
    screen = _shown(after, event.channel)
    assert screen.heading.shown, name
    assert screen.question is None or screen.question.shown, name
    assert len(msgspec.json.encode(after)) <= LONGEST_SESSION, name
    msgspec.json.encode(screen)
    asked = walk(world(), before, event.channel).current
    for key, answer in before.answers.items():
        assert key in after.answers, (name, key)
        assert after.answers[key] == answer or (asked and asked.key == key), (name, key)
    return after
