"""Commands: an event each, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from dialogs import tracking
from dialogs.asides import ASIDES
from dialogs.asides.ask_pin import without
from dialogs.contract.session import (
    AboutConsent,
    AskPin,
    Confirming,
    Explaining,
    GuideChanged,
    Noted,
    Notice,
    ReadBack,
)
from dialogs.helping import save, simpler
from dialogs.officer import call, quietly
from dialogs.service import leave
from dialogs.stages.consent import withdraw
from dialogs.standing import stages
from dialogs.talk import Talk, Turned

MOST_REPEATS = 3


def back(talk: Talk) -> Turned:
    """One step back: from the overlay, the aside, the question; from the first to the menu."""
    session, journey = talk.session, talk.journey
    if session.overlay is not None:
        return talk.to(overlay=None)
    if isinstance(session.aside, ReadBack):
        return talk.to(aside=None, focus=session.aside.question)
    if session.aside is not None and ASIDES[type(session.aside)].covers:
        return talk.aside(None)
    if journey.stage == "receipt":
        return talk.notice("notice.sent_already")
    here = journey.current or journey.gate
    place = journey.before(here.key if here else None)
    return talk.to(focus=place.key, aside=None) if place else leave(talk)


def menu(talk: Talk) -> Turned:
    return leave(talk)


def repeat(talk: Talk) -> Turned:
    """The same screen again; at the third time somebody is called to it, quietly."""
    session = talk.session
    aside = None if isinstance(session.aside, Notice | Noted) else session.aside
    again = replace(session, aside=aside, repeats=session.repeats + 1)
    if again.repeats < MOST_REPEATS:
        return again, ()
    return quietly(talk._replace(session=again))


def explain(talk: Talk) -> Turned:
    if helped := _with_what_stands_beside(talk):
        return helped
    if talk.journey.stage == "consent":
        return talk.aside(AboutConsent())
    step = talk.journey.current
    return talk.aside(Explaining(step.key)) if step else talk.notice("notice.nothing_to_explain")


def easier(talk: Talk) -> Turned:
    return _with_what_stands_beside(talk) or simpler(talk)


def _with_what_stands_beside(talk: Talk) -> Turned | None:
    aside = talk.session.aside
    return ASIDES[type(aside)].easier(talk) if aside is not None else None


def skip(talk: Talk) -> Turned:
    step = talk.journey.current
    if isinstance(talk.session.aside, AskPin):
        return without(talk)
    if talk.journey.stage == "welcome":
        return talk.to(address="none", aside=None)
    if step is None:
        return talk.notice("notice.nothing_to_confirm")
    if not step.question.optional:
        return talk.notice("notice.cannot_skip")
    return talk.leave_out(step, "skipped")


def cancel(talk: Talk) -> Turned:
    stage = talk.journey.stage
    if stage == "receipt":
        return talk.notice("notice.sent_already")
    if stage in ("welcome", "menu"):
        return talk.notice("notice.nothing_to_cancel")
    return talk.aside(Confirming("cancel"))


def confirm(talk: Talk) -> Turned:
    """Yes to the main act of the screen: send, go on, keep, read back right."""
    for stage in stages(talk):
        turned = stage.confirm(talk)
        if turned is not None:
            return turned
    if isinstance(talk.session.aside, GuideChanged):  # read, and that is all there was to it
        return talk.aside(None)
    return talk.notice("notice.nothing_to_confirm")


def language(talk: Talk, code: str) -> Turned:
    """Another language; what is not translated yet is said so, and stays Indonesian."""
    texts = talk.world.texts
    if code not in texts.languages:
        return talk.notice("notice.no_such_language")
    told = None if code in texts.complete else Notice("notice.partly_translated")
    aside = talk.session.aside
    kept = None if isinstance(aside, Notice) else aside
    return talk.to(language=code, aside=kept or told)


def aloud(talk: Talk) -> Turned:
    return _heard(talk, aloud=True)


def quiet(talk: Talk) -> Turned:
    return _heard(talk, aloud=False)


def _heard(talk: Talk, *, aloud: bool) -> Turned:
    aside = talk.session.aside
    told = Notice("notice.aloud" if aloud else "notice.quiet")
    kept = None if isinstance(aside, Notice) else aside
    return talk.to(aloud=aloud, aside=kept or told)


def check_status(talk: Talk) -> Turned:
    return tracking.begin(talk)


COMMANDS: Mapping[str, Callable[[Talk], Turned]] = {
    "back": back,
    "menu": menu,
    "repeat": repeat,
    "explain": explain,
    "simpler": easier,
    "skip": skip,
    "officer": call,
    "withdraw": withdraw,
    "aloud": aloud,
    "quiet": quiet,
    "save": save,
    "check_status": check_status,
    "cancel": cancel,
    "confirm": confirm,
}


def spoken(talk: Talk, text: str) -> Turned | None:
    """A text that as a whole is a command."""
    name = talk.world.words.command(text)
    if name is None:
        return None
    if name == "confirm" and isinstance(talk.session.aside, Confirming):
        return talk.aside(None)  # "lanjut" goes on with what was about to be dropped
    if name.startswith("language:"):
        return language(talk, name.partition(":")[2])
    command = COMMANDS.get(name)
    return command(talk) if command else None
