"""`./pandu understand`: a text a line in, a JSON line out; or judge the model, or serve it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.understanding import model
from chatbot.understanding.quiet import quiet_rasa
from chatbot.understanding.train import NO_RASA, NotTrained, train
from dialogs.authoring.source import GuideError

if TYPE_CHECKING:
    from chatbot.understanding.reader import Reader

HELD_OUT = Path("held-out")


def main(argv: Sequence[str]) -> int:
    """0, or 1 where there is no model or the file cannot be read (one line says why)."""
    options = _parser().parse_args(argv)
    if not model.installed():
        print(NO_RASA, file=sys.stderr)
        return 1
    if options.serve:
        from chatbot.understanding.service import serve
        from shared.settings import SettingsError, state_dir

        try:
            return serve(state_dir(), options.port)
        except SettingsError as error:
            print(error, file=sys.stderr)
            return 1
    try:
        reader = open_reader()
    except (NotTrained, GuideError) as reason:
        print(reason, file=sys.stderr)
        return 1
    if options.evaluate is None:
        return _lines(reader)
    return _evaluated(reader, options)


def open_reader() -> Reader:
    """A reader of the model that fits what stands here; trains it first where there is none."""
    archive = model.trained() or train()
    quiet_rasa()
    from chatbot.understanding.reader import Reader

    return Reader(archive)


def _lines(reader: Reader) -> int:
    for line in iter(sys.stdin.buffer.readline, b""):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        said = json.dumps(reader.read(text), ensure_ascii=False)
        sys.stdout.buffer.write(said.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _evaluated(reader: Reader, options: argparse.Namespace) -> int:
    from chatbot.understanding import evaluate

    try:
        cases = (
            evaluate.held_out_cases()
            if options.evaluate == HELD_OUT
            else evaluate.read_cases(options.evaluate)
        )
    except (OSError, evaluate.CasesError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.typos:
        cases = evaluate.with_typos(cases, options.typos)
    print(evaluate.report(evaluate.judged(cases, reader.read)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu understand", description=__doc__)
    parser.add_argument(
        "--evaluate",
        nargs="?",
        type=Path,
        const=HELD_OUT,
        metavar="FILE.tsv",
        help="judge the model on text, labels (joined by |), language, style; "
        "without a file on the hands that are held out",
    )
    parser.add_argument(
        "--typos", type=float, default=0.0, metavar="SHARE", help="of words mistyped, like 0.3"
    )
    parser.add_argument("--serve", action="store_true", help="serve the channels on loopback")
    parser.add_argument("--port", type=int, default=0, help="for --serve; 0 takes a free one")
    return parser
