"""One message a question: edited while it stands last, sent anew once something stands below it."""

from __future__ import annotations

from msgspec.structs import replace

from chatbot.telegram.message import Message
from chatbot.telegram.rendering import Renderer
from chatbot.telegram.sending import Sender
from chatbot.telegram.state import Chat


class Showing:
    """Brings a message before the person and remembers where it stands."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def show(self, chat: Chat, message: Message, word: Renderer) -> Chat:
        """The chat as it is afterwards. Raises `Gone`."""
        if message.print == chat.print and chat.message and not chat.below:
            return chat  # it stands there already: a letter that was answered before a crash
        if chat.voice:
            await self._sender.delete(chat.chat, chat.voice)
            chat = replace(chat, voice=0)
        if chat.keep and chat.keep != message.keep:
            chat = replace(chat, below=True)
        below = chat.below
        if message.wanted != chat.wanted:
            chat = await self._with_companion(chat, message, word)
        stands = chat.message and not chat.below
        if stands and await self._sender.edit(chat.chat, chat.message, message):
            return replace(chat, print=message.print, keep=message.keep)
        return await self._anew(chat, message, instead=chat.below and not below)

    async def _with_companion(self, chat: Chat, message: Message, word: Renderer) -> Chat:
        """The big button comes in a message of its own above its question, and goes with it."""
        if chat.companion:
            await self._sender.delete(chat.chat, chat.companion)
        if not message.wanted:
            return replace(chat, companion=0, wanted="")
        companion = await self._sender.send_companion(
            chat.chat,
            word.word(f"telegram.ask.{message.wanted}"),
            word.word(f"telegram.button.{message.wanted}"),
            message.wanted,
        )
        return replace(chat, companion=companion, wanted=message.wanted, below=True)

    async def _anew(self, chat: Chat, message: Message, *, instead: bool) -> Chat:
        """A new message; the old one goes, or where the person has written since, its buttons."""
        before = chat.message
        id = await self._sender.send(chat.chat, message)
        if before and instead:
            await self._sender.delete(chat.chat, before)
        elif before:
            await self._sender.strip(chat.chat, before)
        return replace(chat, message=id, print=message.print, keep=message.keep, below=False)
