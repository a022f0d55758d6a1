"""What is told as a fact was looked up within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dialogs.authoring.lint.rule import Fault, Material, Rule

A_YEAR = timedelta(days=366)
CURE = "Look it up, and write the day on which you did"


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        what = _wrong(guide.basis.checked, material.today) if guide.basis.checked else ""
        if what:
            yield source.error(("checked",), what, CURE)
        for part in ("eligibility", "stops", "documents", "steps"):
            for number, line in enumerate(getattr(guide, part)):
                what = _wrong(line.checked, material.today)
                if what:
                    yield source.error((part, number, "checked"), what, CURE)


def day_of(checked: str) -> date | None:
    """The day of a fact; None for what looks like one and is not (2026-02-30)."""
    try:
        return date.fromisoformat(checked)
    except ValueError:
        return None


def _wrong(checked: str, today: date) -> str:
    day = day_of(checked)
    if day is None:
        return f"{checked} is no day"
    if day > today:
        return f"{checked} has not come yet"
    return f"was last looked up on {checked}" if today - day > A_YEAR else ""


RULE = Rule("dated", "Every fact was looked up within a year.", check)
