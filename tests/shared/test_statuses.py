"""How far a request is, from the resident's question to the real backend and back, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from dialogs.authoring import load
from dialogs.contract.effect import Request, Submit
from dialogs.contract.event import CheckStatus, Choose, Confirm, Inbound, Say, Start, Submitted
from dialogs.contract.screen import Screen
from dialogs.contract.session import StatusTold
from dialogs.receipts import check_symbol, normalise
from dialogs.view import Viewer
from dialogs.world import World
from shared.settings import Settings
from shared.superapp.client import SuperApp
from shared.superapp.client.wire import PATIENT, Wire
from shared.talk.protocol import shown
from shared.talk.rendering import render
from shared.wiring import Wiring
from tests.shared.answering import nobody
from tests.shared.requests_made import NAME, NIK
from tests.superapp.running import JAKARTA, TEBET_TIMUR, Backend, served
from tests.superapp.staff import Officer, hired, jpeg, picture

AUTHORITY = """
code: contoh
name: Kota Contoh
url: {url}
jurisdiction_id: {jurisdiction}
api_key: PANDU_KEY_CONTOH
format: json
source: example.org
checked: 2026-11-21
"""
VIEWER = Viewer("talk")
UNKNOWN = "K7QM2X9A" + check_symbol("K7QM2X9A")
LOST_CARD: tuple[Inbound, ...] = (
    Start(service="KTP_HILANG"),
    *(Say(text=text) for text in ("saya", "boleh", NAME, NIK, "kemarin", "lewati", "belum")),
    *(Say(text=text) for text in ("Tebet Timur", "lewati")),
    Confirm(),
)


@pytest.fixture(scope="module")
def world() -> World:
    return load.world(office=TEBET_TIMUR)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    home = tmp_path_factory.mktemp("superapp")
    with served(f"sqlite:///{home / 'superapp.db'}", home) as it:
        yield it


class Kiosk:
    """One program at the backend of `url`, and what its screens say."""

    def __init__(self, world: World, home: Path, url: str, key: str) -> None:
        home.mkdir(exist_ok=True)
        settings = Settings(home, f"sqlite:///{home / 'talks.db'}", url, TEBET_TIMUR, "K7Q", key)
        self.world = world
        self.wiring = Wiring(world, settings, lambda: datetime.now(timezone.utc), name="test")

    def do(self, *events: Inbound, session: str = "resident", language: str = "id") -> Screen:
        screen = self.wiring.host.look(session, VIEWER, language).screen
        for event in events:
            screen = self.wiring.host.handle(session, event, VIEWER, language).screen
        return screen

    def card(self) -> tuple[str, str]:
        """Receipt and PIN of a request that was sent."""
        receipt = self.do(*LOST_CARD).receipt
        assert receipt is not None
        return receipt.number, receipt.pin

    def asked(self, *said: str, session: str, language: str = "id") -> Screen:
        """What somebody else's talk says to these answers."""
        texts = (Say(text=text) for text in said)
        return self.do(CheckStatus(), *texts, session=session, language=language)


