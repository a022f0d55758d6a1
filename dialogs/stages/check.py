"""Everything that was answered, before it is sent. Any row may be changed; nothing is sent yet."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from dialogs.contract.effect import Hands, SaveDraft, Submit
from dialogs.contract.screen import Option, Row, Screen
from dialogs.contract.session import HandOver, Outcome, Waiting
from dialogs.hands import needed, settled
from dialogs.journey import Journey, current_service
from dialogs.path import Step
from dialogs.request import missing_here, request
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.view import View
from dialogs.words import tidy

SEND = "send"
WITHDRAW = ("withdraw",)
ACTIONS = ("back", "change", "repeat", "officer", "save", "cancel", "menu", "language")
LONGEST_NUMBER = 3  # digits of the number of a row
NEAR = 70  # rapidfuzz score of a row's label in "ubah tanggalnya"
CHANGE = (
    r"^(?:mau |tolong |minta )?(?:ubah|ganti|rubah|betulkan|benerin|gantos|gentos|robih|change|fix)"
)
_CHANGE = re.compile(CHANGE + r"\s+(?:nomor |nomer |no\.? |number )?(.+)$")


class Check(Stage):
    def screen(self, view: View) -> Screen:
        journey = view.journey
        guide = journey.guide
        lines = []
        if missing := missing_here(journey):
            names = ", ".join(view.text(step.question.label).shown for step in missing)
            lines.append(view.text("check.deferred.line", questions=names))
        if guide is not None:
            lines.append(view.unsent(guide))
        return view.screen(
            "check",
            "check.heading",
            question=view.text("check.question"),
            lines=tuple(lines),
            options=self.options(view),
            summary=summary(view, journey),
            actions=view.actions(*(WITHDRAW if journey.consent else ()), *ACTIONS),
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
        """Sends; saves, where this channel may not ask all of it; or first asks the person it is
        for, where somebody else filled it in."""
        if missing_here(talk.journey):
            effect_id = talk.effect_id()
            session, _ = talk.aside(Waiting(effect_id, "save"))
            return session, (SaveDraft(id=effect_id),)
        if needed(talk):
            return talk.aside(HandOver())
        return send(talk, settled(talk))

    def refuse(self, talk: Talk) -> Turned:
        return talk.notice("check.change_hint")


def send(talk: Talk, hands: Hands) -> Turned:
    """Hands the request over; its receipt is awaited."""
    effect_id = talk.effect_id()
    submit = Submit(id=effect_id, request=request(talk, hands))
    code = current_service(talk.session) or submit.request.service
    session, _ = talk.to(
        aside=Waiting(effect_id, "submit"),
        outcomes={**talk.session.outcomes, code: Outcome(effect=effect_id)},
    )
    return session, (submit,)


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
    near = process.extract(wanted, labels, scorer=fuzz.partial_ratio, score_cutoff=NEAR, limit=None)
    # "Nama pelapor" holds "Pelapor" too: of equals the one that is most like it.
    best = max(near, key=lambda hit: (hit[1], fuzz.ratio(wanted, hit[0])), default=None)
    return steps[best[2]] if best else None


def summary(view: View, journey: Journey) -> tuple[Row, ...]:
    """One row a question on the path, in its order."""
    return tuple(
        Row(step.question.id, view.text(step.question.label), view.answer(step))
        for step in journey.steps
    )


STAGE = Check()
