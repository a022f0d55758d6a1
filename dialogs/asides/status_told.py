"""How far a request is, in plain words, and what comes next; a closing can be answered here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from dialogs.asides.aside import AsideStage, aside_of
from dialogs.asides.ask_receipt import alone, leave
from dialogs.contract.effect import Act
from dialogs.contract.event import Standing
from dialogs.contract.screen import Option, Screen, Text
from dialogs.contract.session import AskReceipt, StatusTold
from dialogs.officer import call
from dialogs.receipts import group
from dialogs.stages.receipt import spelled
from dialogs.talk import Talk, Turned
from dialogs.texts import Phrase
from dialogs.tracking import look, sent
from dialogs.view import View
from dialogs.visit import day_in_words

CONFIRM, REOPEN, AGAIN, OTHER, OFFICER, RETURN = (
    *("confirm", "reopen", "again", "other", "officer", "return"),
)
ENDED = ("done", "rejected", "duplicate", "settled", "withdrawn", "closed")
YES, NO = "yes", "no"
# The statuses that a step was to lead to: anything else means that it was too late for it.
LED_TO = {"confirm": ("settled",), "reopen": ("in_progress", "coordination")}


class StatusToldStage(AsideStage):
    def screen(self, view: View) -> Screen:
        aside: StatusTold = aside_of(view)
        if aside.known is None:
            return alone(view, "waiting", "waiting.heading", question=view.text("status.waiting"))
        if aside.sure:
            return alone(
                view,
                "confirm",
                question=view.text("status.sure"),
                hint=view.text("status.sure.hint"),
                options=self.options(view),
            )
        if aside.standing is None:
            question = view.text(f"status.{aside.known}")
            lines: tuple[Text, ...] = (_number(view, aside),)
        else:
            question = view.text(_named(view, "is", aside.standing))
            lines = tuple(_lines(view, aside, aside.standing))
        return alone(
            view,
            "status",
            question=question,
            lines=lines,
            notice=_notice(view, aside),
            options=self.options(view),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        aside: StatusTold = aside_of(view)
        if aside.known is None:
            return ()
        if aside.sure:
            return (
                view.option(NO, "status.sure.no", "back"),
                view.option(YES, "status.sure.yes", "yes"),
            )
        possible = aside.standing.possible if aside.standing and aside.pin else ()
        offered = (
            view.option(CONFIRM, "status.confirm", "yes") if CONFIRM in possible else None,
            view.option(REOPEN, "status.reopen", "no") if REOPEN in possible else None,
            view.option(AGAIN, "status.again") if aside.known == "down" else None,
            view.option(OTHER, "status.other"),
            view.option(OFFICER, "status.officer", "officer"),
            view.option(RETURN, "status.back", "back"),
        )
        return tuple(option for option in offered if option is not None)

    def choose(self, talk: Talk, option: str) -> Turned:
        aside: StatusTold = aside_of(talk)
        if aside.known is None:
            return talk.stay()
        if aside.sure:
            acts = {YES: self.confirm, NO: self.refuse}
            return acts[option](talk) if option in acts else talk.stay()
        possible = aside.standing.possible if aside.standing and aside.pin else ()
        if option == CONFIRM and CONFIRM in possible:
            return talk.aside(replace(aside, sure=True))
        if option == REOPEN and REOPEN in possible:
            return _step(talk, "reopen")
        if option == AGAIN and aside.known == "down":
            return _step(talk, aside.act)
        if option == OTHER:
            return talk.aside(AskReceipt())
        acts = {OFFICER: call, RETURN: leave}
        return acts[option](talk) if option in acts else talk.stay()

    def say(self, talk: Talk, text: str) -> Turned | None:
        """ "Sudah beres", "belum selesai": where a closing can be answered."""
        aside: StatusTold = aside_of(talk)
        if aside.known is None:
            return talk.stay()
        said = talk.world.words.closing(text)
        if said is None or aside.standing is None or not aside.standing.possible:
            return None
        if aside.sure:
            return self.confirm(talk) if said == CONFIRM else _step(talk, "reopen")
        return self.choose(talk, said)

    def confirm(self, talk: Talk) -> Turned:
        aside: StatusTold = aside_of(talk)
        if aside.known is None:
            return talk.stay()
        return _step(talk, "confirm") if aside.sure else leave(talk)

    def refuse(self, talk: Talk) -> Turned:
        aside: StatusTold = aside_of(talk)
        if aside.known is None:
            return talk.stay()
        return talk.aside(replace(aside, sure=False)) if aside.sure else leave(talk)


def _step(talk: Talk, act: Act) -> Turned:
    aside: StatusTold = aside_of(talk)
    return look(talk, aside.receipt, aside.pin, act)


def _named(view: View, sort: str, standing: Standing) -> str:
    """The text for a status; an authority may use words that are not ours."""
    id = f"status.{sort}.{standing.status}"
    return id if id in view.world.texts else f"status.{sort}.other"


def _lines(view: View, aside: StatusTold, standing: Standing) -> Iterator[Text]:
    yield view.text(_named(view, "next", standing))
    if standing.reason:
        yield view.text("status.reason", reason=Phrase(standing.reason, standing.reason, True))
    if standing.expected and standing.status not in ENDED:
        yield view.text("status.expected", day=_day(view, standing.expected))
    if standing.answer_by and standing.possible:
        yield view.text("status.answer_by", day=_day(view, standing.answer_by))
    if standing.official_number:
        number = standing.official_number
        yield view.text("status.official", number=Phrase(number, " ".join(number)))
    own = sent(view.session).get(aside.receipt)
    service = own[0] if own else standing.service
    if service and view.world.services_of(service):
        yield view.text("status.service", service=view.name(view.world.title(service)))
    yield _number(view, aside)


def _number(view: View, aside: StatusTold) -> Text:
    return view.text("status.number", number=spelled(group(aside.receipt)))


def _day(view: View, day: date) -> Phrase:
    """ "Kamis, 12 November 2026"."""
    weekday, words = view.word(f"weekday.{day.isoweekday()}"), day_in_words(view, day)
    return Phrase(f"{weekday}, {words.shown}", f"{weekday}, {words.spoken}")


def _notice(view: View, aside: StatusTold) -> Text | None:
    """What came of the step that was taken."""
    if aside.act == "look" or aside.standing is None:
        return None
    done = aside.standing.status in LED_TO[aside.act]
    return view.text(f"status.done.{aside.act}" if done else "status.too_late")


ASIDE = StatusToldStage()
