"""The bot's own pages (help, language, deleting) and its greeting and news, as messages. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chatbot.telegram.deciding import LANGUAGES, SHOW, Page, Plan
from chatbot.telegram.message import Button, Message, bold, escaped
from chatbot.telegram.rendering import Beside, Renderer
from dialogs.contract.screen import Screen
from dialogs.contract.session import Session

HELP = ("write", "words", "commands")
# Commands of the screen that have no button of their own on it.
MORE = ("explain", "simpler", "repeat", "save", "cancel", "withdraw")


def hello(word: Renderer) -> Message:
    """The first message of all: who we are, and what we never ask."""
    lines = ("telegram.hello", "telegram.never", "telegram.how")
    first, *rest = (word.word(line) for line in lines)
    return Message("\n".join((bold(first), *map(escaped, rest))))


def screen(word: Renderer, plan: Plan, shown: Screen) -> Message:
    """The talk's screen, with what the plan sets above it."""
    rows = []
    if plan.officer:
        label = word.word("telegram.voice.officer")
        rows.append(word.button(label, shown.turn, "a", "officer"))
    if plan.offer:
        label = word.other(plan.offer, "telegram.language.offer")
        rows.append(word.button(label, shown.turn, "l", plan.offer))
    said = (f"{plan.said}.",) if plan.said else ()
    beside = Beside((*said, *map(word.word, plan.notes), *plan.told), tuple(rows))
    return word.message(shown, plan.page, beside)


def page(show: Page, word: Renderer, screen: Screen) -> Message:
    """A page that is not the talk's: from it one comes back to where one was."""
    return {"help": _help, "language": _language, "delete": _delete}[show](word, screen)


def _help(word: Renderer, screen: Screen) -> Message:
    names = {action.name for action in screen.actions}
    more = [name for name in MORE if name in names]
    rows = tuple(
        (word.button(word.word(f"action.{name}"), screen.turn, "a", name),) for name in more
    )
    text = _text(word, "help", *(f"telegram.help.{line}" for line in HELP))
    never = escaped(word.word("telegram.never"))
    return Message(f"{text}\n\n{never}", (*rows, _back(word, screen, "telegram.help.back")))


def _language(word: Renderer, screen: Screen) -> Message:
    rows = tuple(
        (word.button(word.word(f"telegram.language.{code}"), screen.turn, "l", code),)
        for code in LANGUAGES
    )
    return Message(_text(word, "language"), (*rows, _back(word, screen, "telegram.help.back")))


def _delete(word: Renderer, screen: Screen) -> Message:
    yes = word.button(word.word("telegram.delete.yes"), screen.turn, "d", "y")
    no = word.button(word.word("telegram.delete.no"), screen.turn, "d", "n")
    text = _text(word, "delete", "telegram.delete.gone", "telegram.delete.sent")
    return Message(text, ((yes,), (no,)))


def _back(word: Renderer, screen: Screen, label: str) -> tuple[Button]:
    return (word.button(word.word(label), screen.turn, "a", SHOW),)


def _text(word: Renderer, name: str, *lines: str) -> str:
    heading = escaped(word.word(f"telegram.{name}.heading"))
    question = bold(word.word(f"telegram.{name}.question"))
    below = "\n".join(escaped(word.word(line)) for line in lines)
    return "\n\n".join(part for part in (heading, question, below) if part)


# News --------------------------------------------------------------------------------------------


def told(session: Session) -> dict[str, str]:
    """How far each request of the talk is, as far as the talk knows."""
    return {
        code: outcome.status or "" for code, outcome in session.outcomes.items() if outcome.number
    }


def news(word: Renderer, session: Session, before: Mapping[str, str]) -> Iterator[Message]:
    """A message for each request that is further than was told; with its code word, and with
    nothing that could be pressed or followed."""
    for code, status in told(session).items():
        if code not in before or before[code] == status:
            continue  # the receipt itself says it the first time
        outcome = session.outcomes[code]
        lines = (
            escaped(word.word("telegram.news.heading", number=outcome.number)),
            bold(word.word(f"receipt.status.{status}")),
            escaped(word.word("telegram.news.word", word=outcome.word)),
        )
        yield Message("\n".join(lines))


def officer_done(word: Renderer, session: Session) -> Message:
    """The officer has closed the call; with the code word where there is one."""
    words = [outcome.word for outcome in session.outcomes.values() if outcome.word]
    lines = [bold(word.word("officer.done"))]
    lines += [escaped(word.word("telegram.news.word", word=words[-1]))] if words else []
    return Message("\n".join(lines))
