"""What was drawn is kept, within bounds, and drawn again alike."""

from __future__ import annotations

from kiosk.pictures.bitmap import Bitmap, Tones
from kiosk.pictures.kept import KEPT, Kept
from kiosk.pictures.pictograms import pictogram, signs
from kiosk.pictures.raster import raster


class Draw:
    """Counts how often it had to draw."""

    def __init__(self, size: int) -> None:
        self.size, self.times = size, 0

    def __call__(self) -> Bitmap:
        self.times += 1
        return Bitmap(self.size, 1, bytes(4 * self.size))


def test_drawn_once() -> None:
    kept, draw = Kept(), Draw(10)
    assert kept.get("a", draw) is kept.get("a", draw)
    assert draw.times == 1
    assert (len(kept), kept.bytes) == (1, 40)


def test_no_more_than_the_most_and_the_oldest_goes_first() -> None:
    kept, draws = Kept(most=2), {name: Draw(1) for name in "abc"}
    for name in "abac":
        kept.get(name, draws[name])
    assert len(kept) == 2
    kept.get("a", draws["a"])
    kept.get("b", draws["b"])
    assert {name: draw.times for name, draw in draws.items()} == {"a": 1, "b": 2, "c": 1}


def test_no_more_than_the_room() -> None:
    kept = Kept(room=100)
    for at in range(50):
        kept.get(at, Draw(at % 20 + 1))
        assert kept.bytes <= 100
    assert len(kept) > 0


def test_what_is_larger_than_the_room_is_drawn_and_not_kept() -> None:
    kept, small, large = Kept(room=100), Draw(5), Draw(26)
    kept.get("small", small)
    assert kept.get("large", large).width == 26
    assert kept.get("large", large).width == 26
    assert large.times == 2
    kept.get("small", small)
    assert small.times == 1


def test_all_signs_in_many_sizes_stay_within_48_mib() -> None:
    for size in (90, 150, 260):
        for name in signs():
            pictogram(name, size, Tones(0, 0xFFFFFF))
    assert len(KEPT) <= 512
    assert KEPT.bytes <= 48 * 2**20


def test_the_same_source_gives_the_same_bytes() -> None:
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/>'
    )
    first = raster(f"{source}</svg>", 33, 21, "circle { fill: #123456 }")
    assert first == raster(f"{source}</svg>", 33, 21, "circle { fill: #123456 }")
    assert (first.width, first.height) == (33, 21)


def test_alpha_is_straight() -> None:
    half = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
    half += '<rect width="1" height="1" fill="#ff8000" fill-opacity="0.5"/></svg>'
    red, green, blue, alpha = raster(half, 1, 1, "").rgba
    assert (red, blue, alpha) == (255, 0, 128)
    assert abs(green - 128) <= 1
