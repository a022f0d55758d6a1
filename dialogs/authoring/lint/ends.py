"""Whatever a person answers, the talk comes to an end: the engine itself is led down every way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone

from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.paths import Path, TooManyPaths, paths
from dialogs.contract.answer import Answer
from dialogs.contract.event import AnyEvent, Confirm, Consent
from dialogs.contract.session import Session
from dialogs.guide import Guide
from dialogs.journey import walk
from dialogs.turn import turn
from dialogs.world import World

CHANNEL = "talk"  # where everything is asked
AT = datetime(2026, 1, 1, tzinfo=timezone.utc)  # any day will do
# What opens the screens on the path that are no question of the guide.
OPENS: Mapping[str, AnyEvent] = {
    "eligibility": Confirm(id="lint", at=AT, channel=CHANNEL),
    "consent": Consent(id="lint", at=AT, channel=CHANNEL, yes=True),
}


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        try:
            ways = paths(guide)
        except TooManyPaths:  # told by the rule “reachable”
            continue
        for way in ways:
            stuck = _stuck(material.world, guide, way)
            if stuck is not None:
                at = ("questions", stuck)
                name = guide.questions[stuck].id
                cure = "Does another question keep its answer under the same “field:”?"
                yield source.error(at, f"“{name}” is not asked once, in its turn", cure)
                break


def _stuck(world: World, guide: Guide, way: Path) -> int | None:
    """The number of the question that is not asked as it stands on this way."""
    session = Session(
        id="lint", language="id", services=(guide.code,), address="none",
        guides={guide.code: guide.version},
    )  # fmt: skip
    for question in way.asked:
        session = _opened(world, session)
        step = walk(world, session, CHANNEL).current
        if step is None or step.question is not question:
            return guide.questions.index(question)
        value = way.values.get(question.id, "" if not question.optional else None)
        session.answers[step.key] = Answer(value)
    last = walk(world, _opened(world, session), CHANNEL).current
    return None if last is None else guide.questions.index(last.question)


def _opened(world: World, session: Session) -> Session:
    """Past the screens that only have to be agreed to: there is one before and one between."""
    for _ in OPENS:
        event = OPENS.get(walk(world, session, CHANNEL).stage)
        if event is None:
            break
        session, _ = turn(world, session, event)
    return session


RULE = Rule("ends", "Whatever is answered, each question comes once and the talk ends.", check)
