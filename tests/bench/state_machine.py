"""`transitions`: one machine for all talks, one small model a talk, states in memory."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any, ClassVar

from transitions import Machine

from tests.bench import by_hand

STATES = [*(field for field, _, _ in by_hand.QUESTIONS), "confirm", "sent"]


class Talk:
    """What the machine moves. `transitions` adds `state` and the triggers to it."""

    state: str
    answer: Any
    back: Any

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def serves(self, text: str) -> bool:
        at = STATES.index(self.state)
        if at >= by_hand.CONFIRM:
            return True
        value = by_hand.QUESTIONS[at][2](text)
        if value is not None:
            self.given[self.state] = value
        return value is not None


class StateMachine:
    name: ClassVar[str] = "transitions"
    lacks: ClassVar[str] = (
        "nothing kept on disk; knows no text, screen or channel; no near answers or reading back, "
        "no change of one answer, no other language, no spoken forms, no masking, no emergency"
    )

    def __init__(self) -> None:
        self._machine = Machine(
            model=None, states=STATES, initial=STATES[0], auto_transitions=False
        )
        for here, there in pairwise(STATES):
            self._machine.add_transition("answer", here, there, conditions="serves")
            if there != "sent":
                self._machine.add_transition("back", there, here)
        self._machine.add_transition("back", STATES[0], None)
        self._talk: Talk | None = None

    async def begin(self) -> str:
        if self._talk is not None:
            self._machine.remove_model(self._talk)
        self._talk = Talk()
        self._machine.add_model(self._talk)
        return by_hand.prompt(0, {})

    async def step(self, text: str) -> str:
        talk = self._moved()
        first = ""
        if by_hand.is_back(text):
            talk.back()
        elif not talk.answer(text):
            first = by_hand.NOT_UNDERSTOOD
        if talk.state == "sent":
            return by_hand.SENT
        return first + by_hand.prompt(STATES.index(talk.state), talk.given)

    def kept(self) -> bytes:
        talk = self._moved()
        return json.dumps({"state": talk.state, "answers": talk.given}).encode()

    def answers(self) -> dict[str, str]:
        return dict(self._moved().given)

    def _moved(self) -> Talk:
        if self._talk is None:
            raise AssertionError("begin comes first")
        return self._talk
