"""``./pandu soak NAME``: what the tests do briefly, for as long as wanted; one module each."""

from __future__ import annotations

from collections.abc import Sequence

from tests import by_name

# Name -> what it does. The module of the same name has a ``main(argv) -> int``.
SOAKS = {
    "api": "generated calls to every path of the backend, by its OpenAPI document",
    "bot": "conversations with a Telegram bot that is killed at random moments",
    "talks": "random talks through every guide, with another seed each round",
    "properties": "new examples for every property of the tests, with another seed each round",
    "delivery": "kills, full disks and wrong clocks between a kiosk and the backend",
    "kiosk": "visits at the window, memory flat; --talks: all golden conversations by touches",
}


def main(argv: Sequence[str]) -> int:
    """Runs the one that ``argv`` names; 2 for one that does not exist."""
    return by_name.run(__name__, "Long runs, each started with ./pandu soak NAME:", SOAKS, argv)
