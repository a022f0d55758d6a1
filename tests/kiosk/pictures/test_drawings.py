"""The cards, the figures and the border in every theme."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kiosk.pictures import drawing, gigi_balang
from kiosk.pictures.border import HEIGHT, TEETH
from kiosk.pictures.drawings import BORDER, ROLES, names, svg
from kiosk.theme import PALETTES, Palette, Theme

CARDS = ("kk", "kk_name", "kk_nik", "ktp", "ktp_name")
WARM = PALETTES["warm"]


def pixels(name: str, width: int, height: int, palette: Palette = WARM) -> list[bytes]:
    rgba = drawing(name, width, height, palette).rgba
    return [rgba[at : at + 4] for at in range(0, len(rgba), 4)]


def solid(value: int) -> bytes:
    return value.to_bytes(3, "big") + b"\xff"


def test_these_are_drawn() -> None:
    assert names() == {*CARDS, "figures", BORDER}


def test_an_unknown_drawing_is_an_error() -> None:
    with pytest.raises(KeyError, match="ktp_back"):
        drawing("ktp_back", 100, 100, WARM)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("name", sorted(names()))
def test_a_drawing_has_its_size_and_only_colours_of_its_theme(name: str, theme: Theme) -> None:
    palette = PALETTES[theme]
    assert drawing(name, 345, 218, palette)[:2] == (345, 218)
    drawn = pixels(name, 345, 218, palette)
    opaque = [pixel for pixel in drawn if pixel[3] == 255]
    ours = {solid(palette[role]) for role in ROLES}
    # The rest are the mixed pixels at edges.
    assert sum(pixel in ours for pixel in opaque) > 0.75 * len(opaque)
    assert solid(palette["accent"]) in opaque


@pytest.mark.parametrize("name", sorted(names()))
def test_every_shape_names_colours_that_a_theme_has(name: str) -> None:
    source = svg(name)
    used = set(re.findall(r"\b(?:fill|line)-(\w+)", source))
    assert used
    assert used <= set(ROLES)
    assert re.findall(r'(?:fill|stroke)="#', source) == []


@pytest.mark.parametrize("name", CARDS)
def test_a_card_rings_one_place_in_the_accent(name: str) -> None:
    assert svg(name).count('line-accent" x=') == 1 + name.startswith("ktp")  # and the photo's edge
    heavy = re.findall(r'line-accent"[^>]*stroke-width="12"', svg(name))
    assert len(heavy) == 1


@pytest.mark.parametrize("name", ["ktp", "kk_nik", "kk"])
def test_a_number_has_sixteen_digits_in_fours_and_is_nobodys(name: str) -> None:
    groups = re.findall(r'<tspan x="([\d.]+)">(\d)</tspan>', svg(name))
    number = "".join(digit for _, digit in groups)
    assert len(number) == 16
    # Digits nine and ten are a month in a real one.
    assert int(number[8:10]) > 12
    steps = [round(float(b[0]) - float(a[0]), 1) for a, b in pairwise(groups)]
    wide = [at + 1 for at, step in enumerate(steps) if step > min(steps)]
    assert wide == [4, 8, 12]


def test_words_on_a_card_are_really_drawn() -> None:
    # A missing font would leave the ring empty.
    ink = solid(WARM["ink"])
    width, height = 856, 540
    drawn = pixels("ktp", width, height)
    inside = [drawn[y * width + x] for y in range(130, 206) for x in range(40, 816)]
    assert 0.1 < inside.count(ink) / len(inside) < 0.5


def test_the_border_has_15_teeth_of_convex_pieces() -> None:
    pieces = gigi_balang(268)
    lozenges = [piece for piece in pieces if piece.cut][1:]
    assert len(lozenges) == TEETH == 15
    assert max(y for piece in pieces for _, y in piece.points) == HEIGHT == 22
    assert all(0 <= x <= 268 for piece in pieces for x, _ in piece.points)
    assert all(_convex(piece.points) for piece in pieces)


def test_the_border_is_as_wide_as_its_panel() -> None:
    for width in (163.0, 268.0, 476.0):
        xs = [x for piece in gigi_balang(width) for x, _ in piece.points]
        assert (min(xs), max(xs)) == (0, width)


def test_the_teeth_hang_and_are_cut_out() -> None:
    width, height = 1080, 89
    drawn = pixels(BORDER, width, height)
    accent, ground = solid(WARM["accent"]), solid(WARM["ground"])
    tip = [drawn[(height - 14) * width + x] == accent for x in range(width)]
    runs = sum(here and not before for before, here in zip([False, *tip], tip, strict=False))
    assert runs == TEETH
    assert drawn[34 * width + 36] == ground  # the first lozenge


def _convex(points: tuple[tuple[float, float], ...]) -> bool:
    turns = set()
    for at in range(len(points)):
        (ax, ay), (bx, by), (cx, cy) = (points[(at + n) % len(points)] for n in range(3))
        turn = (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
        if abs(turn) > 1e-9:
            turns.add(turn > 0)
    return len(turns) == 1
