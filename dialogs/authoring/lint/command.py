"""`./pandu lint`: one line a fault, exit code 1 where there is one."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date
from pathlib import Path

from dialogs.authoring import load
from dialogs.authoring.lint import material
from dialogs.authoring.lint.rule import Fault, Material
from dialogs.authoring.lint.rules import RULES
from dialogs.authoring.source import GuideError

CATALOGUE = Path("shared", "superapp", "reference", "catalogue.yaml")


def main(argv: list[str]) -> int:
    """Checks every guide, question and text. 0: clean; 1: faults, one a line on stdout."""
    options = _parser().parse_args(argv)
    if options.mutants is not None:
        return _mutants(options.mutants)
    services = options.catalogue or options.root / CATALOGUE
    try:
        read = material.read(options.root, services, options.today)
    except GuideError as error:
        print(error)
        return 1
    found = faults(read)
    for fault in found:
        print(fault)
    if found:
        print(f"{len(found)} to mend.", file=sys.stderr)
        return 1
    library = read.library
    print(f"{len(library.guides)} guides, {len(library.texts)} texts, {len(RULES)} rules: clean")
    return 0


def _mutants(codes: list[str]) -> int:
    """In a process of its own: it holds the golden conversations, which are the tests' own."""
    command = [sys.executable, "-m", "tests.mutants", *codes]
    return subprocess.run(command, cwd=load.ROOT, check=False).returncode


def faults(read: Material) -> list[Fault]:
    """What all rules find, by file and line."""
    found = [fault for rule in RULES for fault in rule.check(read)]
    return sorted(found, key=lambda fault: (fault.file, fault.line, str(fault)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "pandu lint",
        description="Checks every guide, question and text. The rules:",
        epilog="\n".join(f"  {rule.name:<17}{rule.doc}" for rule in RULES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--root",
        type=Path,
        default=load.ROOT,
        metavar="FOLDER",
        help="the folder that holds dialogs/ and locales/",
    )
    parser.add_argument(
        "--catalogue",
        type=Path,
        metavar="FILE",
        help=f"the super-app's services (else {CATALOGUE})",
    )
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day by which facts are judged (else that of the newest fact)",
    )
    parser.add_argument(
        "--mutants",
        nargs="*",
        metavar="CODE",
        help="make small faults in these services (else all), and say which nobody notices",
    )
    return parser
