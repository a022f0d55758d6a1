"""A talk that goes on later, or at another place: what it takes along. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from dialogs.contract.session import Saved, Session


def resumed(session: Session) -> Session:
    """The talk without the screen that shows its code; the very same where it shows none.

    It counts as a turn, so that a button of that screen does nothing any more.
    """
    if not isinstance(session.aside, Saved):
        return session
    return replace(session, aside=None, turn=session.turn + 1)
