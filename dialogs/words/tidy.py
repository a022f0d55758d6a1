"""A text as people type it, made comparable. Total on any string, linear in its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category, decimal, normalize

# Variation selectors and skin tones: the same thumb in another colour.
_TINT = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
# More than four marks on one letter are noise, and normalising takes square time on long runs.
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_AROUND = re.compile(r"\A[^\w+#]+|[\W_]+\Z")
_NOT_WORD = re.compile(r"[\W_]+")
# Nothing to tidy but capitals. Most answers are so, and are looked at several times on their way.
_READY = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
# Characters of a text in another script that are compared; some signs grow eighteenfold.
MOST = 2000
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")


class Said(str):  # noqa: SLOT000 - what was made of it is kept in its dictionary
    """What somebody said. Many readers look at it in one turn, so it is tidied once; it lives no
    longer than the turn."""


def clean(text: str, lines: bool = False) -> str:
    """Without control, zero-width and direction marks, full-width or foreign digits, or double
    blanks; capitals stay. `lines` keeps line breaks."""
    if text.isascii():
        text = _CONTROL.sub("", text)
    else:
        text = _MARKS.sub(r"\1", text)
        text = "".join(_plain(sign) for sign in normalize("NFKC", _only_signs(text)))
        text = normalize("NFKC", text)
    if lines:
        kept = (" ".join(line.split()) for line in text.splitlines())
        return "\n".join(line for line in kept if line)
    return " ".join(text.split())


def tidy(text: str) -> str:
    """The text for comparing: `clean`, small letters, without punctuation around it, without
    drawn-out letters ("yaaaa" → "ya"). `tidy(tidy(x)) == tidy(x)`."""
    return _once(text, "tidy", _tidy)


def plain(text: str) -> str:
    """The words alone, one blank between: what a lookup of whole utterances compares."""
    return _once(text, "plain", _plain_words)


def head(text: str, most: int) -> str:
    """At most `most` characters of it; a text that is short enough stays what it is."""
    return text if len(text) <= most else text[:most]


def _once(text: str, what: str, make: Callable[[str], str]) -> str:
    if type(text) is not Said:
        return make(text)
    made: dict[str, str] = text.__dict__
    if what not in made:
        made[what] = make(text)
    return made[what]


def _tidy(text: str) -> str:
    ready = _ready(text)
    if ready:
        return ready
    if text.isascii():
        text = clean(text).lower()
    else:
        text = clean(text[:MOST])[:MOST]
        text = clean(_TINT.sub("", text.casefold())[:MOST])
    core = _AROUND.sub("", text)
    if not core:  # a thumb is an answer, "???" is not
        return "".join(sign for sign in text if category(sign) == "So")
    return " ".join(_short(word) for word in core.split()) if _DRAWN_OUT.search(core) else core


def _plain_words(text: str) -> str:
    ready = _ready(text)
    if ready:
        return ready
    text = tidy(text)
    return _NOT_WORD.sub(" ", text).strip() or text


def without_tags(text: str) -> str:
    """Without anything that looks like markup."""
    return _TAG.sub(" ", text)


def _ready(text: str) -> str | None:
    """The text in small letters where that is all there is to do, else None."""
    lower = text.lower() if _READY.fullmatch(text) else ""
    return lower if lower and not _DRAWN_OUT.search(lower) else None


def _short(word: str) -> str:
    # "iii" is a number, "www" an address, "5ooo" digits: only a run inside a word is drawn out.
    if len(set(word)) == 1 or any(sign.isdigit() for sign in word):
        return word
    return _DRAWN_OUT.sub(r"\1", word)


def _only_signs(text: str) -> str:
    return "".join(sign for sign in text if category(sign)[0] != "C" or sign.isspace())


def _plain(sign: str) -> str:
    digit = decimal(sign, None)
    if digit is not None:
        return str(digit)
    return "" if category(sign)[0] == "C" and not sign.isspace() else sign
