"""What is the same on every screen: the head with where one is, and the bar that never moves."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Text
from kiosk import border
from kiosk.buttons import Caption, Style, button, floor
from kiosk.glass import Glass
from kiosk.grid import Grid
from kiosk.layout import Room
from kiosk.scene import Act, Box, Mark, Node, Pictogram, Rect, Words
from kiosk.typeface import Font, width, wrap

QUESTION_AT = {"S": 60, "M": 63, "L": 65, "XL": 69}  # mm from the top, portrait
LEFT = 0.42  # share of the left column, landscape

# The cells of the bar in their order: name, pictogram.
CELLS = (
    ("back", "back"),
    ("listen", "listen"),
    ("language", "language"),
    ("display", "display"),
    ("officer", "officer"),
)


def body_room(glass: Glass) -> Room:
    """Where the screen itself may stand, between head and bar."""
    grid, panel = glass.grid, glass.panel
    bottom = panel.height - grid.bar - grid.above_bar
    if grid.portrait:
        top = grid.px(QUESTION_AT[glass.visit.settings.size])
        if glass.visit.screen is None:  # no head: the greeting begins higher
            top = head_top(glass) + grid.px(8)
        column = Rect(grid.side, top, panel.width - 2 * grid.side, bottom - top)
        if glass.visit.settings.low:
            # Everything that is pressed lies in the lower half, the head's buttons too.
            half = panel.height / 2
            low = Rect(column.x, half, column.w, bottom - half - grid.head - grid.gap)
            return Room(column.cut(bottom=grid.head + grid.gap), low, shared=True)
        return Room(column, column, shared=True)
    top = head_top(glass) + grid.head + grid.px(4)
    wide = panel.width - 2 * grid.side
    left = Rect(grid.side, top, wide * LEFT - grid.px(4), bottom - top)
    right = Rect(
        grid.side + wide * LEFT + grid.px(4), top, wide * (1 - LEFT) - grid.px(4), bottom - top
    )
    whole = Rect(grid.side, top, wide, bottom - top)
    return Room(left, right, shared=False, wide=whole)


def head_top(glass: Glass) -> int:
    """Where the head begins: at the top margin, or under the border."""
    hung = border.height(glass)
    return hung + glass.grid.px(2) if hung else glass.grid.top


def bar(glass: Glass) -> Iterator[Node]:
    """Five cells at the bottom edge. Where there is no way back the cell stays empty."""
    grid, panel = glass.grid, glass.panel
    top = panel.height - grid.bar
    ground = Box(Rect(0, top, panel.width, grid.bar), "bar")
    edge = Box(
        Rect(0, top, panel.width, grid.line), "on_bar"
    )  # seen where bar and ground are alike
    gap = grid.px(3)
    wide = (panel.width - gap * (len(CELLS) + 1)) / len(CELLS)
    yield Node("bar", "status", ground.rect, None, (ground, edge))
    for at, (name, icon) in enumerate(CELLS):
        if name == "back" and not can_go_back(glass):
            continue
        rect = Rect(gap + at * (wide + gap), top + grid.px(2), wide, grid.bar - grid.px(4))
        caption = Caption(glass.text(f"kiosk.bar.{name}"), None, icon)
        style: Style = "call" if name == "officer" else "bar"
        yield button(grid, f"bar.{name}", rect, caption, Act(f"bar.{name}"), style)


def can_go_back(glass: Glass) -> bool:
    """From a page, a sheet, a half-filled pad, or by the talk itself."""
    visit = glass.visit
    if visit.sheet not in ("", "welcome") or visit.page or visit.entry.step:
        return True
    return visit.screen is not None and any(one.name == "back" for one in visit.screen.actions)


def head(glass: Glass) -> Iterator[Node]:
    """Which service, how far, what else can be done, and the cover."""
    if glass.visit.screen is None:
        return
    grid, panel = glass.grid, glass.panel
    buttons = list(_head_buttons(glass))
    yield from buttons
    low = glass.visit.settings.low
    right = panel.width - grid.side if low or not buttons else buttons[0].rect.x - grid.px(4)
    edge = right
    if not grid.portrait:
        right = min(right, grid.side + (panel.width - 2 * grid.side) * LEFT - grid.px(2))
    yield from _where(glass, right)
    if glass.screen.progress and not glass.visit.sheet:
        yield from _progress(glass, edge)


def _where(glass: Glass, right: float) -> Iterator[Node]:
    """The service, or the name of the screen, with its sign."""
    grid, (text, icon) = glass.grid, title(glass)
    side = grid.px(12)
    rect = Rect(grid.side, head_top(glass), right - grid.side, grid.head)
    marks: list[Mark] = []
    x = rect.x
    if icon:
        spot = Rect(rect.x, round(rect.y + (rect.h - side) / 2), side, side)
        marks.append(Pictogram(spot, icon, "accent", "duo", "ground"))
        x = spot.right + grid.px(3)
    font, lines = _two_lines(text.shown, grid, int(rect.right - x))
    leading = round(font.em * 1.15)
    y = rect.y + (rect.h - len(lines) * leading) / 2
    marks += [
        Words(x, y + n * leading, line, font, "ink", "ground") for n, line in enumerate(lines)
    ]
    yield Node("where", "text", rect, text, tuple(marks))


def _two_lines(text: str, grid: Grid, room: int) -> tuple[Font, tuple[str, ...]]:
    """The text in two lines at the most; smaller before a third one, down to the floor of text."""
    font, least = grid.hint_bold, floor(grid)
    lines = wrap(text, font, room)
    while len(lines) > 2 and font.em > least:
        font = Font(font.em - 1, bold=True)
        lines = wrap(text, font, room)
    return font, lines


def title(glass: Glass) -> tuple[Text, str]:
    """What the head says: the service under way, else the heading of the screen."""
    screen, guides = glass.screen, glass.world.guides
    guide = guides.get(screen.service) if screen.service else None
    if guide is None:
        return screen.heading, "home" if screen.kind == "menu" else ""
    return glass.text(guide.title), guide.icon


def _head_buttons(glass: Glass) -> Iterator[Node]:
    grid, panel = glass.grid, glass.panel
    names = [("more", "more"), ("cover", "cover")]
    if glass.visit.sheet or not more_to_do(glass):
        names = names[1:]
    low = glass.visit.settings.low
    y = panel.height - grid.bar - grid.above_bar - grid.head if low else head_top(glass)
    widths = [_head_width(glass, name) for name, _ in names]
    x = panel.width - grid.side - sum(widths) - grid.px(3) * (len(widths) - 1)
    for (name, icon), wide in zip(names, widths, strict=True):
        caption = Caption(glass.text(f"kiosk.head.{name}"), None, icon)
        rect = Rect(x, y, wide, grid.head)
        yield button(grid, f"head.{name}", rect, caption, Act(f"head.{name}"), "head")
        x += wide + grid.px(3)


def _head_width(glass: Glass, name: str) -> float:
    grid = glass.grid
    words = width(glass.word(f"kiosk.head.{name}"), grid.answer_small)
    most = grid.px(75 if grid.panel.width_mm > 400 else 71 if grid.portrait else 62)
    return min(words + grid.px(9 + 2 + 8), most)


def more_to_do(glass: Glass) -> bool:
    """Does this screen offer anything beside its answers and the bar?"""
    from kiosk.sheets.more import offered, writable

    return writable(glass) or bool(offered(glass))


def _progress(glass: Glass, right: float) -> Iterator[Node]:
    """Bars filled as far as one has come, and the same in words; where there is room for them."""
    grid, screen = glass.grid, glass.screen
    progress = screen.progress
    if progress is None:
        raise RuntimeError("no progress here")
    step, of = progress.step, max(progress.of, progress.step)
    slots = {"step": str(step), "of": str(of), "minutes": str(screen.minutes_left or 1)}
    text = glass.text("kiosk.progress" if grid.portrait else "kiosk.progress_short", **slots)
    x: float
    y: float
    wide: float
    if grid.portrait:
        x, y, wide = grid.side, grid.top + grid.head + grid.px(5), glass.panel.width - 2 * grid.side
    else:
        x = grid.side + (glass.panel.width - 2 * grid.side) * LEFT + grid.px(4)
        y, wide = grid.top + grid.px(2), right - x
    if width(text.shown, grid.hint) > wide:
        return
    gap = grid.px(1.5)
    share = (wide - gap * (of - 1)) / of
    marks: list[Mark] = []
    for at in range(of):
        here = at + 1 == step
        height = grid.px(3.2 if here else 2)
        rect = Rect(x + at * (share + gap), y + grid.px(1.6) - height / 2, share, height)
        fill = "accent" if at < step else None
        marks.append(Box(rect, fill, "accent", 1 if fill else 2, height / 2))  # type: ignore[arg-type]
    below = y + grid.px(4.2)
    marks.append(Words(x, below, text.shown, grid.hint, "soft", "ground"))
    high = below + grid.hint.em * 1.2 - y
    yield Node("progress", "progress", Rect(x, y, wide, high), text, tuple(marks))
