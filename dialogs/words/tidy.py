"""A text as people type it, made comparable. Total on any string, linear in its length."""

from __future__ import annotations

import re
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
_THRICE = re.compile(r"(.)\1\1")  # looked for faster, and without one nothing is drawn out
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_NOT_WORD = re.compile(r"[\W_]+")
# Nothing to tidy but capitals. Most answers are so, and are looked at several times on their way.
_READY = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
# Characters of a text in another script that are compared; some signs grow eighteenfold.
MOST = 2000
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")


class Said(str):
    """What somebody said. Many readers look at it in one turn, so it is tidied once, for all of
    them; it lives no longer than the turn."""

    __slots__ = ("plain", "tidy")
    plain: str
    tidy: str

    def __new__(cls, text: str) -> Said:
        said = super().__new__(cls, text)
        said.tidy = _tidy(text)
        said.plain = _plain_words(said.tidy)
        return said


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
    return text.tidy if type(text) is Said else _tidy(text)


def plain(text: str) -> str:
    """The words alone, one blank between: what a lookup of whole utterances compares."""
    return text.plain if type(text) is Said else _plain_words(_tidy(text))


def head(text: str, most: int) -> str:
    """At most `most` characters of it; a text that is short enough stays what it is."""
    return text if len(text) <= most else text[:most]


def _tidy(text: str) -> str:
    ready = _ready(text)
    if ready:
        return ready
    if text.isascii():
        text = clean(text).lower()
    else:
        text = clean(text[:MOST])[:MOST]
        text = clean(_TINT.sub("", text.casefold())[:MOST])
    core = _core(text)
    if not core:  # a thumb is an answer, "???" is not
        return "".join(sign for sign in text if category(sign) == "So")
    return " ".join(_short(word) for word in core.split()) if _drawn_out(core) else core


def _core(text: str) -> str:
    """Without the signs around it; "+62" and "#1" keep theirs."""
    start, end = 0, len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    while start < end and not (text[start].isalnum() or text[start] in "_+#"):
        start += 1
    return text[start:end]


def _plain_words(tidied: str) -> str:
    if tidied.replace(" ", "").isalnum():
        return tidied
    return _NOT_WORD.sub(" ", tidied).strip() or tidied


def without_tags(text: str) -> str:
    """Without anything that looks like markup."""
    return _TAG.sub(" ", text) if "<" in text else text


def _ready(text: str) -> str | None:
    """The text in small letters where that is all there is to do, else None."""
    lower = text.lower() if _READY.fullmatch(text) else ""
    return lower if lower and not _drawn_out(lower) else None


def _drawn_out(text: str) -> bool:
    return bool(_THRICE.search(text) and _DRAWN_OUT.search(text))


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
