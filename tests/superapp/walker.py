"""Walks a service of another authority from start to a posted report, through the real host. What
to answer is chosen from the screen alone, as a person does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pytest

from dialogs.authoring import load
from dialogs.authoring.from_open311 import City, guide_code
from dialogs.contract import event as ev
from dialogs.contract.event import Inbound
from dialogs.contract.screen import Screen
from dialogs.view import Viewer
from dialogs.world import World
from shared.settings import load as load_settings
from shared.superapp.authorities.authority import OWN, Authority, find
from shared.superapp.authorities.offered import offer
from shared.superapp.client.superapp import open_authority
from shared.wiring import Wiring
from tests.superapp import replay

MOST = 60  # events; the longest definition has a dozen questions
SAID = {
    "number": "25",
    "name": "Siti Aminah",
    "phone": "0812 3456 7890",
    "date": "17 agustus 2026",
    "address": "Jalan Merdeka 10, dekat pasar",
    "text": "Lubang besar di depan pasar, motor sering jatuh.",
}
VIEWER = Viewer("talk")


class Stuck(AssertionError):
    """The talk did not come to its end; the message says where it stood."""


class Walker:
    """One authority behind a replaying server, and the program that talks to it."""

    def __init__(self, city: replay.City, authority: Authority, home: Path, base: World) -> None:
        server = open_authority(authority)
        now = datetime.now(timezone.utc)
        self.offered = offer(authority, server, home, now).offered
        server.close()
        self.city, self.authority = city, authority
        self.world = load.elsewhere(
            base, City(authority.code, authority.name, authority.needs_email), self.offered
        )
        settings = load_settings({"PANDU_HOME": str(home), "PANDU_DEVICE": "K2Z"})
        self._wiring = Wiring(
            self.world, settings, lambda: datetime.now(timezone.utc), name="walker"
        )

    def close(self) -> None:
        self._wiring.close()

    def walk(self, service: str) -> list[Screen]:
        """The screens up to the receipt of a report that was sent. Raises Stuck."""
        code = guide_code(self.authority.code, service)
        session, screens = f"walk/{code}", [self._look(f"walk/{code}")]
        for _ in range(MOST):
            screen = screens[-1]
            if screen.kind == "receipt":
                if screen.receipt is None or screen.receipt.status != "sent":
                    raise Stuck(f"{code}: not sent; {'; '.join(self.city.wrong) or 'no reason'}")
                return screens
            event = answer(screen, code, screens)
            screens.append(self._wiring.host.handle(session, event, VIEWER).screen)
        raise Stuck(f"{code}: no end; last at {screens[-1].kind} {screens[-1].question_id}")

    def _look(self, session: str) -> Screen:
        return self._wiring.host.look(session, VIEWER).screen


def answer(screen: Screen, code: str, before: list[Screen]) -> Inbound:
    """What a person who wants `code` says or presses here."""
    options = [option.id for option in screen.options]
    if screen.problem is not None:
        raise Stuck(f"{code}: {screen.question_id}: {screen.problem.text.shown}")
    if screen.kind == "welcome":
        return ev.Choose(option="none")
    if screen.kind == "menu":
        return ev.Choose(option=code) if code in options else _group(screen, code, before)
    if screen.kind == "read_back":
        return ev.Choose(option="yes")
    if screen.kind == "check":
        return ev.Confirm()
    if screen.kind != "question":
        raise Stuck(f"{code}: an unexpected {screen.kind}")
    if screen.input == "several":
        return ev.Say(text="1 dan 2" if len(options) > 1 else "1")
    if screen.input in ("choice", "yes_no"):
        return ev.Choose(option=options[0])
    return ev.Say(text=SAID[screen.input])


def _group(screen: Screen, code: str, before: list[Screen]) -> Inbound:
    """The next group that was not looked into yet; from inside a group, back."""
    if before.count(screen) == 1 and any(a.name == "back" for a in screen.actions):
        return ev.Back()
    groups = [option.id for option in screen.options if option.id.startswith("group:")]
    looked = sum(shown.kind == "menu" and "group:" in str(shown.options) for shown in before)
    if looked > len(groups):
        raise Stuck(f"{code} stands in no group of the menu")
    return ev.Choose(option=groups[looked - 1])


@contextmanager
def walking(
    folder: Path, home: Path, base: World, patch: pytest.MonkeyPatch, **more: str
) -> Iterator[Walker]:
    """A walker over the recordings of a folder; `more` are lines of the authority's file."""
    with replay.replaying(folder) as city:
        lines = {"code": folder.name, "name": f"Kota {folder.name}", "url": city.url}
        lines |= {"format": city.form, "source": "test", "checked": "2026-11-21", **more}
        files = home / "configured"
        files.mkdir()
        text = "".join(f"{name}: {value}\n" for name, value in lines.items())
        (files / f"{folder.name}.yaml").write_text(text, "utf-8")
        patch.setenv(OWN, str(files))
        patch.setenv("PANDU_HOME", str(home))
        walker = Walker(city, find(folder.name), home, base)
        try:
            yield walker
        finally:
            walker.close()
