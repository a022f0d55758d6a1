"""A line that is down, answers that are lost, holders that die, and many who come at once."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from dialogs.contract.event import Confirm, Say
from dialogs.world import World
from shared.hub.client import HubClient, Taken
from shared.hub.port import Refusal
from shared.superapp.client.answers import UnreachableError
from shared.superapp.client.wire import PATIENT
from tests.shared.hub.conftest import NOWHERE, ROOT, Hub, place, serving
from tests.shared.hub.test_moving import KIOSK, LOST_CARD, TELEGRAM, code_on, say, take

CODES, CLAIMANTS, DEVICES = 50, 200, 8


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.parametrize("in_memory", [False, True])
def test_saved_without_a_line_good_here_now_and_elsewhere_later(
    world: World, tmp_path: Path, *, in_memory: bool
) -> None:
    port, database = free_port(), f"sqlite:///{tmp_path / 'hub.db'}"
    url = f"http://127.0.0.1:{port}"
    with serving(tmp_path / "hub", database, port=port) as hub:
        pass  # its token is there, the hub is not
    with (
        place(world, tmp_path / "a", hub, url=url, in_memory=in_memory) as here,
        place(world, tmp_path / "b", hub, url=url, name="kiosk", in_memory=True) as there,
    ):
        saved = say(here, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan"))
        code = code_on(saved)
        assert saved.lines[0].shown.startswith("Kode ini sudah bisa dipakai di sini.")
        if in_memory:
            here.wiring.drafts.let_go("visit", here.clock())
            here.wiring.talks.forget("visit")
        assert there.wiring.drafts.take_up(code, there.clock()) is Refusal.NO_LINE
        assert take(here, code) == "visit"  # here it works
        assert here.wiring.host.look("visit", KIOSK).screen.kind == "consent"
        here.deliver()  # still no line
        with serving(tmp_path / "hub", database, port=port):
            here.deliver(timedelta(minutes=10))
            there.deliver(timedelta(minutes=10))
            assert isinstance(there.wiring.drafts.take_up(code, there.clock()), str)
            assert here.wiring.drafts.take_up(code, here.clock()) is Refusal.UNKNOWN
        # What is at the hub is not guessed at without it: it may be held.
        assert here.wiring.drafts.take_up(code, here.clock()) is Refusal.NO_LINE


def test_wrong_codes_are_counted_without_a_line_too(world: World, tmp_path: Path) -> None:
    with place(world, tmp_path / "a", None, url=NOWHERE) as here:
        told = [here.wiring.drafts.take_up(f"AAA-{n:03}", here.clock()) for n in range(222, 273)]
    assert told[-1] is Refusal.TOO_MANY
    assert set(told[:-1]) == {Refusal.NO_LINE}


def test_a_hub_that_does_not_know_us_is_a_line_that_is_down(
    world: World, one_hub: Hub, tmp_path: Path
) -> None:
    with place(world, tmp_path / "a", None, url=one_hub.url) as here:
        saved = say(here, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan"))
        assert "di sini" in saved.lines[0].shown
        here.deliver()
        assert take(here, code_on(saved)) == "visit"


def test_an_answer_that_was_lost_locks_nobody_out(
    world: World, one_hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hub gave the talk out, and nobody got it: the claim is given back."""
    real = HubClient.take

    def lost(self: HubClient, code: str, *, claim: str, person: str) -> Taken | Refusal:
        real(self, code, claim=claim, person=person)
        raise UnreachableError("no answer", answered=False)

    with (
        place(world, tmp_path / "a", one_hub, name="bot") as bot,
        place(world, tmp_path / "b", one_hub, name="kiosk", in_memory=True) as kiosk,
    ):
        code = code_on(say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm()))
        with monkeypatch.context() as without:
            without.setattr(HubClient, "take", lost)
            assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.NO_LINE
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN
        kiosk.deliver()
        assert isinstance(kiosk.wiring.drafts.take_up(code, kiosk.clock()), str)


def test_a_saving_whose_answer_was_lost_is_the_same_saving(
    world: World, one_hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = HubClient.save

    def lost(self: HubClient, draft: str, **given: object) -> int:
        put(self, draft, **given)  # type: ignore[arg-type]
        raise UnreachableError("no answer", answered=False)

    with place(world, tmp_path / "a", one_hub, name="bot") as bot:
        with monkeypatch.context() as without:
            without.setattr(HubClient, "save", lost)
            code = code_on(say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm()))
        bot.deliver()
        assert one_hub.metrics()['pandu_hub_steps{action="saved"}'] == 1
        assert bot.wiring.store.copies.waiting() == []
        assert take(bot, code) == "chat"


