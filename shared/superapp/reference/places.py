"""Kelurahan by their Kemendagri code ("31.74.01.1001")."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lokal import wilayah

_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


@lru_cache(maxsize=1024)
def kelurahan(code: str) -> tuple[str, str | None] | None:
    """Its full name up to the province, and its post code; None where there is no such code."""
    if not _CODE.fullmatch(code):
        return None
    place = wilayah.get_wilayah(code)
    return None if place is None else (place.path, place.postal_code)


def within(areas: Iterable[str]) -> list[str]:
    """The codes of all kelurahan and desa of these areas ("32.75.", "31."), in their order."""
    return [code for area in areas for code in _below(area.rstrip("."))]


def _below(code: str) -> list[str]:
    children = [place.code for place in wilayah.list_wilayah(code)]
    return [below for child in children for below in _below(child)] or [code]
