"""``./pandu bench understanding``: our understanding, Bürokratt's configuration and Rasa's logistic
regression, trained and judged on the same texts in the same run.

They learn from one text in sixteen: Bürokratt's DIET was not through with all of them after half an
hour. `--share 1` gives all; a training that outlasts `--patience` is told as such. What is held out
is judged whole.

`--data FOLDER` takes any intent set in the form of chatbot/understanding/texts: a file a label,
blocks by hand, at least one of them held out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chatbot.understanding import hands, model
from chatbot.understanding.train import NO_RASA
from tests.bench.intents import share

ROOT = Path(__file__).resolve().parents[2]
FLOOR_MS = 15.0  # p95 a text, ours, of processor time: on a quiet machine it takes no longer
CHILD = (sys.executable, "-X", "utf8", "-W", "ignore", "-m", "tests.bench.intents.child")
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "TQDM_DISABLE": "1",
    # TensorFlow's own pools would ask for more threads than there are cores.
    "TF_INTRA_OP_PARALLELISM_THREADS": str(os.cpu_count() or 1),
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
}
SHARE = 16  # one text in so many is learnt from
PATIENCE = 900.0  # seconds


class Contestant(NamedTuple):
    """A configuration, and how its model is read: `light` as our service, `rasa` as `rasa run`."""

    name: str
    config: Path
    reads: str


CONTESTANTS = {
    "ours": Contestant("ours", model.HERE / "config.yml", "light"),
    "rasa-lr": Contestant("Rasa LR", Path(__file__).parent / "intents/rasa_lr.yml", "rasa"),
    "buerokratt": Contestant("Bürokratt", Path(__file__).parent / "intents/buerokratt.yml", "rasa"),
}


class Result(NamedTuple):
    """Shares in 0..1, times in seconds and milliseconds, memory in MB."""

    name: str
    right: float
    third: float
    fallback: float
    right_when_answered: float
    train: float
    train_cpu: float
    train_mb: int
    load: float
    p50: float
    p95: float
    p95_cpu: float
    mb: int


class Late(Exception):
    """It was not trained within the time given."""


def measured(one: Contestant, texts: Path, patience: float) -> Result:
    """Trains and reads, each in a process of its own. Raises `Late`."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"RASA_CACHE_DIRECTORY": f"{folder}/cache", "MPLCONFIGDIR": folder}
        learnt = _child(["train", str(one.config), str(texts), folder], environment, patience)
        archive = str(Path(folder) / "model.tar.gz")
        told = _child([one.reads, archive, str(texts)], environment, patience)
    return _result(
        one.name, [case.label for case in hands.held_out(hands.read(texts))], learnt, told
    )


def _child(
    arguments: Sequence[str], environment: Mapping[str, str], patience: float
) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [*CHILD, *arguments],
            cwd=ROOT,
            env={**os.environ, **QUIET, **environment},
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Late from None
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _result(
    name: str, truth: Sequence[str], learnt: Mapping[str, Any], told: Mapping[str, Any]
) -> Result:
    pairs = list(zip(truth, told["said"], strict=True))
    answered = [label == said for label, (said, _) in pairs if said != "nlu_fallback"]
    times = statistics.quantiles(told["ms"], n=100)
    return Result(
        name,
        right=sum(label == ranked[0] for label, (_, ranked) in pairs) / len(pairs),
        third=sum(label in ranked[:3] for label, (_, ranked) in pairs) / len(pairs),
        fallback=1 - len(answered) / len(pairs),
        right_when_answered=sum(answered) / max(1, len(answered)),
        train=learnt["seconds"],
        train_cpu=learnt["cpu"],
        train_mb=learnt["mb"],
        load=told["load"],
        p50=times[49],
        p95=times[94],
        p95_cpu=statistics.quantiles(told["cpu_ms"], n=100)[94],
        mb=told["mb"],
    )


HEADING = (
    f"{'':<12}{'top-1':>7}{'top-3':>7}{'fallback':>10}{'right then':>12}"
    f"{'train s':>9}{'cpu s':>7}{'MB':>6}{'load s':>8}{'p50 ms':>8}{'p95 ms':>8}{'cpu':>6}{'MB':>6}"
)


def row(one: Result) -> str:
    return (
        f"{one.name:<12}{one.right:>7.3f}{one.third:>7.3f}{one.fallback:>10.3f}"
        f"{one.right_when_answered:>12.3f}{one.train:>9.0f}{one.train_cpu:>7.0f}{one.train_mb:>6}{one.load:>8.1f}"
        f"{one.p50:>8.1f}{one.p95:>8.1f}{one.p95_cpu:>6.1f}{one.mb:>6}"
    )


def main(argv: list[str]) -> int:
    """Print the table. Exit code 1 when ours is slower than its floor."""
    options = _options(argv)
    if not model.installed():
        print(NO_RASA, file=sys.stderr)
        return 2
    said = hands.read(options.data.resolve())
    if options.writers:
        from tests.bench.intents import writers

        print(writers.HEADING, flush=True)
        for line in writers.rows(said):
            print(line, flush=True)
        return 0
    if not hands.trained_on(said) or not hands.held_out(said):
        print("There must be texts to train on and texts that are held out.", file=sys.stderr)
        return 2
    if options.share == 1:
        return _table(options.data.resolve(), options)
    with tempfile.TemporaryDirectory() as folder:
        share.written(said, options.share, Path(folder))
        return _table(Path(folder), options)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./pandu bench understanding", description=__doc__)
    parser.add_argument("--data", type=Path, default=hands.TEXTS, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", choices=list(CONTESTANTS), help="some of them")
    parser.add_argument(
        "--share",
        type=int,
        metavar="N",
        help=f"learn from one text in N ({SHARE}; all of another set)",
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=PATIENCE,
        metavar="SECONDS",
        help=f"for one training ({PATIENCE:.0f})",
    )
    parser.add_argument(
        "--writers", action="store_true", help="ours alone: each hand by what the others wrote"
    )
    options = parser.parse_args(argv)
    if options.share is None:
        options.share = SHARE if options.data == hands.TEXTS else 1
    if options.share < 1:
        parser.error("--share is 1 or more")
    return options


def _table(folder: Path, options: argparse.Namespace) -> int:
    said = hands.read(folder)
    print(
        f"{len(hands.trained_on(said)):,} texts to train (one in {options.share}), "
        f"{len(hands.held_out(said)):,} held out, "
        f"{len({one.label for one in said})} labels; Python {platform.python_version()}, "
        f"{os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f} before it began.\n\n"
        f"{HEADING}",
        flush=True,
    )
    held = True
    for name in options.only or CONTESTANTS:
        try:
            found = measured(CONTESTANTS[name], folder, options.patience)
        except Late:
            print(f"{name:<12}not trained in {options.patience:.0f} s", flush=True)
            continue
        print(row(found), flush=True)
        held = held and (name != "ours" or found.p95_cpu <= FLOOR_MS)
    verdict = "held" if held else "MISSED"
    print(f"\nFloor: p95 {FLOOR_MS:.0f} ms of processor time a text, ours: {verdict}.")
    return 0 if held else 1
