"""Two answers in one breath: "ilang kemarin di pasar senen" tells when and where.

Only what stands there exactly is taken, only into a question that waits for just this kind, and
never a sensitive answer by inference. What was taken is told at once and stands in the summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from dialogs.addresses import read_address
from dialogs.contract.session import Key, Noted, ReadBack, Session
from dialogs.guide import Question
from dialogs.journey import Journey, walk
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Found, Reading, Taken
from dialogs.path import Step
from dialogs.talk import Talk, Turned
from dialogs.words.phrases import spans
from dialogs.words.repair import Heard

# Kinds whose `find` is exact enough to fill a question nobody asked yet; `EXACT` ones also where
# the answer is sensitive.
FOUND = frozenset({"date", "place", "nik", "kk", "phone", "choice", "money"})
EXACT = frozenset({"nik", "kk", "phone"})
OWN = frozenset({"date", "place", "nik", "kk", "phone", "money"})  # found beside other words
FEWEST = 3  # words; in fewer there is no second answer
LONGEST = 500  # characters looked at
BEFORE = 3  # words before a value that may deny it
MOST_PLACE = 6  # words of a place behind "hilang di"
SHORTEST_CHOICE = 5  # letters of a choice named in one word
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PIECE = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)|[,.;:!?\n]")


class Token(NamedTuple):
    """A word of the text at [start:end]; `clause` counts the stretches between commas."""

    word: str
    start: int
    end: int
    clause: int


class Take(NamedTuple):
    """A value for a question, and where it stands in the text."""

    step: Step
    taken: Taken
    start: int
    end: int


def beside(talk: Talk, turned: Turned, text: str) -> Turned:
    """What else a literal answer said: for the questions that wait."""
    session, effects = turned
    step = talk.journey.current
    if step is None or session.answers is talk.session.answers or session.aside is not None:
        return turned
    if step.question.kind == "name" or not _worth(talk, text):
        return turned
    found = _heard(talk, session, text, step.question)
    return (_with(talk, session, found), effects) if found else turned


def beginning(talk: Talk, turned: Turned, text: str) -> Turned:
    """What the words that chose a service already answered of it. Nothing sensitive."""
    session, effects = turned
    if session.aside is not None or session.overlay is not None or not _worth(talk, text):
        return turned
    found = [one for one in _heard(talk, session, text) if not one.step.question.sensitive]
    return (_with(talk, session, found), effects) if found else turned


def in_one_breath(talk: Talk, text: str) -> Turned | None:
    """The answer to the question at hand, with other answers around it."""
    step = talk.journey.current
    if step is None or talk.session.overlay is not None or not _worth(talk, text):
        return None
    others = _heard(talk, talk.session, text, step.question)
    reading = _without(talk, step, text, others) if others else None
    own = not isinstance(reading, Taken | AskBack)
    if own and not isinstance(talk.kind(step).parse(text, talk.context(step)), AskBack):
        reading = _own(talk, step, text)
    keys = tuple(one.step.key for one in others)
    if isinstance(reading, AskBack):
        back = ReadBack(step.key, reading.value, reading.precision, reading.reason, also=keys)
        return replace(_with(talk, talk.session, others), aside=back), ()
    if isinstance(reading, Taken):
        session, effects = talk.record(step.key, reading)
        session = _with(talk, session, others)
        told = (step.key, *keys) if own else keys
        return replace(session, aside=Noted(told) if told else None), effects
    if not others:
        return None
    session = _with(talk, talk.session, others)
    return replace(session, focus=talk.session.focus), ()


# Hearing ------------------------------------------------------------------------------------------


def _worth(talk: Talk, text: str) -> bool:
    """Long enough for two answers, short enough to be one sentence, and no question."""
    if len(text) > LONGEST or "?" in text or text.count(" ") < FEWEST - 1:
        return False
    words = talk.world.words.repair.heard
    return words.asks.isdisjoint(text.lower().split())


def _heard(
    talk: Talk, session: Session, text: str, here: Question | None = None
) -> tuple[Take, ...]:
    if not _may_hear(talk.journey, here):
        return ()
    journey = walk(talk.world, session, talk.event.channel)
    waiting = [step for step in journey.asked if _waits(step, journey, here)]
    kinds = [step.question.kind for step in waiting] + ([here.kind] if here else [])
    tokens = _tokens(text)
    words = talk.world.words.repair.heard
    found: list[Take] = []
    for step in waiting:
        if step.question.heard:
            one = _after(talk, step, text, tokens, words)
        elif step.question.kind in FOUND and kinds.count(step.question.kind) == 1:
            one = _found(talk, step, text, tokens, words)
        else:
            one = None
        if one is not None:
            found.append(one)
    return _apart(found, tokens)


def _may_hear(before: Journey, here: Question | None) -> bool:
    """Whether a question without an answer is of a kind that is heard at all."""
    if before.guide is None:
        return True
    given = before.values
    return any(
        (question.heard or question.kind in FOUND)
        and question.id not in given
        and question is not here
        for question in before.guide.questions
    )


def _waits(step: Step, journey: Journey, here: Question | None) -> bool:
    question = step.question
    if step.answer is not None or (here is not None and question.id == here.id):
        return False
    never = question.heard is not None and not question.heard
    if never or question.limits.get("limit") == "birth":
        return False
    if not question.sensitive:
        return True
    consent = journey.consent
    return question.kind in EXACT and consent is not None and consent.passed


def _found(talk: Talk, step: Step, text: str, tokens: Sequence[Token], words: Heard) -> Take | None:
    """The one value of its kind in the text, if it is exact and nobody denies it."""
    context = talk.context(step)
    kind = step.question.kind
    hits = KINDS[kind].find(text, context)
    if len({repr(hit.value) for hit in hits}) != 1:
        return None
    hit = hits[0]
    if any(_denied(one, tokens, words) for one in hits):
        return None
    if kind == "choice" and not _plain_choice(text[hit.start : hit.end], talk):
        return None
    if kind == "place":
        return _placed(talk, step, text, hit, tokens, words)
    reading = KINDS[kind].parse(text[hit.start : hit.end], context)
    if not isinstance(reading, Taken) or reading.value != hit.value:
        return None
    return Take(step, reading, hit.start, hit.end)


def _placed(
    talk: Talk, step: Step, text: str, hit: Found, tokens: Sequence[Token], words: Heard
) -> Take | None:
    """A kelurahan right behind "di", with the RT and RW of the same text."""
    at = next((n for n, token in enumerate(tokens) if token.start >= hit.start), 0)
    if at == 0 or tokens[at - 1].word not in words.place_leads:
        return None
    if not isinstance(hit.value, dict) or "code" not in hit.value:
        return None
    address = read_address(text, talk.world.words, talk.world.places)
    parts = {"rt": address.rt, "rw": address.rw}
    value: dict[str, Any] = hit.value | {part: given for part, given in parts.items() if given}
    checked = KINDS["place"].check(value, talk.context(step))
    return Take(step, Taken(value), hit.start, hit.end) if isinstance(checked, Taken) else None


def _after(talk: Talk, step: Step, text: str, tokens: Sequence[Token], words: Heard) -> Take | None:
    """What stands behind the words its author named: "hilang di …"."""
    for clause in range(tokens[-1].clause + 1 if tokens else 0):
        inside = [token for token in tokens if token.clause == clause]
        said = [token.word for token in inside]
        for span in spans(said, step.question.heard or {}):
            if words.home & set(said[span.start : span.end]) or _denies(said, span.start, words):
                continue
            place = inside[span.end : span.end + MOST_PLACE]
            end = next((n for n, one in enumerate(place) if one.word in words.ends), len(place))
            place = place[:end]
            if not place or place[0].word in words.no_place or len(place[-1].word) < 2:
                continue
            start, stop = place[0].start, place[-1].end
            reading = talk.kind(step).parse(text[start:stop], talk.context(step))
            if isinstance(reading, Taken) and reading.value is not None:
                return Take(step, reading, start, stop)
    return None


def _own(talk: Talk, step: Step, text: str) -> Reading:
    """The one value of the question at hand inside other words."""
    if step.question.kind not in OWN:
        return None
    words = talk.world.words.repair.heard
    found = _found(talk, step, text, _tokens(text), words)
    return found.taken if found else None


def _apart(found: Sequence[Take], tokens: Sequence[Token]) -> tuple[Take, ...]:
    """Without values that two questions claim; a number goes to the one whose name it follows."""
    kept = []
    for one in found:
        rivals = [
            other
            for other in found
            if other is not one and other.start < one.end and one.start < other.end
        ]
        if not rivals or (
            _called(one, tokens) and not any(_called(other, tokens) for other in rivals)
        ):
            kept.append(one)
    return tuple(kept)


def _called(take: Take, tokens: Sequence[Token]) -> bool:
    """Does the name of its kind stand right before it ("NIK saya 3175 …")?"""
    before = [token.word for token in tokens if token.end <= take.start][-BEFORE:]
    return take.step.question.kind in before


def _denied(hit: Found, tokens: Sequence[Token], words: Heard) -> bool:
    at = next((n for n, token in enumerate(tokens) if token.end > hit.start), len(tokens))
    return _denies([token.word for token in tokens], at, words)


def _denies(said: Sequence[str], at: int, words: Heard) -> bool:
    return any(word in words.denied for word in said[max(0, at - BEFORE) : at])


def _plain_choice(form: str, talk: Talk) -> bool:
    """A choice named so that it cannot be a form of address or a small word."""
    words = form.split()
    return len(words) > 1 or (
        len(form) >= SHORTEST_CHOICE and form.lower() not in talk.world.words.fillers
    )


def _tokens(text: str) -> list[Token]:
    clause = 0
    found = []
    for hit in _PIECE.finditer(text):
        if hit[1]:
            found.append(Token(hit[1].lower(), hit.start(), hit.end(), clause))
        elif found and found[-1].clause == clause:
            clause += 1
    return found


# Taking -------------------------------------------------------------------------------------------


def _without(talk: Talk, step: Step, text: str, others: Iterable[Take]) -> Reading:
    """The question at hand read from what is left of the text."""
    rest, labels = text, talk.world.words.repair.heard.labels
    for one in sorted(others, key=lambda take: take.start, reverse=True):
        before = rest[: one.start].rstrip(" ,:;.")
        while before and _last_word(before) in labels:
            before = before[: -len(_last_word(before))].rstrip(" ,:;.-")
        rest = f"{before} {rest[one.end :].lstrip(' ,:;')}"
    rest = rest.strip(" ,:;")
    if not any(map(str.isalnum, rest)):
        return None
    return talk.kind(step).parse(rest, talk.context(step))


def _last_word(text: str) -> str:
    hits = _WORD.findall(text)
    return str(hits[-1]).lower() if hits and text.lower().endswith(hits[-1].lower()) else ""


def _with(talk: Talk, session: Session, found: Iterable[Take]) -> Session:
    """The session with these answers, and the sentence that tells them."""
    keys: list[Key] = []
    for one in found:
        session, _ = talk._replace(session=session).record(one.step.key, one.taken)
        keys.append(one.step.key)
    return replace(session, aside=Noted(tuple(keys))) if keys else session
