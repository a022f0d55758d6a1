"""``./pandu soak NAME``: what the tests do briefly, for as long as wanted; one module each."""

from __future__ import annotations

import importlib
import sys

# Name -> what it does. The module of the same name has a ``main(argv) -> int``.
SOAKS = {
    "api": "generated calls to every path of the backend, by its OpenAPI document",
    "talks": "random talks through every guide, with another seed each round",
    "delivery": "kills, full disks and wrong clocks between a kiosk and the backend",
}


def main(argv: list[str]) -> int:
    """Run the soak that ``argv`` names; 2 for one that does not exist."""
    name = argv[0] if argv else ""
    if name in SOAKS:
        found: int = importlib.import_module(f"tests.soak.{name}").main(argv[1:])
        return found
    asked_help = name in ("-h", "--help")
    lines = [f"  {name:<12}{what}" for name, what in SOAKS.items()]
    print(
        "\n".join(["Long runs, each started with ./pandu soak NAME:", *lines]),
        file=sys.stdout if asked_help else sys.stderr,
    )
    return 0 if asked_help else 2
