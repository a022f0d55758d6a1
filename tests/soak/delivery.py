"""`./pandu soak delivery`: killed, out of room, in the wrong time, over and over; nothing is lost.

At every point one of these happens in the middle of a resident's visit: the program at the counter
or the backend is killed with -9 at a random step, or its disk is full; and its clock is up to a day
off. Then the next life takes over. In the end what went in has come out, once each, in the order of
each resident, and everybody was told one receipt a request.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.shared.installation import Office, backend, lives
from tests.superapp.running import postgres_database

BATCH = 25  # points of one office, after which all is counted
DAY = 86_400.0  # seconds
CLIENT_STEPS, BACKEND_STEPS = 240, 16  # about as many as a visit has
KINDS = {
    "sqlite": ("client", "client", "client", "backend", "client disk", "backend disk"),
    "postgresql": ("client", "client", "client", "backend"),  # its disk is not ours to fill
}


def main(argv: Sequence[str]) -> int:
    """Runs the points on both databases; 1, with the seed, when the count is wrong."""
    options = _parser().parse_args(argv)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    print(f"{options.points} points, --seed {seed}", flush=True)
    rng, done, started = random.Random(seed), Counter[str](), time.monotonic()
    with lives() as program:
        for kind in KINDS:
            left = options.points // len(KINDS)
            while left > 0:
                points = min(BATCH, left)
                done += batch(kind, points, rng, program)
                left -= points
                print(f"{kind}: {left} points left, {time.monotonic() - started:.0f} s", flush=True)
    told = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    print(f"Each request arrived once, in order, with one receipt told: {told}.")
    return 0


def batch(
    kind: str, points: int, rng: random.Random, program: subprocess.Popen[str], row: int = 8
) -> Counter[str]:
    """One office's life through some points, and its count; what happened how often.

    Each of its kinds happens before any comes again; `row` is how often at most in a row.
    AssertionError where the count is wrong.
    """
    happened: Counter[str] = Counter()
    with _office(kind, program) as office:
        with backend(office.home, office.backend_database) as (url, _):
            office.live(url, begins=True)  # makes the tables
        kinds: list[str] = []
        while sum(happened.values()) < points:
            kinds = kinds or rng.sample(KINDS[kind], len(KINDS[kind]))
            what = kinds.pop()
            if what.startswith("client"):
                most = min(row, points - sum(happened.values()))
                _at_the_counter(office, rng, what, most, happened)
            else:
                dead = _at_the_backend(office, rng, what)
                happened[f"{kind} {what}{'' if dead else ' (too late)'}"] += 1
        office.check()
        happened[f"{kind} requests"] = 2 * len(office.residents)
    return happened


def _at_the_counter(
    office: Office, rng: random.Random, what: str, most: int, happened: Counter[str]
) -> None:
    """Some points in a row with one backend, for a start of it costs more than they do."""
    with backend(office.home, office.backend_database) as (url, _):
        for _ in range(rng.randint(1, most)):
            step, room = rng.randint(1, CLIENT_STEPS), 0
            if what == "client disk":
                step, room = 0, rng.randint(8_192, _size(office) + 65_536)
            whole = office.live(url, begins=True, step=step, room=room, ahead=_jump(rng))
            _recover(office, url, rng)
            happened[f"{office.kind} {what}{' (too late)' if whole else ''}"] += 1


def _at_the_backend(office: Office, rng: random.Random, what: str) -> bool:
    """One point; whether anything came of it."""
    step, room = rng.randint(1, BACKEND_STEPS), 0
    if what == "backend disk":
        size = (office.home / "superapp.db").stat().st_size
        step, room = 0, rng.randint(8_192, size + 65_536)
    dying = ("-m", "tests.shared.dying_backend", str(step), str(room))
    with backend(office.home, office.backend_database, start=dying) as (url, _):
        assert office.live(url, begins=True, ahead=_jump(rng))
        troubled = len(office.at_the_backend()) < 2 * len(office.residents)
    with backend(office.home, office.backend_database) as (url, _):
        _recover(office, url, rng)
    return troubled


def _recover(office: Office, url: str, rng: random.Random) -> None:
    """The next life, also in the wrong time; then one after all that was put off."""
    assert office.live(url, ahead=_jump(rng))
    assert office.live(url, ahead=3 * DAY)


def _jump(rng: random.Random) -> float:
    return rng.choice((0.0, rng.uniform(-DAY, DAY)))


def _size(office: Office) -> int:
    return (office.home / "talks.db").stat().st_size


@contextmanager
def _office(kind: str, program: subprocess.Popen[str]) -> Iterator[Office]:
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"sqlite:///{home / name}" for name in ("talks.db", "superapp.db")]
        if kind == "postgresql":
            urls = [stack.enter_context(postgres_database()) for _ in urls]
        yield Office(home, urls[0], program, urls[1])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu soak delivery", description=__doc__)
    parser.add_argument("--points", type=int, default=500, help="how often something happens")
    parser.add_argument("--seed", type=int, help="repeat a run that went wrong")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
