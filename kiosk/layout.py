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
    page. `whole` answers (a pad) are never parted, and `beside` are the ways round them: beneath
    in one column, under what is read in two. The last `always` answers are on every page."""

    body: tuple[Block, ...]
    answers: tuple[Block, ...]
    asked: int = 1
    whole: bool = False
    always: int = 0
    stretch: bool = True  # answers may grow to the height they like
    beside: tuple[Block, ...] = ()


class Page(NamedTuple):
    body: tuple[Block, ...]
    answers: tuple[Block, ...]
    beside: tuple[Block, ...] = ()


class Room(NamedTuple):
    """Where the two parts of a screen are put; one below the other where they share a column."""

    body: Rect
    answers: Rect
    shared: bool


def pages(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """The pages of a plan; `pager` stands among the answers of each where there are several."""
    if plan.whole:
        column = _whole_in_one if room.shared else _whole_in_two
        return column(plan, grid, room, pager)
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
    y = room.body.bottom - _least(page.beside, grid, room.body.w)
    for block in page.beside:
        height = block.height(grid, room.body.w)
        nodes += block.put(grid, Rect(room.body.x, y, room.body.w, height))
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
    if not _fits(asked, (*plan.answers, pager), grid, room):
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
    answers = _rows(plan, grid, room.answers.w, free)
    first = [Page((*asked, *part), (pager,)) for part in parts[:-1]]
    last = [Page((*asked, *parts[-1]), (*one, pager)) for one in answers]
    if len(first) + len(last) == 1:
        return (Page(last[0].body, answers[0]),)
    return (*first, *last)


def _whole_in_one(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """A pad under its question; the ways round it get a page of their own where they must."""
    everything = (*plan.answers, *plan.beside)
    for body in _leaner(plan.body):
        if _fits(body, everything, grid, room):
            return (Page(body, everything),)
    body = _leaner(plan.body)[-1]
    asked, rest = body[: plan.asked], body[plan.asked :]
    turn = pager.height(grid, room.answers.w) + grid.gap
    space = room.body.h - turn - tall(asked, grid, room.body.w)
    read = [Page((*asked, *part), (pager,)) for part in _split(rest, grid, room.body.w, space)]
    if _fits(asked, (*everything, pager), grid, room):
        return (*read, Page(asked, (*everything, pager)))
    # Reading and pad go together where the ways round are elsewhere.
    if _fits(body, (*plan.answers, pager), grid, room):
        read, asked = [], body
    ways = plan._replace(answers=plan.beside, always=0)
    free = min(room.answers.h, space + turn) - turn
    parts = _rows(ways, grid, room.answers.w, free) if plan.beside else []
    return (
        *read,
        Page(asked, (*plan.answers, pager)),
        *(Page(body[: plan.asked], (*part, pager)) for part in parts),
    )


def _whole_in_two(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """A pad that stays where it is; what is read and the ways round it turn beside it."""
    width = room.body.w

    def fits(body: Sequence[Block], beside: Sequence[Block]) -> bool:
        foot = _least(beside, grid, width) if beside else -_between(body[-1], grid)
        return tall(body, grid, width) + foot <= room.body.h

    for body in _leaner(plan.body):
        if fits(body, plan.beside):
            return (Page(body, plan.answers, plan.beside),)
    body = _leaner(plan.body)[-1]
    asked, rest = body[: plan.asked], body[plan.asked :]
    free = room.body.h - pager.height(grid, width)
    space = free - tall(asked, grid, width)
    first: tuple[Page, ...] = ()
    if any(tall((one,), grid, width) > space for one in (*rest, *plan.beside)):
        # The question alone, then all the rest without it.
        first, asked, space = (Page(asked, plan.answers, (pager,)),), (), free
    read = _split(rest, grid, width, space)
    ways = _rows(plan._replace(answers=plan.beside, always=0), grid, width, space - grid.gap)
    last: tuple[Page, ...] = ()
    if read and fits((*asked, *read[-1]), (*plan.beside, pager)):
        last = (Page((*asked, *read.pop()), plan.answers, (*plan.beside, pager)),)
    elif plan.beside:
        last = tuple(Page(asked, plan.answers, (*part, pager)) for part in ways)
    return (
        *first,
        *(Page((*asked, *part), plan.answers, (pager,)) for part in read),
        *last,
    )


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
