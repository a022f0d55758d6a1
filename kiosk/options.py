"""The options of a screen as rows, each as heavy as it is meant."""

from __future__ import annotations

from dialogs.contract.screen import Option
from kiosk.blocks import Block, Row
from kiosk.buttons import Caption, Style
from kiosk.glass import Glass
from kiosk.pictures import sign_of
from kiosk.scene import Act

# Options that are no answer but a way round one; drawn a little quieter.
OUT = frozenset(
    {"return", "unknown", "none", "ask", "skip", "other_service", "officer", "not_this"}
)
# Options that do what the screen is for.
MAIN = frozenset({"confirm", "send"})
# Where no answer may be pushed, all weigh the same.
EVEN = frozenset({"consent", "agree", "confirm"})
TELLING = frozenset({"explain", "officer", "saved", "checklist", "status", "emergency", "stop"})


def rows(glass: Glass) -> tuple[Block, ...]:
    """The options of the screen, a row each."""
    return tuple(option_row(glass, option) for option in glass.screen.options)


def option_row(glass: Glass, option: Option) -> Row:
    caption = Caption(option.label, option.hint, sign_of(option.id, option.icon))
    return Row(f"option.{option.id}", caption, Act("choose", option.id), style_of(glass, option))


def style_of(glass: Glass, option: Option) -> Style:
    kind = glass.screen.kind
    if kind in EVEN:
        return "answer"
    if option.id in MAIN or (len(glass.screen.options) == 1 and kind in TELLING):
        return "main"
    if option.icon == "ambulance":
        return "danger"
    return "out" if option.id in OUT else "answer"
