"""Three ways to hold the same talk: the pure layer, the host on a store, the program itself.

Each yields what a golden file shows: the effects by name and the screen as the terminal prints it.
Two things are different by their nature and are made alike, in all three: a saved talk's code is
random, so `CODE` stands for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect, AskStatus, CallOfficer, SaveDraft, Submit, Understand
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from dialogs.world import World
from shared.settings import Settings
from shared.store.drafts import KEPT
from shared.talk.json_lines import JsonLines
from shared.talk.protocol import Line, Shown, line, shown
from shared.talk.rendering import render
from shared.understanding import WordSearch
from shared.wiring import SPECIMEN, Wiring, dry_status
from tests.golden.script import SAYS, Screened, Script

ROOT = Path(__file__).parents[2]
CODE = "K7Q-M2X"
SESSION = "golden"
UNTOLD = {"made_at", "consent.asked_at", "consent.text_version"}  # the clock's, and a hash
LONG = 60


class Step(NamedTuple):
    """What came of an event: the screen, and the effects that led to it."""

    screen: Screen
    effects: tuple[AnyEffect, ...]

    def written(self, world: World) -> Screened:
        """As a golden file shows it, with what a request says."""
        made = _screened(world, line(self.screen, list(self.effects)), None)
        return made._replace(effects=tuple(_told(made.effects, self.effects)))


class Pure:
    """`turn` and `show` alone; what a host would perform is done here in a few lines."""

    def __init__(self, world: World, script: Script, search: WordSearch | None = None) -> None:
        self._world, self._script = world, script
        self._search = search or WordSearch(world)
        self._seen: set[str] = set()
        self._calls = 0
        self.session = Session(id=SESSION, language=script.language)

    def first(self) -> str:
        return printed(self._world, shown(self._screen("resident")))

    def answers(self) -> Iterator[Screened]:
        yield from (step.written(self._world) for step in self.steps())

    def steps(self) -> Iterator[Step]:
        """What comes of each event, not yet printed."""
        for event in self._script.events:
            effects = self._take(event)
            yield Step(self._screen(event.actor), tuple(effects))

    def _take(self, event: ev.AnyEvent) -> list[AnyEffect]:
        if event.id in self._seen:
            return []
        stamped = replace(event, channel=self._script.channel, at=event.at or self._script.now)
        before = self.session
        self.session, effects = turn(self._world, before, stamped)
        if self.session is before and not isinstance(event, ev.Result):
            return []
        self._seen.add(event.id)
        followed = list(effects)
        for effect in effects:
            followed += self._take(self._perform(effect))
        return followed

    def _perform(self, effect: AnyEffect) -> ev.ResultEvent:
        id = f"{effect.id}:result"
        if isinstance(effect, Understand):
            candidates, sure = self._search.understand(effect.text, effect.language)
            return ev.Understood(id=id, effect=effect.id, candidates=candidates, sure=sure)
        if isinstance(effect, Submit):
            return replace(SPECIMEN, id=id, effect=effect.id)
        if isinstance(effect, AskStatus):
            return replace(dry_status(SESSION, effect, self._script.now), id=id)
        if isinstance(effect, CallOfficer):
            self._calls += 1
            return ev.OfficerTook(id=id, effect=effect.id, position=self._calls)
        if isinstance(effect, SaveDraft):
            return ev.DraftSaved(id=id, effect=effect.id, code=CODE, until=self._script.now + KEPT)
        raise AssertionError(f"nobody performs {type(effect).__name__} here")

    def _screen(self, actor: ev.Actor) -> Screen:
        viewer = Viewer(self._script.channel, actor)
        return show(self._world, self.session, self._script.now, viewer)


class Hosted:
    """The JSON lines, the host and a SQLite store of their own, in this process."""

    def __init__(self, world: World, script: Script, home: Path) -> None:
        self._world, self._script = world, script
        settings = Settings(
            home=home,
            database_url="sqlite://",
            backend_url="http://127.0.0.1:9",
            office=world.office or "",
            device="AB2",
            api_key="unused",
        )
        self._wiring = Wiring(world, settings, lambda: script.now, name="golden", dry_run=True)
        self._viewer = Viewer(script.channel)
        self._lines = JsonLines(self._wiring.host, SESSION, self._viewer, script.language)

    def first(self) -> str:
        settled = self._wiring.host.look(SESSION, self._viewer, self._script.language)
        return printed(self._world, shown(settled.screen))

    def answers(self) -> Iterator[Screened]:
        code: str | None = None
        for event in self._script.events:
            made = decoded(self._lines.answer(msgspec.json.encode(event)))
            code = code_of(made) or code
            yield _screened(self._world, made, code)

    def close(self) -> None:
        self._wiring.close()


def program(world: World, script: Script, home: Path) -> Iterator[Screened]:
    """`./pandu talk --json --dry-run` in a process of its own, all events in one go."""
    command = [
        sys.executable,
        "-m",
        "shared.commands",
        "talk",
        "--json",
        "--dry-run",
        "--now",
        script.now.isoformat(),
        "--channel",
        script.channel,
        "--language",
        script.language,
    ]
    office = {"PANDU_OFFICE": world.office} if world.office else {}
    done = subprocess.run(
        command,
        input=b"\n".join(map(msgspec.json.encode, script.events)) + b"\n",
        cwd=ROOT,
        env={**os.environ, "PANDU_HOME": str(home), **office},
        capture_output=True,
        timeout=120,
        check=True,
    )
    code: str | None = None
    for raw in done.stdout.splitlines():
        made = decoded(raw)
        code = code_of(made) or code
        yield _screened(world, made, code)


def _told(names: tuple[str, ...], effects: tuple[AnyEffect, ...]) -> Iterator[str]:
    """The effects by name, and below a request what it says."""
    for name, effect in zip(names, effects, strict=True):
        yield name
        if isinstance(effect, Submit):
            said = msgspec.to_builtins(effect.request)
            yield from (f"{SAYS}{key}: {value}" for key, value in _flat(said) if key not in UNTOLD)


def _flat(said: dict[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    """Name and value of all that is there; long stories by their beginning."""
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _flat(value, "" if key == "attributes" else f"{key}.")
        elif value is not None:
            text = str(value)
            short = text if len(text) <= LONG else f"{text[:LONG]}… ({len(text)} letters)"
            yield under + key, " ".join(short.split())


def decoded(raw: bytes) -> Line:
    return msgspec.json.decode(raw, type=Line)


def code_of(made: Line) -> str | None:
    """The random code of a saved talk, where this screen tells one."""
    if made.screen.kind != "saved" or made.screen.question is None:
        return None
    return made.screen.question.rpartition(" ")[2]


def printed(world: World, screen: Shown) -> str:
    """The screen as the terminal prints it."""
    return render(screen, lambda id: world.texts.text(screen.language, id).shown)


def _screened(world: World, made: Line, code: str | None) -> Screened:
    text = printed(world, made.screen)
    if code is not None:
        text = text.replace(code, CODE)  # as long as the code it stands for: no line breaks anew
    return Screened(tuple(done.effect for done in made.effects), text)
