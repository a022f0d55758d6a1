"""What must hold after every event of every talk. Each check raises `Broken`.

The path and the request are worked out here a second time, in the plainest way, so that a fault in
the layer's own walk cannot hide itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from dialogs.conditions import Condition
from dialogs.contract.answer import Answer
from dialogs.contract.effect import Request, Submit
from dialogs.contract.event import Result
from dialogs.contract.screen import Row, Screen
from dialogs.contract.session import (
    AskElder,
    Confirming,
    GuideChanged,
    HandOver,
    Noted,
    Notice,
    ReadBack,
    Session,
)
from dialogs.guide import Guide, Question
from dialogs.journey import walk
from dialogs.kinds import KINDS
from dialogs.kinds.kind import Context
from dialogs.show import show
from dialogs.talk import local_day
from dialogs.view import Viewer
from dialogs.world import World
from tests.dialogs.journeys.broken import Broken
from tests.dialogs.journeys.guards import (
    personal_keys,
    personal_only_with_a_yes,
    refuses,
    two_hands,
)
from tests.dialogs.journeys.host import PureHost, Taken
from tests.dialogs.journeys.people import CHANNELS, LANGUAGES

CAP = 16 * 1024  # bytes of JSON a session may take
NOTHING_GIVEN = {"check.not_given", "check.unknown", "check.none", "check.deferred"}
KEPT = "check.kept"  # given, sent, and not repeated in a channel that defers it
_SLOT = re.compile(rb"\{\w+\}")  # no input of these talks looks like one
_encode = msgspec.json.Encoder().encode


class Step(NamedTuple):
    question: Question
    key: str
    answer: Answer | None


def check(host: PureHost, taken: Taken) -> None:
    """Every property, after one event that was not seen before."""
    for one in (show_never_fails, stays_small, counts_turns, keeps_answers, sends_what_was_shown):
        one(host, taken)
    for guarded in (personal_only_with_a_yes, two_hands):
        guarded(host, taken)


# Show --------------------------------------------------------------------------------------------


def show_never_fails(host: PureHost, taken: Taken) -> None:
    """In both channels and all languages a screen comes, all its slots filled, and is JSON."""
    if taken.after is taken.before:
        return
    for language in LANGUAGES:
        session = replace(host.session, language=language)
        for channel in CHANNELS:
            try:
                screen = _encode(show(host.world, session, host.now, Viewer(channel)))
            except Exception as error:
                raise Broken("show never fails", f"{language}, {channel}: {error!r}") from error
            slot = _SLOT.search(screen)
            if slot:
                raise Broken("show never fails", f"{language}, {channel}: {slot.group()!r}")


def stays_small(host: PureHost, taken: Taken) -> None:
    size = len(_encode(taken.after))
    if size > CAP:
        raise Broken("a session stays small", f"{size} bytes")


# Steps -------------------------------------------------------------------------------------------


def counts_turns(host: PureHost, taken: Taken) -> None:
    """A person's event is a turn; news is none; a stale event is nothing at all."""
    event, before, after = taken.event, taken.before, taken.after
    if event.on is not None and event.on != before.turn:
        nothing_happened(taken, "a stale event")
    elif after.turn != before.turn + (not isinstance(event, Result)):
        raise Broken("events count once", f"turn {before.turn} became {after.turn}")


def nothing_happened(taken: Taken, what: str) -> None:
    if taken.after != taken.before or taken.effects:
        raise Broken("events count once", f"{what} changed the talk")


def keeps_answers(host: PureHost, taken: Taken) -> None:
    """An answer goes only with a cancelled request, or where a sent service is begun anew."""
    before, after = taken.before, taken.after
    lost = before.answers.keys() - after.answers.keys()
    cancelled = isinstance(before.aside, Confirming) and after.aside == Notice("cancelled")
    if refuses(taken):
        lost -= personal_keys(host.world, before)
    if lost and not cancelled and not {key.partition(".")[0] for key in lost} <= _anew(taken):
        raise Broken("answers are kept", f"lost {sorted(lost)}")
    other = {
        key
        for key in before.answers.keys() & after.answers.keys()
        if before.answers[key].value != after.answers[key].value
    }
    journey = walk(host.world, before, taken.event.channel)
    here = {place.key for place in (journey.current, journey.gate) if place}
    if refuses(taken) or isinstance(before.aside, HandOver | AskElder):
        here |= {key for key in other if ".:" in key}
    if isinstance(before.aside, ReadBack):
        here.add(before.aside.question)
    if isinstance(after.aside, Noted):  # it was not asked, and the person is told on this screen
        here |= set(after.aside.questions)
    if not other <= here:
        raise Broken("answers are kept", f"{sorted(other - here)} changed unasked")
    heard = {key for key in after.answers.keys() - before.answers.keys() if ":" not in key} - here
    if isinstance(after.aside, ReadBack):
        heard -= set(after.aside.also)
    if heard and not isinstance(before.aside, GuideChanged) and before.guides == after.guides:
        raise Broken("answers are kept", f"{sorted(heard)} taken and not told")


