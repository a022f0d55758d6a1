"""What an answer kind is: it owns its answer's whole life.

parse, find in a longer text, check, read back, show, mask, speak, map. One module a kind; each ends
in one instance that `dialogs/kinds/__init__.py` registers by name. Kinds are pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from dialogs.contract.answer import Precision
from dialogs.contract.event import Event
from dialogs.contract.screen import InputKind
from dialogs.texts import Phrase, Slot

if TYPE_CHECKING:
    from dialogs.guide import Question
    from dialogs.world import World


class Context(Struct, frozen=True, gc=False):
    """What a kind may look at besides the text: no clock, `today` is the event's day in Jakarta."""

    world: World
    question: Question
    language: str
    today: date

    def word(self, id: str, slots: Mapping[str, Slot] | None = None) -> str:
        """The shown form of a text, for building values like "17 Agustus 1945"."""
        return self.world.texts.template(self.language, id).shown(slots or {})


class Taken(NamedTuple):
    """The text is an answer. `why` as in `Answer.why` when the answer is that there is none."""

    value: Any
    precision: Precision = "exact"
    why: str = ""


class AskBack(NamedTuple):
    """Probably this value, but not literally or unusual: read it back. `reason` is a text id."""

    value: Any
    precision: Precision = "exact"
    reason: str = ""


class Problem(NamedTuple):
    """The text is meant as an answer but does not serve; `text` (an id) says how to mend it."""

    text: str
    slots: Mapping[str, str] = {}


Reading = Taken | AskBack | Problem | None  # None: not an answer of this kind at all


class Found(NamedTuple):
    """A value inside a longer text, at [start:end]."""

    value: Any
    start: int
    end: int
    precision: Precision = "exact"


class Offer(NamedTuple):
    """An option to show: id, label text id or ready phrase, icon."""

    id: str
    label: str | Phrase
    icon: str = ""


class Kind:
    """Base of all kinds. Override what differs."""

    name: InputKind
    # In names, addresses and stories only a whole utterance is a command, and nothing is an
    # emergency in a name or a place.
    free_text = False
    looks_for_emergency = True
    private = False
    # Shown by its last four only on the screen too, once it was entered.
    hidden = False

    def parse(self, text: str, context: Context) -> Reading:
        """A whole utterance meant as an answer, as it was typed: kinds tidy it themselves, so that
        names and stories keep their capitals. Never raises, whatever it gets."""
        raise NotImplementedError

    def event(self, event: Event, context: Context) -> Reading:
        """An answer that came as another event than text (a contact, a point on the map)."""
        return None

    def find(self, text: str, context: Context) -> tuple[Found, ...]:
        """Values of this kind inside a longer text."""
        return ()

    def check(self, value: Any, context: Context) -> Reading:
        """Does a stored value still hold? `Taken` when it does. Never raises, whatever it gets."""
        raise NotImplementedError

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """Options to show as buttons."""
        return ()

    def choose(self, option: str, context: Context) -> Reading:
        """The value of an offered option."""
        return None

    def show(self, value: Any, context: Context) -> str:
        """For the screen."""
        raise NotImplementedError

    def speak(self, value: Any, context: Context) -> str:
        """For a voice."""
        return context.world.texts.say(context.language, self.show(value, context))

    def mask(self, value: Any, context: Context) -> str:
        """For a screen others may see: personal parts hidden."""
        return self.show(value, context)

    def map(self, value: Any) -> dict[str, Any]:
        """The parts in the form they are sent; the whole value under ""."""
        return {"": value}

    def phrase(self, value: Any, context: Context) -> Phrase:
        return Phrase(self.show(value, context), self.speak(value, context), self.private)
