"""What a guide sends is what the super-app's own definition of the service takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from dialogs.authoring.faults import meant
from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source
from dialogs.contract.answer import Precision
from dialogs.guide import Guide, Question, Sending
from dialogs.kinds.date import ON_CARD
from dialogs.kinds.place import PARTS
from dialogs.request import PRECISION

# The narrower shapes the super-app may ask for, and what gives them: (kind, part).
FORMATS = {
    "nik": ("nik", None),
    "kk": ("kk", None),
    "phone": ("phone", None),
    "kelurahan": ("place", "code"),
}
PLACES = ("place", "location")
PRECISIONS = tuple(one for one in get_args(Precision) if one != "exact")  # those of a date


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        if guide.sending is not None:
            yield from _guide(source, guide, guide.sending, material.services)


def _guide(
    source: Source, guide: Guide, sending: Sending, services: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fault]:
    service = services.get(guide.code)
    if service is None:
        cure = meant(guide.code, services, "Ask the super-app to offer it, or make it a checklist")
        yield source.error(("code",), f"the super-app has no service “{guide.code}”", cure)
        return
    yield from _service(source, guide, sending, service)
    attributes = {attribute["code"]: attribute for attribute in service["attributes"]}
    questions = {question.id: question for question in guide.questions}
    for name, (id, part) in sending.attributes.items():
        at = ("send", "attributes", name)
        if name not in attributes:
            cure = meant(name, attributes, f"It takes: {', '.join(attributes)}")
            yield source.error(at, f"the super-app takes no “{name}”", cure)
            continue
        for what, cure in _fits(attributes[name], questions[id], part):
            yield source.error(at, f"“{name}” {what}", cure)
    for name, attribute in attributes.items():
        if attribute.get("required") and name not in sending.attributes:
            what = f"the super-app needs “{name}”"
            yield source.error(("send", "attributes"), what, "Ask for it and map it")


def _service(
    source: Source, guide: Guide, sending: Sending, service: Mapping[str, Any]
) -> Iterator[Fault]:
    if service["completion"] != guide.completion:
        what = f"for the super-app this is “{service['completion']}”"
        yield source.error(("completion",), what, "Promise what it keeps")
    if sending.route == "open311" and not service.get("public"):
        what = "the super-app does not take this over Open311"
        yield source.error(("send", "route"), what, "Write route: warga")
    if sending.media is not None:
        kinds = {question.id: question.kind for question in guide.questions}
        if kinds[sending.media] != "photo":
            what = f"“{sending.media}” asks for no photo"
            yield source.error(("send", "media"), what, "Name a question of kind: photo")
        if sending.route != "open311":
            what = "only a report over Open311 carries a photo"
            yield source.error(("send", "media"), what, "Remove “media:”")
    if bool(service.get("two_hands")) is not guide.two_hands:
        cure = "Write two_hands: true" if service.get("two_hands") else "Remove “two_hands:”"
        yield source.error(("two_hands",), "the super-app says otherwise who closes it", cure)
    if service.get("located") and sending.place is None:
        cure = "Add “place:” with the question that asks for it"
        yield source.error(("send",), "the super-app needs a place", cure)


def _fits(
    attribute: Mapping[str, Any], question: Question, part: str | None
) -> Iterator[tuple[str, str]]:
    on_card = part == ON_CARD and question.limits.get("card")
    whole = part in (None, PRECISION) or on_card
    if not whole and (question.kind not in PLACES or part not in PARTS):
        cure = meant(part or "", PARTS, f"A place has {', '.join(PARTS)}")
        yield f"asks for “{part}”, which “{question.id}” has not", cure
    if attribute.get("required") and (question.optional or question.when.lines):
        yield "is needed, but its question may stay open", "Ask it of everybody, without optional"
    values = attribute.get("values")
    if values is not None:
        answers = _values(question, part)
        for value in answers:
            if value not in values:
                yield f"may not be “{value}”", f"It takes: {', '.join(map(str, values))}"
        for value in values:
            if value not in answers and part != PRECISION and "free text" not in answers:
                yield f"may be “{value}”, and nobody can answer that", "Offer it"
    kind = FORMATS.get(attribute.get("format", ""))
    given = ("place" if question.kind in PLACES else question.kind, part)
    if kind is not None and kind != given:
        yield f"wants the form “{attribute['format']}”", f"Map a question of kind {kind[0]}"


def _values(question: Question, part: str | None) -> tuple[str, ...]:
    """Everything that may be sent for a question; "free text" where that cannot be listed."""
    if part == PRECISION:
        return PRECISIONS
    if part == ON_CARD:
        return ("yes",)
    if question.kind == "yes_no":
        return ("yes", "no")
    return tuple(choice.id for choice in question.choices) or ("free text",)


RULE = Rule("mapping", "What is sent is what the super-app's definition takes.", check)
