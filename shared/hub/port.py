"""How a face puts a talk aside and takes one up, whether there is a hub or not.

    taken = wiring.drafts.take_up(code, now, by=whoever_types)
    if isinstance(taken, Refusal):
        say(world.texts.text(language, taken.value))   # and offer an officer
    else:
        host.look(taken, viewer)                       # the talk, where it stood

From then on the face goes on with the session id it was given: a talk that was saved at another
place has a new one here. Saving is an effect of the talk, the host does it. A face that ends a
visit (a kiosk wiping its screen, a terminal being left) calls `let_go`; one whose talks stay (a
chat) needs to call nothing.
"""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Protocol

from shared.store.drafts import Draft


class Refusal(enum.Enum):
    """Why no talk was taken up; the value is the text id of what the person is told."""

    # Never given out, mistyped, used, held at another place or too old: nobody is told which.
    UNKNOWN = "code.unknown"
    # Too many wrong codes today, by this person or at this place.
    TOO_MANY = "code.too_many"
    # The hub does not answer: the code keeps its worth.
    NO_LINE = "code.no_line"


class Drafts(Protocol):
    """Saved talks, as bot, kiosk and terminal see them. `wiring.drafts` is one."""

    def save(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        """A code for the talk as it stands. The same effect again: the same code and time."""

    def take_up(self, code: str, now: datetime, *, by: str = "") -> str | Refusal:
        """The session to go on with, for `code` as a person types it; nobody else gets it then.

        `by` names who types where one device serves many people (a chat's id): only its blind
        index is used, to count wrong codes.
        """

    def saved(self, session_id: str, now: datetime) -> bool:
        """Whether the talk has a code that is still good."""

    def let_go(self, session_id: str, now: datetime) -> None:
        """The visit is over: what was taken up and neither sent nor saved can be taken up again
        with the same code. For a talk that was not taken up this does nothing."""

    def erase(self, session_id: str, now: datetime) -> None:
        """The person wants it gone: the talk, its codes, and what the hub has of it."""

    def deliver(self, now: datetime) -> None:
        """One round of what waits for the line. The delivery round of `Wiring` calls it."""

    def close(self) -> None:
        """Let go of open connections."""
