"""A talk begun at one place and finished at another: two programs, one hub, one code."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dialogs.contract.event import Choose, Confirm, Inbound, Photo, Say, Start
from dialogs.contract.screen import Screen
from dialogs.view import Viewer
from dialogs.world import World
from shared.hub.port import Refusal
from tests.shared.hub.conftest import Hub, Place, place

NIK = "3175041204450006"
NAME = "Siti Aminah"
TELEGRAM = Viewer("telegram")
KIOSK = Viewer("kiosk")
LOST_CARD: tuple[Inbound, ...] = (
    Choose(option="ibu"),
    Start(service="KTP_HILANG"),
    Say(text="saya"),
    Say(text="kemarin"),
    Say(text="di pasar"),
    Say(text="belum"),
)
GARBAGE: tuple[Inbound, ...] = (
    Start(service="LAPOR_SAMPAH"),
    Choose(option="pile"),
    Choose(option="heap"),
    Say(text="Bidara Cina"),
    Say(text="kemarin"),
    Say(text="Sampah menumpuk di depan pasar"),
)
LEFT_OUT = (Say(text="belum"), Say(text="lewati"), Say(text="lewati"))  # photo, name, phone


def say(at: Place, session: str, viewer: Viewer, *events: Inbound) -> Screen:
    """What is shown after all of them."""
    for event in events:
        screen = at.wiring.host.handle(session, event, viewer).screen
    return screen


def asked(screen: Screen) -> str:
    return f"{screen.kind}: {screen.question.shown if screen.question else ''}"


def code_on(screen: Screen) -> str:
    assert screen.kind == "saved", asked(screen)
    assert screen.question is not None
    return screen.question.shown.rpartition(" ")[2]


def take(at: Place, code: str) -> str:
    taken = at.wiring.drafts.take_up(code, at.clock())
    assert isinstance(taken, str), taken
    return taken


def test_begun_on_telegram_finished_at_the_kiosk(world: World, hub: Hub, tmp_path: Path) -> None:
    with (
        place(world, tmp_path / "bot", hub, name="bot") as bot,
        place(world, tmp_path / "kiosk", hub, name="kiosk", in_memory=True, device="AB2") as kiosk,
    ):
        saved = say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm())
        code = code_on(saved)
        assert not any("sambungan" in line.shown for line in saved.lines)
        here = take(kiosk, code)
        assert here != "chat"
        # It stands where it stood: what the chat may not ask is asked now, and nothing else.
        screen = kiosk.wiring.host.look(here, KIOSK).screen
        assert asked(screen) == "consent: Boleh kami catat?"
        screen = say(kiosk, here, KIOSK, Say(text="boleh"))
        assert "nama lengkap Ibu" in asked(screen)
        screen = say(kiosk, here, KIOSK, Say(text=NAME))
        assert asked(screen) == "question: Berapa NIK Ibu?"
        screen = say(kiosk, here, KIOSK, Say(text=NIK), Say(text="Bidara Cina"), Say(text="lewati"))
        rows = {row.label.shown: row.value.shown for row in screen.summary}
        assert rows["Tempat hilang"] == "di pasar"
        assert rows["Nama"] == NAME
        assert isinstance(kiosk.wiring.drafts.take_up(code, kiosk.clock()), Refusal)  # one holder
        screen = say(kiosk, here, KIOSK, Confirm())
        assert screen.kind == "receipt"
        kiosk.wiring.drafts.let_go(here, kiosk.clock())
        kiosk.wiring.talks.forget(here)
        assert hub.metrics()['pandu_hub_steps{action="used"}'] == 1
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN
        # The chat does not show any more what was done meanwhile.
        bot.deliver(timedelta(minutes=2))
        assert bot.wiring.store.load("chat") is None
        assert bot.wiring.drafts.take_up(code, bot.clock()) is Refusal.UNKNOWN


def test_begun_at_the_kiosk_gone_on_in_the_chat(world: World, hub: Hub, tmp_path: Path) -> None:
    consented = (*LOST_CARD[:3], Say(text="boleh"), Say(text=NAME), Say(text=NIK))
    with (
        place(world, tmp_path / "kiosk", hub, name="kiosk", in_memory=True) as kiosk,
        place(world, tmp_path / "bot", hub, name="bot", device="AB2") as bot,
    ):
        screen = say(kiosk, "visit", KIOSK, *consented)
        assert "hilang" in asked(screen)
        code = code_on(say(kiosk, "visit", KIOSK, Say(text="simpan")))
        kiosk.wiring.drafts.let_go("visit", kiosk.clock())
        kiosk.wiring.talks.forget("visit")
        kiosk.deliver()
        chat = take(bot, code)
        screen = bot.wiring.host.look(chat, TELEGRAM).screen
        assert asked(screen) == "question: Kapan KTP Ibu hilang?"
        screen = say(
            bot, chat, TELEGRAM, Say(text="kemarin"), Say(text="di pasar"), Say(text="belum")
        )
        shown = " ".join(row.value.shown for row in screen.summary)
        assert NIK not in shown.replace(" ", "")  # given at the kiosk, not repeated in a chat
        assert NAME not in shown
        # And back again, by the new code or by the first one.
        second = code_on(say(bot, chat, TELEGRAM, Say(text="simpan")))
        assert second != code
        here = take(kiosk, code)
        screen = say(kiosk, here, KIOSK, Say(text="Bidara Cina"), Say(text="lewati"))
        rows = {row.label.shown: row.value.shown for row in screen.summary}
        assert (rows["Nama"], rows["Tempat hilang"]) == (NAME, "di pasar")
        assert rows["NIK"].endswith(NIK[-4:])


def test_a_visit_that_ends_unfinished_gives_the_talk_back(
    world: World, one_hub: Hub, tmp_path: Path
) -> None:
    with (
        place(world, tmp_path / "bot", one_hub, name="bot") as bot,
        place(world, tmp_path / "kiosk", one_hub, name="kiosk", in_memory=True) as kiosk,
    ):
        code = code_on(say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm()))
        first = take(kiosk, code)
        kiosk.wiring.drafts.let_go(first, kiosk.clock())
        kiosk.wiring.talks.forget(first)
        second = take(kiosk, code)
        # A screen that is simply wiped gives back too, by the delivery round.
        kiosk.wiring.talks.forget(second)
        kiosk.deliver()
        # Where it was saved it is the very talk, also after it went on there for a while.
        for _ in range(2):
            assert take(bot, code) == "chat"
            changed = (Say(text="ubah tempat hilang"), Say(text="di angkot"))
            assert say(bot, "chat", TELEGRAM, *changed).kind == "check"
            bot.wiring.drafts.let_go("chat", bot.clock())
        assert isinstance(kiosk.wiring.drafts.take_up(code, kiosk.clock()), str)


def test_a_chat_that_fell_silent_holds_nothing_back(
    world: World, one_hub: Hub, tmp_path: Path
) -> None:
    with (
        place(world, tmp_path / "kiosk", one_hub, name="kiosk", in_memory=True) as kiosk,
        place(world, tmp_path / "bot", one_hub, name="bot", device="AB2") as bot,
    ):
        code = code_on(say(kiosk, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan")))
        kiosk.wiring.talks.forget("visit")
        chat = take(bot, code)
        bot.deliver(timedelta(minutes=20))
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN
        bot.deliver(timedelta(minutes=20))
        bot.deliver(timedelta(minutes=2))
        here = take(kiosk, code)
        assert bot.wiring.store.load(chat) is not None  # what was said there is not lost
        kiosk.wiring.drafts.let_go(here, kiosk.clock())
        # What is done in the chat after all uses the code up.
        say(bot, chat, KIOSK, Say(text="boleh"), Say(text=NAME), Say(text=NIK))
        on = (*LOST_CARD[3:], Say(text="Bidara Cina"), Say(text="lewati"), Confirm())
        assert say(bot, chat, KIOSK, *on).kind == "receipt"
        bot.deliver()
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN


def test_a_cancelled_talk_is_kept_nowhere(world: World, one_hub: Hub, tmp_path: Path) -> None:
    with (
        place(world, tmp_path / "bot", one_hub, name="bot") as bot,
        place(world, tmp_path / "kiosk", one_hub, name="kiosk", in_memory=True) as kiosk,
    ):
        code = code_on(say(bot, "chat", TELEGRAM, *LOST_CARD, Confirm()))
        here = take(kiosk, code)
        say(kiosk, here, KIOSK, Say(text="batal"), Say(text="ya"))
        kiosk.deliver()
        assert one_hub.metrics()['pandu_hub_steps{action="used"}'] == 1
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN
        # Where it was saved, too: erased there, erased at the hub.
        other = code_on(say(bot, "other", TELEGRAM, *LOST_CARD, Confirm()))
        bot.wiring.drafts.erase("other", bot.clock())
        assert bot.wiring.store.load("other") is None
        assert kiosk.wiring.drafts.take_up(other, kiosk.clock()) is Refusal.UNKNOWN
        # And by whatever forgets a talk: the next round tells the hub.
        third = code_on(say(bot, "third", TELEGRAM, *LOST_CARD, Confirm()))
        bot.wiring.store.forget("third")
        bot.deliver()
        assert kiosk.wiring.drafts.take_up(third, kiosk.clock()) is Refusal.UNKNOWN
        assert one_hub.metrics()['pandu_hub_steps{action="erased"}'] == 2


def test_what_is_sent_where_it_was_saved_is_used_up(
    world: World, one_hub: Hub, tmp_path: Path
) -> None:
    with (
        place(world, tmp_path / "office", one_hub) as office,
        place(world, tmp_path / "kiosk", one_hub, name="kiosk", in_memory=True) as kiosk,
    ):
        code = code_on(say(office, "talk", KIOSK, *GARBAGE[:3], Say(text="simpan")))
        on = (Choose(option="return"), *GARBAGE[3:], *LEFT_OUT, Confirm())
        assert say(office, "talk", KIOSK, *on).kind == "receipt"
        office.deliver()
        assert kiosk.wiring.drafts.take_up(code, kiosk.clock()) is Refusal.UNKNOWN


def test_photos_stay_and_that_is_said(world: World, one_hub: Hub, tmp_path: Path) -> None:
    with (
        place(world, tmp_path / "bot", one_hub, name="bot") as bot,
        place(world, tmp_path / "kiosk", one_hub, name="kiosk", in_memory=True) as kiosk,
    ):
        ref = bot.wiring.store.photos.put("chat", b"a picture", bot.clock())
        screen = say(bot, "chat", TELEGRAM, *GARBAGE, Photo(ref=ref), *LEFT_OUT[1:])
        assert screen.kind == "check"
        code = code_on(say(bot, "chat", TELEGRAM, Say(text="simpan")))
        here = take(kiosk, code)
        screen = kiosk.wiring.host.look(here, KIOSK).screen
        assert asked(screen) == "question: Ada foto sampahnya?"
        assert screen.notice is not None
        assert screen.notice.shown == "Fotonya tidak ikut ke sini. Boleh difoto lagi."
        # Where it was taken it is still there.
        kiosk.wiring.drafts.let_go(here, kiosk.clock())
        assert take(bot, code) == "chat"
        assert bot.wiring.host.look("chat", TELEGRAM).screen.kind == "check"


@pytest.mark.parametrize("in_memory", [False, True])
def test_without_a_hub_a_code_works_where_it_was_given(
    world: World, tmp_path: Path, *, in_memory: bool
) -> None:
    with place(world, tmp_path / "alone", None, in_memory=in_memory) as alone:
        code = code_on(say(alone, "visit", KIOSK, *LOST_CARD[:3], Say(text="simpan")))
        if in_memory:
            alone.wiring.talks.forget("visit")
    with place(world, tmp_path / "alone", None, in_memory=in_memory) as alone:
        assert take(alone, code) == "visit"
        assert alone.wiring.host.look("visit", KIOSK).screen.kind == "consent"
        assert alone.wiring.drafts.take_up("ZZZ-ZZZ", alone.clock()) is Refusal.UNKNOWN
