"""What a person does at a screen: anything at all, or, to finish, the good thing."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

from dialogs.contract import event as ev
from dialogs.contract.event import AnyEvent
from dialogs.contract.screen import Screen
from dialogs.world import World
from tests.dialogs.journeys.host import BEGIN

SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text("utf-8"))
LANGUAGES = ("id", "en", "jv", "su")
CHANNELS = ("talk", "telegram")
ACTORS: tuple[ev.Actor, ...] = ("resident", "resident", "companion", "officer")
# Left by going back to the path, for whoever wants to finish.
LEAVE: dict[str, AnyEvent] = {
    "emergency": ev.Choose(option="return"),
    "explain": ev.Choose(option="return"),
    "officer": ev.Choose(option="return"),
    "confirm": ev.Choose(option="no"),
    "read_back": ev.Choose(option="yes"),
    "choose_service": ev.Choose(option="none"),
    "check": ev.Confirm(),
    "eligibility": ev.Choose(option="go"),
    "consent": ev.Choose(option="yes"),
    "handover": ev.Choose(option="here"),
    "agree": ev.Choose(option="yes"),
    "status": ev.Choose(option="return"),
}
# What leads on to where talks seldom get by chance: while it is sent, and away from there.
LIKELY: dict[str, tuple[AnyEvent, ...]] = {
    "check": (
        ev.Confirm(),
        ev.Confirm(),
        ev.Confirm(),
        ev.Withdraw(),
        ev.Say(text="ubah " + "1" * 5_000),
    ),
    "waiting": (ev.Officer(), ev.Officer(), ev.Repeat(), ev.Confirm()),
    "officer": (ev.Menu(), ev.Back()),
    "status": (ev.Choose(option="confirm"), ev.Choose(option="reopen"), ev.Say(text="belum beres")),
    "receipt": (ev.Menu(), ev.CheckStatus(), ev.Choose(option="next")),
    "consent": (ev.Choose(option="no"), ev.Say(text="terserah"), ev.Confirm(), ev.Back()),
    "handover": (ev.Choose(option="absent"), ev.Confirm(), ev.Choose(option="here")),
    "agree": (ev.Choose(option="no"), ev.Say(text="kirim"), ev.Confirm(), ev.Say(text="ya deh")),
}


def anything(random: Random, screen: Screen, goal: str, world: World) -> AnyEvent:
    """Whatever a person, or a channel, may come up with."""
    commands: tuple[AnyEvent, ...] = (
        ev.Back(),
        ev.Menu(),
        ev.Repeat(),
        ev.Explain(),
        ev.Requirements(),
        ev.Simpler(),
        ev.Skip(),
        ev.Officer(),
        ev.Save(),
        ev.Cancel(),
        ev.Withdraw(),
        ev.Aloud(),
        ev.CheckStatus(),
        ev.Confirm(),
        ev.Confirm(),
    )
    likely = LIKELY.get(screen.kind, ())
    if likely and random.random() < 0.3:
        return random.choice(likely)
    if screen.kind == "menu" and random.random() < 0.3:
        return ev.Start(service=goal)
    if screen.sensitive and random.random() < 0.15:  # with personal data given, perhaps
        return ev.Withdraw()
    sort = random.choices(
        ("answer", "near", "anything", "option", "command", "odd", "start"),
        (30, 12, 14, 18, 16, 7, 3),
    )[0]
    if sort in ("answer", "near"):
        return _said(random, "good" if sort == "answer" else "near", screen)
    if sort == "anything":
        return ev.Say(
            text=_long(random) if random.random() < 0.06 else random.choice(SAID["anything"])
        )
    if sort == "option":
        return _option(random, screen)
    if sort == "command":
        return random.choice(commands)
    if sort == "start":
        return ev.Start(service=random.choice([*world.guides, *world.life_events, "TIDAK_ADA"]))
    return _odd(random, world)


def good(random: Random, screen: Screen, goal: str) -> AnyEvent:
    """What ends a talk: the answer that serves, or the way back to the path."""
    if screen.kind in ("welcome", "menu"):
        return ev.Start(service=goal)
    if screen.kind == "question":
        if screen.input in ("choice", "yes_no") and random.random() < 0.7:
            return ev.Choose(option=random.choice(screen.options).id)
        if screen.input == "photo" and random.random() < 0.5:
            return ev.Photo(ref="p1")
        return _said(random, "good", screen)
    if screen.kind in ("receipt", "checklist", "stop"):
        return ev.Choose(option="next")
    return LEAVE[screen.kind]


def _said(random: Random, how: str, screen: Screen) -> AnyEvent:
    if screen.options and random.random() < 0.2:
        return ev.Say(text=random.choice(screen.options).label.shown)
    return ev.Say(text=random.choice(SAID[how].get(screen.input, SAID["anything"])))


def _option(random: Random, screen: Screen) -> AnyEvent:
    if not screen.options or random.random() < 0.1:
        return ev.Choose(option=random.choice(("yes", "no", "send", "next", "keep", "nobody", "")))
    return ev.Choose(option=random.choice(screen.options).id)


def _odd(random: Random, world: World) -> AnyEvent:
    guide = random.choice(list(world.guides.values()))
    questions = [question.id for question in guide.questions] or ["nothing"]
    return random.choice(
        (
            ev.Language(code=random.choice((*LANGUAGES, "xx"))),
            ev.Change(question=random.choice(questions)),
            ev.Locate(lat=random.choice((-6.23, 51.5, float("nan"))), lon=106.86),
            ev.Contact(phone=random.choice(("+6281234567890", "x"))),
            ev.Photo(ref="p1"),
            ev.Consent(yes=random.random() < 0.5),
            ev.Understood(effect="e0.0", candidates=(ev.Candidate("KTP_HILANG", 1.0),)),
            ev.Submitted(effect="e0.0", number="x", pin="1", word="w", status="sent"),
            ev.DraftSaved(effect="e0.0", code="x", until=BEGIN),
        )
    )


def _long(random: Random) -> str:
    word = random.choice(("rumah ", "𝕳🏚 ", "é\u0301", "1", "<i>"))
    lead = random.choice(("", "ubah ", "nik saya "))
    return lead + word * (random.choice((300, 1_900, 10_000)) // len(word))
