"""Beginning, finishing and dropping a service."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.contract.session import Notice, Outcome, Session
from dialogs.journey import current_service, next_service
from dialogs.talk import Talk, Turned
from dialogs.world import World


def start(talk: Talk, code: str) -> Turned:
    """Queues the services of a code. What is known of the person stays known; what was sent before
    is asked anew, and what is still on its way is waited for. An emergency is shown above
    everything and queues nothing."""
    world, session = talk.world, talk.session
    services = world.services_of(code)
    if not services:
        return talk.notice("notice.no_such_service")
    if any(world.guides[service].emergency for service in services):
        return talk.to(overlay=services[0])
    finished = [
        service
        for service in services
        if service in session.outcomes and not _on_its_way(session.outcomes[service])
    ]
    session = without(session, finished)
    # What was begun keeps the version its answers were read by: a change is noticed (refresh.py).
    begun = session.guides.keys() - finished
    versions = {code: world.guides[code].version for code in services if code not in begun}
    session = replace(
        session,
        services=services,
        outcomes={
            service: replace(outcome, seen=outcome.seen and not _on_its_way(outcome))
            for service, outcome in session.outcomes.items()
            if service not in finished
        },
        guides={**session.guides, **versions},
        address=session.address or "none",
        focus=None,
        aside=None,
        overlay=None,
    )
    return _arrived(world, session), ()


def _arrived(world: World, session: Session) -> Session:
    """At the first screen of a service; somebody died: that is said there, once a visit."""
    code = current_service(session)
    guide = world.guides.get(code) if code else None
    if guide is None or not guide.condolence or session.condoled:
        return session
    return replace(session, aside=Notice("condolence"), condoled=True)


def start_instead(talk: Talk, code: str) -> Turned:
    """Begins the service that fits in the place of the one in hand; what was queued stays."""
    guide, queue = talk.journey.guide, talk.session.services
    session, effects = start(talk._replace(session=_seen(talk)), code)
    if guide is None or session.overlay is not None:
        return session, effects
    at = queue.index(guide.code) + 1
    others = [[one for one in part if one != code] for part in (queue[:at], queue[at:])]
    return replace(session, services=(*others[0], code, *others[1])), effects


def _on_its_way(outcome: Outcome) -> bool:
    """Sent, and nothing came back yet: begun anew now, its receipt would find no place."""
    return bool(outcome.effect) and outcome.status is None


def without(session: Session, services: list[str]) -> Session:
    """The session without the answers that belong to these services alone."""
    if not services:
        return session
    kept = {k: a for k, a in session.answers.items() if k.partition(".")[0] not in services}
    return replace(session, answers=kept)


def leave(talk: Talk) -> Turned:
    """To the menu, every answer kept. A receipt that was shown counts as read."""
    session = _seen(talk)
    return replace(
        session,
        services=(),
        address=session.address or "none",
        focus=None,
        aside=None,
        overlay=None,
        aloud=False,
    ), ()


def go_on(talk: Talk) -> Turned:
    """From a receipt or a list to the next service of the queue, or to the menu."""
    guide = talk.journey.guide
    if guide is None or next_service(talk.session, guide.code) is None:
        return leave(talk)
    return _arrived(talk.world, replace(_seen(talk), focus=None, aside=None)), ()


def _seen(talk: Talk) -> Session:
    journey, session = talk.journey, talk.session
    if journey.stage not in ("receipt", "checklist", "stop", "declined") or journey.guide is None:
        return session
    outcome = replace(session.outcomes.get(journey.guide.code, Outcome()), seen=True)
    return replace(session, outcomes={**session.outcomes, journey.guide.code: outcome})


def drop(talk: Talk) -> Turned:
    """Forgets the request under way: what was answered on its path, and the queue."""
    path = {place.key for place in talk.journey.places}
    kept = {key: answer for key, answer in talk.session.answers.items() if key not in path}
    session, _ = leave(talk)
    rungs = {key: n for key, n in session.rungs.items() if key not in path}
    dropped = set(talk.session.services)
    guides = {code: version for code, version in session.guides.items() if code not in dropped}
    return replace(session, answers=kept, rungs=rungs, guides=guides), ()
