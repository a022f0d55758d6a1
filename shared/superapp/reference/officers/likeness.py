"""Whether two photos look the same: the difference hash, robust to size, light and compression.

64 bits, one for each pair of neighbours in a picture of 9 x 8 grey points: is the right one
brighter? (N. Krawetz, "Kind of Like That", 2013.) Pure.
"""

import itertools

from PIL import Image

ALIKE = 6  # bits that may differ
_WIDE, _HIGH = 9, 8
# Seven bands: two hashes that differ in six bits at most agree in at least one of them whole.
_BANDS = ALIKE + 1
_WIDTH = 10  # bits of a band; the last one is shorter


def dhash(photo: Image.Image) -> int:
    """The hash of a photo."""
    small = photo.convert("L").resize((_WIDE, _HIGH), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(_HIGH):
        line = small[row * _WIDE : (row + 1) * _WIDE]
        for left, right in itertools.pairwise(line):
            bits = bits << 1 | (right > left)
    return bits


def alike(one: int, other: int) -> bool:
    """Whether two hashes are of photos that a person would take for the same."""
    return (one ^ other).bit_count() <= ALIKE


def bands(value: int) -> list[tuple[int, int]]:
    """(number, bits) of each band of a hash."""
    mask = (1 << _WIDTH) - 1
    return [(band, value >> band * _WIDTH & mask) for band in range(_BANDS)]
