"""A guide on a page: who, what is asked when, which ways there are, what is sent and to bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.authoring.draw.words import plain, said, value
from dialogs.authoring.lint.lengths import minutes
from dialogs.authoring.paths import Path, paths
from dialogs.guide import Guide, Line, Question

PROMISES = {
    "api": "the authority's system takes it: number and deadline are real",
    "officer_worklist": "recorded; an officer enters it and adds the official number",
    "appointment": "a day and a counter",
    "checklist": "nothing is sent: what to bring, where and when",
}
Words = Mapping[str, str]


def sheet(guide: Guide, words: Words) -> str:
    """The page. Raises TooManyPaths."""
    ways = paths(guide)
    parts = (
        _head(guide, words),
        _list("For whom it is", _lines(guide.eligibility, words)),
        _list(_asked(ways), _questions(guide, words)) if guide.questions else (),
        _list("Ways", _ways(ways)) if len(ways) > 1 else (),
        _list("Stops", _stops(guide, words)),
        _list("Sent", _sent(guide)),
        _list("To bring", _lines(guide.documents, words)),
        _list("What comes next", _lines(guide.steps, words)),
    )
    return "\n\n".join("\n".join(part) for part in map(tuple, parts) if part)


def _head(guide: Guide, words: Words) -> Iterator[str]:
    yield f"{guide.code}  {plain(words, guide.title)}"
    rows = {
        "completion": f"{guide.completion}: {PROMISES[guide.completion]}",
        "button": plain(words, guide.act),
        "fee": plain(words, guide.fee),
        "time": plain(words, guide.time),
        "office": plain(words, guide.office),
        "confirms": "not who filled it in for somebody else" if guide.two_hands else "",
    }
    yield from (f"  {name:<12}{text}" for name, text in rows.items() if text)


def _list(heading: str, lines: Iterator[str]) -> tuple[str, ...]:
    found = tuple(lines)
    return (heading, *(f"  {line}" for line in found)) if found else ()


def _asked(ways: tuple[Path, ...]) -> str:
    """Only ways that lead to the end count: a stop is short by its nature."""
    lengths = [len(way.asked) for way in ways if way.stop is None] or [0]
    shortest, longest = min(lengths), max(lengths)
    if shortest == longest:
        return f"Questions: {longest} on every way, {_minutes(longest)}"
    return (
        f"Questions: {shortest} on the shortest way ({_minutes(shortest)}), "
        f"{longest} on the longest ({_minutes(longest)})"
    )


def _minutes(questions: int) -> str:
    took = minutes(questions)
    return "a minute" if took == 1 else f"about {took} minutes"


def _questions(guide: Guide, words: Words) -> Iterator[str]:
    for number, question in enumerate(guide.questions, 1):
        yield f"{number:>2} {question.id} ({_about(question)}): {plain(words, question.question)}"
        if question.when.lines:
            yield f"     if {said(question.when)}"
        for choice in question.choices:
            yield f"     {choice.id}: {plain(words, choice.label)}"


def _about(question: Question) -> str:
    """date, of service, past, may be left out, sensitive"""
    limits = (
        name if limit is True else f"{name} {limit}" for name, limit in question.limits.items()
    )
    marks = ("may be left out" * question.optional, "sensitive" * question.sensitive)
    return ", ".join((question.kind, f"of {question.of}", *limits, *filter(None, marks)))


def _ways(ways: tuple[Path, ...]) -> Iterator[str]:
    for way in ways:
        decided = ", ".join(f"{name} = {value(one)}" for name, one in way.values.items())
        end = "" if way.stop is None else f", then stop {way.stop + 1}"
        yield f"{len(way.asked):>2} questions{end}: {decided}"


def _stops(guide: Guide, words: Words) -> Iterator[str]:
    for number, stop in enumerate(guide.stops, 1):
        instead = f" Instead: {', '.join(stop.instead)}." if stop.instead else ""
        yield f"{number} if {said(stop.when)}: {plain(words, stop.text)}{instead}"


def _sent(guide: Guide) -> Iterator[str]:
    if guide.sending is None:
        return
    yield f"by {guide.sending.route}" + (
        f", placed by {guide.sending.place}" if guide.sending.place else ""
    )
    for name, (question, part) in guide.sending.attributes.items():
        origin = f"{question}.{part}" if part else question
        yield name if origin == name else f"{name} from {origin}"


def _lines(lines: tuple[Line, ...], words: Words) -> Iterator[str]:
    for line in lines:
        when = f"  (if {said(line.when)})" if line.when.lines else ""
        have = f"  (there, if {said(line.have)})" if line.have is not None else ""
        yield f"{plain(words, line.text)}{when}{have}  [{line.source}, {line.checked}]"
