"""Every pad at every step, on every panel, at every size, in every language: nothing outside the
glass, nothing under the bar, no key too small or too near another one, no word under a key."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from dialogs.contract.screen import Option, Screen
from kiosk.compose import every_page
from kiosk.panel import PANELS, Panel
from kiosk.scene import Node, Rect, Scene
from kiosk.theme import Size
from kiosk.visit import Entry
from tests.kiosk.pads.asked import LANGUAGES, SIZES, bare, glass_of, questions, screen_of, world

# mm: VVSG 2.0 by way of vxsuite; Yeh 2025 for what is answered with.
FLOOR, APART, ANSWER = 12.7, 2.54, 16.0
ROUNDING = 0.13  # mm: half a pixel on the coarsest panel
ROWS = ("choice", "yes_no")  # no pads: the audit looks at them
OFFICE = "31.75.03.1007"
# What stands in the entry of each kind: every step, the longest and the shortest.
ENTRIES: dict[str, tuple[Entry, ...]] = {
    "nik": (Entry(), Entry("3175035107480021"), Entry("31750351074800219")),
    "name": (Entry("Siti"), Entry("Siti", parts=(("keys", "qwerty"), ("undone", "Siti Aminah")))),
    "text": (
        Entry("Lampu jalan mati. " * 40),
        Entry("Lampu", parts=(("keys", "qwerty"),)),
        Entry("Lampu", parts=(("keys", "figures"),)),
    ),
    "date": (
        Entry(),
        Entry(step="decade"),
        Entry(step="year"),
        Entry(step="year", parts=(("decade", "1940"),)),
        Entry(step="month", parts=(("year", "2024"),)),
        Entry(step="day", parts=(("year", "2024"), ("month", "9"))),
    ),
    "place": (
        Entry(),
        Entry(step="letters"),
        Entry("C", step="letters"),
        Entry("CI", step="list"),
        Entry("CI", step="list", parts=(("from", "5"),)),
        Entry("12", step="rt", parts=(("code", OFFICE),)),
        Entry("", step="rw", parts=(("code", OFFICE), ("rt", "3"))),
    ),
    "location": (Entry("dekat pasar", step="near", parts=(("code", OFFICE),)),),
    "receipt": (Entry(), Entry("ABC2"), Entry("ABCDEFGHJK")),
}


class Case(NamedTuple):
    screen: Screen
    entry: Entry = Entry()
    sheet: str = ""


def options(*names: str, language: str) -> tuple[Option, ...]:
    texts = world().texts
    return tuple(Option(one, texts.template(language, one).fill(one, {})) for one in names)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    for language in LANGUAGES:
        longest: dict[str, Screen] = {}
        for code, question in questions():
            screen = screen_of(code, question, language)
            known = longest.setdefault(screen.input, screen)
            longest[screen.input] = max(known, screen, key=_words)
        out = ("status.pin.forgot", "status.other", "status.officer", "status.back")
        longest["pin"] = bare("pin", language, *options(*out, language=language))
        longest["receipt"] = bare("receipt", language, *options(*out[2:], language=language))
        for kind in ("number", "address", "location"):
            longest[kind] = bare(kind, language)
        for kind, screen in longest.items():
            for entry in ENTRIES.get(kind, (Entry(),)):
                yield Case(screen, entry)
        for sheet in ("write", "tell", "code"):
            yield Case(longest["yes_no"], sheet=sheet)


def _words(screen: Screen) -> int:
    texts = (screen.question, screen.hint, screen.example)
    return sum(len(text.shown) for text in texts if text)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("panel", PANELS)
def test_every_pad_fits(panel: str, size: Size) -> None:
    failures = [
        f"{case.screen.language} {case.screen.input} {case.entry.step or case.sheet} "
        f"{case.entry.parts}: {fault}"
        for case in cases()
        for scene in every_page(glass_of(case.screen, panel, size, case.sheet, case.entry))
        for fault in faults(scene, panel)
    ]
    assert not failures, "\n".join(failures[:20])


@pytest.mark.parametrize("size", SIZES)
def test_every_pad_fits_within_low_reach(size: Size) -> None:
    """Everything that is pressed lies in the lower half."""
    failures = []
    for case in (one for one in cases() if one.sheet or one.screen.input not in ROWS):
        glass = glass_of(case.screen, "portrait", size, case.sheet, case.entry, low=True)
        for scene in every_page(glass):
            where = f"{case.screen.language} {case.screen.input} {case.entry.step}"
            failures += [f"{where}: {fault}" for fault in faults(scene, "portrait")]
            failures += [
                f"{where}: {node.id} is high up"
                for node in scene.targets()
                if node.rect.y < scene.height / 2 - 1
            ]
    assert not failures, "\n".join(failures[:20])


def test_what_is_too_small_too_near_or_outside_is_found() -> None:
    scene = every_page(glass_of(bare("pin", "id")))[0]
    key = scene.node("key.1")
    assert key is not None
    for rect in (
        key.rect._replace(w=40),
        key.rect._replace(w=key.rect.w + 10),
        key.rect._replace(y=scene.height - 20),
    ):
        nodes = tuple(one._replace(rect=rect) if one.id == key.id else one for one in scene.nodes)
        assert list(faults(scene._replace(nodes=nodes), "portrait"))


def faults(scene: Scene, panel: str) -> Iterator[str]:
    own = [one for one in scene.nodes if not one.id.startswith(("bar", "head", "where"))]
    pressed = [one for one in scene.nodes if one.act is not None]
    yield from _outside(scene, own)
    yield from _too_small(pressed, PANELS[panel])
    for one, other in itertools.combinations(pressed, 2):
        if PANELS[panel].mm(_apart(one.rect, other.rect)) < APART - ROUNDING:
            yield f"{one.id} and {other.id} are too near"
    words = (one for one in own if one.act is None and one.role != "progress")
    for node, key in itertools.product(words, pressed):
        if _apart(node.rect, key.rect) < -2 and not _belongs(key, node):
            yield f"{key.id} covers {node.id}"


def _outside(scene: Scene, nodes: list[Node]) -> Iterator[str]:
    bar = next(node.rect.y for node in scene.nodes if node.id == "bar")
    glass = Rect(0, 0, scene.width, bar).inset(-1)
    for node in nodes:
        rect = node.rect
        if min(rect.x, rect.y) < glass.y or rect.right > glass.right or rect.bottom > glass.bottom:
            yield f"{node.id} stands outside"


def _too_small(nodes: list[Node], panel: Panel) -> Iterator[str]:
    for node in nodes:
        least = panel.mm(min(node.rect.w, node.rect.h))
        floor = ANSWER if node.id.startswith("option.") else FLOOR
        if least < floor - ROUNDING:
            yield f"{node.id} is {least:.1f} mm"


def _belongs(key: Node, node: Node) -> bool:
    return key.id.startswith(f"{node.id}.")


def _apart(one: Rect, other: Rect) -> float:
    """Pixels between two rectangles; below nought where they overlap."""
    return max(one.x - other.right, other.x - one.right, one.y - other.bottom, other.y - one.bottom)
