"""The step of a talk: `turn(world, session, event) -> (session, effects)`. Pure.

An event for an older screen, and a result nobody awaits, change nothing: the same session comes
back, with the same turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from dialogs import bring, commands, tracking
from dialogs.contract import event as ev
from dialogs.contract.effect import AnyEffect
from dialogs.contract.event import AnyEvent, Result
from dialogs.contract.session import Session, Waiting
from dialogs.doubting import doubted
from dialogs.emergency import is_emergency
from dialogs.kinds import KINDS
from dialogs.ladder import called_when_stuck
from dialogs.listen import listen
from dialogs.refresh import refreshed
from dialogs.remarks import comfort, despairs, only_despairs
from dialogs.results import RESULTS
from dialogs.service import start
from dialogs.stages import STAGES
from dialogs.standing import stages
from dialogs.talk import Talk, Turned
from dialogs.words import Said
from dialogs.world import World

# A session is written with every turn and read on small machines: it stays small. A talk that
# outgrows this is told to keep to what matters; nothing that was answered is dropped.
LARGEST_SESSION = 16 * 1024  # bytes of JSON
ROOM = 3 * 1024  # of it are kept for what has no length of its own: choices, short texts, receipts
LONG_TEXT = 100  # characters: a shorter text is always taken


def turn(world: World, session: Session, event: AnyEvent) -> tuple[Session, tuple[AnyEffect, ...]]:
    """One event. Total: never raises on any session of ours and any event."""
    if isinstance(event, Result):
        # News of an effect ends a waiting that offered nothing to press, or changes a word on a
        # receipt: what the person is about to press still means the same, so the turn stays.
        talk = Talk.of(world, session, event)
        return called_when_stuck(talk, RESULTS[type(event)](talk, event))
    if event.on is not None and event.on != session.turn:
        return session, ()
    fresh = refreshed(world, session)
    after, effects = _acted(world, fresh, event)
    if fresh is not session and isinstance(event, _ANSWERS):
        # It answers a list of questions that is no more: the new one is shown first.
        return replace(fresh, overlay=after.overlay, turn=session.turn + 1), ()
    return replace(after, turn=session.turn + 1), effects


def _acted(world: World, session: Session, event: AnyEvent) -> Turned:
    talk = Talk.of(world, session, event)
    aside = session.aside
    if isinstance(aside, Waiting) and aside.what == "submit" and type(event) not in _WHILE_SENDING:
        return talk.stay()
    after, effects = called_when_stuck(talk, doubted(talk, ACTS[type(event)](talk, event)))
    if after.repeats and after.repeats == session.repeats and not isinstance(event, ev.Repeat):
        after = replace(after, repeats=0)
    if isinstance(event, ev.Say) and len(event.text) > LONG_TEXT and _too_large(after):
        return talk.notice("notice.too_long")
    return after, effects


_ANSWERS = (
    *(ev.Say, ev.Choose, ev.Confirm, ev.Consent, ev.Skip),
    *(ev.Photo, ev.Locate, ev.Contact),
)
_WHILE_SENDING = (ev.Officer, ev.Language, ev.Repeat)


def _too_large(session: Session) -> bool:
    return len(msgspec.json.encode(session)) > LARGEST_SESSION - ROOM


def _say(talk: Talk, event: ev.Say) -> Turned:
    text = Said(event.text)
    if despairs(text, talk.world.words.repair.moods) and talk.session.overlay is None:
        alone = only_despairs(text, talk.world.words.repair.moods)
        return comfort(talk, talk.stay() if alone else _kept(talk, text))
    step = talk.journey.current
    overlay = talk.world.emergency
    looks = step is None or KINDS[step.question.kind].looks_for_emergency
    alarm = overlay is not None and looks and is_emergency(text, talk.world.words)
    if not alarm or talk.session.overlay is not None:
        return listen(talk, text)
    session, effects = _kept(talk, text)
    return replace(session, overlay=overlay), effects


def _kept(talk: Talk, text: str) -> Turned:
    """A story may be an alarm and an answer at once: the answer is kept below what is shown."""
    step = talk.journey.current
    story = step is not None and step.question.kind == "text"
    return listen(talk, text) if story else talk.stay()


def _choose(talk: Talk, event: ev.Choose) -> Turned:
    for stage in stages(talk):
        turned = stage.choose(talk, event.option)
        if turned is not None:
            return turned
    return talk.notice("notice.unknown_option")


def _consent(talk: Talk, event: ev.Consent) -> Turned:
    """Yes or no to what the topmost part of the screen asks; to a question, its answer."""
    turned = _given("notice.no_consent")(talk, event) if _asks(talk) else None
    if turned is not None:
        return turned
    for stage in stages(talk):
        turned = stage.consent(talk, yes=event.yes)
        if turned is not None:
            return turned
    return talk.notice("notice.no_consent")


def _asks(talk: Talk) -> bool:
    return talk.journey.current is not None and stages(talk)[-1] is STAGES["question"]


def _given(otherwise: str) -> Callable[[Talk, Any], Turned]:
    """An answer that came as something else than text; `otherwise` where no question wants it."""

    def given(talk: Talk, event: Any) -> Turned:
        step = talk.journey.current
        if step is None or talk.session.overlay is not None:
            return talk.notice(otherwise)
        reading = talk.kind(step).event(event, talk.context(step))
        turned = talk.accept(step, reading, "")
        return turned if turned is not None else talk.notice(otherwise)

    return given


def _change(talk: Talk, event: ev.Change) -> Turned:
    if talk.journey.stage == "receipt":
        return talk.notice("notice.sent_already")
    step = talk.journey.named(event.question)
    if step is None or step.deferred or talk.session.overlay is not None:
        return talk.notice("notice.no_such_question")
    return talk.to(focus=step.key, aside=None)


def _command(name: str) -> Callable[[Talk, Any], Turned]:
    command = commands.COMMANDS[name]
    return lambda talk, _: command(talk)


ACTS: Mapping[type[ev.Event], Callable[[Talk, Any], Turned]] = {
    ev.Start: lambda talk, event: start(talk, event.service),
    ev.Say: _say,
    ev.Choose: _choose,
    ev.Consent: _consent,
    ev.Change: _change,
    ev.CheckStatus: lambda talk, event: tracking.begin(talk, event.receipt),
    ev.Requirements: lambda talk, event: bring.of(talk, event.service),
    ev.Language: lambda talk, event: commands.language(talk, event.code),
    ev.Photo: _given("notice.no_photo"),
    ev.Locate: _given("notice.no_point"),
    ev.Contact: _given("notice.no_contact"),
    **{
        kind: _command(kind.__name__.lower())
        for kind in (
            ev.Back,
            ev.Menu,
            ev.Repeat,
            ev.Explain,
            ev.Simpler,
            ev.Skip,
            ev.Officer,
            ev.Withdraw,
            ev.Aloud,
            ev.Quiet,
            ev.Save,
            ev.Cancel,
            ev.Confirm,
        )
    },
}
