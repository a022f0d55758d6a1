"""How a text is read: one handler after the other, until one makes something of it.

`READING_ORDER` is the whole of it. A handler returns None to pass the text on.
Emergency is no handler but a look beside all of them (`turn.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from dialogs import bring, commands, harvest, ladder, remarks, tracking
from dialogs.called import called
from dialogs.contract.effect import Understand
from dialogs.contract.session import Waiting
from dialogs.correction import correction, plain_correction
from dialogs.picking import pick
from dialogs.stages import STAGES
from dialogs.stages.stage import Stage
from dialogs.standing import stages
from dialogs.talk import Talk, Turned
from dialogs.view import View, Viewer
from dialogs.words import clean, head, plain, tidy

Handler = Callable[[Talk, str], Turned | None]


def listen(talk: Talk, text: str) -> Turned:
    """Reads a text, as it was typed. Total: whatever is said, something kind comes of it."""
    words = talk.world.words
    said = talk.journey.stage != "check" or words.agreed(text) is not None
    plainly = said and words.repair.signs.isdisjoint(plain(head(text, HEARD)).split())
    for handler in PLAIN_ORDER if plainly else READING_ORDER:
        turned = handler(talk, text)
        if turned is not None:
            return turned
    return ladder.not_understood(talk, text)


def whole_command(talk: Talk, text: str) -> Turned | None:
    """The whole utterance is a command ("kembali", "panggil petugas")."""
    return commands.spoken(talk, text)


def receipt_named(talk: Talk, text: str) -> Turned | None:
    """At the services, a text with a receipt in it asks how far that request is."""
    return tracking.named(talk, text)


def question_back(talk: Talk, text: str) -> Turned | None:
    """The whole utterance asks something: a word of the office, the fee, "is this a scam?"."""
    return remarks.asked(talk, text)


def feeling(talk: Talk, text: str) -> Turned | None:
    """The whole utterance is distress or an insult."""
    return remarks.felt(talk, text)


def reply_to_aside(talk: Talk, text: str) -> Turned | None:
    """An answer to what stands beside the path, or above it."""
    top = stages(talk)[0]
    if top is STAGES[talk.journey.stage]:
        return None
    return _reply(top, talk, text)


def literal_answer(talk: Talk, text: str) -> Turned | None:
    """An answer of the question's kind; elsewhere an option by its number or its label."""
    if talk.session.overlay is not None:
        return talk.stay()
    stage = STAGES[talk.journey.stage]
    if talk.journey.current is None:
        return _reply(stage, talk, text)
    turned = stage.say(talk, text)
    return harvest.beside(talk, turned, text) if turned else _picked(stage, talk, text)


def beside_an_insult(talk: Talk, text: str) -> Turned | None:
    """An answer with an insult beside it is the answer."""
    rest = remarks.without_insult(talk, text)
    return literal_answer(talk, rest) or near_answer(talk, rest) if rest else None


def near_answer(talk: Talk, text: str) -> Turned | None:
    """Almost an answer: read back, or told how to mend it."""
    return STAGES[talk.journey.stage].near(talk, text)


def understanding(talk: Talk, text: str) -> Turned | None:
    """Ask which service a text means: at a menu, or where nothing else fits; never what was said
    to a sensitive question."""
    step = talk.journey.current
    heard = tidy(text)[:HEARD]
    letters = sum(sign.isalpha() for sign in heard)  # a row of digits is no story
    askable = step is not None and not step.question.sensitive and letters >= SHORTEST
    if not letters or not (askable or talk.journey.stage in ("welcome", "menu")):
        return None
    effect = Understand(id=talk.effect_id(), text=heard, language=talk.session.language)
    session, _ = talk.aside(Waiting(effect.id, "understand", clean(text[:HEARD])))
    return session, (effect,)


SHORTEST = 8  # letters; a shorter text at a question is a slip, not a story
HEARD = 500  # characters that are enough to tell a service


def _reply(stage: Stage, talk: Talk, text: str) -> Turned | None:
    """To a stage with options: its own reading, an option by number or label, yes, or no."""
    turned = stage.say(talk, text)
    if turned is not None:
        return turned
    picked = _picked(stage, talk, text)
    if picked is not None:
        return picked
    said = talk.world.words.agreed(text)
    if said == "yes":
        return stage.confirm(talk)
    return stage.refuse(talk) if said == "no" else None


def _picked(stage: Stage, talk: Talk, text: str) -> Turned | None:
    """An option of the stage, by its number or its label."""
    view = View.of(talk.world, talk.session, talk.journey, talk.now, Viewer(talk.event.channel))
    option = pick(stage.options(view), tidy(text), talk.world.words)
    return stage.choose(talk, option) if option is not None else None


READING_ORDER: tuple[Handler, ...] = (
    whole_command,
    receipt_named,
    called,
    question_back,
    bring.asked,
    feeling,
    plain_correction,
    reply_to_aside,
    beside_an_insult,
    literal_answer,
    correction,
    remarks.unknown_term,
    harvest.in_one_breath,
    near_answer,
    understanding,
    ladder.not_understood,
)
# These hear nothing without a word that tells of them, which is looked for once.
TELLING = frozenset(
    (
        question_back,
        feeling,
        plain_correction,
        beside_an_insult,
        correction,
        remarks.unknown_term,
    )
)
PLAIN_ORDER = tuple(handler for handler in READING_ORDER if handler not in TELLING)
