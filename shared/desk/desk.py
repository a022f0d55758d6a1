"""The desk: log in, the worklist, one request after the other."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from shared import tray
from shared.desk.api import Api, RefusedError
from shared.desk.case import CaseDesk, line
from shared.desk.menu import Action, Terminal
from shared.desk.texts import say
from shared.superapp import receipt as receipts

_TRIES = 3


class Desk:
    """One officer at one terminal."""

    def __init__(self, api: Api, terminal: Terminal) -> None:
        self._api = api
        self._terminal = terminal
        self._page = 1

    def run(self, name: str | None) -> int:
        """Until the officer leaves: 0. 1 when nobody could log in."""
        self._terminal.show(say("hello"))
        try:
            who = self._log_in(name)
            if who is None:
                return 1
            self._work(who)
            self._api.log_out()
        except EOFError:
            self._terminal.show("")
        except RefusedError as refused:
            self._terminal.show(str(refused))
            return 1
        self._terminal.show(say("bye"))
        return 0

    def _log_in(self, name: str | None) -> dict[str, Any] | None:
        tries = (self._try_to_log_in(name) for _ in range(_TRIES))
        return next((who for who in tries if who is not None), None)

    def _try_to_log_in(self, name: str | None) -> dict[str, Any] | None:
        given = name or self._terminal.ask(say("name"))
        password = self._terminal.ask_secret(say("password"))
        try:
            who = self._api.log_in(given, password)
        except RefusedError as refused:
            self._terminal.show(str(refused))
            return None
        self._terminal.show(say("welcome", name=who["name"]))
        return who

    def _work(self, who: dict[str, Any]) -> None:
        cases = CaseDesk(self._api, self._terminal, who)
        while (action := self._terminal.choose(self._actions(cases), say("leave"))) is not None:
            self._do(action)

    def _do(self, action: Action) -> None:
        """A refusal is told and work goes on; only without a session it ends."""
        try:
            action()
        except RefusedError as refused:
            if refused.logged_out:
                raise
            self._terminal.show(str(refused))

    def _actions(self, cases: CaseDesk) -> list[tuple[str, Action]]:
        found = self._api.call("GET", f"requests?page={self._page}")
        listed = found["requests"]
        heading = say("list", count=len(listed)) if listed else say("list_empty")
        self._terminal.show("", heading)
        actions: list[tuple[str, Action]] = [
            (line(one), lambda one=one: cases.open(one["service_request_id"]))  # type: ignore[misc]
            for one in listed
        ]
        if found["more"]:
            actions.append((say("next_page"), lambda: self._turn_to(self._page + 1)))
        actions.append((say("first_page"), lambda: self._turn_to(1)))
        actions.append((say("search"), lambda: self._search(cases)))
        actions.append((say("corrections"), self._corrections))
        actions.append((say("calls"), _calls))
        return actions

    def _turn_to(self, page: int) -> None:
        self._page = page

    def _search(self, cases: CaseDesk) -> None:
        typed = receipts.normalise(self._terminal.ask(say("receipt")))
        cases.open(quote(typed or "-", safe=""))

    def _corrections(self) -> None:
        waiting = self._api.call("GET", "corrections")
        if not waiting:
            self._terminal.show(say("no_corrections"))
            return
        options = [
            (
                say("correction", codes=", ".join(one["codes"]), day=one["due_at"][:16])
                + (f", {say('urgent')}" if one["urgent"] else ""),
                one["correction"],
            )
            for one in waiting
        ]
        chosen = self._terminal.choose(options, say("back"))
        if chosen is not None:
            self._decide(chosen)

    def _decide(self, number: int) -> None:
        correction = self._api.call("GET", f"corrections/{number}")
        self._terminal.show(say("wanted"))
        for code, value in correction["wanted"].items():
            self._terminal.show(
                f"  {code}: {value if isinstance(value, str) else ', '.join(value)}"
            )
        decisions = [(say("apply"), True), (say("turn_down"), False)]
        applied = self._terminal.choose(decisions, say("back"))
        if applied is not None:
            self._api.call("POST", f"corrections/{number}", {"applied": applied})
            self._terminal.show(say("decided"))


def _calls() -> None:
    tray.main([])
