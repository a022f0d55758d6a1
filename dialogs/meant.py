"""What a text meant that was no service: a command in other words, or something others do.

Exact words were tried before; this is what only understanding heard. So nothing is dropped, sent or
agreed to by it: what would change something is asked back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dialogs import bring, commands, tracking
from dialogs.contract.event import Understood
from dialogs.contract.session import Confirming, Notice
from dialogs.kinds.kind import AskBack
from dialogs.talk import Talk, Turned

ELSEWHERE = "DI_LUAR"
STATUS = "CEK_STATUS"
SAID_SO = {True: "YA", False: "TIDAK"}


def other(talk: Talk, event: Understood, text: str) -> Turned | None:
    """What comes of the likeliest label where that is no service; None when that is nothing."""
    label = event.candidates[0].service if event.candidates else ELSEWHERE
    if talk.world.services_of(label):
        return None
    asked = talk.journey.current is not None
    if label == ELSEWHERE and not asked:
        return elsewhere(talk, text) or (told(talk, "elsewhere.unknown") if event.sure else None)
    if not event.sure:
        return None
    if label == STATUS and not asked:
        return tracking.begin(talk, text)
    if label in _ACTS:
        return _ACTS[label](talk)
    if label in _TOLD and not asked:  # at a question the ladder has the better words
        return told(talk, _TOLD[label])
    return _agreed(talk, label)


def elsewhere(talk: Talk, text: str) -> Turned | None:
    """Who does it, where the text names something that others do."""
    who = talk.world.words.elsewhere.who(text)
    return told(talk, f"elsewhere.{who}") if who is not None else None


def told(talk: Talk, text: str) -> Turned:
    """A sentence above the services."""
    return talk.to(aside=Notice(text), address=talk.session.address or "none")


def _agreed(talk: Talk, label: str) -> Turned | None:
    """A yes or no that only understanding heard: read back; to a consent it is nothing."""
    step = talk.journey.current
    if step is None or step.question.kind != "yes_no" or step.question.limits.get("consent"):
        return None
    for value, said in SAID_SO.items():
        if label == said:
            return talk.accept(step, AskBack(value), "")
    return None


_ACTS: Mapping[str, Callable[[Talk], Turned]] = {
    "BANTUAN_PETUGAS": lambda talk: talk.aside(Confirming("officer")),
    "BATAL": commands.cancel,  # asks back by itself
    "KEMBALI": commands.back,
    "ULANGI": commands.repeat,
    "TANYA_SYARAT": bring.of_this,
}
_TOLD = {
    "SAPA": "meant.greeting",
    "GANTI_BAHASA": "meant.language",
}
