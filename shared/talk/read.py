"""`./pandu read KIND`: what an answer kind makes of texts. A text a line in, a JSON a line out.

    {"text","outcome","value","precision","shown","spoken","masked"}

`outcome` is "taken", "ask_back" (it would be read back; `reason` says why) or "problem" (`problem`
is the sentence that would be shown; the other fields are null). `value` is in the form it is sent;
`why` stands beside a value of null that was taken: "unknown", "none" or "skipped".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from dialogs.authoring import load
from dialogs.authoring.source import GuideError
from dialogs.guide import Question
from dialogs.kinds import KINDS
from dialogs.kinds.kind import AskBack, Context, Kind, Problem, Reading
from dialogs.talk import JAKARTA, local_day
from dialogs.world import World
from shared import settings as configuration
from shared.settings import SettingsError
from shared.talk.moment import moment

NEED_A_QUESTION = ("choice", "several")  # their answers are the options of a question
LIMITS = ("past", "future", "birth")


class UsageError(Exception):
    """What was asked for does not exist. Its text is one plain line."""


def main(argv: Sequence[str]) -> int:
    """0 when the input ended, 1 when nothing could be read (one line says why)."""
    options = _parser().parse_args(argv)
    try:
        if options.kind not in KINDS:
            raise UsageError(f"There is no kind “{options.kind}”. Kinds: {', '.join(KINDS)}.")
        world = load.world(office=configuration.load().office)
        if options.language not in world.texts.languages:
            known = ", ".join(world.texts.languages)
            raise UsageError(f"--language: there is no “{options.language}”; use {known}.")
        today = local_day(options.now or datetime.now(JAKARTA))
        context = Context(world, _question(world, options), options.language, today)
    except (UsageError, GuideError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    # Line by line, unbuffered: a program may hold the pipe and wait for each answer.
    run(KINDS[options.kind], context, iter(sys.stdin.buffer.readline, b""), sys.stdout.buffer)
    return 0


def run(kind: Kind, context: Context, lines: Iterable[bytes], out: BinaryIO) -> None:
    for raw in lines:
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        answer = json.dumps(line(kind, text, context), ensure_ascii=False)
        out.write(answer.encode("utf-8") + b"\n")
        out.flush()


def line(kind: Kind, text: str, context: Context) -> dict[str, Any]:
    """The line of one text."""
    reading = kind.parse(text, context)
    if reading is None or isinstance(reading, Problem):
        fields = ("value", "precision", "shown", "spoken", "masked")
        nothing = dict.fromkeys(fields)
        return {"text": text, "outcome": "problem", **nothing, "problem": _told(reading, context)}
    asked = isinstance(reading, AskBack)
    out = {
        "text": text,
        "outcome": "ask_back" if asked else "taken",
        "value": _sent(kind, reading.value),
        "precision": reading.precision,
        "shown": kind.show(reading.value, context),
        "spoken": kind.speak(reading.value, context),
        "masked": kind.mask(reading.value, context),
    }
    if isinstance(reading, AskBack):
        out["reason"] = context.word(reading.reason) if reading.reason else ""
    elif reading.value is None:
        out["why"] = reading.why
    return out


def _sent(kind: Kind, value: Any) -> Any:
    """As it is sent; a date that is "as on the card" is sent as none and named here."""
    sent = kind.map(value)[""]
    return value if sent is None else sent


def _told(problem: Reading, context: Context) -> str:
    """How the person is told; what is no answer at all is met with the question."""
    texts, language = context.world.texts, context.language
    if isinstance(problem, Problem):
        return texts.text(language, problem.text, problem.slots).shown
    asked = context.question.question
    question = texts.text(language, asked).shown if asked in texts else ""
    return texts.text(language, "ladder.first", {"question": question}).shown.strip()


def _question(world: World, options: argparse.Namespace) -> Question:
    """The guide's question, or a bare one with the limits of the command line."""
    if bool(options.service) != bool(options.question):
        raise UsageError("--service and --question belong together.")
    if options.service:
        return _of_guide(world, options)
    if options.kind in NEED_A_QUESTION:
        raise UsageError(f"“{options.kind}” needs a question: --service CODE --question ID.")
    limits: dict[str, Any] = {"consent": True} if options.consent else {}
    if options.limit:
        limits["limit"] = options.limit
    if options.limit in (None, "birth"):
        limits["card"] = True  # "seperti di KTP"
    return bare_question(options.kind, limits, options.optional)


def bare_question(kind: str, limits: Mapping[str, Any], optional: bool = False) -> Question:
    """A question outside any guide: nothing but its kind and limits."""
    return Question(
        id="",
        kind=kind,
        of="service",
        field="",
        heading="",
        question="",
        label="",
        why="",
        optional=optional,
        limits=limits,
    )


def _of_guide(world: World, options: argparse.Namespace) -> Question:
    guide = world.guides.get(options.service)
    if guide is None:
        raise UsageError(f"There is no service “{options.service}”.")
    found = next((one for one in guide.questions if one.id == options.question), None)
    if found is None:
        known = ", ".join(one.id for one in guide.questions)
        raise UsageError(f"{guide.code} has no question “{options.question}”. It asks: {known}.")
    if found.kind != options.kind:
        raise UsageError(f"{guide.code} asks “{found.id}” as {found.kind}, not {options.kind}.")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "pandu read", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--language", default="id", help="of what is shown: id, en, jv, su")
    parser.add_argument("--now", type=moment, metavar="TIME", help="a fixed time, for trying out")
    parser.add_argument("--limit", choices=LIMITS, help="what a date may be")
    parser.add_argument("--consent", action="store_true", help="yes_no: asks for a permission")
    parser.add_argument("--optional", action="store_true", help="the answer may be left out")
    parser.add_argument("--service", metavar="CODE", help="read as a question of this guide")
    parser.add_argument("--question", metavar="ID", help="which question of it")
    return parser
