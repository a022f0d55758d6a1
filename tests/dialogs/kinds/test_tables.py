"""What each kind makes of what people type: readable tables, one a kind, in `tables/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dialogs.guide import Choice
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Problem, Reading, Taken

TABLES = Path(__file__).parent / "tables"
CHOICES = (
    Choice("lost", "label.Hilang", words={"id": ("ilang", "kececer"), "en": ("lost",)}),
    Choice("broken", "label.Rusak", words={"id": ("sobek", "patah"), "en": ("broken",)}),
    Choice(
        "stolen",
        "label.KTP-nya dicuri orang",
        words={"id": ("dicuri", "kecopetan"), "en": ("stolen",)},
    ),
    Choice("unknown", "label.Tidak tahu"),
)


class Row(NamedTuple):
    kind: str
    line: int
    settings: dict[str, Any]
    text: str
    expected: str


def rows() -> Iterator[Row]:
    for file in sorted(TABLES.glob("*.txt")):
        settings: dict[str, Any] = {}
        for line, content in enumerate(file.read_text("utf-8").splitlines(), 1):
            if content.startswith("["):
                settings = {}
                for setting in content.strip("[]").split():
                    name, _, value = setting.partition("=")
                    settings[name] = (int(value) if value.isdigit() else value) or True
            elif content and not content.startswith("# "):
                text, _, expected = content.rpartition(" → ")
                yield Row(file.stem, line, settings, text, expected)


def written(kind: str, reading: Reading) -> str:
    """A reading as the tables write it."""
    if reading is None:
        return "nothing"
    if isinstance(reading, Problem):
        return f"problem {reading.text}"
    if reading.value is None:
        assert isinstance(reading, Taken)
        return f"none {reading.why}"
    value = reading.value
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, list):
        value = "+".join(value)
    if isinstance(value, dict):
        code, *parts = (v if k == "code" else f"{k}={v}" for k, v in value.items())
        value = " ".join((code, *parts))
    if isinstance(reading, AskBack):
        return f"asked {value} {reading.reason}"
    return f"taken {value}"


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row.kind}:{row.line}")
def test_table(row: Row, ask: Any) -> None:
    choices = CHOICES if row.kind in ("choice", "several") else ()
    context: Context = ask(row.kind, choices=choices, **row.settings)
    reading = KINDS[row.kind].parse(row.text, context)
    assert written(row.kind, reading) == row.expected
    if isinstance(reading, Problem):
        slots = context.world.texts.template("id", reading.text).slots
        assert slots == set(reading.slots)
    if isinstance(reading, AskBack) and reading.reason:
        # A reason stands alone: reading back has no slots for it.
        assert not context.world.texts.template("id", reading.reason).slots
    if isinstance(reading, Taken | AskBack):
        assert isinstance(KINDS[row.kind].check(reading.value, context), Taken)


def test_every_kind_has_a_long_table() -> None:
    counts = dict.fromkeys(KINDS, 0)
    for row in rows():
        counts[row.kind] += 1
    assert all(count >= 60 for count in counts.values()), counts
