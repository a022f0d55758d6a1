"""What silence means: a question, a countdown, the end of a visit. Pure, in seconds.

Two minutes before asking, 45 s to answer with the count shown in the second half, as often as
wanted (VVSG 2.0 and WCAG 2.2, 2.2.1); a receipt clears itself after 30 s. Touches and speech are no
silence.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from kiosk.visit import Command, End, Settings, Visit

ASK_AFTER = 120.0
COUNTDOWN = 45.0
COUNT_FROM = COUNTDOWN / 2  # s before the end: from here on it is counted
DONE_AFTER = 30.0
DONE_COUNT_FROM = 15.0
SETTINGS_AFTER = 60.0  # on the welcome: another language or size goes back
DONE = frozenset({"receipt", "checklist", "saved"})


class Next(NamedTuple):
    """The visit after so much silence, what is to be done, and in how many seconds to look again
    (None: when something was pressed)."""

    visit: Visit
    commands: tuple[Command, ...]
    again: float | None


def silent(visit: Visit, seconds: float) -> Next:
    """What `seconds` without a touch or a word lead to."""
    if visit.screen is None:
        return _nobody(visit, seconds)
    if visit.busy:
        return Next(visit, (), 1.0)
    if visit.screen.kind in DONE and visit.sheet == "":
        return _ending(visit, seconds, DONE_AFTER, DONE_COUNT_FROM)
    if seconds < ASK_AFTER:
        return Next(visit, (), ASK_AFTER - seconds)
    asked = visit if visit.sheet in ("still_there", "cover") else _asked(visit)
    return _ending(asked, seconds, ASK_AFTER + COUNTDOWN, COUNT_FROM)


def _asked(visit: Visit) -> Visit:
    return visit._replace(sheet="still_there", page=0)


def _ending(visit: Visit, seconds: float, end: float, count_from: float) -> Next:
    left = end - seconds
    if left <= 0:
        return Next(ended(visit), (End(),), None)
    if left > count_from:
        return Next(visit._replace(seconds_left=0), (), left - count_from)
    whole = math.ceil(left)
    return Next(visit._replace(seconds_left=whole), (), max(0.05, left - (whole - 1)))


def _nobody(visit: Visit, seconds: float) -> Next:
    fresh = visit.settings == Settings() and visit.sheet == "welcome"
    if fresh or visit.busy:
        return Next(visit, (), None)
    if seconds < SETTINGS_AFTER:
        return Next(visit, (), SETTINGS_AFTER - seconds)
    return Next(ended(visit), (), None)


def ended(visit: Visit) -> Visit:
    """Nobody is here any more: nothing of the visit is left."""
    return Visit(sheet="welcome", number=visit.number + 1)
