"""The complaint as it is written by hand for a bot: states, and a check for each answer.

Both other contestants use it, so that they differ in how they step only. It reads exact answers
alone: no near ones, no other language, no words for a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tests.bench.complaint import BACK, SKIP
from tests.bench.ours import NOW

TODAY = NOW.date()
KELURAHAN = {"bidara cina": "31.75.03.1002", "kampung melayu": "31.75.03.1001"}
CATEGORIES = {
    "jalan rusak": "road",
    "lampu jalan mati": "lamp",
    "pohon tumbang": "tree",
    "saluran mampet": "drain",
    "sampah menumpuk": "waste",
}
DAYS = {"hari ini": 0, "kemarin": 1, "kemarin lusa": 2}

Read = Callable[[str], "str | None"]


def category(text: str) -> str | None:
    return CATEGORIES.get(text.strip().lower())


def nik(text: str) -> str | None:
    digits = re.sub(r"[ .-]", "", text)
    if not re.fullmatch(r"[0-9]{16}", digits):
        return None
    day, month = int(digits[6:8]) % 40, int(digits[8:10])
    return digits if 1 <= day <= 31 and 1 <= month <= 12 else None


def name(text: str) -> str | None:
    return text.strip() if re.fullmatch(r"[^\W\d_][\w .'-]{1,99}", text.strip()) else None


def place(text: str) -> str | None:
    return next((code for name, code in KELURAHAN.items() if name in text.lower()), None)


def day(text: str) -> str | None:
    ago = DAYS.get(text.strip().lower())
    if ago is not None:
        return (TODAY - timedelta(days=ago)).isoformat()
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None


def story(text: str) -> str | None:
    return text.strip() if 3 <= len(text.strip()) <= 2000 else None


# Field, what is asked, how it is read; in the order of the talk.
QUESTIONS: tuple[tuple[str, str, Read], ...] = (
    ("category", "Apa yang mau dilaporkan?", category),
    ("nik", "Berapa NIK?", nik),
    ("name", "Siapa nama lengkap?", name),
    ("where", "Kejadiannya di kelurahan mana?", place),
    ("when", "Kapan kejadiannya?", day),
    ("what", "Ceritakan kejadiannya.", story),
    ("photo", "Ada foto? Tulis nomor fotonya.", lambda text: "" if text == SKIP else story(text)),
)
CONFIRM = len(QUESTIONS)
NOT_UNDERSTOOD = "Jawaban itu belum cocok. "
SENT = "Terima kasih. Aduan terkirim."


def prompt(state: int, answers: dict[str, str]) -> str:
    """What is asked in a state; before sending, all answers in a row."""
    if state < CONFIRM:
        return QUESTIONS[state][1]
    rows = (f"{field}: {answers[field]}" for field, _, _ in QUESTIONS)
    return "Sudah betul semua?\n" + "\n".join(rows)


def is_back(text: str) -> bool:
    return text.strip().lower() == BACK
