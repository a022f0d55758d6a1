"""A talk that goes on later, or at another place: what it takes along. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs import consent
from dialogs.contract.session import Notice, Saved, Session
from dialogs.world import World


def resumed(session: Session) -> Session:
    """The talk without the screen that shows its code; the very same where it shows none.

    It counts as a turn, so that a button of that screen does nothing any more.
    """
    if not isinstance(session.aside, Saved):
        return session
    return replace(session, aside=None, turn=session.turn + 1)


def packed(world: World, session: Session) -> Session:
    """The talk as it is kept for another place.

    Left behind are what belongs to this one (a call for its officer, the wish to hear all aloud),
    PINs that were handed out already, and photos: they are asked for again, which is said there.
    """
    photos = _photos(world, session)
    return replace(
        session,
        turn=session.turn + 1,
        answers={key: one for key, one in session.answers.items() if key not in photos},
        aside=Notice("moved.no_photo") if photos else None,
        overlay=None,
        outcomes={
            code: replace(outcome, pin="") if outcome.seen else outcome
            for code, outcome in session.outcomes.items()
        },
        aloud=False,
        called=None,
        repeats=0,
    )


def taken_back(session: Session, answers: int) -> bool:
    """Whether a talk that had so many answers was cancelled since, or the consent to keep them was
    taken back: then what is kept of it elsewhere is to go as well."""
    if len(session.answers) >= answers:
        return False
    refused = (
        answer.value["given"] is False
        for key, answer in session.answers.items()
        if key.endswith(consent.key(""))
    )
    return not session.services or any(refused)


def _photos(world: World, session: Session) -> set[str]:
    """The keys of the answers that are photos."""
    fields = {
        question.field if question.of != "service" else f"{code}.{question.field}"
        for code in session.services
        if code in world.guides
        for question in world.guides[code].questions
        if question.kind == "photo"
    }
    return {
        key
        for key, answer in session.answers.items()
        if answer.value and not fields.isdisjoint((key, key.partition(".")[2]))
    }
