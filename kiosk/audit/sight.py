"""Eyes: how large words are, how they stand out, and that colour never says anything alone."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.audit.rule import Rule, Seen
from kiosk.scene import Box, Mark, Node, Pictogram, Words
from kiosk.theme import PALETTES, TEXT_FLOOR, THEMES, Role, contrast
from kiosk.typeface import width

BANDS = {"S": (3.5, 4.2), "M": (4.8, 5.6), "L": (6.4, 7.1), "XL": (8.5, 9.0)}
SEEN_FROM_60_CM = 7.3  # mm
HEADLINE = 12.0  # mm
CLEAR, READABLE, VISIBLE = 10.0, 7.0, 3.0
ROUND = 0.13  # mm


def words_large_enough(seen: Seen) -> Iterator[str]:
    """Size S is a person's own choice and exempt."""
    if seen.glass.visit.settings.size == "S":
        return
    for node, mark in _words(seen):
        cap = seen.mm(mark.font.cap)
        if cap < TEXT_FLOOR - ROUND:
            yield f"{node.id}: capitals of {cap:.2f} mm ({mark.text!r})"


def size_in_its_band(seen: Seen) -> Iterator[str]:
    size = seen.glass.visit.settings.size
    low, high = BANDS[size]
    cap = seen.mm(seen.glass.grid.hint.cap)
    if not low - ROUND <= cap <= high + ROUND:
        yield f"hints of size {size} have capitals of {cap:.2f} mm"


def largest_from_60_cm(seen: Seen) -> Iterator[str]:
    if seen.glass.visit.settings.size != "XL":
        return
    for node, mark in _words(seen):
        cap = seen.mm(mark.font.cap)
        if node.id in ("question", "hint") and cap < SEEN_FROM_60_CM - ROUND:
            yield f"{node.id}: capitals of {cap:.2f} mm"


def headline(seen: Seen) -> Iterator[str]:
    if seen.glass.visit.settings.size == "XL":
        cap = seen.mm(seen.glass.grid.question.cap)
        if cap < HEADLINE - ROUND:
            yield f"the question has capitals of {cap:.2f} mm"


def stands_out(seen: Seen) -> Iterator[str]:
    """Words against what is behind them, at rest, pressed and switched off, in every theme."""
    pairs = {
        (mark.colour, mark.on)
        for node in seen.scene.nodes
        for mark in (*node.marks, *node.pressed)
        if isinstance(mark, Words)
    }
    for colour, on in sorted(pairs):
        for theme in THEMES:
            found = contrast(PALETTES[theme][colour], PALETTES[theme][on])
            least = CLEAR if theme == "warm" else READABLE
            if found < least:
                yield f"{colour} on {on} is {found:.1f}:1 in {theme}"


def lines_are_seen(seen: Seen) -> Iterator[str]:
    """The edge of what is pressed, and pictograms, against what is around them."""
    pairs: set[tuple[Role, Role]] = set()
    for node in seen.scene.targets():
        for mark in (*node.marks, *node.pressed):
            if isinstance(mark, Box) and mark.line:
                pairs.add((mark.line, "ground"))
            if isinstance(mark, Pictogram):
                pairs.add((mark.line, mark.on))
    for line, on in sorted(pairs):
        for theme in THEMES:
            found = contrast(PALETTES[theme][line], PALETTES[theme][on])
            if found < VISIBLE:
                yield f"{line} on {on} is {found:.1f}:1 in {theme}"


def never_colour_alone(seen: Seen) -> Iterator[str]:
    for node in seen.scene.nodes:
        signs = [mark for mark in node.marks if isinstance(mark, Pictogram)]
        if "chosen" in node.state and "check" not in {sign.name for sign in signs}:
            yield f"{node.id} is chosen and has no tick"
        if node.role == "alert" and node.id in ("problem", "notice") and not signs:
            yield f"{node.id} has no sign beside its colour"
        if "disabled" in node.state and any(_whole(mark) for mark in node.marks):
            yield f"{node.id} cannot be pressed and looks as if"


def words_fit(seen: Seen) -> Iterator[str]:
    """No word reaches over the edge of the glass or of what it stands on."""
    for node, mark in _words(seen):
        right = mark.x + width(mark.text, mark.font)
        limit = seen.scene.width if node.act is None else node.rect.right
        if right > limit + 1 or mark.x < 0:
            yield f"{node.id}: {mark.text!r} is cut off"


def themes(seen: Seen) -> Iterator[str]:
    if len(THEMES) < 3:
        yield f"there are {len(THEMES)}"


def _words(seen: Seen) -> Iterator[tuple[Node, Words]]:
    for node in seen.scene.nodes:
        for mark in node.marks:
            if isinstance(mark, Words):
                yield node, mark


def _whole(mark: Mark) -> bool:
    """An unbroken box: what can be pressed has one; what cannot has a broken one, or none."""
    return isinstance(mark, Box) and not mark.dashed


RULES = (
    Rule(5, "508 402.4", "capitals of at least 4.8 mm", words_large_enough),
    Rule(6, "VVSG 2.0 7.1-D", "each size in its band", size_in_its_band),
    Rule(7, "EN 301 549 5.1.4", "the largest size is read from 60 cm", largest_from_60_cm),
    Rule(8, "MSIT notice", "headlines of 12 mm at the largest size", headline),
    Rule(9, "VVSG 2.0 7.1-C; WCAG 2.2 1.4.6", "words stand out, pressed and off too", stands_out),
    Rule(11, "WCAG 2.2 1.4.11", "edges, signs and focus at 3:1", lines_are_seen),
    Rule(12, "VVSG 2.0 7.1-B", "at least three themes", themes),
    Rule(13, "WCAG 2.2 1.4.1", "colour never says anything alone", never_colour_alone),
    Rule(14, "VVSG 1.0 3.1.6", "no word is cut off", words_fit),
)
