"""What “Kirim” promises is kept, and whoever is done knows what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.authoring.faults import Place, meant
from dialogs.authoring.lint.rule import Fault, Material, Rule
from dialogs.authoring.source import Source
from dialogs.guide import Guide

ROUTES = {"api": "open311", "officer_worklist": "warga", "appointment": "warga"}


def check(material: Material) -> Iterator[Fault]:
    for guide, source in material.guides():
        yield from _promised(guide, source)
        if not guide.steps and not guide.documents:
            cure = "Add “steps:”, or “documents:” to bring"
            yield source.error((), "nobody learns what comes next", cure)
        known = {**material.library.guides, **material.library.life_events}
        for at, code in _instead(guide):
            if code not in known or code == guide.code:
                cure = meant(code, known, "Use the code of another file in dialogs/services/")
                yield source.error(at, f"there is no other service “{code}”", cure)


def _instead(guide: Guide) -> Iterator[tuple[Place, str]]:
    """Each service that is offered instead, and where it stands."""
    for number, code in enumerate(guide.instead):
        yield ("instead", number), code
    for stop, one in enumerate(guide.stops):
        for number, code in enumerate(one.instead):
            yield ("stops", stop, "instead", number), code


def _promised(guide: Guide, source: Source) -> Iterator[Fault]:
    if guide.completion == "checklist":
        if guide.act is not None:
            what = "a checklist sends nothing, and has a button that sends"
            yield source.error(("act",), what, "Remove “act:”")
        return
    if guide.sending is None:
        what = f"“{guide.completion}” promises to send, and nothing is sent"
        yield source.error(("completion",), what, "Add “send:”, or make it a checklist")
        return
    route = ROUTES[guide.completion]
    if guide.sending.route != route:
        what = f"“{guide.completion}” goes by {route}, not by {guide.sending.route}"
        yield source.error(("send", "route"), what, f"Write route: {route}, or promise less")
    sent = {question for question, _ in guide.sending.attributes.values()}
    for question in guide.questions:
        if guide.sending.route == "open311" and question.sensitive and question.id in sent:
            what = f"“{question.id}” is sensitive, and Open311 is public by nature"
            yield source.error(("send", "attributes"), what, "Do not send it, or go by warga")


RULE = Rule("completion", "What sending promises is kept, and the next step is told.", check)
