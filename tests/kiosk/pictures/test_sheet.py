"""The contact sheet, made as a developer makes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kiosk.pictures.sheet import main
from kiosk.theme import PALETTES


def test_a_sheet_of_all_in_four_themes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sheet.png"
    assert main([str(path)]) == 0
    assert "7 drawings in 4 themes" in capsys.readouterr().out
    with Image.open(path) as image:
        width, height = image.size
        # The last pixel of each quarter is its theme's ground.
        grounds = [
            image.getpixel((x - 1, y - 1))
            for y in (height // 2, height)
            for x in (width // 2, width)
        ]
    asked = [tuple(palette["ground"].to_bytes(3, "big")) for palette in PALETTES.values()]
    assert grounds == asked


def test_a_wrong_call_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], [str(tmp_path / "x.jpg")], [str(tmp_path / "none" / "x.png")]):
        assert main(argv) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
    assert "Name a folder" in said.err
