"""`./pandu schema`: writes the JSON Schemas of the contract and of the lines of `talk --json`.

With --check nothing is written: exit code 1 when a file is not what the types say today.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dialogs.authoring.publish import CONTRACT, Published, publish
from shared.talk.protocol import Fault, Line

FOLDER = Path(__file__).parent / "schema"
# What goes in is dialogs/contract/schema/inbound.schema.json.
LINES = (
    Published(FOLDER / "line.schema.json", "A line out of ./pandu talk --json", Line),
    Published(FOLDER / "fault.schema.json", "A line out: what came in was no event", Fault),
)


def main(argv: list[str]) -> int:
    """0: written, or up to date; 1: a file differs from the types."""
    parser = argparse.ArgumentParser("pandu schema", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether all is up to date")
    return publish((*CONTRACT, *LINES), check=parser.parse_args(argv).check)
