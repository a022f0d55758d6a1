"""`./pandu transcript`: a whole talk on Telegram, held with the double, as it is seen in the chat.

Twice in one go: a report that is sent, and a lost card that ends in a code for the office.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from dialogs.authoring import load
from shared.settings import BIDARA_CINA
from tests.chatbot.telegram.double import Double, Person
from tests.chatbot.telegram.double.telegram import Shown
from tests.chatbot.telegram.office import Office

NOW = datetime.fromisoformat("2026-11-05T09:00+07:00")
WIDTH = 88
NIK = "3175041204450006"


class Act(NamedTuple):
    """What a person does, and how it is written down."""

    written: str
    do: Callable[[Person], object]


def types(text: str) -> Act:
    return Act(text, lambda person: person.types(text))


def presses(label: str) -> Act:
    return Act(f"[{label}]", lambda person: person.presses(label))


PLACE = Act("[[the big button: a place on the map]]", lambda person: person.shares_place())
PHONE = Act("[[the big button: a phone number]]", lambda person: person.shares_phone())


# Each language: a report that is sent from the chat, and a card whose number is no matter for it.
TALKS: dict[str, tuple[tuple[Act, ...], ...]] = {
    "id": (
        (
            types("/start"),
            presses("Ibu"),
            types("sugeng enjing"),
            types("jalan di depan rumah rusak"),
            presses("Ya, itu"),
            presses("Ambles atau longsor"),
            PLACE,
            presses("Kemarin, 4 November 2026"),
            types("jalannya turun di tengah, motor sering jatuh"),
            presses("Ya"),
            types("Siti Aminah"),
            PHONE,
            presses("Kirim laporan jalan rusak"),
            presses("Selesai"),
        ),
        (
            types("ktp ilang"),
            presses("Ya, itu"),
            presses("Diri sendiri"),
            types(f"NIK saya {NIK}"),
            presses("Kemarin, 4 November 2026"),
            types("di pasar"),
            presses("Belum"),
            presses("Simpan dan ambil kode"),
        ),
    ),
    "en": (
        (
            types("/start"),
            presses("Go on in English"),
            presses("Skip this"),
            types("the road in front of my house is broken"),
            presses("Yes, that one"),
            presses("Sunken or slid away"),
            PLACE,
            presses("Yesterday, 4 November 2026"),
            types("the middle is lower now, motorcycles fall"),
            presses("Yes"),
            types("Siti Aminah"),
            PHONE,
            presses("Send the report of the damaged road"),
            presses("Done"),
        ),
        (
            types("/start"),
            presses("Go on in English"),
            types("I lost my KTP"),
            presses("Yes, that one"),
            presses("Myself"),
            types(f"my NIK is {NIK}"),
            presses("Yesterday, 4 November 2026"),
            types("at the market"),
            presses("Not yet"),
            presses("Save and get a code"),
        ),
    ),
}


def held(language: str) -> str:
    """The transcript of the talks in a language."""
    world = load.world(office=BIDARA_CINA)
    lines: list[str] = []
    with (
        Double() as double,
        tempfile.TemporaryDirectory() as home,
        Office(world, Path(home), double, now=NOW) as office,
    ):
        for number, acts in enumerate(TALKS[language]):
            person = double.person(1001 + number, language=language)
            record = Record(person)
            for act in acts:
                act.do(person)
                office.settle()
                record.look(act.written)
            lines += [*record.lines, "", "-" * WIDTH] if number == 0 else record.lines
    # A saved talk's code is random.
    return re.sub(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b(?!-)", "K7Q-M2X", "\n".join(lines)) + "\n"


class Record:
    """What is new in the chat after each thing that was done."""

    def __init__(self, person: Person) -> None:
        self.lines: list[str] = []
        self._person = person
        self._known: dict[int, tuple[str, str]] = {}

    def look(self, done: str) -> None:
        """What came of what the person did."""
        self.lines += ["", f"> {hidden(done)}"]
        now = {shown.id: shown for shown in self._person.sees}
        said = [shown.text for shown in now.values() if shown.by == "person"]
        if not done.startswith("[") and done not in said:
            self.lines.append("  (this message is deleted from the chat)")
        for shown in now.values():
            looks = (shown.text, str(shown.labels))
            stripped = shown.id in self._known and not shown.rows
            if shown.by == "bot" and self._known.get(shown.id) != looks and not stripped:
                self.lines += ["", *printed(shown, edited=shown.id in self._known)]
            self._known[shown.id] = looks
        self._known = {id: looks for id, looks in self._known.items() if id in now}


def hidden(text: str) -> str:
    """Even a synthetic number is not shown again."""
    return re.sub(r"[0-9]{6,}", "…", text)


def printed(shown: Shown, *, edited: bool) -> Iterator[str]:
    """A message as it is read."""
    if edited:
        yield "    (the same message, now:)"
    at = 0
    marked = ""
    for begin, end in shown.bold:
        marked += f"{shown.text[at:begin]}*{shown.text[begin:end]}*"
        at = end
    marked += shown.text[at:]
    for line in marked.split("\n"):
        yield from (f"    {row}" for row in textwrap.wrap(line, WIDTH)) if line else [""]
    for row in shown.labels:
        yield "      " + " ".join(f"[{label}]" for label in row)
    for row in (shown.markup or {}).get("keyboard", []):
        yield f"      [[{row[0]['text']}]]"


def main(argv: Sequence[str]) -> int:
    """Prints the talk."""
    parser = argparse.ArgumentParser("pandu transcript", description=__doc__)
    parser.add_argument("--language", default="id", choices=sorted(TALKS))
    sys.stdout.write(held(parser.parse_args(argv).language))
    return 0
