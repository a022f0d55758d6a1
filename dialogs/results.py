"""What came of an effect. A result changes something only while it is awaited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from dialogs import bring, meant
from dialogs.contract import event as ev
from dialogs.contract.session import ChooseService, Notice, Saved, StatusTold, Waiting, WithOfficer
from dialogs.ladder import not_understood
from dialogs.talk import Talk, Turned

SHOWN = 3  # services offered when unsure: three big buttons, "bukan ini", "petugas"

# How likely another service must be before it is offered in the middle of a request, 0..1.
INTERRUPTS = 0.9


def _waiting(talk: Talk, event: ev.Result, what: str) -> Waiting | None:
    aside = talk.session.aside
    if isinstance(aside, Waiting) and aside.what == what and aside.effect == event.effect:
        return aside
    return None


def understood(talk: Talk, event: ev.Understood) -> Turned:
    if asking := _waiting(talk, event, "requirements"):
        return bring.found(talk, event, asking)
    waiting = _waiting(talk, event, "understand")
    if waiting is None:
        return talk.stay()
    talk = talk._replace(session=replace(talk.session, aside=None))
    if other := meant.other(talk, event, waiting.text):
        return other
    asked = talk.journey.current is not None
    codes = [
        found.service
        for found in event.candidates
        if talk.world.services_of(found.service)
        and found.confidence >= (INTERRUPTS if asked else 0)
    ]
    if talk.journey.guide is not None and talk.journey.guide.code in codes:
        codes = []  # it speaks of the very request under way: that is no other service
    if codes and event.sure and codes[0] == talk.world.emergency:
        return talk.to(overlay=codes[0], aside=None)
    if codes:
        return talk.aside(ChooseService(waiting.text, tuple(codes[: 1 if event.sure else SHOWN])))
    if asked:
        return not_understood(talk, waiting.text)
    return meant.told(talk, "menu.nothing_found")


def submitted(talk: Talk, event: ev.Submitted) -> Turned:
    """The receipt; later the news that a queued request has arrived."""
    session = talk.session
    for code, outcome in session.outcomes.items():
        if outcome.effect == event.effect and outcome.status in (None, "queued"):
            if outcome.status == event.status:
                break
            after = replace(
                outcome,
                status=event.status,
                number=outcome.number or event.number,
                pin=outcome.pin or event.pin,
                word=outcome.word or event.word,
            )
            return talk.to(
                outcomes={**session.outcomes, code: after}, aside=_after(talk, event), focus=None
            )
    return talk.stay()


def refused(talk: Talk, event: ev.Refused) -> Turned:
    session = talk.session
    for code, outcome in session.outcomes.items():
        if outcome.effect == event.effect and outcome.status in (None, "queued"):
            after = replace(outcome, status="refused")
            return talk.to(outcomes={**session.outcomes, code: after}, aside=_after(talk, event))
    return talk.stay()


def _after(talk: Talk, event: ev.Result) -> Any:
    return None if _waiting(talk, event, "submit") else talk.session.aside


def officer_took(talk: Talk, event: ev.OfficerTook) -> Turned:
    called = talk.session.called
    if called is None or called.effect != event.effect:
        return talk.stay()
    called = replace(called, position=event.position)
    shown = isinstance(talk.session.aside, WithOfficer)
    return talk.to(called=called, aside=called if shown else talk.session.aside)


def officer_done(talk: Talk, event: ev.OfficerDone) -> Turned:
    called, aside = talk.session.called, talk.session.aside
    if called is None or called.effect != event.effect:
        return talk.stay()
    said = aside is None or isinstance(aside, WithOfficer | Notice)
    return talk.to(called=None, aside=Notice("officer.done") if said else aside)


def draft_saved(talk: Talk, event: ev.DraftSaved) -> Turned:
    if _waiting(talk, event, "save") is None:
        return talk.stay()
    return talk.aside(Saved(event.code, event.until, event.here_only))


def status_is(talk: Talk, event: ev.StatusIs) -> Turned:
    """What the authority says of the receipt that was asked about."""
    aside = talk.session.aside
    if not isinstance(aside, StatusTold) or aside.effect != event.effect:
        return talk.stay()
    told = replace(aside, effect="", known=event.known, standing=event.standing)
    return talk.aside(told)


RESULTS: Mapping[type[ev.Event], Callable[[Talk, Any], Turned]] = {
    ev.Understood: understood,
    ev.Submitted: submitted,
    ev.Refused: refused,
    ev.OfficerTook: officer_took,
    ev.OfficerDone: officer_done,
    ev.DraftSaved: draft_saved,
    ev.StatusIs: status_is,
}
