"""Faults as somebody might really write them. Each takes the world and returns the one to talk in;
what it puts in place of a function is taken back by pytest."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from msgspec import structs

from dialogs import consent, harvest, journey, texts
from dialogs.asides.read_back import ReadBackStage
from dialogs.conditions import ALWAYS
from dialogs.contract.effect import Hands, Request
from dialogs.path import Gate, Step
from dialogs.stages import check
from dialogs.talk import Talk
from dialogs.texts import Catalogue
from dialogs.world import World

Plant = Callable[[pytest.MonkeyPatch, World], World]


class Planted(NamedTuple):
    """`broken` is the property that must find it."""

    broken: str
    plant: Plant


def read_back_goes_round(patch: pytest.MonkeyPatch, world: World) -> World:
    """Yes to what was read back reads it back again."""
    patch.setattr(ReadBackStage, "confirm", lambda self, talk: talk.stay())
    return world


def focus_stays(patch: pytest.MonkeyPatch, world: World) -> World:
    """Whoever has an answer is asked all the same: the path never comes to its end."""

    def first(places: tuple[Step | Gate, ...], focus: str | None) -> Step | None:
        return next((one for one in places if isinstance(one, Step) and not one.deferred), None)

    patch.setattr(journey, "_current", first)
    return world


def request_looks_past_the_path(patch: pytest.MonkeyPatch, world: World) -> World:
    """The request is made of all answers there are, whether their branch applies or not."""
    real = check.request

    def request(talk: Talk, hands: Hands) -> Request:
        guide = talk.journey.guide
        if guide is None:
            raise AssertionError("a request has a guide")
        every = tuple(dataclasses.replace(one, when=ALWAYS) for one in guide.questions)
        flat = {guide.code: dataclasses.replace(guide, questions=every)}
        world = dataclasses.replace(talk.world, guides=flat)
        there = journey.walk(world, talk.session, talk.event.channel)
        return real(talk._replace(journey=there), hands)

    patch.setattr(check, "request", request)
    return world


def summary_leaves_a_row_out(patch: pytest.MonkeyPatch, world: World) -> World:
    """The last question is sent and not shown."""
    real = check.summary
    patch.setattr(check, "summary", lambda *given: real(*given)[:-1])
    return world


def summary_shows_the_label(patch: pytest.MonkeyPatch, world: World) -> World:
    """A row shows something else than the value: here its own label."""
    real = check.summary

    def summary(*given: Any) -> Any:
        return tuple(type(row)(row.question_id, row.label, row.label) for row in real(*given))

    patch.setattr(check, "summary", summary)
    return world


def a_no_is_a_yes(patch: pytest.MonkeyPatch, world: World) -> World:
    """Whatever was said to the question of consent, the path goes on."""
    patch.setattr(consent, "given", lambda answer, guide: None if answer is None else True)
    return world


def nobody_agrees(patch: pytest.MonkeyPatch, world: World) -> World:
    """Who filled it in for somebody confirms it as well."""
    patch.setattr(check, "needed", lambda talk: False)
    return world


def a_refusal_keeps_the_data(patch: pytest.MonkeyPatch, world: World) -> World:
    """Data that was given before a consent was taken back stays in the talk."""
    patch.setattr(consent, "personal_keys", lambda guides, person: frozenset())
    return world


def a_text_is_missing(patch: pytest.MonkeyPatch, world: World) -> World:
    """One text that only a second wrong answer needs was never written."""
    return dataclasses.replace(world, texts=_changed(world.texts, "ladder.simpler", None))


def a_slot_is_misspelt(patch: pytest.MonkeyPatch, world: World) -> World:
    """One translation fills a slot that nobody gives."""
    return dataclasses.replace(
        world, texts=_changed(world.texts, "checklist.time", "Time: {tiem}", "en")
    )


def _changed(real: Catalogue, id: str, text: str | None, language: str = "id") -> Catalogue:
    """The catalogue with one text of one language changed, or, for None, left out of all."""
    words = {
        tongue: {one: real.template(tongue, one).source for one in real.ids()}
        for tongue in real.languages
    }
    if text is None:
        for own in words.values():
            del own[id]
    else:
        words[language][id] = text
    return Catalogue(words, real.complete)


def what_is_heard_is_not_told(patch: pytest.MonkeyPatch, world: World) -> World:
    """A second answer in the same sentence is taken, and nobody says so."""
    real = harvest._with
    patch.setattr(harvest, "_with", lambda *given: structs.replace(real(*given), aside=None))
    return world


PLANTED = (
    Planted("answers are kept", what_is_heard_is_not_told),
    Planted("a talk ends", read_back_goes_round),
    Planted("a talk ends", focus_stays),
    Planted("nothing inert is sent", request_looks_past_the_path),
    Planted("the summary is what is sent", summary_leaves_a_row_out),
    Planted("the summary is what is sent", summary_shows_the_label),
    Planted("nothing personal without a yes", a_no_is_a_yes),
    Planted("nothing personal without a yes", a_refusal_keeps_the_data),
    Planted("two hands", nobody_agrees),
    Planted("show never fails", a_text_is_missing),
    Planted("show never fails", a_slot_is_misspelt),
)


def strict_slots(patch: pytest.MonkeyPatch) -> None:
    """A slot that must be filled and is not given is an error here; people see a gap there."""
    real = texts._parts

    def parts(groups: Any, slots: Any, say: Any) -> Any:
        for optional, group in groups:
            for what, name, _ in group:
                if what == "slot" and not optional and name not in slots:
                    raise KeyError(f"nobody gives the slot {{{name}}}")
        return real(groups, slots, say)

    patch.setattr(texts, "_parts", parts)
