"""`./pandu texts`: brings every text of the YAML files into the catalogues of the translators.

Translations are kept. A text that was reworded keeps its old translation as a draft marked fuzzy.
With --check nothing is written: exit code 1 when a catalogue does not hold today's texts.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dialogs.authoring import catalogues, load
from dialogs.authoring.source import GuideError, short


def main(argv: list[str]) -> int:
    """0: written, or up to date; 1: out of date, or a file that cannot be read."""
    options = _parser().parse_args(argv)
    try:
        return _run(options.root, check=options.check)
    except GuideError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("pandu texts", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether all is up to date")
    parser.add_argument(
        "--root",
        type=Path,
        default=load.ROOT,
        metavar="FOLDER",
        help="the folder that holds dialogs/ and locales/",
    )
    return parser


def _run(root: Path, *, check: bool) -> int:
    texts = load.library(root / "dialogs").texts
    for language in catalogues.LANGUAGES[1:]:
        template = catalogues.template(texts, root)  # Babel keeps its messages: one a catalogue
        file = catalogues.po_file(root / "locales", language)
        catalogue = catalogues.read(file) if file.exists() else catalogues.new(language)
        if check and catalogues.out_of_date(catalogue, template):
            print(f"{short(file)}: does not hold today's texts. Run ./pandu texts.")
            return 1
        catalogues.update(catalogue, template)
        if not check:
            catalogues.write(catalogue, file)
        translated, missing, fuzzy = catalogues.count(catalogue)
        said = "marked complete" if catalogue.complete else "gaps are shown in Indonesian"
        print(f"{language}  {translated} translated, {missing} missing, {fuzzy} fuzzy  ({said})")
    return 0
