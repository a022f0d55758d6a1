"""Two answers hardly fit together. Both may be right: it is asked once, and stops nobody."""

from __future__ import annotations

from dialogs.asides.aside import AsideStage, aside_of, step_of
from dialogs.contract.screen import Option, Screen
from dialogs.contract.session import Doubting
from dialogs.path import Step
from dialogs.talk import Talk, Turned
from dialogs.texts import Phrase
from dialogs.view import View

BOTH = "none"


class DoubtingStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: Doubting = aside_of(view)
        shown = (view.text("doubt.question", **self._pair(view)),) if self._steps(view) else ()
        return view.screen(
            "choose_service",
            "doubt.heading",
            question=view.text(aside.doubt),
            hint=view.text("doubt.which"),
            lines=shown,
            options=self.options(view),
            actions=view.actions("back", "repeat", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        changes = (
            view.option(step.question.id, "doubt.change", label=view.part(step.question.label))
            for step in self._steps(view)
        )
        return (*changes, view.option(BOTH, "doubt.both", "yes"))

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == BOTH:
            return talk.aside(None)
        step = next((one for one in self._steps(talk) if one.question.id == option), None)
        return talk.to(aside=None, focus=step.key) if step else None

    def confirm(self, talk: Talk) -> Turned:
        """Yes: both are right."""
        return talk.aside(None)

    @staticmethod
    def _steps(holder: Talk | View) -> tuple[Step, ...]:
        aside: Doubting = aside_of(holder)
        found = (step_of(holder, key) for key in (aside.first, aside.second))
        return tuple(step for step in found if step is not None)

    def _pair(self, view: View) -> dict[str, Phrase | str]:
        slots: dict[str, Phrase | str] = {}
        for name, step in zip(("first", "second"), self._steps(view), strict=False):
            value = view.answer(step)
            slots[name] = Phrase(value.shown, " ".join(value.spoken), value.private)
            slots[f"{name}_label"] = view.part(step.question.label)
        return slots


ASIDE = DoubtingStage()
