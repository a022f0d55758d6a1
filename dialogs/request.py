"""The answers of a path, as the rows a person checks and as the request that is sent.

Both read the same steps, so what is seen is what is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.contract.effect import Consented, Hands, Request
from dialogs.contract.event import Actor
from dialogs.guide import Sending
from dialogs.hands import filled_by
from dialogs.journey import Journey
from dialogs.kinds import KINDS
from dialogs.path import Step
from dialogs.talk import Talk

PRECISION = "precision"  # the part of an answer that says how exact it is


def request(talk: Talk, hands: Hands = "own") -> Request:
    """The request of the service the talk stands at. Raises AssertionError for one that sends
    nothing: its guide has no `send:`."""
    guide, session, event = talk.journey.guide, talk.session, talk.event
    if guide is None or guide.sending is None:
        raise AssertionError("only a guide with send: has a request")
    sending = guide.sending
    steps = {step.question.id: step for step in talk.journey.steps}
    place = _parts(steps, sending.place) if sending.place else {}
    filler = filled_by(talk)
    return Request(
        service=sending.service or guide.code,
        authority=sending.authority,
        route=sending.route,
        attributes=dict(_sent(steps, sending, sending.attributes)),
        fields=dict(_sent(steps, sending, sending.fields)),
        address_id=place.get("code"),
        address=place.get("address"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        media=_parts(steps, sending.media).get("", "") if sending.media else "",
        language=session.language,
        channel=event.channel,
        actor=filler,
        hands=hands,
        consent=_consented(talk.journey, filler),
        made_at=event.at.isoformat() if event.at else "",
    )


def _consented(journey: Journey, filler: Actor) -> Consented | None:
    """The yes that the personal data stands on; None where none is sent."""
    guide, gate = journey.guide, journey.consent
    if guide is None or gate is None or gate.answer is None:
        return None
    answer = gate.answer
    return Consented(
        purpose=guide.code,
        text_version=f"v{answer.value['text']}",  # a label of the super-app begins with a letter
        language=answer.value["language"],
        channel=answer.channel,
        asked_at=answer.at.isoformat() if answer.at else "",
        helper=None if filler == "resident" else filler,
    )


def _sent(
    steps: Mapping[str, Step], sending: Sending, names: Mapping[str, tuple[str, str | None]]
) -> Iterator[tuple[str, Any]]:
    """(name, what is sent), without what nobody answered."""
    for name, (question, part) in names.items():
        value = _parts(steps, question).get(part or "")
        if value is not None:
            yield name, _translated(value, sending.values.get(question, {}))


def _translated(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_translated(each, words) for each in value]
    return words.get(value, value) if words else value


def _parts(steps: Mapping[str, Step], question: str) -> dict[str, Any]:
    """An answer in the parts it is sent in; nothing for one that is not on the path."""
    step = steps.get(question)
    if step is None or step.answer is None or step.answer.value is None:
        return {}
    return {**KINDS[step.question.kind].map(step.answer.value), PRECISION: step.answer.precision}


def missing_here(journey: Journey) -> tuple[Step, ...]:
    """What this channel may not ask and the request cannot do without, so it is not sent here."""
    return tuple(
        step for step in journey.deferred if step.answer is None and not step.question.optional
    )
