"""One letter of a chat from the inbox to its answer: look, decide, do, show, done.

Every step may be done twice (a crash lies between any two of them): the host knows an event by its
id, an edit to the same words changes nothing, and a letter is done only once its answer was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

import msgspec
import structlog
from msgspec.structs import replace

from chatbot.telegram import pages
from chatbot.telegram.deciding import Plan, Seen, decide
from chatbot.telegram.hearing import Hearing
from chatbot.telegram.incoming import AnyIncoming, Pictured, Pressed
from chatbot.telegram.photos import MOST_BYTES, NoPhotoError, redrawn
from chatbot.telegram.rendering import Renderer
from chatbot.telegram.sending import Gone, Refused, Sender
from chatbot.telegram.showing import Showing
from chatbot.telegram.state import Chat
from dialogs.contract import event as ev
from dialogs.contract.event import Inbound
from dialogs.contract.session import Session, Waiting
from dialogs.view import Viewer
from dialogs.world import World
from shared.host import Settled
from shared.hub.port import Refusal
from shared.store.inbox import Arrived, Remembered
from shared.wiring import Wiring

log = structlog.get_logger(__name__)

CHANNEL = "telegram"
VIEWER = Viewer(CHANNEL)
T = TypeVar("T")
_decoder = msgspec.json.Decoder(AnyIncoming)
_chats = msgspec.json.Decoder(Chat)
_encode = msgspec.json.Encoder().encode


class After(NamedTuple):
    """What is kept when a letter was answered; without `chat` everything of it goes."""

    chat: Chat | None
    session: Session | None = None


class Begun(NamedTuple):
    """A letter that was looked at: the chat and the screen it came upon, and what is planned."""

    letter: Arrived
    incoming: AnyIncoming
    chat: Chat
    settled: Settled
    plan: Plan


class Serving:
    """Answers letters. One chat is answered by one task at a time; the caller sees to that."""

    def __init__(
        self,
        world: World,
        wiring: Wiring,
        sender: Sender,
        clock: Callable[[], datetime],
        executor: Executor,
    ) -> None:
        self._world = world
        self._wiring = wiring
        self._inbox = wiring.store.inbox
        self._sender = sender
        self._clock = clock
        self._executor = executor
        self._showing = Showing(sender)
        self._hearing = Hearing(sender, executor)
        self._defers = world.policy(CHANNEL) == "defer"

    def begin(self, blind: str) -> Begun | None:
        """The oldest letter of a chat and what is to be done about it. For a thread."""
        letter = self._inbox.first(blind)
        if letter is None:
            return None
        incoming = _decoder.decode(letter.body)
        chat = self._chat(letter, incoming)
        settled = self._wiring.host.look(chat.session, VIEWER)
        plan = decide(Seen(self._world, chat, settled.screen, self._defers), incoming)
        if plan.toast and self._wiring.store.seen(chat.session, letter.key):
            plan = Plan()  # this very press moved the talk on before a crash
        return Begun(letter, incoming, chat, settled, plan)

    async def answer(self, begun: Begun) -> After:
        """Does what is planned; only `end` marks the letter done."""
        letter, incoming, chat, settled, plan = begun
        if plan.leave:
            await self._sender.leave(chat.chat, self._word("id", "telegram.group"))
            return After(None)
        try:
            async with self._sender.typing(chat.chat):
                return await self._answered(chat, settled, plan, letter, incoming)
        except Gone:
            return After(replace(chat, blocked=True))
        except Refused as refused:
            log.warning("telegram_refused", reason=refused.known)
            return After(chat, (await self._look(chat)).session)

    def end(self, begun: Begun, after: After) -> Begun | None:
        """The letter is done; the next one of its chat. For a thread."""
        self._keep(begun.letter.chat, begun.letter.key, after)
        return self.begin(begun.letter.chat)

    async def tell(self, blind: str) -> None:
        """What happened to a talk by itself: news, and the screen as it is now."""
        kept = await self._thread(self._inbox.remembered, blind)
        if kept is None:
            return
        chat = _chats.decode(kept.body)
        settled = await self._look(chat)
        try:
            after = await self._told(chat, settled)
        except (Gone, Refused):
            after = replace(chat, blocked=True)
        if after != chat or kept.waits != _waits(settled.session, after):
            await self._thread(self._keep, blind, None, After(after, settled.session))

    def give_up(self, blind: str) -> None:
        """A letter that fails each time is let go, so that the next one is answered."""
        letter = self._inbox.first(blind)
        if letter is not None:
            self._inbox.drop(letter.key)

    # Answering ---------------------------------------------------------------------------------

    async def _answered(
        self, chat: Chat, settled: Settled, plan: Plan, letter: Arrived, incoming: AnyIncoming
    ) -> After:
        chat = replace(chat, blocked=bool(plan.blocked))
        if plan.forget:
            await self._forgotten(chat, settled, incoming)
            return After(None)
        if plan.delete:
            plan = await self._removed(plan, chat, incoming)
        if plan.album:
            chat = replace(chat, album=plan.album)
        if plan.quiet:
            return After(chat, settled.session)
        if plan.take_up:
            chat, settled, plan = await self._taken_up(chat, settled, plan, letter)
        if plan.photo is not None:
            plan = await self._photographed(chat, plan, plan.photo)
        if plan.event is not None:
            settled = await self._handled(chat, letter.key, plan.event)
        if isinstance(incoming, Pressed):
            toast = self._word(settled.screen.language, plan.toast) if plan.toast else ""
            answering = asyncio.ensure_future(self._sender.answer(incoming.query, toast))
            chat = await self._shown(chat, settled, plan)
            await answering
        else:
            chat = replace(chat, below=chat.below or not plan.delete)
            chat = await self._shown(chat, settled, plan)
        return After(await self._told(chat, settled, shown=True), settled.session)

    async def _shown(self, chat: Chat, settled: Settled, plan: Plan) -> Chat:
        screen = settled.screen
        renderer = Renderer(self._world.texts, screen.language, chat.talk)
        if not chat.greeted or plan.afresh:
            await self._sender.send(chat.chat, pages.hello(renderer))
            chat = replace(chat, greeted=True, below=True)
        if plan.listen:
            return await self._hearing.heard(chat, screen, renderer)
        if plan.show != "screen":
            return await self._showing.show(chat, pages.page(plan.show, renderer, screen), renderer)
        message = pages.screen(renderer, plan, screen)
        if plan.offer:
            chat = replace(chat, offered=plan.offer)
        chat = await self._showing.show(chat, message, renderer)
        return replace(chat, stands=renderer.message(screen).print)

    # The parts of a plan -----------------------------------------------------------------------

    async def _removed(self, plan: Plan, chat: Chat, incoming: AnyIncoming) -> Plan:
        """The person's message goes from the chat; where it does not, they are told to do it."""
        if await self._sender.delete(chat.chat, incoming.message):
            return plan
        instead = {
            "telegram.number.removed": "telegram.number.not_removed",
            "telegram.number.edited": "telegram.number.not_removed",
            "telegram.photo.removed": "",
        }
        notes = tuple(instead.get(note, note) for note in plan.notes)
        return plan._replace(notes=tuple(filter(None, notes)))

    async def _taken_up(
        self, chat: Chat, settled: Settled, plan: Plan, letter: Arrived
    ) -> tuple[Chat, Settled, Plan]:
        """The talk of a code; what was begun here before is put aside under a code of its own."""
        drafts, now = self._wiring.drafts, self._clock()
        taken = await self._thread(partial(drafts.take_up, plan.take_up, now, by=letter.chat))
        if isinstance(taken, Refusal):
            return chat, settled, plan._replace(notes=(taken.value,))
        plan = plan._replace(notes=("telegram.resumed",))
        before = settled.session
        if taken != chat.session and before.answers and not all(_ended(before)):
            saved = await self._thread(drafts.save, chat.session, f"{letter.key}.aside", now)
            word = Renderer(self._world.texts, before.language, chat.talk).word
            plan = plan._replace(told=(word("telegram.put_aside", code=saved.code),))
        chat = replace(chat, session=taken, talk=chat.talk + 1, called=False)
        settled = await self._look(chat)
        return replace(chat, told=pages.told(settled.session)), settled, plan

    async def _photographed(self, chat: Chat, plan: Plan, photo: Pictured) -> Plan:
        """The event of a photo that was fetched, or the words why there is none."""
        if photo.size > MOST_BYTES:
            return plan._replace(notes=("telegram.photo.too_large",))
        try:
            content = await self._sender.fetch(chat.chat, photo.file, MOST_BYTES)
            if content is None:
                return plan._replace(notes=("telegram.photo.too_large",))
            plain = await self._thread(redrawn, content)
        except Refused:
            return plan._replace(notes=("telegram.photo.lost",))
        except NoPhotoError:
            return plan._replace(notes=("telegram.photo.not_one",))
        photos = self._wiring.store.photos
        ref = await self._thread(photos.put, chat.session, plain, self._clock())
        return plan._replace(event=ev.Photo(ref=ref))

    async def _forgotten(self, chat: Chat, settled: Settled, incoming: AnyIncoming) -> None:
        """Everything of this chat goes; only what was sent stays with the authority."""
        await self._thread(self._wiring.store.photos.forget_all, chat.session)
        await self._thread(self._wiring.drafts.erase, chat.session, self._clock())
        if isinstance(incoming, Pressed):
            await self._sender.answer(incoming.query, "")
        word = Renderer(self._world.texts, settled.screen.language, chat.talk)
        note = pages.Message(pages.bold(word.word("telegram.delete.done")))
        if not (chat.message and await self._sender.edit(chat.chat, chat.message, note)):
            await self._sender.send(chat.chat, note)

    # News --------------------------------------------------------------------------------------

    async def _told(self, chat: Chat, settled: Settled, *, shown: bool = False) -> Chat:
        """News of the talk since the person was told last; `shown`: they just saw its screen."""
        session = settled.session
        told, called = pages.told(session), session.called is not None
        if chat.blocked:
            return replace(chat, told=told, called=called)
        renderer = Renderer(self._world.texts, settled.screen.language, chat.talk)
        if not shown:
            messages = list(pages.news(renderer, session, chat.told))
            if chat.called and not called:
                messages.append(pages.officer_done(renderer, session))
            screen = renderer.message(settled.screen)
            if screen.print != chat.stands:
                chat = await self._showing.show(chat, screen, renderer)
                chat = replace(chat, stands=screen.print)
            for message in messages:
                await self._sender.send(chat.chat, message, news=True)
                chat = replace(chat, below=True)
        return replace(chat, told=told, called=called)

    # Threads: whatever waits for a disk ----------------------------------------------------------

    def _chat(self, letter: Arrived, incoming: AnyIncoming) -> Chat:
        """What is remembered of the chat. A new one has the talk that its first letter names."""
        kept = self._inbox.remembered(letter.chat)
        if kept is not None:
            return _chats.decode(kept.body)
        name = self._inbox.blind(f"{incoming.chat}/{letter.position}")
        return Chat(chat=incoming.chat, session=f"tg-{name[:32]}")

    def _keep(self, blind: str, key: str | None, after: After) -> None:
        chat, session = after
        kept = None
        if chat is not None:
            waits = session is not None and _waits(session, chat)
            kept = Remembered(chat.session, waits, _encode(chat))
        self._inbox.answered(blind, key, kept, self._clock())

    async def _look(self, chat: Chat) -> Settled:
        return await self._thread(self._wiring.host.look, chat.session, VIEWER)

    async def _handled(self, chat: Chat, key: str, event: Inbound) -> Settled:
        named = replace(event, id=key)
        return await self._thread(self._wiring.host.handle, chat.session, named, VIEWER)

    def _word(self, language: str, id: str) -> str:
        return self._world.texts.text(language, id).shown

    async def _thread(self, call: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, call, *args)


def _ended(session: Session) -> list[bool]:
    """For each service of the talk, whether it came to its end."""
    return [code in session.outcomes for code in session.guides]


def _waits(session: Session, chat: Chat) -> bool:
    """Whether something of the talk may change by itself."""
    if chat.blocked:
        return False
    open_ = any(outcome.status in (None, "queued") for outcome in session.outcomes.values())
    return open_ or session.called is not None or isinstance(session.aside, Waiting)
