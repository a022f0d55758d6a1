"""``python -m kiosk.pictures.sheet OUT.png``: every picture in every theme, to be looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.pictures.bitmap import Bitmap, Tones
from kiosk.pictures.codes import qr
from kiosk.pictures.drawings import BORDER, FONTS, drawing, names
from kiosk.pictures.pictograms import pictogram, signs
from kiosk.theme import PALETTES, Palette

ACROSS, CELL, SIGN = 12, (132, 128), 84  # signs in a row, px
CARD, BORDER_SIZE, CODE = (500, 316), (ACROSS * CELL[0], 130), 300
LABEL = 15

Spot = tuple[int, int]


def main(argv: list[str]) -> int:
    """The exit code: 0 when the sheet was written, 2 when it could not be."""
    if len(argv) != 1 or not argv[0].endswith(".png"):
        print("Say where to: python -m kiosk.pictures.sheet OUT.png", file=sys.stderr)
        return 2
    path = Path(argv[0])
    try:
        sheet().save(path)
    except OSError as error:
        print(f"{path}: {error.strerror or error}. Name a folder to write in.", file=sys.stderr)
        return 2
    print(f"{path}: {len(signs())} signs and {len(names())} drawings in {len(PALETTES)} themes")
    return 0


def sheet() -> Image.Image:
    """All themes, two beside two."""
    parts = [_theme(name, palette) for name, palette in PALETTES.items()]
    width, height = parts[0].size
    whole = Image.new("RGB", (2 * width, 2 * height))
    for at, part in enumerate(parts):
        whole.paste(part, (at % 2 * width, at // 2 * height))
    return whole


def _theme(name: str, palette: Palette) -> Image.Image:
    signs_at = BORDER_SIZE[1] + 40
    cards_at = signs_at + -(-len(signs()) // ACROSS) * CELL[1] + 20
    pictures = [*_drawings(palette), ("qr", qr("PANDU CONTOH", CODE))]
    height = cards_at + -(-len(pictures) // 3) * (CARD[1] + 50)
    image = Image.new("RGB", (BORDER_SIZE[0], height), rgb(palette["ground"]))
    _paste(image, drawing(BORDER, *BORDER_SIZE, palette), (0, 0))
    _label(image, name, (10, BORDER_SIZE[1] + 10), palette)
    bottom = cards_at - 20
    ImageDraw.Draw(image).rectangle((0, signs_at, BORDER_SIZE[0], bottom), rgb(palette["tint"]))
    tones = Tones(palette["accent"], palette["duo"])
    for at, sign in enumerate(signs()):
        x, y = at % ACROSS * CELL[0], signs_at + at // ACROSS * CELL[1] + 8
        _paste(image, pictogram(sign, SIGN, tones), (x + (CELL[0] - SIGN) // 2, y))
        _label(image, sign, (x + 8, y + SIGN + 6), palette)
    for at, (title, bitmap) in enumerate(pictures):
        x, y = at % 3 * (CARD[0] + 20) + 10, cards_at + at // 3 * (CARD[1] + 50)
        _paste(image, bitmap, (x, y))
        _label(image, title, (x, y + CARD[1] + 6), palette)
    return image


def _paste(image: Image.Image, bitmap: Bitmap, at: Spot) -> None:
    picture = Image.frombytes("RGBA", bitmap[:2], bitmap.rgba)
    image.paste(picture, at, picture)


def _label(image: Image.Image, text: str, at: Spot, palette: Palette) -> None:
    font = ImageFont.truetype(str(FONTS[-1]), LABEL)
    ImageDraw.Draw(image).text(at, text, fill=rgb(palette["ink"]), font=font)


def rgb(value: int) -> tuple[int, int, int]:
    """0xRRGGBB in parts."""
    return value >> 16, value >> 8 & 255, value & 255


def _drawings(palette: Palette) -> Iterator[tuple[str, Bitmap]]:
    for name in sorted(names() - {BORDER}):
        yield name, drawing(name, *CARD, palette)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
