"""Where things stand: what is asked at the top, answers at the bottom within reach of the hand,
and page after page where both do not fit. Pure.

Nothing scrolls. What helps without saying more is left out first; then what is to be read gets
pages of its own before the answers; then the answers get pages too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kiosk.blocks import Block, Paragraph
from kiosk.grid import Grid
from kiosk.parting import parted
from kiosk.scene import Node, Rect

COMPANY = 2  # answers that make it worth while to stand under the last words


SMALLER = ("answer", "hint_bold")  # styles for a question that has no room


class Plan(NamedTuple):
    """`body` is read, `answers` are pressed. The first `asked` blocks of the body stand on every
    page. `whole` answers (a pad) are never parted, and `beside` are the ways round them: beneath
    in one column, under what is read in two. The last `always` answers are on every page."""

    body: tuple[Block, ...]
    answers: tuple[Block, ...]
    asked: int = 1
    whole: bool = False
    always: int = 0
    short: Block | None = None  # the question in a word, where the whole of it leaves no room
    stretch: bool = True  # answers may grow to the height they like
    beside: tuple[Block, ...] = ()


class Room(NamedTuple):
    """Where the two parts of a screen are put; one below the other where they share a column.
    `wide` is one column instead of two, for what needs the width."""

    body: Rect
    answers: Rect
    shared: bool
    wide: Rect | None = None

    def in_one(self) -> Room:
        """One column as wide as the screen."""
        column = self.wide or self.body
        return Room(column, column, shared=True)


class Page(NamedTuple):
    room: Room
    body: tuple[Block, ...]
    answers: tuple[Block, ...]
    beside: tuple[Block, ...] = ()


def pages(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """The pages of a plan; `pager` stands among the answers of each where there are several."""
    plan = _legible(plan, grid, room, pager)
    if plan.whole:
        column = _whole_in_one if room.shared else _whole_in_two
        return column(plan, grid, room, pager)
    for body in _leaner(plan.body):
        if _fits(body, plan.answers, grid, room):
            return (Page(room, body, plan.answers),)
    body = next(reversed(_leaner(plan.body)))
    if room.shared:
        return _one_column(plan, body, grid, room, pager)
    two = _two_columns(plan, body, grid, room, pager)
    if room.wide is None:
        return two
    one = _one_column(plan, body, grid, room.in_one(), pager)
    cramped = any(
        tall(page.body, grid, room.body.w) > room.body.h
        or _least(page.answers, grid, room.answers.w) > room.answers.h
        for page in two
    )
    return one if cramped or len(one) < len(two) else two


def _legible(plan: Plan, grid: Grid, room: Room, pager: Block) -> Plan:
    """A question that is taller than its column is written as large as an answer, or a hint."""
    asked = plan.body[: plan.asked]
    for style in SMALLER:
        if tall(asked, grid, room.body.w) + pager.height(grid, room.body.w) <= room.body.h:
            break
        asked = tuple(
            one._replace(style=style) if isinstance(one, Paragraph) else one for one in asked
        )
    return plan._replace(body=(*asked, *plan.body[plan.asked :]))


def put(page: Page, plan: Plan, grid: Grid) -> list[Node]:
    """The nodes of a page: the body from the top, the answers down to the bottom edge."""
    nodes: list[Node] = []
    room = page.room
    y = room.body.y
    for block in page.body:
        height = block.height(grid, room.body.w)
        nodes += block.put(grid, Rect(room.body.x, y, room.body.w, height))
        y += height + _between(block, grid)
    free = min(room.answers.h, room.body.bottom - y) if room.shared else room.answers.h
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
    width = room.body.w
    asked, rest = body[: plan.asked], body[plan.asked :]
    turn = pager.height(grid, room.answers.w) + grid.gap
    found: list[Page] = []
    space = room.body.h - turn - tall(asked, grid, width)
    if plan.short is not None and _cramped(rest, plan.answers, grid, width, space):
        # The whole question by itself, then all the rest under its name.
        found.append(Page(room, asked, (pager,)))
        asked = (plan.short,)
        space = room.body.h - turn - tall(asked, grid, width)
    if not _fits(asked, (*plan.answers, pager), grid, room):
        read = _split(rest, grid, width, space)
        return (*found, *_read_then_answered(plan, asked, read, grid, room, pager))
    # The answers fit with the question alone: what is to be read comes before.
    found += [Page(room, (*asked, *part), (pager,)) for part in _split(rest, grid, width, space)]
    return (*found, Page(room, asked, (*plan.answers, pager)))


def _read_then_answered(
    plan: Plan,
    asked: tuple[Block, ...],
    read: list[tuple[Block, ...]],
    grid: Grid,
    room: Room,
    pager: Block,
) -> Iterator[Page]:
    """Reading first, in pages of its own; then the answers in as many as they need. The last words
    keep the first answers company where some fit."""
    turn = pager.height(grid, room.answers.w) + grid.gap

    def rows(above: tuple[Block, ...], some: Plan) -> list[tuple[Block, ...]]:
        free = min(room.answers.h, room.body.h - tall(above, grid, room.body.w)) - turn
        return _rows(some, grid, room.answers.w, free)

    answers = plan
    *before, last = read or [()]
    first = rows((*asked, *last), plan)[0]
    height = tall((*asked, *last), grid, room.body.w) + _least(first, grid, room.answers.w) + turn
    together = last and len(first) - plan.always >= COMPANY and height <= room.body.h
    for part in before if together or not last else read:
        yield Page(room, (*asked, *part), (pager,))
    if together:
        yield Page(room, (*asked, *last), (*first, pager))
        answers = plan._replace(answers=plan.answers[len(first) - plan.always :])
    if len(answers.answers) > answers.always:
        for part in rows(asked, answers):
            yield Page(room, asked, (*part, pager))


def _cramped(
    rest: Sequence[Block], answers: Sequence[Block], grid: Grid, width: float, space: float
) -> bool:
    """Does anything find no room under the whole question?"""
    read = max((block.height(grid, width) for block in rest), default=0)
    pressed = max((block.height(grid, width) for block in answers), default=0)
    return max(read, pressed) > space


def _two_columns(
    plan: Plan, body: tuple[Block, ...], grid: Grid, room: Room, pager: Block
) -> tuple[Page, ...]:
    turn = pager.height(grid, room.answers.w) + grid.gap
    answers = _rows(plan, grid, room.answers.w, room.answers.h - turn)
    first, above, parts = _read(plan, body, grid, room.body.w, room.body.h)
    *before, last = parts or [()]
    pages = [
        *(Page(room, part, (pager,)) for part in first),
        *(Page(room, (*above, *part), (pager,)) for part in before),
        *(Page(room, (*above, *last), (*one, pager)) for one in answers),
    ]
    return (pages[0]._replace(answers=answers[0]),) if len(pages) == 1 else tuple(pages)


class _Read(NamedTuple):
    """`first` stands alone, `above` over each of the `parts`."""

    first: tuple[tuple[Block, ...], ...]
    above: tuple[Block, ...]
    parts: list[tuple[Block, ...]]


def _read(plan: Plan, body: tuple[Block, ...], grid: Grid, width: float, height: float) -> _Read:
    """What is read, in parts that fit beside the question; where one does not, the whole question
    comes first by itself, and then all the rest under its name."""
    asked, rest = body[: plan.asked], body[plan.asked :]
    space = height - tall(asked, grid, width)
    if plan.short is None or all(tall((one,), grid, width) <= space for one in rest):
        return _Read((), asked, _split(rest, grid, width, space))
    above = (plan.short,)
    space = height - tall(above, grid, width)
    return _Read((asked,), above, _split(rest, grid, width, space))


def _whole_in_one(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """A pad under its question; the ways round it get a page of their own where they must."""
    everything = (*plan.answers, *plan.beside)
    for body in _leaner(plan.body):
        if _fits(body, everything, grid, room):
            return (Page(room, body, everything),)
    body = _leaner(plan.body)[-1]
    asked, rest = body[: plan.asked], body[plan.asked :]
    turn = pager.height(grid, room.answers.w) + grid.gap
    space = room.body.h - turn - tall(asked, grid, room.body.w)
    parts = _split(rest, grid, room.body.w, space)
    read = [Page(room, (*asked, *part), (pager,)) for part in parts]
    if _fits(asked, (*everything, pager), grid, room):
        return (*read, Page(room, asked, (*everything, pager)))
    # Reading and pad go together where the ways round are elsewhere.
    if _fits(body, (*plan.answers, pager), grid, room):
        read, asked = [], body
    ways = plan._replace(answers=plan.beside, always=0)
    free = min(room.answers.h, space + turn) - turn
    round_it = _rows(ways, grid, room.answers.w, free) if plan.beside else []
    if _least((*plan.answers, pager), grid, room.answers.w) > room.answers.h:
        # The pad needs all the room there is: it comes last, and Kembali leads to what was before.
        before = [Page(room, asked, (*part, pager)) for part in round_it]
        return (*read, *before, Page(room, asked, plan.answers))
    return (
        *read,
        Page(room, asked, (*plan.answers, pager)),
        *(Page(room, body[: plan.asked], (*part, pager)) for part in round_it),
    )


def _whole_in_two(plan: Plan, grid: Grid, room: Room, pager: Block) -> tuple[Page, ...]:
    """A pad that stays where it is; what is read and the ways round it turn beside it."""
    width = room.body.w

    def fits(body: Sequence[Block], beside: Sequence[Block]) -> bool:
        foot = _least(beside, grid, width) if beside else -_between(body[-1], grid)
        return tall(body, grid, width) + foot <= room.body.h

    for body in _leaner(plan.body):
        if fits(body, plan.beside):
            return (Page(room, body, plan.answers, plan.beside),)
    body = _leaner(plan.body)[-1]
    free = room.body.h - pager.height(grid, width)
    first, asked, read = _read(plan, body, grid, width, free)
    last: tuple[Page, ...] = ()
    if read and fits((*asked, *read[-1]), (*plan.beside, pager)):
        last = (Page(room, (*asked, *read.pop()), plan.answers, (*plan.beside, pager)),)
    elif plan.beside:
        last = tuple(_ways(plan, asked, grid, room, pager))
        if not (first or read or last[0].beside):
            first = (asked,)  # the pad itself, before the ways round it
    return (
        *(Page(room, part, plan.answers, (pager,)) for part in first),
        *(Page(room, (*asked, *part), plan.answers, (pager,)) for part in read),
        *last,
    )


def _ways(
    plan: Plan, asked: tuple[Block, ...], grid: Grid, room: Room, pager: Block
) -> Iterator[Page]:
    """The ways round a pad: beside it, or, where they need the width, without it."""
    width = room.body.w
    low = plan._replace(answers=plan.beside, always=0)
    space = room.body.h - tall(asked, grid, width) - pager.height(grid, width) - grid.gap
    if room.wide is None or all(one.height(grid, width) <= space for one in plan.beside):
        for part in _rows(low, grid, width, space):
            yield Page(room, asked, plan.answers, (*part, pager))
        return
    room = room.in_one()
    width = room.body.w
    space = room.body.h - tall(asked, grid, width) - pager.height(grid, width) - grid.gap
    for part in _rows(low, grid, width, space):
        yield Page(room, asked, (*part, pager))


def _split(
    blocks: Sequence[Block], grid: Grid, width: float, space: float
) -> list[tuple[Block, ...]]:
    """Blocks in groups that are at most `space` tall; one that is taller is parted."""
    groups: list[tuple[Block, ...]] = []
    for block in (part for one in blocks for part in parted(one, grid, width, space)):
        if groups and tall((*groups[-1], block), grid, width) <= space:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return groups


def _rows(plan: Plan, grid: Grid, width: float, space: float) -> list[tuple[Block, ...]]:
    """Answers in groups that fit `space`, each with those that stand on every page."""
    cut = len(plan.answers) - plan.always
    always = plan.answers[cut:]
    tallest = max((one.height(grid, width) for one in plan.answers[:cut]), default=0)
    if always and tallest + _least(always, grid, width) + grid.gap > space:
        cut, always = len(plan.answers), ()  # no room for company
    groups: list[tuple[Block, ...]] = []
    for block in plan.answers[:cut]:
        if groups and _least((*groups[-1], block, *always), grid, width) <= space:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return [(*group, *always) for group in groups] or [always]


def _between(block: Block, grid: Grid) -> float:
    return grid.px(4)
