"""What else can be done here: why this is asked, easier words, skip, write it, save, stop."""

from __future__ import annotations

from dialogs.contract.screen import Action
from kiosk.blocks import Heading, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.scene import Act

# Commands in their order, with a sign; the bar has the others.
ORDER = {
    "explain": "ask", "simpler": "simpler", "skip": "skip", "requirements": "list",
    "save": "save", "withdraw": "shield", "cancel": "close", "menu": "home",
}  # fmt: skip
WRITE = "write"  # any question may also be answered in one's own words
# Screens that ask nothing; home has its own row for telling one's need.
NOT_WRITTEN = frozenset({"menu", "receipt", "emergency", "waiting", "officer", "saved"})


def offered(glass: Glass) -> tuple[Action, ...]:
    """The commands of the screen that neither its answers nor the bar hold."""
    known = {action.name: action for action in glass.screen.actions}
    return tuple(known[name] for name in ORDER if name in known)


def writable(glass: Glass) -> bool:
    """May this screen be answered in words?"""
    return glass.screen.kind not in NOT_WRITTEN


def plan(glass: Glass) -> Plan:
    rows = [
        Row(f"more.{one.name}", Caption(one.label, None, ORDER[one.name]), Act("event", one.name))
        for one in offered(glass)
    ]
    if writable(glass):
        write = Caption(glass.text("kiosk.write"), None, "keyboard")
        rows.insert(0, Row("more.write", write, Act("sheet", WRITE)))
    return Plan((Heading("question", glass.text("kiosk.more.question")),), tuple(rows))
