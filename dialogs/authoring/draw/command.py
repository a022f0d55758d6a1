"""`./pandu guide CODE`: what a service asks, sends and promises, and a drawing of its ways."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dialogs.authoring import load
from dialogs.authoring.draw.mermaid import mermaid
from dialogs.authoring.draw.sheet import sheet
from dialogs.authoring.faults import meant
from dialogs.authoring.paths import TooManyPaths
from dialogs.authoring.source import GuideError


def main(argv: list[str]) -> int:
    """0: printed; 1: a file that must be mended first; 2: no such service. One line each."""
    options = _parser().parse_args(argv)
    try:
        library = load.library(options.root / "dialogs")
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1
    code = options.code.upper()
    if code not in library.guides:
        cure = meant(code, library.guides, f"One of: {', '.join(library.guides)}")
        print(f"There is no service “{options.code}”. {cure}", file=sys.stderr)
        return 2
    guide = library.guides[code]
    words = {id: located.text for id, located in library.texts.items()}
    try:
        drawing = mermaid(guide, words)
        print(drawing if options.mermaid else f"{sheet(guide, words)}\n\n{drawing}")
    except TooManyPaths:
        print(f"{code} has too many ways to look through. ./pandu lint says where.")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu guide", description=__doc__)
    parser.add_argument("code", metavar="CODE", help="the service, for example KTP_HILANG")
    parser.add_argument("--mermaid", action="store_true", help="only the drawing")
    parser.add_argument(
        "--root", type=Path, default=load.ROOT, metavar="FOLDER", help="the folder with dialogs/"
    )
    return parser
