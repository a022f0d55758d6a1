"""Corrections in words, wherever the talk stands: "salah, RT-nya 5 bukan 3", "eh tanggal 12 ding".

Which answer is meant: the one that was named, else the one that holds what was wrong, else the one
at hand, else the last. Only that changes; what was not literal is read back; then the person stands
where they stood. What fits nothing is asked by buttons, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from dialogs.amending import New, amended, part_of
from dialogs.contract.session import (
    Explaining,
    Key,
    Noted,
    NotUnderstood,
    ReadBack,
    Simplified,
    Told,
    WhichAnswer,
)
from dialogs.contract.session import Notice as NoticeAside
from dialogs.journey import Journey
from dialogs.kinds.kind import AskBack, Problem, Reading, Taken
from dialogs.path import Step
from dialogs.talk import Talk, Turned
from dialogs.words import plain
from dialogs.words.taking_back import Said, Token, take_back, tokens_of, written

PASSES = (NoticeAside, Noted, NotUnderstood, Simplified, Explaining, Told)  # corrected past these
LABELS_ALONE = 12  # words of "RT-nya 5" at the check screen
SHORTEST = 3  # letters of a word of a label
LATEST = 3  # answers back that are looked at when nothing was named


class Target(NamedTuple):
    """The answer that is meant, the part of it, and the words it is to become. `sure`: it was
    named, or holds what was said to be wrong."""

    step: Step
    part: str
    text: str
    sure: bool = True


def answered(journey: Journey) -> tuple[Step, ...]:
    """What can be corrected in words: everything answered here."""
    return tuple(step for step in journey.asked if step.answer is not None)


def plain_correction(talk: Talk, text: str) -> Turned | None:
    """A correction that names its answer, or what was wrong with it. Read before a story or a name
    takes the words for its own."""
    if not _may(talk):
        return None
    if talk.journey.stage == "check":
        return correction(talk, text)
    said = take_back(text, talk.world.words.repair.corrections)
    if said is None:
        return None
    if not said.new and not said.old and answered(talk.journey):
        return talk.aside(WhichAnswer())
    target = _named(talk, said) or _old(talk, said)
    if target is None and said.strong and _takes_all(talk):
        target = _last(talk, said)
        if target is not None and talk.kind(target.step).free_text:
            return None
    if target is None:
        return None
    if not target.text:
        return talk.to(focus=target.step.key, aside=None)
    reading = _reading(talk, target, said)
    return _changed(talk, target, reading, text) if isinstance(reading, Taken | AskBack) else None


def correction(talk: Talk, text: str) -> Turned | None:
    """Any other correction: of the question at hand, of the last answer, or asked which."""
    if not _may(talk):
        return None
    at_check = talk.journey.stage == "check"
    said = take_back(text, talk.world.words.repair.corrections)
    if said is None:
        tokens = tokens_of(text) if at_check else ()
        if not 0 < len(tokens) <= LABELS_ALONE:
            return None
        said = Said(False, tokens)
        target = _named(talk, said)
        if target is None or not target.text:
            return None
        reading = _reading(talk, target, said)
        taken = isinstance(reading, Taken | AskBack)
        return _changed(talk, target, reading, text) if taken else None
    target = _named(talk, said) or _old(talk, said)
    if target is None and said.text and talk.journey.current is not None:
        here = talk.journey.current
        reading = talk.kind(here).parse(said.text, talk.context(here))
        if isinstance(reading, Taken | AskBack) and (said.strong or not said.old):
            return talk.accept(here, reading, text)
    if target is None and said.strong and said.text and not at_check:
        target = _last(talk, said)
    if target is not None:
        return _changed(talk, target, _reading(talk, target, said), text)
    if said.strong and answered(talk.journey):
        return talk.aside(WhichAnswer(said.text))
    return None


def put_right(talk: Talk, step: Step, text: str) -> Turned:
    """The answer that was pointed at: changed to `text` where that is one, else asked again."""
    if text:
        target = Target(step, "", text)
        reading = amended(_value(step), New(text), talk.context(step))
        if isinstance(reading, Taken | AskBack):
            return _changed(talk, target, reading, text)
    return talk.to(focus=step.key, aside=None)


def read_back_amended(talk: Talk, step: Step, aside: ReadBack, text: str) -> Turned | None:
    """ "Bukan, RW-nya 6" to what is being read back."""
    words = talk.world.words
    said = take_back(text, words.repair.corrections)
    tokens = said.new if said else tokens_of(text)
    while tokens and words.yes_no.get(tokens[0].word) == "no":
        tokens = tokens[1:]
    if not tokens:
        return None
    part, rest = _part(talk, step, tokens)
    old = written(said.old) if said else ""
    part = part or (part_of(aside.value, old, talk.context(step)) if old else "") or ""
    if not part and not old:
        return None
    reading = amended(aside.value, New(rest, part, old), talk.context(step))
    if not isinstance(reading, Taken | AskBack):
        return None
    return talk.aside(replace(aside, value=reading.value, precision=reading.precision, reason=""))


def amend(talk: Talk, key: Key, taken: Taken, *, told: bool = True) -> Turned:
    """Another value for an earlier answer; the person stands where they stood."""
    session, effects = talk.record(key, taken)
    focus = talk.session.focus
    aside = Noted((key,), corrected=True) if told else None
    return replace(session, focus=None if focus == key else focus, aside=aside), effects


# What is meant ------------------------------------------------------------------------------------


def _may(talk: Talk) -> bool:
    session = talk.session
    return (
        session.overlay is None
        and talk.journey.stage in ("question", "check")
        and (session.aside is None or isinstance(session.aside, PASSES))
    )


def _takes_all(talk: Talk) -> bool:
    """Does the question at hand take any words for an answer?"""
    step = talk.journey.current
    return step is not None and talk.kind(step).free_text


def _named(talk: Talk, said: Said) -> Target | None:
    """By a part ("RT") or by what the answer is called ("tanggalnya", "nomor HP")."""
    tokens = said.new or said.old
    around = talk.world.words.repair.corrections.around
    best: list[tuple[int, Target]] = []
    for step in _latest_first(talk):
        matched, part = _matches(talk, step, tokens)
        if matched:
            if part in ("rt", "rw"):  # "RT 6 RW 7": its parts name each other
                text, part = _spelt(tokens, matched, around), ""
            else:
                rest = [token for at, token in enumerate(tokens) if at not in matched]
                text = written(_trimmed(talk, rest))
            best.append((len(matched), Target(step, part, text if said.new else "")))
    if not best:
        return _named_wrong(talk, said)
    most = max(count for count, _ in best)
    found = [target for count, target in best if count == most]
    if len(found) > 1 and said.old:
        old = written(said.old)
        holds = [one for one in found if _holds(talk, one.step, old) is not None]
        found = holds or found
    return found[0]


def _named_wrong(talk: Talk, said: Said) -> Target | None:
    """ "Tanggalnya salah, 3 November": what was wrong is named, and nothing else."""
    if not said.new or not said.old:
        return None
    for step in _latest_first(talk):
        matched, part = _matches(talk, step, said.old)
        if len(matched) == len(said.old):
            return Target(step, part, said.text)
    return None


def _spelt(tokens: Sequence[Token], matched: set[int], around: frozenset[str]) -> str:
    """ "RT-nya 6 RW-nya 7" → "rt 6 rw 7"; "" where no figure follows."""
    words = [
        token.word[:2] if at in matched and token.word[:2] in ("rt", "rw") else token.raw
        for at, token in enumerate(tokens)
        if token.word not in around
    ]
    return " ".join(words) if len(tokens) > len(matched) else ""


def _old(talk: Talk, said: Said) -> Target | None:
    """By what was wrong: "5 bukan 3"."""
    old = written(said.old)
    if not old:
        return None
    for step in _latest_first(talk):
        part = _holds(talk, step, old)
        if part is not None:
            return Target(step, part, said.text)
    return None


def _last(talk: Talk, said: Said) -> Target | None:
    """The answer given last, where the words can be one of its kind."""
    if not said.text:
        return None
    latest = list(_latest_first(talk))
    stories = [step for step in latest[:1] if talk.kind(step).free_text]
    # A story takes any words: another answer that takes just these was meant before it.
    for step in (*(one for one in latest[:LATEST] if not talk.kind(one).free_text), *stories):
        reading = amended(_value(step), New(said.text), talk.context(step))
        if isinstance(reading, Taken | AskBack):
            return Target(step, "", said.text, sure=False)
    return None


def _latest_first(talk: Talk) -> Iterator[Step]:
    """Answered questions, the one answered last before the others."""
    steps = list(enumerate(answered(talk.journey)))
    yield from (step for _, step in sorted(steps, key=_when, reverse=True))


def _when(numbered: tuple[int, Step]) -> tuple[str, int]:
    number, step = numbered
    at = step.answer.at if step.answer else None
    return at.isoformat() if at else "", number


def _matches(talk: Talk, step: Step, tokens: Sequence[Token]) -> tuple[set[int], str]:
    """Which of the tokens name this answer, and the part they name."""
    words = talk.world.words.repair.corrections
    label = _label(talk, step)
    matched: set[int] = set()
    part = ""
    kinds = {phrase for phrase, kind in words.kinds.items() if kind == step.question.kind}
    bases = [_base(token.word, words.endings) for token in tokens]
    for at, forms in enumerate(bases):
        named = [
            name
            for form in forms
            for kind, name in words.parts.get(form, ())
            if kind == step.question.kind
        ]
        if named and _value(step) is not None:
            matched.add(at)
            part = part or named[0]
        elif forms & label:
            matched.add(at)
    for phrase in kinds:
        for at in range(len(tokens) - len(phrase) + 1):
            if all(word in bases[at + n] for n, word in enumerate(phrase)):
                matched |= set(range(at, at + len(phrase)))
    return matched, part


def _label(talk: Talk, step: Step) -> frozenset[str]:
    """The words of its label, in the talk's language and in Indonesian."""
    texts = talk.world.texts
    shown = (
        texts.text(language, step.question.label).shown
        for language in {talk.session.language, "id"}
    )
    return frozenset(
        word for label in shown for word in plain(label).split() if len(word) >= SHORTEST
    ) - {"dari", "untuk", "the", "from", "for", "sudah", "ada", "yang", "pernah"}


