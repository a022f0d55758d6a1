"""Several of many: each option is switched on and off, then said together."""

from __future__ import annotations

from dialogs.contract.event import Say
from dialogs.contract.screen import Option, Screen
from kiosk.blocks import Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.options import OUT, option_row
from kiosk.pads.pad import Laid, Typed
from kiosk.pads.question import question_of
from kiosk.scene import Act
from kiosk.visit import Entry


class Several:
    """`Entry.text` holds the numbers of what is chosen, with commas: as it is said."""

    def start(self, screen: Screen) -> Entry:
        return Entry()

    def laid(self, glass: Glass, entry: Entry) -> Laid:
        on, rows, out = _chosen(entry), [], []
        for number, option in enumerate(glass.screen.options, 1):
            if not _is_choice(glass, option):
                out.append(option_row(glass, option))
                continue
            caption = Caption(option.label, option.hint, option.icon)
            state = ("chosen",) if number in on else ()
            act = Act("toggle", str(number))
            rows.append(Row(f"option.{option.id}", caption, act, state=state))  # type: ignore[arg-type]
        name = "kiosk.several.go_on" if on else "kiosk.several.first"
        text = glass.text(name, count=str(len(on)))
        go_on = Row(
            "key.enter", Caption(text, None, "next"), Act("enter"), "main",
            () if on else ("disabled",),
        )  # fmt: skip
        return Laid((*rows, *out, go_on), whole=False, always=1)

    def press(self, glass: Glass, entry: Entry, act: Act) -> Typed | None:
        on = _chosen(entry)
        if act.name == "toggle":
            number = int(act.on)
            on = [one for one in on if one != number] if number in on else sorted((*on, number))
            return entry._replace(text=", ".join(map(str, on)))
        if act.name == "enter":
            return Say(text=entry.text) if on else entry
        return None

    def back(self, entry: Entry) -> Entry:
        return Entry()


def _chosen(entry: Entry) -> list[int]:
    return [int(one) for one in entry.text.split(", ") if one]


def _is_choice(glass: Glass, option: Option) -> bool:
    """One of the question's own; an authority may call one of them "none"."""
    question = question_of(glass)
    if question is not None:
        return any(option.id == choice.id for choice in question.choices)
    return option.id not in OUT and option.id != "keep"


SEVERAL = Several()
