"""People who report a broken road on Telegram: each does what the screen before them asks, once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from tests.chatbot.telegram.double import Double, Person

_NUMBER = re.compile(r"Nomor bukti: ([A-Z0-9-]{11})")
_DIGITS = (
    *("nol", "satu", "dua", "tiga", "empat"),
    *("lima", "enam", "tujuh", "delapan", "sembilan"),
)


class Resident:
    """One person; what they answer is theirs alone."""

    def __init__(self, person: Person, number: int) -> None:
        self.person = person
        spelled = " ".join(_DIGITS[int(digit)] for digit in str(number))
        self.story = f"lubang besar dekat rumah {spelled}"
        self.name = f"Siti {spelled}".title()
        self.acts = 0
        self._answered: set[str] = set()
        self._steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Jalannya rusak bagaimana?", lambda: person.presses("Berlubang")),
            ("ada di kelurahan mana?", lambda: person.types("bidara cina rt 3 rw 5")),
            ("Sejak kapan rusak?", lambda: person.presses("Kemarin, 4 November 2026")),
            ("Ceritakan keadaannya.", lambda: person.types(self.story)),
            ("orang jatuh atau celaka", lambda: person.presses("Tidak")),
            ("nama pelapornya?", lambda: person.types(self.name)),
            ("Nomor telepon mana", lambda: person.presses("Lewati")),
            ("Sudah betul semua?", lambda: person.presses("Kirim laporan jalan rusak")),
        )

    def begin(self) -> None:
        self.person.types("/start LAPOR_JALAN")

    def again(self) -> None:
        """Another report of the same person."""
        self._answered.clear()
        self.acts += 1
        with self.person._telegram.lock:
            self.person._telegram.chats[self.person.id] = []
        self.begin()

    @property
    def receipts(self) -> set[str]:
        """The receipt numbers that stand in the chat."""
        return {hit for shown in self.person.sees for hit in _NUMBER.findall(shown.text)}

    def act(self) -> bool:
        """Answers what is asked, if it was not answered before; True when all is done."""
        if self.receipts:
            return True
        screens = [shown for shown in self.person.sees if shown.by == "bot" and shown.rows]
        if not screens:
            return False
        for asked, does in self._steps:
            if asked in screens[-1].text and asked not in self._answered:
                self._answered.add(asked)
                self.acts += 1
                does()
        return False


def report(
    double: Double,
    residents: Sequence[Resident],
    meanwhile: Callable[[], None],
    seconds: float,
    every: float = 0.01,
) -> None:
    """Until everybody has a receipt; `meanwhile` is called all the time."""
    end = time.monotonic() + seconds
    for resident in residents:
        resident.begin()
    waiting = list(residents)
    while waiting:
        waiting = [resident for resident in waiting if not resident.act()]
        meanwhile()
        time.sleep(every)
        assert time.monotonic() < end, (
            f"{len(waiting)} of {len(residents)} never had a receipt; "
            f"the first saw: {[shown.text for shown in waiting[0].person.sees][-2:]}"
        )