def _anew(taken: Taken) -> set[str]:
    """Services that had their receipt, or a list that was read, and were begun again."""
    return {
        code
        for code, outcome in taken.before.outcomes.items()
        if (outcome.status or not outcome.effect) and code not in taken.after.outcomes
    }


# Sending -----------------------------------------------------------------------------------------


def sends_what_was_shown(host: PureHost, taken: Taken) -> None:
    for effect in taken.effects:
        if isinstance(effect, Submit):
            sent_once(host, effect)
            nothing_inert(host.world, taken.before, effect.request)
            summed_up = replace(taken.before, aside=None)
            screen = show(host.world, summed_up, host.now, Viewer(taken.event.channel))
            as_summed_up(host, taken.before, effect.request, screen)


def sent_once(host: PureHost, effect: Submit) -> None:
    for other in host.awaited:
        if (
            isinstance(other, Submit)
            and other.id != effect.id
            and other.request.service == effect.request.service
        ):
            raise Broken("sent once", f"{effect.id} while {other.id} is on its way")


def nothing_inert(world: World, session: Session, sent: Request) -> None:
    """What is sent is the answers on the path, as their kinds map them, and no more."""
    guide = world.guides[sent.service]
    steps = {step.question.id: step for step in path(guide, session)}
    if guide.sending is None:
        raise Broken("nothing inert is sent", "a guide without send: sent something")
    for name, value in sent.attributes.items():
        question, part = guide.sending.attributes[name]
        if question not in steps:
            raise Broken("nothing inert is sent", f"{name} is on a branch that does not apply")
        if parts(steps[question]).get(part or "") != value:
            raise Broken("nothing inert is sent", f"{name} is not the answer of the path")
    for name, (question, part) in guide.sending.attributes.items():
        given = parts(steps[question]).get(part or "") if question in steps else None
        if given is not None and name not in sent.attributes:
            raise Broken("nothing inert is sent", f"{name} was answered and left out")
    where = parts(steps[guide.sending.place]) if guide.sending.place in steps else {}
    if (sent.address_id, sent.lat, sent.lon) != tuple(map(where.get, ("code", "lat", "lon"))):
        raise Broken("nothing inert is sent", "the place is not the one of the path")


def as_summed_up(host: PureHost, session: Session, sent: Request, screen: Screen) -> None:
    """The screen just before: a row a question of the path, each with the value that is sent."""
    steps = path(host.world.guides[sent.service], session)
    if screen.kind != "check":
        raise Broken("the summary is what is sent", f"sent from the screen {screen.kind}")
    if [row.question_id for row in screen.summary] != [step.question.id for step in steps]:
        raise Broken("the summary is what is sent", "its rows are not the questions of the path")
    for row, step in zip(screen.summary, steps, strict=True):
        if not _shows(row, step, host, session):
            raise Broken("the summary is what is sent", f"{row.question_id} shows another value")


def _shows(row: Row, step: Step, host: PureHost, session: Session) -> bool:
    if step.answer is None or step.answer.value is None:
        return row.value.id in NOTHING_GIVEN
    if host.world.policy(host.viewer.channel) == "defer" and step.question.sensitive:
        return row.value.id == KEPT
    kind, value = KINDS[step.question.kind], step.answer.value
    context = Context(host.world, step.question, session.language, local_day(host.now))
    return row.value.shown in (kind.show(value, context), kind.mask(value, context))


# The path, once more -----------------------------------------------------------------------------


def path(guide: Guide, session: Session) -> list[Step]:
    """The questions whose conditions hold, in their order, each with its answer."""
    return list(_path(guide, session))


def _path(guide: Guide, session: Session) -> Iterator[Step]:
    values: dict[str, Any] = {}
    for question in guide.questions:
        if _applies(question.when, values):
            whose = {"applicant": values.get("for_whom") or "self", "service": guide.code}
            key = f"{whose.get(question.of, question.of)}.{question.field}"
            answer = session.answers.get(key)
            values[question.id] = answer.value if answer else None
            yield Step(question, key, answer)


def _applies(when: Condition, values: Mapping[str, Any]) -> bool:
    return not when.lines or any(
        all(
            values.get(test.question) is not None
            and (values[test.question] in test.values) != test.negated
            for test in line
        )
        for line in when.lines
    )


def parts(step: Step) -> dict[str, Any]:
    if step.answer is None or step.answer.value is None:
        return {}
    mapped = KINDS[step.question.kind].map(step.answer.value)
    return {**mapped, "precision": step.answer.precision}
