"""What a text meant that was no service: said kindly, or asked back; nothing is done by a guess."""

from __future__ import annotations

import pytest

from dialogs.authoring import load
from dialogs.contract import event as ev
from dialogs.contract.effect import CallOfficer, Understand
from dialogs.contract.event import AnyEvent
from dialogs.contract.screen import Screen
from dialogs.contract.session import Confirming, Notice, ReadBack, Session
from dialogs.journey import walk
from dialogs.show import show
from dialogs.talk import EPOCH
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return load.world()


def heard(world: World, text: str, *labels: str, sure: bool = True) -> Session:
    """At the menu somebody said `text`, and understanding answered with `labels`."""
    session, effects = turn(world, Session(id="s", address="ibu"), ev.Say(id="e1", text=text))
    (effect,) = effects
    assert isinstance(effect, Understand)
    candidates = tuple(ev.Candidate(label, 0.9 / n) for n, label in enumerate(labels, 1))
    told = ev.Understood(id="e1.r", effect=effect.id, candidates=candidates, sure=sure)
    return turn(world, session, told)[0]


def screen(world: World, session: Session) -> Screen:
    return show(world, session, EPOCH, Viewer("talk"))


def notice(world: World, session: Session) -> str:
    assert isinstance(session.aside, Notice)
    return session.aside.text


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("SIM C saya sudah mati, perpanjang di mana", "elsewhere.sim"),
        ("paspor ibu saya mau habis", "elsewhere.paspor"),
        ("token listriknya tidak bisa masuk", "elsewhere.listrik"),
        ("buku nikah kami hilang", "elsewhere.nikah"),
        ("jalan di Purworejo rusak parah", "elsewhere.kota_lain"),
        ("mau beli bakso", "elsewhere.unknown"),
    ],
)
def test_it_is_said_who_does_it(world: World, text: str, who: str) -> None:
    session = heard(world, text, "DI_LUAR", "WISATA")
    assert notice(world, session) == who
    assert screen(world, session).kind == "menu"


def test_the_longest_name_counts(world: World) -> None:
    assert world.words.elsewhere.who("pajak penghasilan pensiunan") == "pajak_penghasilan"


def test_every_name_has_its_words(world: World) -> None:
    named = {who for ways in world.words.elsewhere.phrases.values() for _, who in ways}
    texts = {id.partition(".")[2] for id in load.library().texts if id.startswith("elsewhere.")}
    assert named == texts - {"unknown"}


def test_also_where_only_words_were_searched(world: World) -> None:
    session = heard(world, "perpanjang paspor saya", sure=False)
    assert notice(world, session) == "elsewhere.paspor"


def test_unsure_and_unnamed_offers_what_is_likely(world: World) -> None:
    session = heard(world, "anu itu lho", "DI_LUAR", "WISATA", "KTP_HILANG", sure=False)
    assert screen(world, session).kind == "choose_service"


def test_a_sure_command_is_never_a_service_further_down(world: World) -> None:
    for label in ("SAPA", "GANTI_BAHASA"):
        session = heard(world, "entah apa yang dikatakan", label, "KTP_HILANG")
        assert screen(world, session).kind == "menu"
        assert notice(world, session).startswith("meant.")


def test_an_officer_is_called_once_that_was_agreed_to(world: World) -> None:
    session = heard(world, "pengen omong sama yang jaga", "BANTUAN_PETUGAS", "SAPA")
    assert session.aside == Confirming("officer")
    _, effects = turn(world, session, ev.Say(id="e2", text="ya"))
    assert [type(effect) for effect in effects] == [CallOfficer]
    after, effects = turn(world, session, ev.Say(id="e2", text="tidak"))
    assert (after.aside, effects) == (None, ())


def test_a_yes_at_the_menu_is_nothing(world: World) -> None:
    session = heard(world, "begitulah kira-kira adanya", "YA", "SAPA")
    assert notice(world, session) == "menu.nothing_found"


def test_a_yes_that_only_understanding_heard_is_read_back(world: World) -> None:
    session = at_a_yes_or_no(world)
    text = "begitulah kira-kira adanya saudara"
    session, (effect, *_) = turn(world, session, ev.Say(id="y1", text=text))
    assert isinstance(effect, Understand)
    told = ev.Understood(
        id="y2", effect=effect.id, candidates=(ev.Candidate("YA", 0.9),), sure=True
    )
    before = session.answers
    session, _ = turn(world, session, told)
    assert isinstance(session.aside, ReadBack)
    assert (session.aside.value, session.answers) == (True, before)


def at_a_yes_or_no(world: World) -> Session:
    """A talk that stands at a yes or no which is no permission, its first options chosen so far."""
    for code in world.guides:
        session, _ = turn(world, Session(id="s", address="ibu"), ev.Start(id="e0", service=code))
        for number in range(8):
            step = walk(world, session, "").current
            if step is None:
                break
            question = step.question
            if question.kind == "yes_no" and not question.limits.get("consent"):
                return session
            options = screen(world, session).options
            act: AnyEvent = ev.Skip(id=f"w{number}")
            if options:
                act = ev.Choose(id=f"w{number}", option=options[0].id)
            session, _ = turn(world, session, act)
    raise AssertionError("no guide asks a yes or no early")
