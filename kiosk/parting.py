"""Long texts in parts: what is taller than a page is read on several. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.contract.screen import Text
from kiosk.blocks import Block, Notice, Paragraph, font_of
from kiosk.grid import Grid
from kiosk.typeface import wrap


def parted(block: Block, grid: Grid, width: float, space: float) -> Iterator[Block]:
    """The block, or parts of it that are at most `space` pixels tall."""
    if block.height(grid, width) <= space:
        yield block
    elif isinstance(block, Paragraph):
        yield from _lines(block, grid, width, space)
    elif isinstance(block, Notice) and block.more:
        yield from parted(block._replace(more=()), grid, width, space)
        for at, text in enumerate(block.more, 1):
            alone = block._replace(id=f"{block.id}.{at}", text=text, more=())
            yield from parted(alone, grid, width, space)
    elif isinstance(block, Notice):
        yield from _notices(block, grid, width, space)
    else:
        yield block


def _lines(block: Paragraph, grid: Grid, width: float, space: float) -> Iterator[Paragraph]:
    lines = wrap(block.text.shown, font_of(grid, block.style), int(width))
    fit = max(1, int(len(lines) * space // block.height(grid, width)))
    for at in range(0, len(lines), fit):
        text = _part(block.text, lines[at : at + fit], first=at == 0)
        yield block._replace(id=block.id if at == 0 else f"{block.id}.{at}", text=text)


def _notices(block: Notice, grid: Grid, width: float, space: float) -> Iterator[Notice]:
    lines = block.lines(grid, width)
    fit = len(lines)
    while fit > 1 and _first(block, lines, fit).height(grid, width) > space:
        fit -= 1
    for at in range(0, len(lines), fit):
        text = _part(block.text, lines[at : at + fit], first=at == 0)
        yield block._replace(id=block.id if at == 0 else f"{block.id}.{at}", text=text)


def _first(block: Notice, lines: tuple[str, ...], fit: int) -> Notice:
    return block._replace(text=_part(block.text, lines[:fit], first=True))


def _part(text: Text, lines: tuple[str, ...], *, first: bool) -> Text:
    """Some lines of a text. It is said whole with its first part, so later ones are only read."""
    shown = " ".join(lines)
    return Text(text.id, shown, text.spoken if first else (shown,), text.private)
