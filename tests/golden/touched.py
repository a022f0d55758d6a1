"""A golden conversation held at the kiosk's window, by touches alone.

Each answer is given the way a person at the glass would: its row where there is one, else a button
of the bar or of "Lainnya", else keys. What no touch can say makes a talk `Untouchable`, with the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dialogs.contract import event as ev
from dialogs.contract.screen import Screen
from dialogs.world import World
from kiosk.scene import Act, Node, Scene
from shared.talk.protocol import shown
from tests.golden.drivers import CODE, printed
from tests.golden.script import Script
from tests.kiosk.window.driving import Kiosk, Stuck

# Commands that have a button of their own beside the answers: what is pressed, by event.
MORE: dict[Any, str] = {
    ev.Explain: "explain", ev.Simpler: "simpler", ev.Skip: "skip", ev.Save: "save",
    ev.Cancel: "cancel", ev.Menu: "menu", ev.Requirements: "requirements",
}  # fmt: skip
WORDS = {("id", "cancel"): "batal", ("id", "skip"): "lewati", ("id", "menu"): "menu"}
BAR: dict[Any, str] = {ev.Back: "bar.back", ev.Officer: "bar.officer"}
NUMBERS = frozenset({"nik", "kk", "phone", "pin", "number", "count", "money"})
LETTERS = frozenset({"name", "text", "address"})
PAGES = ("abc", "figures")  # of keys
_NAME = re.compile(r"[^\W\d_]+(?:[ '.-]+[^\W\d_]+)*\.?")
_FIGURES = re.compile(r"[\d .\-]+")
_GAP = re.compile(r"(?<=\d)[ -](?=\d)")


class Untouchable(Exception):
    """The kiosk has no touch for this line; its text says why."""


class Seen(NamedTuple):
    """What stood on the glass after an answer: the talk's screen as a golden file prints it, and
    each page of it."""

    screen: Screen
    printed: str
    pages: tuple[Scene, ...]


class Touched:
    """One talk, from the language on the welcome to its end."""

    def __init__(self, world: World, script: Script, kiosk: Kiosk) -> None:
        if script.channel not in ("talk", "kiosk"):
            raise Untouchable(f"another channel: {script.channel}")
        self._world, self._script, self._kiosk = world, script, kiosk

    def seen(self) -> Iterator[Seen]:
        """The first screen, then one after each answer."""
        self._kiosk.touch(f"language.{self._script.language}")
        yield self._look()
        last: ev.Inbound | None = None
        for event in self._script.events:
            if event is last:
                raise Untouchable("the glass repeats no event")
            if isinstance(event, ev.Back) and isinstance(last, ev.Start):
                raise Untouchable("at the glass a service begins at home, and back leads there")
            last = event
            self._answer(event)
            yield self._look()

    def _look(self) -> Seen:
        screen = self._kiosk.screen
        pages = tuple(self._kiosk.pages())
        return Seen(screen, printed(self._world, shown(screen)), pages)

    # Answers ----------------------------------------------------------------------------------

    def _answer(self, event: ev.Inbound) -> None:
        if event.actor == "officer" or event.on is not None:
            raise Untouchable("an officer's own hands, or an old screen's button")
        turn = self._kiosk.screen.turn
        self._kiosk.first_page()
        handler = _HANDLERS.get(type(event))
        if handler is None:
            raise Untouchable(f"no touch for [{type(event).__name__.lower()}]")
        handler(self, event)
        if self._kiosk.screen.turn == turn and self._kiosk.app.visit.sheet:
            raise Stuck(f"{event} led nowhere; {self._kiosk.app.visit.sheet} is open")

    def _say(self, event: ev.Say) -> None:
        text = event.text
        if not text.strip():
            raise Untouchable("nothing is sent where nothing was typed")
        row = self._row(text)
        if row is not None:
            self._kiosk.press(row)
            self._without_more()
        elif not self._figures(text):
            self._write(text)

    def _row(self, text: str) -> str | None:
        """The id of the option that says just this, or has this number."""
        said = _bare(text)
        options = self._kiosk.screen.options
        if self._kiosk.screen.input == "several":
            return None
        for number, option in enumerate(options, 1):
            label = option.label.shown
            numbered = said == str(number) and self._kiosk.screen.input not in NUMBERS
            if numbered or said in (_bare(label), _bare(re.split("[,:(]", label)[0])):
                return f"option.{option.id}"
        return None

    def _figures(self, text: str) -> bool:
        """Types it on the number pad, where there is one and it is a number."""
        screen = self._kiosk.screen
        if screen.kind != "question" or screen.input not in NUMBERS:
            return False
        if not _FIGURES.fullmatch(text):
            return False
        if not self._on_pages("key.0"):
            return False
        self._erase()
        for sign in text:
            if sign.isdigit():
                if not self._kiosk.has(f"key.{sign}"):
                    return False
                self._kiosk.key(f"key.{sign}")
        if not self._kiosk.has("key.enter"):  # more or fewer than the pad lets on
            self._erase()
            return False
        self._kiosk.touch("key.enter")
        return True

    def _write(self, text: str) -> None:
        """By letters: those of the question where it has some, else those of a sheet."""
        screen = self._kiosk.screen
        lettered = screen.kind == "question" and screen.input in LETTERS
        if lettered and screen.input == "name" and not _NAME.fullmatch(text):
            lettered = False  # no name: said in words of one's own
        if lettered and self._on_pages("key.space"):
            self._type(text)
            return
        if screen.kind == "menu":
            self._kiosk.press("tell")
        else:
            self._more("write", f"“{text}” cannot be written here ({screen.kind})")
        self._type(text)

    def _type(self, text: str) -> None:
        """Key by key; capitals come by themselves, so what is typed is compared without them."""
        self._erase()
        for sign in text:
            self._key(sign)
        self._kiosk.find("key.enter")
        self._kiosk.touch("key.enter")

    def _key(self, sign: str) -> None:
        name = "key.space" if sign == " " else f"key.{sign.upper()}"
        pages = (None, *PAGES)
        for page in pages:
            if page is not None and self._kiosk.has(f"key.{page}"):
                self._kiosk.key(f"key.{page}")
            if self._kiosk.has(name):
                self._kiosk.key(name)
                return
        raise Untouchable(f"no key for {sign!r}")

    def _erase(self) -> None:
        """What a pad begins with."""
        for _ in range(60):
            if self._kiosk.has("key.word"):
                self._kiosk.key("key.word")
            elif self._kiosk.has("key.erase"):
                self._kiosk.key("key.erase")
            else:
                return

    def _on_pages(self, id: str) -> bool:
        """Turns to the page with this node."""
        return any(scene.node(id) is not None for scene in self._kiosk.pages())

    def _choose(self, event: ev.Choose) -> None:
        self._kiosk.press(f"option.{event.option}")
        self._without_more()

    def _without_more(self) -> None:
        """A pad may ask on (RT, RW, what stands nearby): left out here."""
        while not self._kiosk.app.visit.busy and self._kiosk.app.visit.entry.step:
            self._kiosk.press("no_near" if self._on_pages("no_near") else "unknown_number")

    def _consent(self, event: ev.Consent) -> None:
        self._kiosk.press("option.yes" if event.yes else "option.no")

    def _confirm(self, event: ev.Confirm) -> None:
        options = [option.id for option in self._kiosk.screen.options]
        self._kiosk.press(
            f"option.{next(id for id in ('confirm', 'yes', *options) if id in options)}"
        )

    def _change(self, event: ev.Change) -> None:
        self._acting(lambda act: act == Act("change", event.question), f"no Ubah: {event.question}")

    def _language(self, event: ev.Language) -> None:
        if event.code not in self._world.texts.languages:
            raise Untouchable(f"no button for the language {event.code}")
        self._kiosk.touch("bar.language")
        self._kiosk.press(f"language.{event.code}")

    def _command(self, event: ev.Inbound) -> None:
        name = MORE[type(event)]
        if any(option.id == name for option in self._kiosk.screen.options):
            self._kiosk.press(f"option.{name}")
        elif any(action.name == name for action in self._kiosk.screen.actions):
            self._more(name, f"no button for {name} here")
        else:
            self._write(self._word(name))

    def _word(self, name: str) -> str:
        """What a person writes where a command has no button."""
        word = WORDS.get((self._script.language, name))
        if word is None:
            raise Untouchable(f"no button for {name} here")
        return word

    def _on_bar(self, event: ev.Inbound) -> None:
        if not self._kiosk.has(BAR[type(event)]):
            raise Untouchable(f"{BAR[type(event)]} is empty here")
        self._kiosk.touch(BAR[type(event)])

    def _check_status(self, event: ev.CheckStatus) -> None:
        if event.receipt:
            raise Untouchable("a number comes after its question")
        self._kiosk.press("option.check_status")

    def _start(self, event: ev.Start) -> None:
        """From home, through the group of the service."""
        if self._kiosk.screen.kind == "welcome":
            self._kiosk.press("option.none")
        if self._kiosk.screen.kind != "menu":
            raise Untouchable("a service begins at home")
        for group in ("", *(option.id for option in self._kiosk.screen.options)):
            if group and not group.startswith("group:"):
                continue
            if group:
                self._kiosk.press(f"option.{group}")
            if any(option.id == event.service for option in self._kiosk.screen.options):
                self._kiosk.press(f"option.{event.service}")
                return
            if group:
                self._kiosk.touch("bar.back")
        raise Untouchable(f"{event.service} stands in no group")

    def _more(self, name: str, otherwise: str) -> None:
        """Something of "Lainnya"."""
        if not self._kiosk.has("head.more"):
            raise Untouchable(otherwise)
        self._kiosk.touch("head.more")
        try:
            self._kiosk.press(f"more.{name}")
        except Stuck:
            self._kiosk.touch("bar.back")
            raise Untouchable(otherwise) from None

    def _acting(self, wanted: Callable[[Act], bool], otherwise: str) -> None:
        for scene in self._kiosk.pages():
            for node in scene.targets():
                if node.act is not None and wanted(node.act):
                    self._kiosk.touch(node.id)
                    return
        raise Untouchable(otherwise)


_HANDLERS: dict[Any, Callable[..., None]] = {
    ev.Say: Touched._say,
    ev.Choose: Touched._choose,
    ev.Consent: Touched._consent,
    ev.Confirm: Touched._confirm,
    ev.Change: Touched._change,
    ev.Language: Touched._language,
    ev.CheckStatus: Touched._check_status,
    ev.Start: Touched._start,
    **dict.fromkeys(MORE, Touched._command),
    **dict.fromkeys(BAR, Touched._on_bar),
}


# What is compared -------------------------------------------------------------------------------


def alike(text: str) -> str:
    """Without what typing at the glass changes: capitals, the gaps in numbers, a random code."""
    return _GAP.sub("", " ".join(text.replace(CODE, "").casefold().split()))


def missing(seen: Seen) -> list[str]:
    """What the talk's screen says and no page shows."""
    told = alike(" ".join(_words(node) for page in seen.pages for node in page.nodes))
    return [text for text in _said(seen.screen) if alike(text) not in told]


