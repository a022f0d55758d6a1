"""Every screen of every guide: each question on each way, on each rung of the ladder, with each
aside over it; and the screens around them.

`expected` counts them from the guides alone, `met` drives the dialog layer to them; the two sets
have to be the same, so a screen that nobody looked at is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from dialogs.authoring.lint.ends import OPENS
from dialogs.authoring.paths import Path, paths
from dialogs.contract import effect as effects
from dialogs.contract import event as events
from dialogs.contract.answer import Answer
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import AnyEvent
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.guide import Guide, Question
from dialogs.journey import walk
from dialogs.show import show
from dialogs.talk import JAKARTA
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World

CHANNEL = "kiosk"
NOW = datetime(2026, 11, 20, 9, 15, tzinfo=JAKARTA)
VIEWER = Viewer(CHANNEL)
NONSENSE = "xq zzv"  # no kind, no command and no language reads it

# A value a kind holds, for questions whose answer decides nothing. Synthetic.
SAMPLES: dict[str, Any] = {
    "nik": "3175046508510002",
    "kk": "3175040101150003",
    "name": "Siti Aminah Contoh",
    "phone": "+6281200001234",
    "date": "2026-11-19",
    "place": {"code": "31.75.03.1002", "rt": "003", "rw": "005"},
    "location": {"code": "31.75.03.1002", "landmark": "depan masjid"},
    "address": {"code": "32.75.01.1001"},
    "text": "Di dekat pasar, sejak hari Senin.",
    "number": 3,
    "count": 4,
    "money": 1_500_000,
    "yes_no": True,
}
# What can lie over a question: its name, and the events that bring it about.
OVER: dict[str, tuple[AnyEvent, ...]] = {
    "plain": (),
    "rung 1": (events.Say(text=NONSENSE),),
    "rung 2": (events.Say(text=NONSENSE),) * 2,
    "rung 3": (events.Say(text=NONSENSE),) * 3,
    "explain": (events.Explain(),),
    "simpler": (events.Simpler(),),
    "requirements": (events.Requirements(),),
    "cancel": (events.Cancel(),),
    "officer": (events.Officer(),),
    "save": (events.Save(),),
    "emergency": (events.Say(text="tolong kebakaran"),),
}


class Met(NamedTuple):
    """A screen, and which one it is: service, question or kind, what lies over it."""

    service: str
    what: str
    over: str
    screen: Screen

    @property
    def key(self) -> tuple[str, str, str]:
        return self.service, self.what, self.over


def expected(world: World) -> set[tuple[str, str, str]]:
    """Service, question and what lies over it, from the guides' files alone."""
    return {
        (guide.code, question.id, over)
        for guide in world.guides.values()
        for way in paths(guide)
        for question in way.asked
        for over in OVER
    }


def met(world: World, language: str) -> Iterator[Met]:
    """Every screen once, in this language."""
    seen: set[tuple[str, str, str]] = set()
    for guide in world.guides.values():
        for way in paths(guide):
            for found in _on_the_way(world, guide, way, language):
                if found.key not in seen:
                    seen.add(found.key)
                    yield found
    yield from _around(world, language)


def _on_the_way(world: World, guide: Guide, way: Path, language: str) -> Iterator[Met]:
    session = Session(
        id="audit", language=language, services=(guide.code,), address="ibu",
        guides={guide.code: guide.version},
    )  # fmt: skip
    for question in way.asked:
        for before in _opening(world, session):
            yield Met(guide.code, before.kind, "plain", before)
        session = _opened(world, session)
        for over, steps in OVER.items():
            copied = replace(session, answers=dict(session.answers), rungs=dict(session.rungs))
            yield Met(guide.code, question.id, over, _shown(world, _led(world, copied, steps)))
        step = walk(world, session, CHANNEL).current
        if step is None:
            return
        value = way.values.get(question.id, _sample(question))
        session.answers[step.key] = Answer(value)
    yield from _end(world, guide, session)


def _end(world: World, guide: Guide, session: Session) -> Iterator[Met]:
    """The summary, the elder's own yes, the receipt in each of its states, or the list."""
    session = _opened(world, session)
    for _ in range(4):
        screen = _shown(world, session)
        yield Met(guide.code, screen.kind, "plain", screen)
        if screen.kind not in ("check", "handover", "agree", "waiting"):
            break
        session = _led(world, session, (events.Confirm(),))
    for status in ("sent", "recorded", "refused"):
        outcome = session.outcomes.get(guide.code)
        if outcome is not None:
            told = replace(outcome, status=status)
            other = replace(session, outcomes={**session.outcomes, guide.code: told})
            yield Met(guide.code, "receipt", status, _shown(world, other))


def _around(world: World, language: str) -> Iterator[Met]:
    """What belongs to no service: who are you, home and its groups, news of a request."""
    fresh = Session(id="audit", language=language)
    yield Met("", "welcome", "plain", _shown(world, fresh))
    home = _led(world, fresh, (events.Choose(option="ibu"),))
    screen = _shown(world, home)
    yield Met("", "menu", "plain", screen)
    for option in screen.options:
        if option.id.startswith("group:") or option.id == "check_status":
            inside = _led(world, home, (events.Choose(option=option.id),))
            yield Met("", option.id, "plain", _shown(world, inside))
    for name, said in (("unsure", "urus surat"), ("elsewhere", "perpanjang SIM")):
        yield Met("", "menu", name, _shown(world, _led(world, home, (events.Say(text=said),))))


def _sample(question: Question) -> Any:
    if question.choices:
        return question.choices[0].id
    return SAMPLES.get(question.kind, None if question.optional else "")


def _opening(world: World, session: Session) -> Iterator[Screen]:
    """The screens before the next question that only have to be agreed to."""
    for _ in OPENS:
        event = OPENS.get(walk(world, session, CHANNEL).stage)
        if event is None:
            return
        yield _shown(world, session)
        session = _led(world, session, (event,))


def _opened(world: World, session: Session) -> Session:
    for _ in OPENS:
        event = OPENS.get(walk(world, session, CHANNEL).stage)
        if event is None:
            break
        session = _led(world, session, (event,))
    return session


def _shown(world: World, session: Session) -> Screen:
    return show(world, session, NOW, VIEWER)


def _led(world: World, session: Session, steps: tuple[AnyEvent, ...]) -> Session:
    """After these events, and what came of their effects."""
    for step in steps:
        stamped = replace(step, id=f"a{session.turn}", at=NOW, channel=CHANNEL)
        session, asked = turn(world, session, stamped)
        for effect in asked:
            result = _result(effect)
            if result is not None:
                told = replace(result, id=f"{effect.id}.r", at=NOW)
                session, _ = turn(world, session, told)
    return session


def _result(effect: AnyEffect) -> AnyEvent | None:
    """What the world outside would have answered."""
    if isinstance(effect, effects.Submit):
        return events.Submitted(
            effect=effect.id, number="BDC-7K4-M9R", pin="204816", word="melati", status="queued"
        )
    if isinstance(effect, effects.CallOfficer):
        return events.OfficerTook(effect=effect.id, position=1)
    if isinstance(effect, effects.SaveDraft):
        return events.DraftSaved(effect=effect.id, code="K2Z-7HM", until=NOW)
    if isinstance(effect, effects.Understand):
        near = (events.Candidate("SKTM", 0.4), events.Candidate("DOMISILI", 0.3))
        return events.Understood(effect=effect.id, candidates=near)
    return None
