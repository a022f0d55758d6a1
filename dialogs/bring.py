""" "Apa syaratnya?", asked anywhere: the list of the service under way, or of the one named."""

from __future__ import annotations

from collections.abc import Iterable

from dialogs.contract.effect import Understand
from dialogs.contract.event import Understood
from dialogs.contract.session import ChooseService, Notice, Requirements, Saved, Waiting
from dialogs.kinds import KINDS
from dialogs.talk import Talk, Turned
from dialogs.words import clean
from dialogs.world import World

SHOWN = 3  # services offered when unsure
HEARD = 200  # characters that are enough to name a service
# A longer text is no question for a list: characters where a story is told, and elsewhere.
SHORT, LONG = 80, 300


def asked(talk: Talk, text: str) -> Turned | None:
    """A text that asks for a list, perhaps naming a service ("syarat bikin akta apa?"). A question
    that takes a story, a name or an address hears only a whole utterance without one."""
    step = talk.journey.current
    story = step is not None and KINDS[step.question.kind].free_text
    if len(text) > (SHORT if story else LONG):
        return None
    about = talk.world.words.requirements.about(text)
    if about is None or _busy(talk):
        return None
    if not about:
        return of_this(talk)
    if story:
        return None
    if step is not None and step.question.sensitive:  # what is said there goes nowhere else
        return of_this(talk)
    effect = Understand(id=talk.effect_id(), text=about[:HEARD], language=talk.session.language)
    session, _ = talk.aside(Waiting(effect.id, "requirements", clean(text[:HEARD])))
    return session, (effect,)


def of(talk: Talk, service: str | None) -> Turned:
    """The list of a service by its code, or of the one under way."""
    if _busy(talk):
        return talk.stay()
    if service is None:
        return of_this(talk)
    if service not in talk.world.guides:
        return talk.notice("notice.no_such_service")
    return talk.aside(Requirements(service))


def _busy(talk: Talk) -> bool:
    """Something is shown that must not go from the screen: 112, a code, what is being kept."""
    aside = talk.session.aside
    kept = isinstance(aside, Saved) or (isinstance(aside, Waiting) and aside.what == "save")
    return kept or talk.session.overlay is not None


def of_this(talk: Talk) -> Turned:
    """The list of the service under way; where there is none, which one is meant."""
    guide = talk.journey.guide
    if guide is not None:
        return talk.aside(Requirements(guide.code))
    return talk.to(aside=Notice("requirements.which"), address=talk.session.address or "none")


def found(talk: Talk, event: Understood, waiting: Waiting) -> Turned:
    """What the named service may be. One that is sure, or the only one, is shown at once: looking
    at a list begins nothing."""
    codes = tuple(dict.fromkeys(_services(talk.world, event)))
    guide = talk.journey.guide
    if not codes:
        return of_this(talk)
    if len(codes) == 1 or event.sure:
        return talk.aside(Requirements(codes[0]))
    if guide is not None and guide.code in codes[:SHOWN]:
        return talk.aside(Requirements(guide.code))
    return talk.aside(ChooseService(waiting.text, codes[:SHOWN], lists=True))


def _services(world: World, event: Understood) -> Iterable[str]:
    for candidate in event.candidates:
        yield from world.services_of(candidate.service)
