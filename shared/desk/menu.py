"""Plain lines and numbers: how the desk asks and shows."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from shared.desk.texts import say

Chosen = TypeVar("Chosen")


class Terminal:
    """The officer's terminal; a pipe works as well."""

    def show(self, *lines: str) -> None:
        """Prints lines."""
        print(*lines, sep="\n", flush=True)

    def ask(self, question: str) -> str:
        """One typed line, without blanks around it; EOFError when there is nobody any more."""
        print(question, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    def ask_secret(self, question: str) -> str:
        """The same without showing what is typed, where this is a terminal."""
        if sys.stdin.isatty():
            return getpass.getpass(question)
        return self.ask(question)

    def choose(self, options: Sequence[tuple[str, Chosen]], leave: str) -> Chosen | None:
        """One of the numbered options; None for 0, which is `leave`."""
        for number, (label, _) in enumerate(options, start=1):
            self.show(f"{number:>3}  {label}")
        self.show(f"{0:>3}  {leave}")
        while True:
            typed = self.ask(say("choose"))
            if typed.isascii() and typed.isdigit() and int(typed) <= len(options):
                return options[int(typed) - 1][1] if int(typed) else None
            self.show(say("no_choice"))


Action = Callable[[], None]
