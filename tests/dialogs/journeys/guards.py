"""What protects a person, after every event: nothing personal is asked, kept or sent without
a yes, and nothing that needs two hands is sent by one.

Where consent is kept and what it covers is read here once more, in the plainest way.
"""

from __future__ import annotations

from typing import Any

from dialogs.contract.effect import Request, Submit
from dialogs.contract.event import Choose, Consent, Say
from dialogs.contract.session import AskElder, HandOver, Session
from dialogs.guide import Guide
from dialogs.show import show
from dialogs.view import Viewer
from dialogs.world import World
from tests.dialogs.journeys.broken import Broken
from tests.dialogs.journeys.host import PureHost, Taken

NAME = "nothing personal without a yes"
BY_RIGHT = ("self", "child")


def personal_only_with_a_yes(host: PureHost, taken: Taken) -> None:
    """Asked, sent, and after a no forgotten."""
    screen = show(host.world, taken.after, host.now, Viewer(taken.event.channel))
    if screen.sensitive and screen.service and not agreed(host.world, taken.after, screen.service):
        raise Broken(NAME, f"{screen.question_id} is asked")
    for effect in taken.effects:
        if isinstance(effect, Submit):
            _sent_with_a_yes(host.world.guides[effect.request.service], taken, effect.request)
    if refuses(taken):
        left = personal_keys(host.world, taken.before) & {*taken.after.answers}
        if left:
            raise Broken(NAME, f"{sorted(left)} are kept")


def _sent_with_a_yes(guide: Guide, taken: Taken, sent: Request) -> None:
    sensitive = {question.id for question in guide.questions if question.sensitive}
    attributes = guide.sending.attributes if guide.sending else {}
    personal = [name for name in sent.attributes if attributes[name][0] in sensitive]
    if not personal:
        return
    if not agreed_by(_consent(taken.before, _person(taken.before)), guide):
        raise Broken(NAME, f"{personal} are sent")
    if sent.consent is None or sent.consent.purpose != guide.code:
        raise Broken(NAME, f"{personal} are sent without its proof")


def agreed(world: World, session: Session, service: str) -> bool:
    return agreed_by(_consent(session, _person(session)), world.guides[service])


def agreed_by(said: Any, guide: Guide) -> bool:
    """Whether this yes covers this service and all it may ask."""
    asks = {question.field for question in guide.questions if question.sensitive}
    return bool(said and said["given"] and guide.code in said["for"] and asks <= {*said["asks"]})


def refuses(taken: Taken) -> bool:
    """Whether this event was a no to consent."""
    person = _person(taken.before)
    before, after = _consent(taken.before, person), _consent(taken.after, person)
    return after is not None and not after["given"] and after != before


def personal_keys(world: World, session: Session) -> set[str]:
    """Where the personal data of the services in hand is kept."""
    whose = {"applicant": _person(session)}
    return {
        f"{ {**whose, 'service': code}.get(question.of, question.of) }.{question.field}"
        for code in session.services
        for question in world.guides[code].questions
        if question.sensitive
    }


def _person(session: Session) -> str:
    answer = session.answers.get("visit.for_whom")
    return str(answer.value) if answer and answer.value else "self"


def _consent(session: Session, person: str) -> Any:
    answer = session.answers.get(f"{person}.:consent")
    return answer.value if answer else None


# Two hands ---------------------------------------------------------------------------------------


def two_hands(host: PureHost, taken: Taken) -> None:
    """Who filled in what needs two hands does not send it: the person says yes to the private
    question, or an officer sends it for a second one to close."""
    for effect in taken.effects:
        if not isinstance(effect, Submit):
            continue
        sent = effect.request
        others = {answer.actor for answer in taken.before.answers.values()} | {taken.event.actor}
        alone = others == {"resident"} and _person(taken.before) in BY_RIGHT
        if not host.world.guides[sent.service].two_hands or alone or sent.actor == "resident":
            _nobody_else(sent, taken)
        elif sent.hands == "agreed":
            if not isinstance(taken.before.aside, AskElder) or not _yes(taken):
                raise Broken("two hands", "sent as agreed to, and nobody was asked")
        elif sent.hands != "absent" or taken.event.actor != "officer":
            raise Broken("two hands", f"{taken.event.actor} sends it alone")
        elif not isinstance(taken.before.aside, HandOver):
            raise Broken("two hands", "sent for an absent person that nobody asked for")


def _nobody_else(sent: Request, taken: Taken) -> None:
    spoken_for = sent.attributes.get("for_whom", "self") not in BY_RIGHT
    if sent.actor == "resident" and (spoken_for or taken.event.actor != "resident"):
        raise Broken("two hands", "somebody else filled it in, and it is not said")


def _yes(taken: Taken) -> bool:
    event = taken.event
    if isinstance(event, Choose):
        return event.option == "yes"
    return isinstance(event, Say) or (isinstance(event, Consent) and event.yes)
