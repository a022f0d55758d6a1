"""What a check raises."""

from __future__ import annotations


class Broken(AssertionError):
    """The property `name` does not hold."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name