def options_in_order(seen: Seen) -> bool:
    """The rows stand in the talk's order; home has its own."""
    if seen.screen.kind == "menu":
        return True
    wanted = [f"option.{option.id}" for option in seen.screen.options]
    stands = [n.id for page in seen.pages for n in page.nodes if n.id.startswith("option.")]
    return list(dict.fromkeys(stands)) == wanted


def _words(node: Node) -> str:
    hints = " ".join(getattr(mark, "text", "") for mark in node.marks if hasattr(mark, "font"))
    return f"{node.text.shown if node.text else ''} {node.value} {hints}"


def _said(screen: Screen) -> Iterator[str]:
    yield (screen.question or screen.heading).shown
    if screen.problem:
        # The question in it stands above already.
        yield from re.split(r"(?<=[.?]) ", screen.problem.text.shown)
        yield screen.problem.given
    yield from (text.shown for text in (screen.notice, screen.current, screen.hint) if text)
    yield from (option.label.shown for option in screen.options)
    yield from (text.shown for row in screen.summary for text in (row.label, row.value))
    if screen.receipt:
        yield from (screen.receipt.number, screen.receipt.pin, screen.receipt.word)
    else:
        yield from (line.shown for line in screen.lines)


def _bare(text: str) -> str:
    return text.strip(" .!?").casefold()
