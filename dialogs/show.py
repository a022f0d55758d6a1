"""What a face shows: `show(world, session, now, viewer) -> Screen`. Pure, and never fails."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from dialogs.asides import ASIDES
from dialogs.commands import MOST_REPEATS
from dialogs.contract.screen import Screen
from dialogs.contract.session import Requirements, Session
from dialogs.journey import walk
from dialogs.refresh import refreshed
from dialogs.stages import EMERGENCY, STAGES
from dialogs.view import View, Viewer
from dialogs.world import World


def show(world: World, session: Session, now: datetime, viewer: Viewer) -> Screen:
    """The screen of a session at `now`, for whoever looks through this channel."""
    session = refreshed(world, session)
    view = View.of(world, session, walk(world, session, viewer.channel), now, viewer)
    if session.overlay is not None and session.overlay in world.guides:
        return EMERGENCY.screen(view)
    return _quietly_called(view, _screen(view))


def _quietly_called(view: View, screen: Screen) -> Screen:
    """Whoever had the same screen read three times is told that somebody was called."""
    if not view.session.repeats or view.session.repeats < MOST_REPEATS or screen.notice:
        return screen
    if view.session.called is None or screen.kind == "officer":
        return screen
    return replace(screen, notice=view.text("officer.quietly"))


def _screen(view: View) -> Screen:
    session = view.session
    stage = STAGES[view.journey.stage]
    aside = session.aside
    if aside is None or not _still_there(view):
        return stage.screen(view)
    over = ASIDES[type(aside)]
    return over.screen(view) if over.covers else over.mark(view, stage.screen(view))


def _still_there(view: View) -> bool:
    """An aside about a question that left the path, or a service that was withdrawn, is no longer
    shown."""
    aside = view.session.aside
    if isinstance(aside, Requirements):
        return aside.service in view.world.guides
    key = getattr(aside, "question", None)
    return key is None or view.journey.step(key) is not None
