"""The bot in processes that are killed: a new life is forked from one that has all imported.

It is the real program (`chatbot.telegram.main`), with its own options and files. Each line of the
input starts one life with these arguments (JSON); its process id is printed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from chatbot.telegram import main as bot
from dialogs.authoring import load

ROOT = Path(__file__).parents[3]


class Lives:
    """The process that forks the lives; `home` is the state folder of all of them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, arguments: Sequence[str]) -> int:
        """One life; its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(arguments)) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def kill(pid: int) -> None:
        """With -9, whatever it is doing."""
        os.kill(pid, signal.SIGKILL)


@contextmanager
def lives(home: Path, database: str = "") -> Iterator[Lives]:
    environment = {
        **os.environ,
        "PANDU_HOME": str(home),
        "PANDU_UNDERSTANDING": "off",
        **({"PANDU_DATABASE_URL": database} if database else {}),
    }
    with (home / "bot.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.chatbot.telegram.bot_lives"],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield Lives(process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main() -> None:
    """Forks a life for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    out = os.dup(1)
    os.dup2(2, 1)  # what a life prints goes to the log
    read = cache(load.world)
    load.world = read
    read(office="31.75.03.1002")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(bot.main(json.loads(line)))
        os.write(out, f"{child}\n".encode())


if __name__ == "__main__":
    main()
