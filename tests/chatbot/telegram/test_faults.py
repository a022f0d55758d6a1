"""A bad line, a strict Telegram, deliveries that nobody should believe."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from chatbot.telegram.limits import Limits, Rate
from dialogs.world import World
from shared.store.inbox import Letter
from tests.chatbot.telegram.double import Double, Person
from tests.chatbot.telegram.office import Office
from tests.chatbot.telegram.test_chat import says

NOW = datetime.fromisoformat("2026-11-05T09:00+07:00")


def test_too_many_requests_are_waited_for(office: Office, double: Double, siti: Person) -> None:
    says(office, siti, "/start")
    double.fails("sendMessage", status=429, description="Too Many Requests", retry_after=1)
    begun = time.monotonic()
    says(office, siti, "jalan rusak")
    assert time.monotonic() - begun >= 1
    assert "Jalan rusak" in siti.screen.text


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "description": "Bad Gateway"},
        {"status": 500, "description": "Internal Server Error"},
        {"lost": True},
    ],
)
def test_a_line_that_breaks_loses_nothing(
    office: Office, double: Double, siti: Person, fault: dict[str, object]
) -> None:
    says(office, siti, "/start", "[Ibu]")
    double.fails("editMessageText", **fault)
    says(office, siti, "[KTP dan kartu identitas]")
    double.fails("sendMessage", **fault)
    says(office, siti, "jalan rusak")
    assert "Jalan rusak" in siti.screen.text


def test_what_the_person_deleted_is_sent_anew(office: Office, double: Double, siti: Person) -> None:
    says(office, siti, "/start")
    screen = siti.screen
    data = screen.rows[1][0]["callback_data"]
    double.telegram.chat(siti.id).remove(screen)
    siti.presses_data(data, screen)
    office.settle()
    assert "mau urus apa" in siti.screen.text


def test_the_same_update_twice_is_taken_once(office: Office, double: Double, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN", "[Berlubang]")
    number = siti.types("di sini")
    double.telegram.repeat(double.telegram.posted[number])
    office.settle()
    double.telegram.repeat(double.telegram.posted[number])
    office.settle()
    assert "Sejak kapan rusak?" in siti.screen.text
    assert len([one for one in siti.sees if "Sejak kapan" in one.text]) == 1


def test_many_texts_at_once_are_answered_in_order(office: Office, siti: Person) -> None:
    says(office, siti, "/start LAPOR_JALAN")
    for text in ("berlubang", "di sini", "kemarin", "lubang besar", "tidak", "Siti Aminah"):
        siti.types(text)
    office.settle()
    assert "Nomor telepon mana" in siti.screen.text


def test_typing_is_shown_where_it_takes_long(office: Office, double: Double, siti: Person) -> None:
    says(office, siti, "/start")
    double.fails("sendMessage", seconds=1.5)
    says(office, siti, "jalan rusak")
    assert siti.id in double.telegram.typing


def test_a_forged_or_spoilt_delivery_is_refused(world: World, tmp_path: Path) -> None:
    with Double() as double, Office(world, tmp_path, double, now=NOW, way="webhook") as office:
        siti = double.person()
        hook = double.telegram.webhook["url"]
        right = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-tests"}
        forged = {"update_id": 1, "message": siti._message(1) | {"text": "/start"}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            assert httpx.post(hook, json=forged, headers=headers).status_code == 404
        assert httpx.post(hook, content=b"no json", headers=right).status_code == 400
        assert httpx.post(hook, json=[1], headers=right).status_code == 400
        large = b"{" + b" " * (2 << 20)
        assert httpx.post(hook, content=large, headers=right).status_code == 413
        assert httpx.get(hook, headers=right).status_code == 405
        office.call(office.parts.workers.idle)  # type: ignore[union-attr]
        assert siti.sees == []
        says(office, siti, "/start")
        assert "Mau dipanggil apa?" in siti.screen.text


def test_a_chat_is_not_flooded(world: World, double: Double, tmp_path: Path) -> None:
    """The pace of a chat is kept by itself, before Telegram has to ask for it."""
    limits = Limits(Rate(2, 4.0))
    waits = [limits.wait(7, now=0.0) for _ in range(6)]
    assert waits == [0, 0, 0.25, 0.5, 0.75, 1.0]
    assert limits.wait(8, now=0.0) == 0
    limits.pause(8, until=3.0)
    assert limits.wait(8, now=1.0) == 2.0
    assert limits.wait(7, now=100.0) == 0


def test_a_webhook_never_answers_before_the_disk_has_it(world: World, tmp_path: Path) -> None:
    """While the database takes nothing, Telegram is told to come again."""
    with Double() as double, Office(world, tmp_path, double, now=NOW, way="webhook") as office:
        siti = double.person()
        inbox = office.wiring.store.inbox
        put, fails = inbox.put, threading.Event()

        def failing(letters: Sequence[Letter], now: datetime) -> list[str]:
            if fails.is_set():
                raise OSError("no space left")
            return put(letters, now)

        inbox.put = failing  # type: ignore[method-assign]
        fails.set()
        siti.types("/start")
        time.sleep(0.5)
        assert len(double.telegram.updates) == 1
        fails.clear()
        office.settle()
        assert "Mau dipanggil apa?" in siti.screen.text
