"""`./pandu talk`: a guided talk in the terminal, or with `--json` a line a screen for programs."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone

from dialogs.authoring import load
from dialogs.authoring.from_open311 import City, guide_code
from dialogs.authoring.source import GuideError
from dialogs.contract.event import Actor
from dialogs.talk import JAKARTA
from dialogs.view import Viewer
from dialogs.world import World
from shared import settings as configuration
from shared.database import DatabaseError
from shared.hub.port import Refusal
from shared.logs import quiet
from shared.privacy.cipher import CipherError
from shared.settings import Settings, SettingsError
from shared.superapp.authorities.authority import find
from shared.superapp.authorities.offered import offer
from shared.superapp.client.superapp import open_authority
from shared.talk.json_lines import JsonLines
from shared.talk.moment import moment
from shared.talk.terminal import Terminal
from shared.understanding import WordSearch
from shared.wiring import Wiring

OPERATOR_ERRORS = (GuideError, SettingsError, DatabaseError, CipherError)


def main(argv: Sequence[str], address: Callable[[], str] | None = None) -> int:
    """Runs one talk. 0 when it ended, 1 when it could not begin (one line says why).

    `address` waits for the super-app that is just starting, where no other is named.
    """
    options = _parser().parse_args(argv)
    quiet()
    try:
        return run(options, address)
    except OPERATOR_ERRORS as error:
        print(error, file=sys.stderr)
        return 1


def run(options: argparse.Namespace, address: Callable[[], str] | None) -> int:
    """A talk with these options; raises OPERATOR_ERRORS before it begins."""
    world = load.world(office=configuration.load().office)
    if options.authority:
        world = _elsewhere(world, options)
    settings = _settings(options.backend or (address() if address else None))
    if options.language not in world.texts.languages:
        known = ", ".join(world.texts.languages)
        raise SettingsError(f"--language: there is no language “{options.language}”; use {known}.")
    with _wired(world, settings, options) as wiring:
        session_id = _session_id(wiring, options)
        if isinstance(session_id, Refusal):
            print(world.texts.text(options.language, session_id.value).shown)
            return 1
        viewer = Viewer(options.channel, _actor(options.actor))
        if options.json:
            JsonLines(wiring.host, session_id, viewer, options.language).run(
                iter(lambda: sys.stdin.buffer.readline(), b""), sys.stdout.buffer
            )
        else:
            Terminal(world, wiring.host, session_id, viewer, options.language).run(
                sys.stdin, sys.stdout, options.service
            )
        # What was neither sent nor saved is not ours to keep.
        now = datetime.now(timezone.utc)
        if not wiring.drafts.saved(session_id, now):
            wiring.store.forget(session_id)
        wiring.drafts.let_go(session_id, now)
    return 0


def _elsewhere(world: World, options: argparse.Namespace) -> World:
    """The services of `--authority` instead of ours; `service` is then a code of theirs."""
    authority = find(options.authority)
    server = open_authority(authority)
    try:
        offered, notice = offer(
            authority, server, configuration.state_dir(), datetime.now(timezone.utc)
        )
    finally:
        server.close()
    if notice:
        print(notice, file=sys.stderr)
    city = City(authority.code, authority.name, authority.needs_email, authority.emergency)
    if options.service:
        options.service = guide_code(authority.code, options.service)
    return load.elsewhere(world, city, offered)


def _settings(backend: str | None) -> Settings:
    named = {"PANDU_BACKEND_URL": backend} if backend else {}
    return configuration.load({**os.environ, **named})


@contextlib.contextmanager
def _wired(world: World, settings: Settings, options: argparse.Namespace) -> Iterator[Wiring]:
    wiring = Wiring(
        world,
        settings,
        _clock(options.now),
        name="talk",
        dry_run=options.dry_run,
        # The model knows our services, not those of another city.
        understanding=WordSearch(world) if options.authority else None,
    )
    try:
        if not options.dry_run:
            wiring.start_delivering()
        yield wiring
    finally:
        wiring.close()


def _session_id(wiring: Wiring, options: argparse.Namespace) -> str | Refusal:
    """A new talk, or the one saved under `--resume CODE`."""
    if options.resume is None:
        return uuid.uuid4().hex
    return wiring.drafts.take_up(options.resume, datetime.now(timezone.utc))


def _clock(fixed: datetime | None) -> Callable[[], datetime]:
    return (lambda: fixed) if fixed else (lambda: datetime.now(JAKARTA))


def _actor(name: str) -> Actor:
    return name  # type: ignore[return-value]  # argparse allows nothing else


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu talk", description=__doc__)
    parser.add_argument("service", nargs="?", help="begin with this service, e.g. KTP_HILANG")
    parser.add_argument("--json", action="store_true", help="events in, screens out, a line each")
    parser.add_argument("--language", default="id", metavar="CODE", help="id, en, jv or su")
    parser.add_argument(
        "--channel",
        default="talk",
        metavar="NAME",
        help="whose policy holds (dialogs/channels.yaml), e.g. telegram",
    )
    parser.add_argument(
        "--actor",
        default="resident",
        choices=["resident", "companion", "officer"],
        help="who types",
    )
    parser.add_argument("--backend", metavar="URL", help="the super-app to send to")
    parser.add_argument(
        "--authority",
        metavar="CODE",
        help="report to another authority (shared/superapp/authorities)",
    )
    parser.add_argument("--resume", metavar="CODE", help="go on with a talk that was saved")
    parser.add_argument("--now", type=moment, metavar="TIME", help="a fixed time, for trying out")
    parser.add_argument("--dry-run", action="store_true", help="send nothing; practise")
    return parser
