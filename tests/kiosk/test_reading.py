"""What is read aloud: all that stands there, nothing that is private."""

from __future__ import annotations

import msgspec
import pytest

from dialogs.contract.screen import Problem, Row, Text
from kiosk.compose import every_page
from kiosk.scene import Node, Rect, Scene
from kiosk.screens.receipt import to_bring
from kiosk.speech.reading import sentences
from kiosk.visit import Entry
from tests.kiosk.audit.walked import found
from tests.kiosk.pads.asked import act, glass_of, questions, screen_of, world

NIK = next(asked for asked in questions() if asked[1].kind == "nik")
KEEP = "receipt.keep"  # advice, left out where the steps need its room; to_bring: on its own sheet
SPACE = Rect(0, 0, 10, 10)


def said(text: str, *, private: bool = False) -> Text:
    return Text("x", text, (text,), private)


def test_nothing_private_is_read_aloud() -> None:
    """Neither what was typed, nor what the talk marks as private."""
    nodes = (
        Node("question", "heading", SPACE, said("Apa NIK-nya?")),
        Node("row", "text", SPACE, said("Siti Aminah", private=True)),
        Node("field", "field", SPACE, None, value="3175046508510002"),
        Node("off", "button", SPACE, said("Lanjut"), (), (), act("enter"), ("disabled",)),
        Node("option.yes", "button", SPACE, said("Ya"), (), (), act("choose", "yes")),
    )
    scene = Scene("1", "id", 1080, 1920, "ground", (), nodes)
    assert sentences(scene) == ("Apa NIK-nya?", "Ya")


@pytest.mark.slow
def test_no_private_text_of_any_screen_is_read_aloud() -> None:
    private = 0
    for subject in found().subjects:
        screen = subject.visit.screen
        if screen is None or subject.visit.sheet:
            continue
        told = {line for row in screen.summary for line in row.label.spoken}
        open_ = {
            line for row in screen.summary if not row.value.private for line in row.value.spoken
        }
        hidden = {line for row in screen.summary if row.value.private for line in row.value.spoken}
        hidden -= told | open_  # the same words elsewhere are no secret
        private += len(hidden)
        for scene in every_page(glass_of(screen)):
            assert not hidden & set(sentences(scene)), subject.where
    assert private > 10


def test_digits_that_are_typed_are_not_read_with_the_screen() -> None:
    glass = glass_of(screen_of(*NIK, "id"), entry=Entry("3175046508510002"))
    aloud = " ".join(sentence for scene in every_page(glass) for sentence in sentences(scene))
    assert glass.screen.question is not None
    assert set(glass.screen.question.spoken) <= set(sentences(every_page(glass)[0]))
    assert "0002" not in aloud.replace(" ", "")
    assert "6508" not in aloud.replace(" ", "")


def test_what_went_wrong_is_said() -> None:
    problem = Problem(said("Saya baca 15 angka. NIK ada 16."), "317504650851000")
    screen = msgspec.structs.replace(screen_of(*NIK, "id"), problem=problem)
    aloud = [line for scene in every_page(glass_of(screen)) for line in sentences(scene)]
    assert "Saya baca 15 angka. NIK ada 16." in aloud


@pytest.mark.slow
def test_a_receipt_is_said_whole() -> None:
    """Number, word, PIN, what comes next; on whichever page."""
    tried = 0
    for subject in found().subjects:
        screen = subject.visit.screen
        if screen is None or screen.kind != "receipt" or subject.visit.sheet:
            continue
        glass = glass_of(screen)
        aloud = [line for scene in every_page(glass) for line in sentences(scene)]
        for text in (screen.heading, *screen.lines):
            if text.shown and not text.private and text.id != KEEP and not to_bring(text):
                assert _heard(text, aloud), (subject.where, text.id)
        tried += screen.receipt is not None
    assert tried > 0


def _heard(text: Text, aloud: list[str]) -> bool:
    """Its own sentences; of what has a form of its own on the glass, its last words."""
    whole = " ".join(aloud)
    return all(line in aloud or line.split(": ")[-1].strip(".") in whole for line in text.spoken)


def test_the_summary_is_said_row_by_row() -> None:
    rows = (Row("service.x", said("Kapan"), said("Kemarin")),)
    screen = msgspec.structs.replace(screen_of(*NIK, "id"), kind="check", summary=rows)
    aloud = [line for scene in every_page(glass_of(screen)) for line in sentences(scene)]
    assert aloud.index("Kapan") < aloud.index("Kemarin")
    assert world().texts.complete
