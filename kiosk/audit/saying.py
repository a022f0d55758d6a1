"""Words and order: one question, a way back, help, what was wrong beside what was given."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.audit.rule import Rule, Seen
from kiosk.scene import Words

# A screen of the talk itself, with nothing of the kiosk's own over it.
ANSWERED = frozenset(
    {"question", "check", "consent", "eligibility", "agree", "handover", "confirm"}
)
# How the errors of GOV.UK do not speak, in the four languages.
BLAMING = (
    "maaf", "silakan coba lagi", "tidak valid", "invalid", "valid", "sorry", "please", "forbidden",
    "error", "gagal", "ngapunten", "punten",
)  # fmt: skip
NUMBERS = frozenset({"nik", "kk"})


def one_question(seen: Seen) -> Iterator[str]:
    asked = [node.id for node in seen.scene.nodes if node.role == "heading"]
    if len(asked) > 1 and seen.glass.visit.screen is not None:
        yield f"{len(asked)} headings: {', '.join(asked)}"
    if not asked:
        yield "nothing is asked or told"


def way_back(seen: Seen) -> Iterator[str]:
    """Where the talk can go back, so can the bar."""
    visit = seen.glass.visit
    can = visit.screen is not None and any(one.name == "back" for one in visit.screen.actions)
    if can and seen.scene.node("bar.back") is None:
        yield "no Kembali"


def way_on(seen: Seen) -> Iterator[str]:
    """No screen is a dead end: something leads on, beside the bar."""
    if seen.glass.visit.screen is not None and seen.glass.visit.screen.kind == "waiting":
        return
    inner = [node for node in seen.scene.targets() if not node.id.startswith(("bar.", "head."))]
    if not inner:
        yield "nothing to press but the bar"


def change_each(seen: Seen) -> Iterator[str]:
    """A row of the summary has its own way to be changed."""
    rows = [node.id for node in seen.scene.nodes if node.id.startswith("row.")]
    for id in rows:
        if id.endswith(".value") and seen.scene.node(f"{id.removesuffix('value')}change") is None:
            yield f"{id} cannot be changed"


def act_is_named(seen: Seen) -> Iterator[str]:
    """What sends says what it sends."""
    node = seen.scene.node("option.send")
    if node is not None and node.text is not None and len(node.text.shown.split()) < 2:
        yield f"the button says only {node.text.shown!r}"


def wrong_beside_right(seen: Seen) -> Iterator[str]:
    """What was given is kept, beside what is needed, in the same words as the talk said: on the
    first page, or on those that are turned to for want of room."""
    visit = seen.glass.visit
    screen = visit.screen
    if screen is None or visit.sheet or screen.problem is None or visit.page:
        return
    pages = seen.pages or (seen.scene,)
    node = next((found for page in pages if (found := page.node("problem"))), None)
    if node is None or node.text is None:
        yield "the problem is not shown"
        return
    if node.text.shown not in screen.problem.text.shown:
        yield "the problem is told in other words"
    given = screen.problem.given
    shown = "".join(
        mark.text
        for page in pages
        for one in page.nodes
        for mark in one.marks
        if isinstance(mark, Words)
    )
    # Figures are shown in fours, and a long text may go on on the next page.
    parts = [word[at : at + 4] for word in given.split()[:3] for at in range(0, len(word[:12]), 4)]
    if any(part not in "".join(shown.split()) for part in parts):
        yield "what was given is not kept"


def nobody_is_blamed(seen: Seen) -> Iterator[str]:
    for node in seen.scene.nodes:
        if node.role != "alert" or node.text is None:
            continue
        said = f" {node.text.shown.lower()} "
        for word in BLAMING:
            if f" {word} " in said or f" {word}." in said or f" {word}," in said:
                yield f"{node.id} says {word!r}"


def every_word_is_spoken(seen: Seen) -> Iterator[str]:
    """What can be read can be heard: each node has words, and a spoken form unless private."""
    for node in seen.scene.nodes:
        if node.id == "bar" or node.role == "field":
            continue
        if node.text is None:
            yield f"{node.id} has no words"
        elif not node.text.private and not any(part.strip() for part in node.text.spoken):
            yield f"{node.id} is never said"


def numbers_stay_hidden(seen: Seen) -> Iterator[str]:
    """After they were entered, register numbers show their last four digits alone."""
    screen = seen.glass.visit.screen
    if screen is None or screen.kind != "check":
        return
    for row in screen.summary:
        digits = "".join(sign for sign in row.value.shown if sign.isdigit())
        if row.question_id.endswith(("nik", "kk")) and len(digits) > 4:
            yield f"{row.question_id} is shown whole"


def cover_at_hand(seen: Seen) -> Iterator[str]:
    """Personal data can be covered with one press."""
    visit = seen.glass.visit
    open_ = visit.screen is not None and visit.sheet != "cover"
    if open_ and seen.scene.node("head.cover") is None:
        yield "no Tutup layar"


RULES = (
    Rule(15, "GOV.UK question pages", "one question a screen", one_question),
    Rule(16, "GOV.UK question pages", "a way back wherever the talk has one", way_back),
    Rule(16, "GOV.UK question pages", "a way on from every screen", way_on),
    Rule(18, "GOV.UK check answers; WCAG 2.2 3.3.6", "each answer can be changed", change_each),
    Rule(19, "GOV.UK check answers", "the button that sends names the act", act_is_named),
    Rule(20, "GOV.UK error message", "what was given is kept beside the mend", wrong_beside_right),
    Rule(21, "GOV.UK error message", "nobody is blamed", nobody_is_blamed),
    Rule(36, "508 402.2.1; EN 301 549 5.1.3.1", "what is read can be heard", every_word_is_spoken),
    Rule(52, "ADA 707.4", "register numbers are masked once entered", numbers_stay_hidden),
    Rule(52, "ADA 707.4", "the screen can be covered at once", cover_at_hand),
)
