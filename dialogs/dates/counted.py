"""Days counted from today: "tiga hari lalu", "minggu depan", "rong taun kepungkur", "umur 70"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.dates.shapes import Fit, shape
from dialogs.dates.spoken import Asked, Spoken
from dialogs.dates.years import shifted
from dialogs.words.numbers import read_number

FARTHEST = {"H": 1000, "K": 520, "X": 520, "B": 1200, "Y": 150}  # days, weeks, months, years
_WEEKS = ("K", "X")


def _counted(fit: Fit) -> Spoken | None:
    if fit.has("several"):
        return Spoken(None, problem="date.how_many")
    unit, to = fit.letter("unit"), fit.letter("to")
    n, about = _amount(fit.run("n"), fit.asked) if fit.run("n") else (1, False)
    if n is None or (unit == "H" and not fit.run("n")):
        return None
    if unit == "Y" and not to and fit.asked.role == "birth":
        return _age(fit)
    if to == "I":
        n = 0
    step = {"F": 1, "": -1 if fit.asked.back else 1}.get(to, -1)
    open_week = unit == "X" and not fit.run("n")
    reason = "date.sunday_or_week" if open_week else "" if to else "date.counted"
    spoken = from_today(unit, step * n, fit.asked, reason)
    return spoken._replace(about=True) if spoken and about else spoken


def from_today(unit: str, n: int, asked: Asked, reason: str = "") -> Spoken | None:
    """So many days, weeks, months or years from today; as exact as such words are meant."""
    if abs(n) > FARTHEST[unit]:
        return None
    if unit == "H":
        return Spoken.of(asked.today + timedelta(days=n), reason)
    if unit in _WEEKS:  # the week is known, the day is not
        return Spoken.of(asked.today + timedelta(weeks=n), reason or "date.day_guessed", about=True)
    if unit == "B":
        return Spoken(*shifted(asked.today, n), reason=reason)
    return Spoken(asked.today.year + n, reason=reason)


def _amount(run: Sequence[str], asked: Asked) -> tuple[int | None, bool]:
    """How many, and whether only about: "dua tiga hari" is up to three."""
    value = read_number(run, asked.words)
    if value is not None or len(run) != 2:
        return value, False
    low, high = (read_number((token,), asked.words) for token in run)
    if low is None or high is None or not 0 < low < high <= 10:
        return None, False
    return high, True


def _edge_of(fit: Fit) -> Spoken | None:
    """ "awal bulan lalu", "akhir tahun kemarin"."""
    unit, to = fit.letter("unit"), fit.letter("to")
    n = {"F": 1, "I": 0}.get(to, -1)
    spoken = from_today(unit, n, fit.asked)
    return spoken._replace(about=True) if spoken else None


def _edge(fit: Fit) -> Spoken | None:
    """ "awal tahun", "akhir bulan": of this one, or of the one before or after."""
    ends = {"A": 0 if fit.asked.back else 1, "Z": -1 if fit.asked.back else 0}
    spoken = from_today(fit.letter("unit"), ends.get(fit.letter("edge"), 0), fit.asked)
    return spoken._replace(reason="date.counted", about=True) if spoken else None


def _moment(fit: Fit) -> Spoken | None:
    return Spoken.of(fit.asked.today, "date.day_guessed")


def _age(fit: Fit) -> Spoken | None:
    """The year somebody of that age was born in."""
    years = fit.number("n")
    if years is None or not 0 < years <= 120 or fit.asked.role == "future":
        return None
    return Spoken(fit.asked.today.year - years, reason="date.from_age", about=True)


COUNTED = (
    shape("N?J", _moment),
    shape("U(?P<n>N)D?Y?", _age),
    shape("(?P<n>N)YU", _age),
    shape("S?(?P<several>Q)?(?P<n>N)?(?P<unit>[HKXBY])(?P<to>[LEF])S?", _counted),
    shape("(?P<several>Q)?(?P<unit>[KXBY])(?P<to>I)", _counted),
    shape("(?P<several>Q)?(?P<to>[LF])(?P<n>N)?(?P<unit>[KXBY])", _counted),
    shape("(?P<several>Q)?(?P<to>I)(?P<unit>[KXBY])", _counted),
    shape("S?(?P<several>Q)?(?P<n>N)(?P<unit>[HKXBY])S?", _counted),
    shape("S?(?P<several>Q)(?P<unit>[HKXBY])S?", _counted),
    shape("(?P<edge>[AGZ])(?P<unit>[BY])", _edge),
    shape("[AGZ](?P<unit>[KXBY])(?P<to>[LEFI])", _edge_of),
    shape("[AGZ](?P<to>[LFI])(?P<unit>[KXBY])", _edge_of),
)
