"""`./pandu talk` for a person: the screen as plain lines, an answer, the next screen."""

from __future__ import annotations

from typing import TextIO

from dialogs.contract.event import Say, Start
from dialogs.view import Viewer
from dialogs.words import tidy
from dialogs.world import World
from shared.host import Host, Settled
from shared.talk.protocol import shown
from shared.talk.rendering import render

PROMPT = "\n> "
LEAVE = {"selesai", "keluar", "sampun", "rengse", "quit", "exit", "done"}


class Terminal:
    """One talk over a terminal's streams."""

    def __init__(
        self, world: World, host: Host, session_id: str, viewer: Viewer, language: str
    ) -> None:
        self._world = world
        self._host = host
        self._session_id = session_id
        self._viewer = viewer
        self._language = language

    def run(self, source: TextIO, out: TextIO, service: str | None = None) -> None:
        """Shows, reads, shows, until the person leaves or the input ends."""
        self._put(
            out, "\n".join(self.word(f"terminal.{part}") for part in ("how", "commands", "leave"))
        )
        settled = self._first(service)
        self._language = settled.session.language
        while True:
            self._put(out, "\n" + self.screen(settled))
            out.write(PROMPT)
            out.flush()
            text = source.readline()
            if not text:
                break
            text = text.rstrip("\r\n")
            if not source.isatty():  # a transcript shows what was said, as a terminal does
                self._put(out, text)
            if tidy(text) in LEAVE:
                break
            settled = self._answer(text)
        self._put(out, "\n" + self.word("terminal.bye"))

    def _first(self, service: str | None) -> Settled:
        if service is None:
            return self._host.look(self._session_id, self._viewer, self._language)
        return self._host.handle(
            self._session_id, Start(service=service), self._viewer, self._language
        )

    def _answer(self, text: str) -> Settled:
        settled = self._host.handle(self._session_id, Say(text=text), self._viewer, self._language)
        self._language = settled.session.language
        return settled

    def screen(self, settled: Settled) -> str:
        """The screen as it is printed."""
        return render(shown(settled.screen), self.word)

    def word(self, id: str) -> str:
        return self._world.texts.text(self._language, id).shown

    @staticmethod
    def _put(out: TextIO, text: str) -> None:
        out.write(text + "\n")
        out.flush()
