"""``./pandu bench NAME``: measurements, one module each, with a ``main(argv) -> int``."""

from __future__ import annotations

from collections.abc import Sequence

from tests import by_name

# Name -> what it measures. The module of the same name does it.
BENCHES = {
    "dialog": "a turn of the dialog layer beside two other ways to write the same talk",
    "backend": "durable writes, the public list among many rows, all kiosks' outboxes at once",
    "bot": "turns of many Telegram chats, from the update to the answer",
    "understanding": "texts to services, beside two Rasa configurations; --data: any intent set",
    "kiosk": "first screen, touch to next screen, idle, memory, beside a plain Kivy program",
}


def main(argv: Sequence[str]) -> int:
    """Runs the one that ``argv`` names; 2 for one that does not exist."""
    heading = "Measurements, each started with ./pandu bench NAME:"
    return by_name.run(__name__, heading, BENCHES, argv)
