"""``./pandu bench NAME``: measurements, one module each, with a ``main(argv) -> int``."""

from __future__ import annotations

import importlib
import sys

# Name -> what it measures. The module of the same name does it.
BENCHES = {
    "dialog": "a turn of the dialog layer beside two other ways to write the same talk",
    "backend": "durable writes, the public list among many rows, all kiosks' outboxes at once",
}


def main(argv: list[str]) -> int:
    """Run the measurement that ``argv`` names; 2 for one that does not exist."""
    name = argv[0] if argv else ""
    if name in BENCHES:
        found: int = importlib.import_module(f"tests.bench.{name}").main(argv[1:])
        return found
    asked_help = name in ("-h", "--help")
    lines = [f"  {name:<12}{what}" for name, what in BENCHES.items()]
    print(
        "\n".join(["Measurements, each started with ./pandu bench NAME:", *lines]),
        file=sys.stdout if asked_help else sys.stderr,
    )
    return 0 if asked_help else 2
