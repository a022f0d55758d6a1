"""`./pandu lint --mutants`: is every fault an author could make noticed?

Guides are changed one small fault at a time (edits.py). A fault is caught when lint finds it or a
golden conversation reads otherwise. What survives without an explanation in explained.yaml is
printed: a rule is missing, or a conversation that goes there.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from dialogs.authoring.faults import meant
from dialogs.authoring.source import GuideError, short
from tests.mutants.trial import Mutant, Trial

EXPLAINED = Path(__file__).with_name("explained.yaml")
WANTED = 0.95  # of those that are not explained
PROCESSES = 2
AT_ONCE = 40  # mutants given to a process in one go


class Verdict(NamedTuple):
    """A mutant's name, the line it stands on, and what caught it, or nothing."""

    name: str
    where: str
    caught: str


def main(argv: list[str]) -> int:
    """0: at least 95 % are caught; 1: fewer, or a file that cannot be read; 2: no such service."""
    options = _parser().parse_args(argv)
    try:
        known = _trial().codes
    except GuideError as error:
        print(error)
        return 1
    for code in options.codes:
        if code not in known:
            cure = meant(code, known, f"One of: {', '.join(known)}")
            print(f"There is no service “{code}”. {cure}", file=sys.stderr)
            return 2
    verdicts = tried(frozenset(options.codes or known), options.every)
    return told(verdicts, explained())


def tried(codes: frozenset[str], every: int = 1) -> list[Verdict]:
    """What becomes of every mutant of these services, or of every n-th of them."""
    count = len(list(_trial().mutants(codes))[::every])
    parts = [range(at, min(at + AT_ONCE, count)) for at in range(0, count, AT_ONCE)]
    if len(parts) < PROCESSES:
        return [one for part in parts for one in _judged(codes, every, part)]
    _trial().prepare()
    with ProcessPoolExecutor(PROCESSES) as pool:
        jobs = [pool.submit(_judged, codes, every, part) for part in parts]
        return [verdict for job in jobs for verdict in job.result()]


def explained() -> dict[str, str]:
    """Mutant → why it changes nothing that matters."""
    found: dict[str, str] = yaml.safe_load(EXPLAINED.read_text("utf-8")) or {}
    return found


def told(verdicts: Iterable[Verdict], reasons: dict[str, str]) -> int:
    """Prints survivors and figures; the exit code."""
    verdicts = list(verdicts)
    survivors = [one for one in verdicts if not one.caught and one.name not in reasons]
    equal = [one for one in verdicts if not one.caught and one.name in reasons]
    for one in survivors:
        print(f"{one.where}: {one.name} is not noticed. Add a conversation that goes there.")
    for one in equal:
        print(f"{one.where}: {one.name}: {reasons[one.name]}")
    judged = len(verdicts) - len(equal)
    caught = judged - len(survivors)
    by = Counter("lint" if ":" in one.caught else "talks" for one in verdicts if one.caught)
    share = caught / judged if judged else 1.0
    print(
        f"{caught} of {judged} faults noticed ({share:.1%}): {by['lint']} by lint, "
        f"{by['talks']} by conversations; {len(equal)} more change nothing"
    )
    return 0 if share >= WANTED else 1


def _judged(codes: frozenset[str], every: int, part: range) -> list[Verdict]:
    mutants = _mutants(codes, every)
    return [_verdict(mutants[number]) for number in part]


def _verdict(mutant: Mutant) -> Verdict:
    place = (mutant.question, *mutant.edit.at) if mutant.question else mutant.edit.at
    where = f"{short(mutant.source.file)}:{mutant.source.line(*place)}"
    return Verdict(mutant.name, where, _trial().caught(mutant))


@cache
def _trial() -> Trial:
    return Trial()


@cache
def _mutants(codes: frozenset[str], every: int) -> list[Mutant]:
    return list(_trial().mutants(codes))[::every]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu lint --mutants", description=__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="these services (else all)")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="only every n-th fault (1: all)"
    )
    return parser
