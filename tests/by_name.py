"""Measurements and long runs: a table of modules, one of which is named on the command line."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence


def run(package: str, heading: str, modules: Mapping[str, str], argv: Sequence[str]) -> int:
    """Runs ``package.NAME``, whose ``main(argv) -> int`` gets the rest; 2 for an unknown name.

    ``modules`` says in a line what each name does.
    """
    name = argv[0] if argv else ""
    if name in modules:
        found: int = importlib.import_module(f"{package}.{name}").main(argv[1:])
        return found
    asked_help = name in ("-h", "--help")
    lines = [f"  {name:<15}{what}" for name, what in modules.items()]
    print("\n".join([heading, *lines]), file=sys.stdout if asked_help else sys.stderr)
    return 0 if asked_help else 2