@contextmanager
def dying(home: Path, hub: Hub, code: str) -> Iterator[str]:
    """A holder in a process of its own; it is killed when the block ends."""
    home.mkdir(exist_ok=True)
    token = hub.device("add", f"dying-{secrets.token_hex(3)}")
    command = [sys.executable, "-m", "tests.shared.hub.holder", str(home), hub.url, token, code]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.slow
def test_a_holder_that_dies_frees_the_talk_when_its_lease_ends(
    world: World, database: str, tmp_path: Path
) -> None:
    lease = 15.0  # renewed every five seconds, also where the machine is busy
    with (
        serving(tmp_path / "hub", database, "--lease", str(lease)) as hub,
        place(world, tmp_path / "bot", hub, name="bot") as bot,
        place(world, tmp_path / "kiosk", hub, name="kiosk", in_memory=True) as kiosk,
    ):
        code = code_on(say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm()))
        with dying(tmp_path / "dying", hub, code) as taken:
            assert len(taken) == 32
            time.sleep(lease * 1.3)  # it lives, and says so: the lease does not end
            assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN
        until = time.monotonic() + 60
        while (found := kiosk.wiring.drafts.take_up(code, kiosk.clock())) is Refusal.UNKNOWN:
            assert time.monotonic() < until, "the lease does not end"
            time.sleep(1.0)
        assert isinstance(found, str)
        assert kiosk.wiring.host.look(found, KIOSK).screen.kind == "consent"


def test_two_hundred_claimants_on_fifty_codes(hub: Hub) -> None:
    """One holder each, none lost: also when holders give back and others take over."""
    tokens = [hub.device("add", f"place-{n}") for n in range(DEVICES)]
    clients = [HubClient(hub.url, token) for token in tokens]
    codes = [f"{n:03}-MNP".replace("0", "A").replace("1", "B") for n in range(CODES)]
    for n, code in enumerate(codes):
        clients[0].save(f"d{n}", code=code, talk=f"talk {n}", expects=0, claim="", timeouts=PATIENT)
    together = threading.Barrier(20)
    got: Counter[str] = Counter()
    holders: dict[str, tuple[int, str]] = {}

    def claimant(number: int) -> None:
        claim = secrets.token_hex(16)
        if number < CLAIMANTS // 20 * 20:
            together.wait(timeout=60)
        place_ = number % DEVICES
        taken = clients[place_].take(codes[number % CODES], claim=claim, person=f"p{number}")
        if isinstance(taken, Taken):
            got[taken.draft] += 1
            holders[taken.draft] = (place_, claim)
            assert taken.talk == f"talk {number % CODES}"
        else:
            assert taken is Refusal.UNKNOWN

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(claimant, range(CLAIMANTS)))
    assert got == Counter({f"d{n}": 1 for n in range(CODES)})
    assert hub.metrics()['pandu_hub_drafts{state="held"}'] == CODES
    for draft, (place_, claim) in list(holders.items())[: CODES // 2]:
        clients[place_].release(claim)
        again = clients[0].take(codes[int(draft[1:])], claim=secrets.token_hex(16), person="")
        assert isinstance(again, Taken)
    for client in clients:
        client.close()


def test_a_code_that_another_talk_has_is_not_given_out(
    world: World, one_hub: Hub, tmp_path: Path
) -> None:
    with (
        place(world, tmp_path / "a", one_hub) as here,
        place(world, tmp_path / "b", one_hub, name="b", device="AB2") as there,
    ):
        code = code_on(say(here, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan")))
        drafts = there.wiring.store.drafts
        real = drafts._code
        taken = code.replace("-", "")
        drafts._code = lambda *given: real(*given) if given[2] else taken  # type: ignore[method-assign]
        saved = say(there, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan"))
        assert code_on(saved) != code
        assert "di sini" not in saved.lines[0].shown
        assert take(here, code) == "visit"
        assert isinstance(here.wiring.drafts.take_up(code_on(saved), _now()), str)


def _now() -> datetime:
    return datetime.now(timezone.utc)
