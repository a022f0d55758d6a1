"""Commands: an event each, and the words that stand for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs.asides import ASIDES
from dialogs.contract.effect import SaveDraft
from dialogs.contract.session import (
    Confirming,
    Explaining,
    GuideChanged,
    Notice,
    ReadBack,
    Simplified,
    Waiting,
)
from dialogs.officer import call
from dialogs.service import leave
from dialogs.standing import stages
from dialogs.talk import Talk, Turned


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
    if journey.current is not None:
        step = journey.before(journey.current.key)
    else:
        step = journey.asked[-1] if journey.asked else None
    return talk.to(focus=step.key, aside=None) if step else leave(talk)


def menu(talk: Talk) -> Turned:
    return leave(talk)


def repeat(talk: Talk) -> Turned:
    return talk.aside(None) if isinstance(talk.session.aside, Notice) else talk.stay()


def explain(talk: Talk) -> Turned:
    step = talk.journey.current
    return talk.aside(Explaining(step.key)) if step else talk.notice("notice.nothing_to_explain")


def simpler(talk: Talk) -> Turned:
    step = talk.journey.current
    if step is None:
        return talk.notice("notice.nothing_to_explain")
    return talk.aside(Simplified(step.key) if step.question.simpler else Explaining(step.key))


def skip(talk: Talk) -> Turned:
    step = talk.journey.current
    if talk.journey.stage == "welcome":
        return talk.to(address="none", aside=None)
    if step is None:
        return talk.notice("notice.nothing_to_confirm")
    if not step.question.optional:
        return talk.notice("notice.cannot_skip")
    return talk.leave_out(step, "skipped")


def save(talk: Talk) -> Turned:
    if not talk.session.answers:
        return talk.notice("notice.nothing_to_save")
    effect = SaveDraft(id=talk.effect_id())
    session, _ = talk.aside(Waiting(effect.id, "save"))
    return session, (effect,)


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


COMMANDS: Mapping[str, Callable[[Talk], Turned]] = {
    "back": back,
    "menu": menu,
    "repeat": repeat,
    "explain": explain,
    "simpler": simpler,
    "skip": skip,
    "officer": call,
    "save": save,
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
