"""A screen as plain lines that read well aloud: numbers for choices, no boxes, no colour needed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from shared.talk.protocol import Shown

WIDTH = 72  # columns; longer lines tire the eye and leave a 80-column window
Word = Callable[[str], str]  # text id → words in the talk's language


def render(screen: Shown, word: Word) -> str:
    """The screen's text, without a trailing line break."""
    return "\n".join(_wrapped(line) for line in _lines(screen, word)).rstrip()


def _lines(screen: Shown, word: Word) -> Iterator[str]:
    yield _heading(screen)
    if screen.notice:
        yield f"* {screen.notice}"
    if screen.problem:
        if screen.given:
            yield f"{word('terminal.given')} {screen.given}"
        yield f"* {screen.problem}"
    if screen.question and not (screen.problem and screen.question in screen.problem):
        yield screen.question
    for text in (screen.current, screen.hint, screen.example):
        if text:
            yield text
    yield from _summary(screen)
    yield from (f"- {line}" for line in screen.lines)
    yield from (f"  {n}. {option.label}" for n, option in enumerate(screen.options, 1))


def _heading(screen: Shown) -> str:
    progress = screen.progress
    return f"{screen.heading} ({progress.step}/{progress.of})" if progress else screen.heading


def _summary(screen: Shown) -> Iterator[str]:
    for number, row in enumerate(screen.summary, 1):
        yield f"  {number}) {row.label}: {row.value}"


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip()) + 3 if line.startswith("  ") else 0
    if line.startswith(("- ", "* ")):
        indent = 2
    return textwrap.fill(line, WIDTH, subsequent_indent=" " * indent, break_long_words=True)
