"""May we ask for personal data? Three sentences, and a clear answer or none at all."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dialogs import consent
from dialogs.contract.screen import Option, Screen, Text
from dialogs.contract.session import AboutConsent, Notice, Session
from dialogs.guide import Guide
from dialogs.kinds.kind import Taken
from dialogs.stages.stage import Stage
from dialogs.talk import Talk, Turned
from dialogs.texts import Catalogue, Phrase
from dialogs.view import View, Viewer
from dialogs.words import tidy
from dialogs.world import World

YES, NO, ASK = "yes", "no", "ask"
BREATH = 10  # words of a row; with what frames them no sentence has more than fourteen


class ConsentStage(Stage):
    def screen(self, view: View) -> Screen:
        return view.screen(
            "consent",
            "consent.heading",
            question=view.text("consent.question"),
            lines=sentences(view),
            options=self.options(view),
            actions=view.actions("back", "repeat", "explain", "officer", "menu", "language"),
        )

    def options(self, view: View) -> tuple[Option, ...]:
        return (
            view.option(YES, "consent.yes", "yes"),
            view.option(NO, "consent.no", "no"),
            view.option(ASK, "consent.ask", "ask"),
        )

    def choose(self, talk: Talk, option: str) -> Turned | None:
        if option == ASK:
            return talk.aside(AboutConsent())
        return answered(talk, yes=option == YES) if option in (YES, NO) else None

    def say(self, talk: Talk, text: str) -> Turned | None:
        said = talk.world.words.agreed(text)
        if said in (YES, NO):
            return answered(talk, yes=said == YES)
        ask = talk.world.texts.text(talk.session.language, "consent.ask").shown
        if tidy(text) == tidy(ask):
            return self.choose(talk, ASK)
        unclear = said == "hedge" or talk.world.words.echoed(text) is not None
        return talk.notice("consent.unclear") if unclear else None

    def near(self, talk: Talk, text: str) -> Turned:
        return talk.notice("consent.unclear")

    def consent(self, talk: Talk, *, yes: bool) -> Turned:
        return answered(talk, yes=yes)

    def confirm(self, talk: Talk) -> Turned:
        """ "Lanjut" and "kirim" say nothing about it."""
        return talk.notice("consent.unclear")


def sentences(view: View) -> tuple[Text, ...]:
    """What is noted, in a breath or two; for what; and that one may refuse."""
    guides = _guides(view)
    versions = tuple((guide.code, guide.version) for guide in guides)
    known = (view.world.texts, view.session.language, view.quiet, versions)
    if known not in _READ:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[known] = _sentences(view, guides)
    return _READ[known]


# They hold nothing of a person: the same for everybody who is asked for the same.
MOST_READ = 256
_READ: dict[tuple[Catalogue, str, bool, tuple[tuple[str, str], ...]], tuple[Text, ...]] = {}


def _sentences(view: View, guides: tuple[Guide, ...]) -> tuple[Text, ...]:
    questions = consent.personal(guides)
    things = [_small(view.name(question.label, "quiet.thing")) for question in questions]
    services = [view.name(guide.title) for guide in guides]
    what = (
        view.text("consent.also" if at else "consent.what", things=_row(view, row))
        for at, row in enumerate(_breaths(things))
    )
    return (
        *what,
        view.text("consent.purpose", services=_row(view, services)),
        view.text("consent.may_refuse"),
    )


def _breaths(things: list[Phrase]) -> list[list[Phrase]]:
    """The things in rows of about the same length, `BREATH` words at most."""
    words = [len(thing.shown.split()) for thing in things]
    count = -(-sum(words) // BREATH)
    rows: list[list[Phrase]] = [[] for _ in range(count)]
    before = 0
    for thing, long in zip(things, words, strict=True):
        rows[before * count // sum(words)].append(thing)
        before += long
    return [row for row in rows if row]


def answered(talk: Talk, *, yes: bool) -> Turned:
    """Keeps a yes or a no with the words it answers. A no forgets what was given before."""
    view = View.of(talk.world, talk.session, talk.journey, talk.now, Viewer(talk.event.channel))
    read = sentences(view)
    value = consent.value(yes=yes, guides=_guides(talk), read=read, language=talk.session.language)
    person = talk.journey.person
    session, effects = talk.record(consent.key(person), Taken(value))
    if yes:
        return session, effects
    gone = consent.personal_keys(_guides(talk, consent.queued), person)
    kept = {key: answer for key, answer in session.answers.items() if key not in gone}
    return replace(session, answers=kept), effects


def withdraw(talk: Talk) -> Turned:
    """The consent is taken back before anything was sent."""
    gate = talk.journey.consent
    sent = talk.journey.outcome is not None
    if sent or gate is None or gate.answer is None or not gate.answer.value["given"]:
        return talk.notice("notice.sent_already" if sent else "consent.none_given")
    session, effects = answered(talk, yes=False)
    return replace(session, aside=Notice("consent.withdrawn")), effects


def _guides(
    holder: Talk | View,
    of: Callable[[World, Session, str], tuple[Guide, ...]] = consent.asking,
) -> tuple[Guide, ...]:
    guide = holder.journey.guide
    return of(holder.world, holder.session, guide.code) if guide else ()


def _small(label: Phrase) -> Phrase:
    """ "Nama" inside a sentence is "nama"; "NIK" stays."""
    return Phrase(_lower(label.shown), _lower(label.said), label.private)


def _lower(word: str) -> str:
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _row(view: View, parts: list[Phrase]) -> Phrase:
    """ "nama, NIK dan telepon"."""
    return Phrase(
        _joined(view, [part.shown for part in parts]),
        _joined(view, list(dict.fromkeys(part.said for part in parts))),
    )


def _joined(view: View, words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return view.word("several.row", first=", ".join(words[:-1]), last=words[-1])


STAGE = ConsentStage()
