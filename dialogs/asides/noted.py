"""Answers that were taken beside the question on the screen: corrected, or heard in passing."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Screen, Text
from dialogs.contract.session import Key, Noted
from dialogs.texts import Phrase
from dialogs.view import View, shortened


class NotedStage(AsideStage):
    covers = False

    def mark(self, view: View, screen: Screen) -> Screen:
        aside: Noted = aside_of(view)
        told = noted(view, aside.questions, "corrected" if aside.corrected else "heard")
        return replace(screen, notice=told) if told else screen


def noted(view: View, keys: Iterable[Key], how: str) -> Text | None:
    """One sentence with these answers, as the summary shows them; None when the path lost them."""
    steps = [step for key in keys if (step := step_of(view, key)) and step.answer]
    if not steps:
        return None
    parts = []
    for step in steps:
        value = view.answer(step)
        phrase = shortened(Phrase(value.shown, " ".join(value.spoken), value.private))
        label = view.text(step.question.label).shown
        parts.append(view.text("noted.answer", label=label, value=phrase))
    answers = Phrase(
        ". ".join(part.shown for part in parts),
        ". ".join(" ".join(part.spoken) for part in parts),
        any(part.private for part in parts),
    )
    return view.text(f"noted.{how}", answers=answers)


ASIDE = NotedStage()
