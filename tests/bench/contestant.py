"""What is measured: a way to write the talk, stepped by what a person says."""

from __future__ import annotations

from typing import ClassVar, Protocol


class Contestant(Protocol):
    """`begin` and `step` are timed, each as a turn; both end with the next words to show.

    `async`, because one of them can only be had so; the others never wait.
    """

    name: ClassVar[str]
    lacks: ClassVar[str]  # what it does less of

    async def begin(self) -> str:
        """A new talk: its first words."""
        ...

    async def step(self, text: str) -> str:
        """One thing said: the words that follow."""
        ...

    def kept(self) -> bytes:
        """What must outlive the turn for the talk to go on, as JSON."""
        ...

    def answers(self) -> dict[str, str]:
        """What the finished talk hands over."""
        ...