@pytest.fixture
def kiosk(world: World, backend: Backend, tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(world, tmp_path, backend.url, backend.key)
    yield made
    made.wiring.close()


@pytest.fixture(scope="module")
def officer(backend: Backend) -> Officer:
    return hired(backend)


def words(screen: Screen) -> list[str]:
    """The ids of what is told, the status first."""
    assert screen.question is not None
    return [screen.question.id, *(line.id for line in screen.lines)]


def number_of(backend: Backend, receipt: str, pin: str) -> str:
    seen = backend.get(f"/warga/v1/requests/{normalise(receipt)}", headers={"X-Pin": pin})
    return str(seen.json()["service_request_id"])


def test_from_recorded_to_settled(kiosk: Kiosk, backend: Backend, officer: Officer) -> None:
    receipt, pin = kiosk.card()
    number = number_of(backend, receipt, pin)
    told = []
    for n, step in enumerate(
        (None, "handed_over", {"to": "numbered", "official_number": "3174-KTP-77"}, "done")
    ):
        if step == "done":
            assert officer.prove(number, jpeg(picture())).status_code == 201
        if step is not None:
            officer.moved(number, step)
        # The number alone tells the word, and no more.
        alone = kiosk.asked(receipt.lower(), "lupa PIN", session=f"alone{n}")
        told.append(words(alone)[0])
        assert words(alone)[1:] == [words(alone)[0].replace(".is.", ".next."), "status.number"]
        assert {option.id for option in alone.options}.isdisjoint({"confirm", "reopen"})
    assert told == [f"status.is.{s}" for s in ("recorded", "handed_over", "numbered", "done")]

    details = kiosk.asked(receipt, pin, session="details")
    assert {"status.official", "status.service", "status.answer_by"} <= set(words(details))
    text = render(shown(details), lambda id: kiosk.world.texts.text("id", id).shown)
    assert "Nomor resmi: 3174-KTP-77" in text
    assert pin not in text

    # What was sent in this very talk is told without asking anything.
    screen = kiosk.do(Say(text="laporan saya sampai mana"))
    assert words(screen)[0] == "status.is.done"
    sure = kiosk.do(Say(text="sudah beres"))
    assert sure.question is not None
    assert sure.question.id == "status.sure"
    closed = kiosk.do(Choose(option="yes"))
    assert words(closed)[0] == "status.is.settled"
    assert closed.notice is not None
    assert closed.notice.id == "status.done.confirm"


def test_the_ids_of_events_are_in_no_key(
    kiosk: Kiosk, backend: Backend, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs choose them, and a number of a person may be one."""
    receipt, pin = kiosk.card()
    number = number_of(backend, receipt, pin)
    officer.moved(number, "handed_over", {"to": "numbered", "official_number": "3174-KTP-80"})
    assert officer.prove(number, jpeg(picture())).status_code == 201
    officer.moved(number, "done")
    kiosk.asked(receipt, pin, session="odd")
    keys: list[str] = []
    real = Wire.post

    def post(wire: Wire, path: str, *, idempotency_key: str, **sent: Any) -> Any:
        keys.append(idempotency_key)
        return real(wire, path, idempotency_key=idempotency_key, **sent)

    monkeypatch.setattr(Wire, "post", post)
    screen = kiosk.do(Say(id=NIK, text="belum beres"), session="odd")
    assert words(screen)[0] == "status.is.in_progress"
    assert keys
    assert not any(NIK in key for key in keys)


def test_not_done_yet_opens_it_again_once(kiosk: Kiosk, backend: Backend, officer: Officer) -> None:
    receipt, pin = kiosk.card()
    number = number_of(backend, receipt, pin)
    officer.moved(number, "handed_over", {"to": "numbered", "official_number": "3174-KTP-78"})
    assert officer.prove(number, jpeg(picture())).status_code == 201
    officer.moved(number, "done")
    kiosk.asked(receipt, pin, session="a")
    kiosk.asked(receipt, pin, session="b")
    screen = kiosk.do(Say(text="belum beres"), session="a")
    assert (words(screen)[0], screen.notice and screen.notice.id) == (
        "status.is.in_progress",
        "status.done.reopen",
    )
    # Somebody else agrees too late: nothing is closed, and that is said.
    late = kiosk.do(Choose(option="confirm"), Choose(option="yes"), session="b")
    assert (words(late)[0], late.notice and late.notice.id) == (
        "status.is.in_progress",
        "status.too_late",
    )


def test_an_unknown_number_and_a_wrong_pin_sound_alike(kiosk: Kiosk) -> None:
    receipt, pin = kiosk.card()
    wrong = kiosk.asked(receipt, "000000" if pin != "000000" else "111111", session="wrong")
    unknown = kiosk.asked(UNKNOWN, "000000", session="unknown")
    assert wrong.question == unknown.question
    assert [option.id for option in wrong.options] == [option.id for option in unknown.options]


def test_down_keeps_the_number_and_tries_again(
    world: World, backend: Backend, tmp_path: Path
) -> None:
    down = Kiosk(world, tmp_path / "down", nobody(), backend.key)
    screen = down.asked(UNKNOWN, "482913", session="s")
    down.wiring.close()
    assert words(screen) == ["status.down", "status.number"]
    up = Kiosk(world, tmp_path / "down", backend.url, backend.key)
    again = up.do(Choose(option="again"), session="s")
    up.wiring.close()
    assert words(again)[0] == "status.unknown"


def test_what_has_not_left_yet_says_so(world: World, tmp_path: Path) -> None:
    kiosk = Kiosk(world, tmp_path, nobody(), "unused")
    receipt, _ = kiosk.card()
    screen = kiosk.asked(receipt, "lupa", session="later")
    kiosk.wiring.close()
    assert words(screen)[0] == "status.is.queued"


def test_a_report_at_another_authority_is_looked_up_there(
    kiosk: Kiosk, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "authorities"
    files.mkdir()
    written = AUTHORITY.format(url=f"{backend.url}/open311/v2", jurisdiction=JAKARTA)
    (files / "contoh.yaml").write_text(written, encoding="utf-8")
    monkeypatch.setenv("PANDU_AUTHORITIES", str(files))
    monkeypatch.setenv("PANDU_KEY_CONTOH", backend.key)
    request = Request(
        service="LAPOR_JALAN",
        route="open311",
        attributes={"damage": "pothole"},
        fields={"description": "Lubang besar"},
        lat=-6.2266,
        lon=106.8531,
        authority="contoh",
    )
    now = datetime.now(timezone.utc)
    sent = kiosk.wiring.courier.submit("s", Submit(id="e1.0", request=request), now)
    assert isinstance(sent, Submitted)
    assert sent.status == "sent"
    kiosk.wiring.deliver()  # the body is gone by now: what is asked stands in the row
    assert words(kiosk.asked(sent.number, "lupa", session="there"))[0] == "status.is.open"
    monkeypatch.delenv("PANDU_AUTHORITIES")
    reborn = Kiosk(kiosk.world, tmp_path, backend.url, backend.key)
    gone = reborn.asked(sent.number, "lupa", session="without")
    reborn.wiring.close()
    assert words(gone)[0] == "status.down"


def test_a_report_by_its_own_number(backend: Backend) -> None:
    number = backend.report().json()[0]["service_request_id"]
    app = SuperApp(backend.url, backend.key)
    assert app.open311.status(number, PATIENT) == "open"
    assert app.open311.status("JKT-00000000-000000", PATIENT) is None
    app.close()


def test_a_program_that_died_while_asking_tells_it_afterwards(
    world: World, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = Kiosk(world, tmp_path, backend.url, backend.key)
    receipt, pin = dying.card()
    dying.asked(receipt, session="s")

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(dying.wiring.host, "_perform", die)
    with pytest.raises(Killed):
        dying.do(Say(text=pin), session="s")
    dying.wiring.close()
    reborn = Kiosk(world, tmp_path, backend.url, backend.key)
    reborn.wiring.deliver()
    screen = reborn.do(session="s")
    stored = reborn.wiring.store.load("s")
    reborn.wiring.close()
    assert words(screen)[0] == "status.is.recorded"
    assert stored is not None
    assert isinstance(stored.session.aside, StatusTold)


def test_number_and_pin_are_in_no_log(
    kiosk: Kiosk, backend: Backend, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    receipt, pin = kiosk.card()
    kiosk.asked(receipt, pin, session="logged", language="en")
    kiosk.wiring.store.close()
    printed = "".join(capfd.readouterr()) + backend.log.getvalue()
    at_rest = b"".join(file.read_bytes() for file in tmp_path.glob("talks.db*"))
    assert f'"{pin}"' not in printed
    assert f"X-Pin: {pin}" not in printed
    assert f'"pin":"{pin}"'.encode() not in at_rest
    assert NAME.encode() not in at_rest
