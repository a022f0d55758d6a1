"""`./pandu audit`: looks at every screen of every guide in every form, by the rules of access."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from dialogs.authoring import load
from dialogs.world import World
from kiosk.audit import table
from kiosk.audit.rules import RULES
from kiosk.audit.walk import Screens, Walked, complete, screens, walk
from shared.settings import BIDARA_CINA
from shared.talk.main import OPERATOR_ERRORS

SHOWN = 12  # faults of one rule that are printed; --json holds all


def main(argv: list[str]) -> int:
    """0: every rule holds; 1: one does not, or a screen was not met; 2: it cannot be made."""
    options = _parser().parse_args(argv)
    begun = time.monotonic()
    try:
        world = load.world(office=BIDARA_CINA)
        languages = _languages(world, options.language)
    except (*OPERATOR_ERRORS, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    found = [screens(world, language) for language in languages]
    walked = walk(world, found, max(1, options.jobs))
    _tell(found, walked, time.monotonic() - begun)
    rows = table.rows(_counted(walked))
    try:
        if languages == complete(world):
            table.FILE.write_text(table.table(languages, found[0].expected, rows), "utf-8")
        if options.json:
            options.json.write_bytes(msgspec.json.encode(_report(found, walked, rows)))
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; name a place to write to.", file=sys.stderr)
        return 2
    missing = any(one.missing for one in found)
    return 1 if walked.broken or missing else 0


def _languages(world: World, more: list[str]) -> tuple[str, ...]:
    for name in more:
        if name not in world.texts.languages:
            known = ", ".join(world.texts.languages)
            raise ValueError(f"--language {name}: there is no such catalogue; there are {known}")
    return tuple(dict.fromkeys((*complete(world), *more)))


def _tell(found: list[Screens], walked: Walked, seconds: float) -> None:
    for one in found:
        print(
            f"{one.language}: {one.visited} screens visited of {one.expected} expected, "
            f"{one.around} around them, {len(one.subjects)} of them different"
        )
        for key in one.missing:
            print(f"  not met: {' / '.join(key)}")
    counted = _counted(walked)
    for rule in RULES:
        times = counted[rule.says]
        if not times:
            continue
        print(f"{rule.number} ({rule.clause}) {rule.says}: {times} times")
        here = [one for one in walked.broken if one.rule.says == rule.says]
        for fault in here[:SHOWN]:
            print(f"  {fault.where}: {fault.what}")
    faults = len(walked.broken)
    print(f"{walked.pages} pages, {len(RULES)} rules, {faults} violations, {seconds:.0f} s")


def _counted(walked: Walked) -> Counter[str]:
    return Counter(one.rule.says for one in walked.broken)


def _report(found: list[Screens], walked: Walked, rows: tuple[table.Row, ...]) -> object:
    return {
        "screens": [
            {
                "language": one.language, "expected": one.expected, "visited": one.visited,
                "around": one.around, "missing": one.missing,
            }
            for one in found
        ],
        "pages": walked.pages,
        "rules": [row._asdict() for row in rows],
        "violations": [
            {"rule": one.rule.number, "clause": one.rule.clause, "where": one.where,
             "what": one.what}
            for one in walked.broken
        ],
    }  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu audit", description=__doc__)
    parser.add_argument(
        "--language", action="append", default=[], help="this one too, beside those complete"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="all of it, for programs")
    parser.add_argument(
        "--jobs", type=int, default=len(os.sched_getaffinity(0)), help="processes at once"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
