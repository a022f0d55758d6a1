"""How the person wants to be called: said at the first screen, and changed anywhere later."""

from __future__ import annotations

import re

from dialogs.contract.session import Notice
from dialogs.talk import Talk, Turned
from dialogs.words import tidy

FORMS = ("bapak", "ibu")
LONGEST, MOST_WORDS = 40, 4  # signs and words of a title with a name
_TITLE = r"(?:pak|bu|mbah|eyang|mbak|mas|bang|mpok|kang|teh|mr|mrs|ms)\.?"
_NAME = r"[^\W\d_][\w .'-]{1,38}?"
_ASKED = (
    r"(?:panggil|panggilnya|celuk|sebat|call)\s+"
    r"(?:(?:saja|aja|saya|aku|kula|abdi|me)\s+)*"
)
_END = r"(?:\s+(?:saja|aja|ya|wae|mawon|please))*$"
# "Bu Siti", "Pak Darto", "panggil saya Mbah Darmi": a title and a name.
_TITLED = re.compile(rf"^(?:{_ASKED})?({_TITLE}\s+{_NAME}){_END}", re.IGNORECASE)
# "panggil saya Bu Siti aja", "panggil saya Ibu", "call me Lee": asked for in so many words.
_CHANGED = re.compile(rf"^{_ASKED}({_NAME}){_END}", re.IGNORECASE)
_ALONE = {"pak": "bapak", "bapak": "bapak", "bu": "ibu", "ibu": "ibu"}
# "Panggil petugas" and "panggil orang" call somebody else.
_SAYS_WHO = re.compile(r"\b(?:saya|aku|kula|abdi|me)\b|^panggilnya\b", re.IGNORECASE)
# "Bu, saya mau …" gives no name.
_NO_NAME = frozenset({"saya", "aku", "kula", "abdi", "me", "mau", "minta", "petugas", "orang"})
_BEGINS = ("pang", "celu", "seba", "call")


def introduced(text: str) -> str | None:
    """The address a text at the first screen gives, or None."""
    found = _TITLED.match(tidy(text))
    return _written(found[1]) if found else None


def called(talk: Talk, text: str) -> Turned | None:
    """ "Panggil saya Bu Siti aja", wherever the talk stands."""
    if not text[:4].casefold().startswith(_BEGINS) or not _SAYS_WHO.search(text[:LONGEST]):
        return None
    found = _CHANGED.match(tidy(text))
    address = _written(found[1]) if found else None
    if address is None:
        return None
    aside = talk.session.aside
    kept = None if isinstance(aside, Notice) else aside
    return talk.to(address=address, aside=kept or Notice("address.changed"))


def _written(words: str) -> str | None:
    parts = words.casefold().replace(".", " ").split()
    if len(words) > LONGEST or len(parts) > MOST_WORDS or not _NO_NAME.isdisjoint(parts):
        return None
    return _ALONE.get(" ".join(parts), words.title())


__all__ = ["FORMS", "called", "introduced"]
