"""The ladder: what is said when an answer did not serve, rung by rung.

1 what was not understood, in the question's words; 2 simpler, with an example and choices; 3 leave
it for now, or an officer. Never a silent repeat, a lost input, a dead end or blame.
"""

from __future__ import annotations

from dialogs.contract.session import NotUnderstood
from dialogs.officer import quietly
from dialogs.path import Step
from dialogs.talk import Talk, Turned
from dialogs.words import tidy

SIMPLER_FROM = 2
HELP_FROM = 3


def not_understood(talk: Talk, text: str) -> Turned:
    """The last handler of the reading order: nothing else made anything of the text."""
    step = talk.journey.current
    if step is None:
        return talk.notice("notice.unknown_option" if tidy(text) else "ladder.empty")
    return talk.climb(step, text) if tidy(text) else talk.climb(step, "", "ladder.empty")


def called_when_stuck(talk: Talk, turned: Turned) -> Turned:
    """Whoever was not understood three times has an officer called, quietly and once."""
    session, effects = turned
    aside = session.aside
    if not isinstance(aside, NotUnderstood) or session.called is not None:
        return turned
    if aside is talk.session.aside or session.rungs.get(aside.question, 0) < HELP_FROM:
        return turned
    session, more = quietly(talk._replace(session=session), len(effects))
    return session, (*effects, *more)


def help_text(step: Step, rung: int, cut: bool, called: bool = False) -> tuple[str, ...]:
    """Text ids that stand below the question on this rung; `called`: an officer was."""
    lines = ("ladder.cut",) if cut else ()
    if rung < HELP_FROM:
        return lines
    if called:
        lines = (*lines, "officer.quietly")
        return (*lines, "ladder.help.leave_out") if step.question.optional else lines
    return (*lines, "ladder.help.skip" if step.question.optional else "ladder.help.officer")
