"""Everything that was answered, before it is sent. Any row may be changed; nothing is sent yet."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from dialogs.contract.effect import SaveDraft, Submit
from dialogs.contract.screen import Option, Row, Screen
from dialogs.contract.session import Outcome, Waiting
from dialogs.journey import Journey, Step, current_service
from dialogs.request import missing_here, request
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.words import tidy

SEND = "send"
LONGEST_NUMBER = 3  # digits of the number of a row
NEAR = 70  # rapidfuzz score of a row's label in "ubah tanggalnya"
_CHANGE = re.compile(
    r"^(?:mau |tolong |minta )?(?:ubah|ganti|rubah|betulkan|benerin|gantos|gentos|robih|change|fix)"
    r"\s+(?:nomor |nomer |no\.? |number )?(.+)$"
)


class Check(Stage):
    def screen(self, view: View) -> Screen:
        journey = view.journey
        guide = journey.guide
        lines = []
        if missing := missing_here(journey):
            names = ", ".join(view.text(step.question.label).shown for step in missing)
            lines.append(view.text("check.deferred.line", questions=names))
        if guide is not None:
            lines.append(view.text("check.not_sent", fee=view.text(guide.fee).shown))
        return view.screen(
            "check",
            "check.heading",
            question=view.text("check.question"),
            lines=tuple(lines),
            options=self.options(view),
            summary=summary(view, journey),
            actions=view.actions(
                "back", "change", "repeat", "officer", "save", "cancel", "menu", "language"
            ),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        guide = view.journey.guide
        if missing_here(view.journey) or guide is None or guide.act is None:
            return (view.option(SEND, "check.save", "save"),)
        return (view.option(SEND, guide.act, "send"),)

    def choose(self, talk: Talk, option: str) -> Turned | None:
        return self.confirm(talk) if option == SEND else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        """ "ubah 2", "ganti tanggalnya"."""
        asked = _CHANGE.match(tidy(text))
        if asked is None:
            return None
        step = _row(talk, asked[1])
        return talk.to(focus=step.key, aside=None) if step else None

    def near(self, talk: Talk, text: str) -> Turned:
        """Neither a yes nor a row: how to name one."""
        return talk.notice("check.change_hint")

    def confirm(self, talk: Talk) -> Turned:
        """Sends; or saves, where this channel may not ask all of it."""
        effect_id = talk.effect_id()
        if missing_here(talk.journey):
            session, _ = talk.aside(Waiting(effect_id, "save"))
            return session, (SaveDraft(id=effect_id),)
        submit = Submit(id=effect_id, request=request(talk))
        code = current_service(talk.session) or submit.request.service
        session, _ = talk.to(
            aside=Waiting(effect_id, "submit"),
            outcomes={**talk.session.outcomes, code: Outcome(effect=effect_id)},
        )
        return session, (submit,)

    def refuse(self, talk: Talk) -> Turned:
        return talk.notice("check.change_hint")


def _row(talk: Talk, wanted: str) -> Step | None:
    """The row a person means: by its number or by words near its label."""
    steps = talk.journey.asked
    short = wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER
    number = int(wanted) if short else talk.world.words.numbers.get(wanted, 0)
    if 1 <= number <= len(steps):
        return steps[number - 1]
    labels = [
        talk.world.texts.text(talk.session.language, step.question.label).shown.casefold()
        for step in steps
    ]
    best = process.extractOne(wanted, labels, scorer=fuzz.partial_ratio, score_cutoff=NEAR)
    return steps[best[2]] if best else None


def summary(view: View, journey: Journey) -> tuple[Row, ...]:
    """One row a question on the path, in its order."""
    return tuple(
        Row(step.question.id, view.text(step.question.label), view.answer(step))
        for step in journey.steps
    )


STAGE = Check()
