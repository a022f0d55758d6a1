"""Kelurahan by name: Jakarta's own forgivingly, those around it exactly. Pure; rows come from load.

Rows are (Kemendagri code with dots, name, the names around it, nearest first).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

HOME = "31."  # DKI Jakarta
_SIGNS = re.compile(r"[\W\d_]+")
_ENOUGH = 82.0  # of 100; a dropped letter in the shortest unique names stays above it
_MOST = 6


class Row(NamedTuple):
    """One kelurahan or desa. `around`: kecamatan, kota or kabupaten."""

    code: str
    name: str
    around: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """A kelurahan that a text may name; `score` is 100 for its very name."""

    code: str
    score: float


class Gazetteer:
    """Names ↔ codes. Spelling, blanks and small letters do not matter: "Kramat Jati" is
    "Kramatjati"."""

    __slots__ = ("_districts", "_exact", "_home", "_rows")

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.code: row for row in rows}
        self._exact: dict[str, list[str]] = {}
        self._home: dict[str, str] = {}
        self._districts: dict[str, list[str]] = {}
        for row in self._rows.values():
            key = fold(row.name)
            self._exact.setdefault(key, []).append(row.code)
            if row.code.startswith(HOME):
                self._home[row.code] = key
                if row.around:
                    self._districts.setdefault(fold(row.around[0]), []).append(row.code)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> Gazetteer:
        """From (code, name) alone."""
        return cls(Row(*row) for row in rows)

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def codes(self, home: bool = False) -> tuple[str, ...]:
        """All codes, or those of Jakarta itself."""
        return tuple(self._home if home else self._rows)

    def exact(self, name: str) -> tuple[str, ...]:
        """Codes of that very name, Jakarta's first and alone where it has one."""
        codes = self._exact.get(fold(name), ())
        home = tuple(code for code in codes if code in self._home)
        return home or tuple(codes)

    def is_home(self, name: str) -> bool:
        """Is it the very name of one of Jakarta's kelurahan?"""
        return any(code in self._home for code in self._exact.get(fold(name), ()))

    def find(self, name: str) -> tuple[Candidate, ...]:
        """What `name` may mean, best first: the very name, else Jakarta's names close to it."""
        exact = tuple(Candidate(code, 100.0) for code in self.exact(name)[:_MOST])
        if exact and exact[0].code in self._home:
            return exact
        return exact + self._near(fold(name))

    def in_district(self, name: str) -> tuple[str, ...]:
        """Jakarta's kelurahan of the kecamatan of that name; empty if there is none."""
        return tuple(self._districts.get(fold(name), ()))

    def _near(self, key: str) -> tuple[Candidate, ...]:
        if len(key) < 3:
            return ()
        close = process.extract(
            key, self._home, scorer=fuzz.ratio, score_cutoff=_ENOUGH, limit=_MOST
        )
        # Between equal ratios the fewest slips win.
        ranked = sorted(close, key=lambda hit: (-hit[1], OSA.distance(key, hit[0])))
        return tuple(Candidate(code, score) for _, score, code in ranked)

    def name(self, code: str) -> str:
        """The official name; the code itself when it is not known."""
        row = self._rows.get(code)
        return row.name if row else code

    def around(self, code: str) -> tuple[str, ...]:
        """The names around it, nearest first."""
        row = self._rows.get(code)
        return row.around if row else ()

    def at_home(self, code: str) -> bool:
        """Is it in Jakarta itself?"""
        return code in self._home

    def describe(self, code: str) -> str:
        """The name and what is around it: "Bidara Cina, Jatinegara, Jakarta Timur"."""
        row = self._rows.get(code)
        return ", ".join((row.name, *row.around)) if row else code


def fold(name: str) -> str:
    """What two spellings of a name share: letters alone."""
    return _SIGNS.sub("", name.casefold())
