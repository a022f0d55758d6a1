"""One request on the desk: what it says, and what the officer can do with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from shared.desk import photo
from shared.desk.api import Api, RefusedError
from shared.desk.menu import Action, Terminal
from shared.desk.texts import say
from shared.superapp import receipt as receipts

_JAKARTA = timezone(timedelta(hours=7))
# What a step needs that the officer types; all else the server checks.
_TYPED = ("official_number", "reason", "original")


class CaseDesk:
    """Shows one request until the officer goes back."""

    def __init__(self, api: Api, terminal: Terminal, who: dict[str, Any]) -> None:
        self._api = api
        self._terminal = terminal
        self._who = who

    def open(self, number: str) -> None:
        """The request of this number or receipt; `RefusedError` when it is not there."""
        while True:
            case = self._api.call("GET", f"requests/{number}")
            number = case["service_request_id"]
            self._terminal.show("", *_lines(case))
            action = self._terminal.choose(self._actions(case), say("back"))
            if action is None:
                return
            try:
                action()
            except RefusedError as refused:
                if refused.logged_out:
                    raise
                self._terminal.show(str(refused))

    def _actions(self, case: dict[str, Any]) -> list[tuple[str, Action]]:
        number = case["service_request_id"]
        mine = case.get("taken_by") == self._who["name"]
        actions: list[tuple[str, Action]] = []
        if not mine:
            actions.append((say("take"), lambda: self._take(number)))
        elif "sheet_system" in case:
            label = say("sheet", system=case["sheet_system"])
            actions.append((label, lambda: self._sheet(number)))
        for step in case["possible"]:
            label = say("go_to", status=step["name"])
            actions.append((label, lambda step=step: self._move(number, step)))  # type: ignore[misc]
        actions.append((say("evidence"), lambda: self._evidence(number)))
        if case["releasable"]:
            text = "unrelease" if case["released"] else "release"
            actions.append((say(text), lambda: self._release(number, not case["released"])))
        actions.append((say("new_pin"), lambda: self._new_pin(number)))
        return actions

    def _take(self, number: str) -> None:
        self._api.of(number, "take")

    def _release(self, number: str, released: bool) -> None:
        self._api.of(number, "release", {"released": released})

    def _sheet(self, number: str) -> None:
        sheet = self._api.call("GET", f"requests/{number}/sheet")
        self._terminal.show("", say("sheet_for", system=sheet["system"]), *_table(sheet["lines"]))

    def _move(self, number: str, step: dict[str, Any]) -> None:
        typed = {
            name: self._terminal.ask(say(f"ask_{name}")) for name in _TYPED if name in step["needs"]
        }
        after = self._api.of(number, "transitions", {"to": step["to"], **typed})
        self._terminal.show(say("done", status=after["status_name"]))

    def _new_pin(self, number: str) -> None:
        saw_card = self._terminal.ask(say("saw_card")) == "1"
        pin = self._api.of(number, "pin", {"saw_card": saw_card})["pin"]
        self._terminal.show(say("pin", pin=pin))

    def _evidence(self, number: str) -> None:
        path = Path(self._terminal.ask(say("photo"))).expanduser()
        try:
            content = path.read_bytes()
        except OSError:
            raise RefusedError(say("no_photo", path=path)) from None
        fields = self._when_and_where(content)
        kept = self._api.call(
            "POST",
            f"requests/{number}/evidence",
            files={"photo": ("photo", content)},
            data=fields,
        )
        self._terminal.show(say("proof_kept"))
        if kept.get("resembles"):
            self._terminal.show(say("resembles"))

    def _when_and_where(self, content: bytes) -> dict[str, str]:
        """As the photo tells, else as the officer does."""
        taken_at, place = photo.taken_at(content), photo.place(content)
        if taken_at and place:
            self._terminal.show(say("from_photo"))
        if not taken_at:
            now = datetime.now(_JAKARTA).isoformat(timespec="seconds")
            taken_at = self._terminal.ask(say("taken_at")) or now
        if place:
            return {"taken_at": taken_at, "lat": f"{place[0]:.6f}", "long": f"{place[1]:.6f}"}
        typed = self._terminal.ask(say("place"))
        if not typed:
            return {"taken_at": taken_at, "address_id": self._who["area"]}
        lat, _, long = typed.partition(",")
        return {"taken_at": taken_at, "lat": lat.strip(), "long": long.strip()}


def line(listed: dict[str, Any]) -> str:
    """A request in one line of a list."""
    parts = [listed["service_name"], listed["status_name"], listed["requested_at"][:10]]
    parts += [receipts.group(listed["receipt"])] if "receipt" in listed else []
    parts += [say("until", day=listed["expected_on"])] if "expected_on" in listed else []
    parts += [say("taken_by", name=listed["taken_by"])] if "taken_by" in listed else []
    parts += [say("overdue")] if listed["overdue"] else []
    return ", ".join(parts)


def _lines(case: dict[str, Any]) -> list[str]:
    shown = [
        f"{case['service_name']}  {case['service_request_id']}",
        say("status", status=case["status_name"]),
    ]
    if "official_number" in case:
        shown.append(say("official", number=case["official_number"]))
    if "expected_on" in case:
        shown.append(say("until", day=case["expected_on"]))
    if "entered_by" in case:
        shown.append(say("entered_by", name=case["entered_by"]))
    if case["needs_two"]:
        shown.append(say("needs_two"))
    if "confirm_by" in case:
        shown.append(say("confirm_by", day=case["confirm_by"][:10]))
    shown.append(say("answers"))
    shown += _table(case["answers"])
    if case["history"]:
        shown.append(say("history"))
    shown += [_step(step) for step in case["history"]]
    if case["evidence"]:
        shown.append(say("proofs"))
    shown += [_proof(proof) for proof in case["evidence"]]
    return shown


def _step(step: dict[str, Any]) -> str:
    reason = f": {step['reason']}" if "reason" in step else ""
    return f"  {_at(step['at'])}  {step['after_name']}  {step['actor']}{reason}"


def _proof(proof: dict[str, Any]) -> str:
    warning = f", {say('resembles')}" if "resembles" in proof else ""
    return f"  {_at(proof['taken_at'])}  {proof['by']}{warning}"


def _at(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _table(lines: list[dict[str, str]]) -> list[str]:
    width = max((len(line["label"]) for line in lines), default=0)
    return [f"  {line['label']:<{width}}  {line['value'] or '-'}" for line in lines]
