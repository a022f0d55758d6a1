"""Which texts of a guide must not be said aloud: those that tell of illness, poverty or death."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.guide import NOT_FOR_YOU, Guide

QUESTION_TEXTS = ("heading", "question", "label", "why", "hint", "example", "simpler")


def private_texts(guide: Guide) -> Iterator[str]:
    """Their ids: of a private guide its name, its lists and its doubts, of a private question all
    its words, of a private choice its label."""
    if guide.private:
        told = (guide.title, guide.act, guide.office, guide.time, guide.proxy)
        yield from filter(None, told)
        lines = (*guide.eligibility, *guide.documents, *guide.steps)
        stopped = tuple(line for stop in guide.stops for line in stop.documents)
        yield from (line.text for line in (*lines, *stopped))
        yield from (line.case for line in lines if line.case)
        yield from (stop.text for stop in guide.stops)
        yield from (stop.heading for stop in guide.stops if stop.heading != NOT_FOR_YOU)
        yield from (doubt.text for doubt in guide.contradictions)
    for question in guide.questions:
        if question.private:
            parts = (getattr(question, part) for part in QUESTION_TEXTS)
            yield from filter(None, parts)
            yield from question.labels.values()
        hushed = (one for one in question.choices if question.private or one.private)
        yield from (choice.label for choice in hushed)
