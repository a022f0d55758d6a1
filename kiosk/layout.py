"""Where things stand: what is asked at the top, answers at the bottom within reach of the hand,
and page after page where both do not fit. Pure.

Nothing scrolls. What helps without saying more is left out first; then what is to be read gets
pages of its own before the answers; then the answers get pages too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.blocks import Block
from kiosk.grid import Grid
from kiosk.scene import Node, Rect


class Plan(NamedTuple):
    """`body` is read, `answers` are pressed. The first `asked` blocks of the body stand on every
    page. `whole` answers (a pad) are never parted. The last `always` answers are on every page."""

    body: tuple[Block, ...]
    answers: tuple[Block, ...]
    asked: int = 1
    whole: bool = False
    always: int = 0
    stretch: bool = True  # answers may grow to the height they like


class Page(NamedTuple):
    body: tuple[Block, ...]
    answers: tuple[Block, ...]


class Room(NamedTuple):
    """Where the two parts of a screen are put; one below the other where they share a column."""

    body: Rect
    answers: Rect
    shared: bool


def pages(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """The pages of a plan; `pager` stands among the answers of each where there are several."""
    for body in _leaner(plan.body):
        if _fits(body, plan.answers, grid, room):
            return (Page(body, plan.answers),)
    body = next(reversed(_leaner(plan.body)))
    if room.shared:
        return _one_column(plan, body, grid, room, pager)
    return _two_columns(plan, body, grid, room, pager)


def put(page: Page, plan: Plan, grid: Grid, room: Room) -> list[Node]:
    """The nodes of a page: the body from the top, the answers down to the bottom edge."""
    nodes: list[Node] = []
    y = room.body.y
    for block in page.body:
        height = block.height(grid, room.body.w)
        nodes += block.put(grid, Rect(room.body.x, y, room.body.w, height))
        y += height + _between(block, grid)
    free = room.answers.h if not room.shared else room.body.bottom - y
    heights = _heights(page.answers, grid, room.answers.w, free, stretch=plan.stretch)
    y = room.answers.bottom - sum(heights) - grid.gap * max(0, len(heights) - 1)
    for block, height in zip(page.answers, heights, strict=True):
        nodes += block.put(grid, Rect(room.answers.x, y, room.answers.w, height))
        y += height + grid.gap
    return nodes


def tall(blocks: Sequence[Block], grid: Grid, width: float) -> float:
    """The height of blocks of a body one below the other."""
    return sum(block.height(grid, width) + _between(block, grid) for block in blocks)


def _leaner(body: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The body whole, then without one more of what may be left out, the last of them first."""
    out = [body]
    while any(block.droppable for block in out[-1]):
        last = max(at for at, block in enumerate(out[-1]) if block.droppable)
        out.append(out[-1][:last] + out[-1][last + 1 :])
    return out


def _fits(body: Sequence[Block], answers: Sequence[Block], grid: Grid, room: Room) -> bool:
    read = tall(body, grid, room.body.w)
    pressed = _least(answers, grid, room.answers.w)
    if room.shared:
        inside = pressed <= room.answers.h
        return inside and read + pressed <= room.body.h
    return read <= room.body.h and pressed <= room.answers.h


def _least(answers: Sequence[Block], grid: Grid, width: float) -> float:
    if not answers:
        return 0
    return sum(one.height(grid, width) for one in answers) + grid.gap * (len(answers) - 1)


def _heights(
    answers: Sequence[Block], grid: Grid, width: float, free: float, *, stretch: bool
) -> list[float]:
    """Each answer's height: all that they like where that fits, else a fair share above the
    least."""
    least = [one.height(grid, width) for one in answers]
    if not stretch or not answers:
        return least
    like = [one.most(grid, width, len(answers)) for one in answers]
    spare = free - sum(least) - grid.gap * (len(answers) - 1)
    wish = sum(like) - sum(least)
    share = 1.0 if wish <= 0 else max(0.0, min(1.0, spare / wish))
    return [low + (high - low) * share for low, high in zip(least, like, strict=True)]


def _one_column(
    plan: Plan, body: tuple[Block, ...], grid: Grid, room: Room, pager: Block
) -> tuple[Page, ...]:
    asked, rest = body[: plan.asked], body[plan.asked :]
    turn = pager.height(grid, room.answers.w) + grid.gap
    found: list[Page] = []
    space = room.body.h - turn - tall(asked, grid, room.body.w)
    fit = _fits(asked, (*plan.answers, pager), grid, room)
    if not fit and not plan.whole:
        # Reading first, in pages of its own; then the answers in as many as they need.
        found += [
            Page((*asked, *part), (pager,)) for part in _split(rest, grid, room.body.w, space)
        ]
        free = min(room.answers.h, room.body.h - tall(asked, grid, room.body.w)) - turn
        parts = _rows(plan, grid, room.answers.w, free)
        return (*found, *(Page(asked, (*part, pager)) for part in parts))
    # The answers fit with the question alone: what is to be read comes before.
    read = [Page((*asked, *part), (pager,)) for part in _split(rest, grid, room.body.w, space)]
    return (*read, Page(asked, (*plan.answers, pager)))


def _two_columns(
    plan: Plan, body: tuple[Block, ...], grid: Grid, room: Room, pager: Block
) -> tuple[Page, ...]:
    asked, rest = body[: plan.asked], body[plan.asked :]
    turn = pager.height(grid, room.answers.w) + grid.gap
    space = room.body.h - tall(asked, grid, room.body.w)
    parts = _split(rest, grid, room.body.w, space) or [()]
    free = room.answers.h - turn
    answers = [plan.answers] if plan.whole else _rows(plan, grid, room.answers.w, free)
    first = [Page((*asked, *part), (pager,)) for part in parts[:-1]]
    last = [Page((*asked, *parts[-1]), (*one, pager)) for one in answers]
    if len(first) + len(last) == 1:
        return (Page(last[0].body, answers[0]),)
    return (*first, *last)


def _split(
    blocks: Sequence[Block], grid: Grid, width: float, space: float
) -> list[tuple[Block, ...]]:
    """Blocks in groups that are at most `space` tall; one that is taller stands alone."""
    groups: list[tuple[Block, ...]] = []
    for block in blocks:
        if groups and tall((*groups[-1], block), grid, width) <= space:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return groups


def _rows(plan: Plan, grid: Grid, width: float, space: float) -> list[tuple[Block, ...]]:
    """Answers in groups that fit `space`, each with those that stand on every page."""
    cut = len(plan.answers) - plan.always
    always = plan.answers[cut:]
    groups: list[tuple[Block, ...]] = []
    for block in plan.answers[:cut]:
        if groups and _least((*groups[-1], block, *always), grid, width) <= space:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return [(*group, *always) for group in groups] or [always]


def _between(block: Block, grid: Grid) -> float:
    return grid.px(4)
