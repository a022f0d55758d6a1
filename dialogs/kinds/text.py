"""A story in one's own words, up to 2,000 characters."""

from __future__ import annotations

from typing import Any

from dialogs.kinds.kind import AskBack, Context, Kind, Problem, Reading, Taken
from dialogs.kinds.reading import left_out, no_answer, shown_left_out
from dialogs.words import clean, without_tags

SHORTEST, LONGEST = 3, 2000
ROOM = 2 * LONGEST  # what is looked at, markup and blanks included


class Story(Kind):
    """Value: the text without markup and control characters. `limits: {min: 3, max: 2000, short:
    true}`; `short`: no story but a few signs, which may be figures alone."""

    name = "text"
    free_text = True

    def parse(self, text: str, context: Context) -> Reading:
        none = no_answer(text, context, "text.needed")
        if none:
            return none
        shortest, longest = _limits(context)
        story = clean(without_tags(text[:ROOM]), lines=True)
        says = str.isalnum if context.question.limits.get("short") else str.isalpha
        if not any(map(says, story)):
            return Problem("text.no_words")
        if len(story) < shortest:
            return Problem("text.too_short")
        if len(story) > longest or len(text) > ROOM:
            return AskBack(story[:longest].rstrip(), reason="text.cut")
        return Taken(story)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context, "text.needed")
        shortest, longest = _limits(context)
        if not isinstance(value, str) or len(value) < shortest:
            return Problem("text.too_short")
        if len(value) > longest:
            return AskBack(value[:longest], reason="text.cut")
        return Taken(value)

    def show(self, value: Any, context: Context) -> str:
        return value if isinstance(value, str) else shown_left_out(value, context)

    def mask(self, value: Any, context: Context) -> str:
        return context.word("text.hidden") if value else shown_left_out(value, context)


def _limits(context: Context) -> tuple[int, int]:
    limits = context.question.limits
    return int(limits.get("min", SHORTEST)), min(int(limits.get("max", LONGEST)), LONGEST)


TEXT = Story()
