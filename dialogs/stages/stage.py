"""What a stage or an aside is: it draws itself and reads what is said to it."""

from __future__ import annotations

from dialogs.contract.screen import Option, Screen
from dialogs.talk import Talk, Turned
from dialogs.view import View


class Stage:
    """A place where a person can stand. A method that returns None has nothing to say about it."""

    def screen(self, view: View) -> Screen:
        raise NotImplementedError

    def options(self, view: View) -> tuple[Option, ...]:
        """What can be answered by one touch, or by saying its number or its label."""
        return ()

    def choose(self, talk: Talk, option: str) -> Turned | None:
        """An option was chosen."""
        return None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """A text, as it was typed, that is no command: a literal answer, or None."""
        return None

    def near(self, talk: Talk, text: str) -> Turned | None:
        """A text that is almost an answer."""
        return None

    def confirm(self, talk: Talk) -> Turned | None:
        """Yes to the main act of this screen."""
        return None

    def refuse(self, talk: Talk) -> Turned | None:
        """No to it."""
        return None

    def consent(self, talk: Talk, *, yes: bool) -> Turned | None:
        """An explicit yes or no, by a button made for it."""
        return self.confirm(talk) if yes else self.refuse(talk)
