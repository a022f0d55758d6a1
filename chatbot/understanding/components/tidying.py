"""The text made comparable, as the dialog layer compares: no odd signs, no drawn-out letters."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from chatbot.understanding.components.component import PLAIN, Component
from chatbot.understanding.plain import plain


class Tidying(Component):
    """Sets `plain`; the text itself stays, to be shown."""

    def read(self, message: Message) -> None:
        message.set(PLAIN, plain(str(message.get(TEXT) or "")))
