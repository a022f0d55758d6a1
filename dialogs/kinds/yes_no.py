"""Yes or no. A hedge is never a yes, and consent takes clear words only."""

from __future__ import annotations

from typing import Any

from dialogs.contract.event import Consent, Event
from dialogs.kinds.kind import AskBack, Context, Found, Kind, Offer, Problem, Reading, Taken
from dialogs.kinds.reading import by_label, by_number, left_out, no_answer, shown_left_out
from dialogs.words import plain

_VALUES = {"yes": True, "no": False}
MOST_WORDS = 30


class YesNo(Kind):
    """Value: bool. `limits: {consent: true}` asks for a permission."""

    name = "yes_no"

    def parse(self, text: str, context: Context) -> Reading:
        words, consent = context.world.words, _is_consent(context)
        labelled = by_label(text, self, context) if context.question.labels else None
        if labelled:
            return labelled
        said = words.agreed(text)
        if said in _VALUES:
            return Taken(_VALUES[said])
        unclear = _unclear(context)
        if said == "hedge":
            return unclear
        echoed = words.echoed(text)
        if echoed:
            return unclear if consent or echoed == "hedge" else Taken(_VALUES[echoed])
        other = by_number(text, self, context) or no_answer(text, context, "answer.needed")
        if other:
            return other
        opening = self._opening(text, context, echoes=True)
        if opening is None:
            return None
        return unclear if consent else AskBack(opening, reason="yes_no.more")

    def event(self, event: Event, context: Context) -> Reading:
        return Taken(event.yes) if isinstance(event, Consent) else None

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        opening = self._opening(text, context)
        if opening is None or _is_consent(context):
            return ()
        start = len(text) - len(text.lstrip())
        return (Found(opening, start, start + len(text.split()[0])),)

    def check(self, value: Any, context: Context) -> Reading:
        if value is None:
            return left_out(context)
        return Taken(value) if isinstance(value, bool) else _unclear(context)

    def offers(self, context: Context) -> tuple[Offer, ...]:
        yes, no = _labels(context)
        return Offer("yes", yes, "yes"), Offer("no", no, "no")

    def choose(self, option: str, context: Context) -> Reading:
        return Taken(_VALUES[option]) if option in _VALUES else None

    def show(self, value: Any, context: Context) -> str:
        if not isinstance(value, bool):
            return shown_left_out(value, context)
        return context.word(_labels(context)[0 if value else 1])

    def map(self, value: Any) -> dict[str, Any]:
        return {"": ("yes" if value else "no") if isinstance(value, bool) else value}

    def _opening(self, text: str, context: Context, echoes: bool = False) -> bool | None:
        """Yes or no as the first word of a longer utterance ("ya tapi KTP-nya rusak")."""
        words = context.world.words
        tokens = plain(text).split()
        if len(tokens) < 2 or len(tokens) > MOST_WORDS or tokens[1] in words.oaths:
            return None
        said = words.openings.get(tokens[0])
        if said is None and echoes:
            said = words.echo_openings.get(tokens[0])
        return _VALUES[said] if said else None


def _labels(context: Context) -> tuple[str, str]:
    """Text ids of yes and no: the question's own ("Sudah", "Belum"), or the plain ones."""
    own = context.question.labels
    if own:
        return own["yes"], own["no"]
    if _is_consent(context):
        return "yes_no.allow", "yes_no.refuse"
    return "yes_no.yes", "yes_no.no"


def _unclear(context: Context) -> Problem:
    if _is_consent(context):
        return Problem("yes_no.consent_unclear")
    if not context.question.labels:
        return Problem("yes_no.unclear")
    yes, no = map(context.word, _labels(context))
    return Problem("yes_no.unclear_labels", {"yes": yes.lower(), "no": no.lower()})


def _is_consent(context: Context) -> bool:
    return bool(context.question.limits.get("consent"))


YES_NO = YesNo()
