"""One question of a guide."""

from __future__ import annotations

from dialogs.contract.screen import Action, Option, Progress, Screen, Text
from dialogs.kinds.kind import AskBack, Problem, Taken
from dialogs.path import Step
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.texts import Phrase
from dialogs.view import View, shortened

KEEP = "keep"
_ALL = (
    *("back", "repeat", "explain", "simpler", "skip", "officer", "save", "cancel", "menu"),
    "language",
)
# (may be left out, has easier words) → the commands of the screen
_ACTIONS = {
    (optional, easier): tuple(
        name for name in _ALL if (name != "skip" or optional) and (name != "simpler" or easier)
    )
    for optional in (False, True)
    for easier in (False, True)
}


class QuestionStage(Stage):
    def screen(self, view: View) -> Screen:
        journey = view.journey
        step = here(view.journey.current)
        question = step.question
        at, count, minutes = journey.progress(step)
        return view.screen(
            "question",
            question.heading,
            question_id=question.id,
            input=view.kind(step).name,
            question=view.text(question.question),
            hint=view.text(question.hint) if question.hint else None,
            example=view.text(question.example) if question.example else None,
            current=self._current(view, step),
            lines=tuple(view.text(note) for note in question.notes),
            options=self.options(view),
            actions=self._actions(view, step),
            progress=Progress(at, count),
            minutes_left=minutes,
            sensitive=question.sensitive,
        )

    @staticmethod
    def _current(view: View, step: Step) -> Text | None:
        if step.answer is None:
            return None
        answer = view.answer(step)
        phrase = Phrase(answer.shown, " ".join(answer.spoken), answer.private)
        return view.text("question.current", value=shortened(phrase))

    @staticmethod
    def _actions(view: View, step: Step) -> tuple[Action, ...]:
        question = step.question
        return view.actions(*_ACTIONS[question.optional, bool(question.simpler)])

    def options(self, view: View) -> tuple[Option, ...]:
        step = here(view.journey.current)
        offers = tuple(map(view.offer, view.kind(step).offers(view.context(step))))
        if step.answer is not None:
            offers = (*offers, view.option(KEEP, "question.keep"))
        return offers

    def choose(self, talk: Talk, option: str) -> Turned | None:
        step = here(talk.journey.current)
        turned = talk.accept(step, talk.kind(step).choose(option, talk.context(step)), option)
        # An authority may call one of its own values "keep".
        return self.confirm(talk) if turned is None and option == KEEP else turned

    def say(self, talk: Talk, text: str) -> Turned | None:
        step = here(talk.journey.current)
        kind = talk.kind(step)
        reading = kind.parse(text, talk.context(step))
        literal = isinstance(reading, Taken)
        # "Nggak" to "Nama pelapor?" is no name.
        refused = step.question.optional and (kind.free_text or not literal)
        if refused and talk.world.words.agreed(text) == "no":
            return talk.leave_out(step, "skipped")
        return talk.accept(step, reading, text) if literal else None

    def near(self, talk: Talk, text: str) -> Turned | None:
        step = here(talk.journey.current)
        reading = talk.kind(step).parse(text, talk.context(step))
        near = isinstance(reading, AskBack | Problem)
        return talk.accept(step, reading, text) if near else None

    def confirm(self, talk: Talk) -> Turned | None:
        step = here(talk.journey.current)
        return talk.to(focus=None, aside=None) if step.answer is not None else None


def here(step: Step | None) -> Step:
    """The question the person stands at; the stage "question" always has one."""
    if step is None:
        raise AssertionError("the stage is question, but the path has no question to ask")
    return step


STAGE = QuestionStage()
