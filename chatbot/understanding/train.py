"""`./pandu train`: learn from the texts. Does nothing where that was done already."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from chatbot.understanding import hands, model
from chatbot.understanding.progress import VARIABLE
from dialogs.authoring.source import GuideError

NO_RASA = (
    "Rasa is not installed here (it needs Python 3.10 and requirements.txt): "
    "services are found by their words."
)
TRAINING = (sys.executable, "-I", "-X", "utf8", "-W", "ignore", "-m")
SCRATCH = "training-"
LONGEST = 1800  # seconds; a training takes about one minute
SHOWN = 2000  # characters of what Rasa said last, where it failed


class NotTrained(Exception):
    """Rasa did not make a model; its last words are the message."""


def main(argv: Sequence[str]) -> int:
    """0 when there is a model in the end, 1 where there is none."""
    parser = argparse.ArgumentParser("pandu train", description=__doc__)
    parser.add_argument("--force", action="store_true", help="also where nothing has changed")
    options = parser.parse_args(argv)
    if not model.installed():
        print(NO_RASA, file=sys.stderr)
        return 1
    began = time.monotonic()
    try:
        before = None if options.force else model.trained()
        if before is not None:
            print(f"Nothing has changed: {before}")
            return 0
        archive = train(force=options.force)
    except (NotTrained, GuideError, hands.TextsError) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"Trained in {time.monotonic() - began:.0f} s: {archive}")
    return 0


def train(folder: Path = model.MODELS, force: bool = False) -> Path:
    """The archive of a model that fits what stands here; trained where there is none.

    Of two programs that want it at once one trains and the other waits. Raises `NotTrained`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        if not force and (ready := model.trained(folder)):
            return ready
        archive = folder / f"{model.fingerprint()}.tar.gz"
        for left in folder.glob(f"{SCRATCH}*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder) as scratch:
            _run(Path(scratch)).replace(archive)
        for other in folder.glob("*.tar.gz"):
            if other != archive:
                other.unlink()
        return archive


def _run(scratch: Path) -> Path:
    """Trains in a process of its own: Rasa's gigabyte goes with it, and so does its chatter."""
    terminal = (sys.stderr.fileno(),) if sys.stderr.isatty() else ()
    settings = {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(scratch / "cache"),
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "TQDM_DISABLE": "1",
        VARIABLE: "".join(map(str, terminal)),
    }
    log = scratch / "rasa.log"
    with log.open("wb") as said:
        done = subprocess.run(
            [*TRAINING, "chatbot.understanding.rasa_training", str(scratch)],
            cwd=scratch,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            pass_fds=terminal,
            timeout=LONGEST,
            check=False,
        )
    made = scratch / "model.tar.gz"
    if done.returncode or not made.exists():
        raise NotTrained(log.read_text("utf-8", "replace")[-SHOWN:])
    return made


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