def _base(word: str, endings: Sequence[str]) -> set[str]:
    """The word, and what it is without "-nya"."""
    first, *rest = word.split()
    forms = {word, first} if rest and rest[-1] in endings else {word}
    return forms | {
        first.removesuffix(ending) for ending in endings if len(first) > len(ending) + 1
    }


def _part(talk: Talk, step: Step, tokens: Sequence[Token]) -> tuple[str, str]:
    matched, part = _matches(talk, step, tokens)
    rest = [token for at, token in enumerate(tokens) if at not in matched]
    return part, written(_trimmed(talk, rest))


def _trimmed(talk: Talk, tokens: Sequence[Token]) -> Sequence[Token]:
    around = talk.world.words.repair.corrections.around
    while tokens and tokens[0].word in around:
        tokens = tokens[1:]
    return tokens


def _holds(talk: Talk, step: Step, old: str) -> str | None:
    return part_of(_value(step), old, talk.context(step))


def _value(step: Step) -> Any:
    return step.answer.value if step.answer else None


# What becomes of it -------------------------------------------------------------------------------


def _reading(talk: Talk, target: Target, said: Said) -> Reading:
    if not target.text:
        return None
    old = written(said.old)
    part = target.part or (_holds(talk, target.step, old) if old else "") or ""
    new = New(target.text, part, old)
    reading = amended(_value(target.step), new, talk.context(target.step))
    if not isinstance(reading, Taken | AskBack) and target.text != said.text:
        again = amended(_value(target.step), New(said.text, part, old), talk.context(target.step))
        return again if isinstance(again, Taken | AskBack) else reading
    return reading


def _changed(talk: Talk, target: Target, reading: Reading, text: str) -> Turned:
    """Taken where it was literal and its question certain; read back where not; else asked."""
    step = target.step
    if isinstance(reading, Taken) and target.sure:
        return amend(talk, step.key, reading)
    if isinstance(reading, Taken | AskBack):
        reason = reading.reason if isinstance(reading, AskBack) else ""
        back = ReadBack(step.key, reading.value, reading.precision, reason, amends=True)
        return talk.aside(back)
    there = talk._replace(session=replace(talk.session, focus=step.key, aside=None))
    if isinstance(reading, Problem):
        return there.climb(step, text, reading.text, dict(reading.slots))
    return there.stay()
