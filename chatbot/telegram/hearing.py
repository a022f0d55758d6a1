""" "Dengarkan": the screen as a voice message. What is private stays unsaid."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor

import structlog
from msgspec.structs import replace

from chatbot.telegram.message import Message, escaped
from chatbot.telegram.rendering import Renderer
from chatbot.telegram.sending import Sender
from chatbot.telegram.state import Chat
from dialogs.contract.screen import Screen
from shared.speech.espeak import SpeechError, speak
from shared.speech.opus import opus
from shared.talk.protocol import spoken

log = structlog.get_logger(__name__)


class Hearing:
    """Says screens aloud in a chat."""

    def __init__(self, sender: Sender, executor: Executor) -> None:
        self._sender = sender
        self._executor = executor

    async def heard(self, chat: Chat, screen: Screen, word: Renderer) -> Chat:
        """The chat with the voice message in it, or with a sentence why there is none."""
        said = spoken(screen)
        if screen.sensitive and screen.problem is not None:
            said = ()  # what was typed to it is part of the problem's words
        if not said:
            return await self._instead(chat, word.word("telegram.voice.private"))
        loop = asyncio.get_running_loop()
        try:
            ogg, seconds = await loop.run_in_executor(self._executor, _voice, said, screen.language)
        except SpeechError as error:
            log.warning("no_voice", error=str(error))
            return await self._instead(chat, word.word("telegram.voice.no_sound"))
        before = chat.voice
        voice = await self._sender.send_voice(chat.chat, ogg, seconds)
        if before:
            await self._sender.delete(chat.chat, before)
        return replace(chat, voice=voice)

    async def _instead(self, chat: Chat, text: str) -> Chat:
        id = await self._sender.send(chat.chat, Message(escaped(text)))
        return replace(chat, voice=id)


def _voice(sentences: tuple[str, ...], language: str) -> tuple[bytes, float]:
    clip = speak(sentences, language)
    return opus(clip), clip.seconds
