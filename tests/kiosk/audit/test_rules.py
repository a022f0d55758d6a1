"""Every rule sees what it is there for: a scene that is sound, then one broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from dialogs.contract.screen import Problem, Row, Text
from kiosk import grid, theme
from kiosk.audit import sight
from kiosk.audit.rule import Seen
from kiosk.audit.rules import RULES
from kiosk.compose import compose
from kiosk.glass import Glass
from kiosk.scene import Act, Box, Mark, Node, Rect, Words
from kiosk.typeface import Font
from tests.kiosk.pads.asked import glass_of, questions, screen_of

Break = Callable[[Seen], Seen]
ASKED = next(asked for asked in questions() if asked[1].kind == "yes_no")
MM = 1080 / 268  # px


def sound(size: theme.Size = "M", *, low: bool = False) -> Seen:
    glass = glass_of(screen_of(*ASKED, "id"), size=size, low=low)
    return Seen(compose(glass), glass)


def with_nodes(seen: Seen, *nodes: Node) -> Seen:
    """The scene with these too; one of the same id goes."""
    ids = {node.id for node in nodes}
    kept = tuple(node for node in seen.scene.nodes if node.id not in ids)
    return seen._replace(scene=seen.scene._replace(nodes=(*kept, *nodes)))


def without(seen: Seen, *begun: str) -> Seen:
    kept = tuple(node for node in seen.scene.nodes if not node.id.startswith(begun))
    return seen._replace(scene=seen.scene._replace(nodes=kept))


def with_screen(seen: Seen, **fields: object) -> Seen:
    """Another screen than the one that is shown."""
    visit = seen.glass.visit
    other = msgspec.structs.replace(seen.glass.screen, **fields)
    glass: Glass = seen.glass._replace(visit=visit._replace(screen=other))
    return seen._replace(glass=glass)


def button(id: str, x: float, y: float, w: float = 20, h: float = 20) -> Node:
    """In mm."""
    rect = Rect(x * MM, y * MM, w * MM, h * MM)
    return Node(id, "button", rect, text("Ya"), (), (), Act("choose", "x"))


def text(shown: str) -> Text:
    return Text("x", shown, (shown,))


def written(shown: str, em: int = 60, colour: theme.Role = "ink", x: float = 60) -> Words:
    return Words(x, 800, shown, Font(em), colour, "ground")


def changed(seen: Seen, id: str, **fields: object) -> Seen:
    """One node of the scene, other than it is."""
    nodes = tuple(
        node._replace(**fields) if node.id == id else node  # type: ignore[arg-type]
        for node in seen.scene.nodes
    )
    return seen._replace(scene=seen.scene._replace(nodes=nodes))


def marked(seen: Seen, *marks: Mark, id: str = "question") -> Seen:
    return changed(seen, id, marks=marks)


def nine_and_one(seen: Seen) -> Seen:
    """Two targets at one place, in the midst of others."""
    bar = without(seen, "option.", "head.", "bar.")
    places = [(x, y) for y in (100, 140, 180) for x in (20, 60, 100)]
    nodes = [button(f"n{at}", *place) for at, place in enumerate(places)]
    nodes.insert(5, button("twin", *places[4]))
    return with_nodes(bar, *nodes)


LOUD = text("Maaf, NIK tidak valid.")
WHOLE_NIK = Row("applicant.nik", text("NIK"), text("3175046508510002"))
BREAKS: dict[str, Break] = {
    "what is pressed is at least 12.7 mm": lambda s: with_nodes(s, button("x", 50, 100, 12, 20)),
    "answers are at least 16 mm": lambda s: with_nodes(s, button("option.x", 50, 100, 80, 15)),
    "targets are at least 2.54 mm apart": lambda s: with_nodes(
        s, button("x", 50, 100), button("y", 72, 100)
    ),
    "nothing scrolls, nothing lies outside": lambda s: with_nodes(s, button("x", 50, 440)),
    "nothing covers anything else": lambda s: with_nodes(
        s, Node("x", "text", s.scene.nodes[0].rect, text("x"), (written("x"),)),
        Node("y", "text", s.scene.nodes[0].rect, text("y"), (written("y"),)),
    ),
    "officer and language always at the same place": lambda s: without(s, "bar.officer"),
    "keys reach every target, from everywhere": nine_and_one,
    "low: all targets in the lower half": lambda _: with_nodes(
        sound(low=True), button("x", 50, 100)
    ),
    "capitals of at least 4.8 mm": lambda s: marked(s, written("Apa?", em=20)),
    "the largest size is read from 60 cm": lambda _: marked(sound("XL"), written("Apa?", em=30)),
    "words stand out, pressed and off too": lambda s: marked(s, written("Apa?", colour="rule")),
    "edges, signs and focus at 3:1": lambda s: changed(
        s, "bar.officer", marks=(Box(s.scene.nodes[0].rect, None, "tint", 3),)
    ),
    "colour never says anything alone": lambda s: changed(s, "option.yes", state=("chosen",)),
    "no word is cut off": lambda s: marked(s, written("Apa yang terjadi?" * 5)),
    "one question a screen": lambda s: with_nodes(
        s, Node("second", "heading", Rect(60, 700, 90, 60), text("Apa?"))
    ),
    "a way back wherever the talk has one": lambda s: without(s, "bar.back"),
    "a way on from every screen": lambda s: without(s, "option."),
    "each answer can be changed": lambda s: with_nodes(
        s, Node("row.1.value", "text", Rect(60, 700, 90, 60), text("Ya"))
    ),
    "the button that sends names the act": lambda s: with_nodes(
        s, button("option.send", 50, 100)._replace(text=text("Kirim"))
    ),
    "what was given is kept beside the mend": lambda s: with_screen(
        s, problem=Problem(text("Saya baca 15 angka."), "317504650851000")
    ),
    "nobody is blamed": lambda s: with_nodes(
        s, Node("problem", "alert", Rect(60, 700, 90, 60), LOUD)
    ),
    "what is read can be heard": lambda s: changed(s, "question", text=None),
    "register numbers are masked once entered": lambda s: with_screen(
        s, kind="check", summary=(WHOLE_NIK,)
    ),
    "the screen can be covered at once": lambda s: without(s, "head.cover"),
}  # fmt: skip
# Rules about the ladder and the themes themselves: what is broken is not in the scene.
LADDER = ("each size in its band", "headlines of 12 mm at the largest size")
THEMES = "at least three themes"


@pytest.fixture
def ladder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All letters smaller than their size says."""
    for size in theme.SIZES:
        monkeypatch.setitem(theme.HINT_CAP, size, 3.0)
    grid.grid.cache_clear()
    yield
    grid.grid.cache_clear()


def faults(seen: Seen, says: str) -> list[str]:
    rule = next(rule for rule in RULES if rule.says == says)
    return list(rule.check(seen))


def test_every_rule_is_tried() -> None:
    assert {rule.says for rule in RULES} == {*BREAKS, *LADDER, THEMES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
@pytest.mark.parametrize("size", theme.SIZES)
def test_nothing_is_wrong_with_a_sound_scene(size: theme.Size, rule: object) -> None:
    assert faults(sound(size), rule.says) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("says", BREAKS)
def test_a_broken_scene_is_found(says: str) -> None:
    found = faults(BREAKS[says](sound()), says)
    assert found
    assert all(isinstance(one, str) and one for one in found)


@pytest.mark.usefixtures("ladder")
@pytest.mark.parametrize("says", LADDER)
def test_a_ladder_too_low_is_found(says: str) -> None:
    assert faults(sound("XL"), says)


def test_too_few_themes_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "THEMES", ("warm",))
    assert faults(sound(), THEMES)
