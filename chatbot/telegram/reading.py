"""Telegram's update → what we keep of it. Pure and total: whatever comes, nothing is raised."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace
from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from chatbot.telegram.incoming import (
    AnyIncoming,
    Called,
    Commanded,
    Grouped,
    Moved,
    Odd,
    Pictured,
    Pointed,
    Pressed,
    Typed,
)
from dialogs.masking import masked
from dialogs.words import Words

# What is asked of Telegram; everything else never reaches us.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
COMMANDS = {
    "start": "start",
    "status": "status",
    "bahasa": "bahasa",
    "language": "bahasa",
    "bantuan": "bantuan",
    "help": "bantuan",
    "hapus": "hapus",
    "delete": "hapus",
}
_SLASHED = re.compile(r"\s*/+\s*([A-Za-z_]+)?(?:@\w+)?\s*(.*)", re.DOTALL)
_IMAGES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")
_GONE = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
# Media that say something we cannot read.
_ODD = {
    "voice": ("voice", "audio", "video_note"),
    "sticker": ("sticker", "animation", "dice", "game"),
    "other": (
        *("document", "video", "poll", "story", "invoice", "paid_media", "checklist"),
        *("giveaway", "gift", "unique_gift"),
    ),
}
LONGEST = 10_000  # characters that are kept of a text


def read(update: Update) -> AnyIncoming | None:
    """What the person did; None for what is nobody's doing in a private chat."""
    number = update.update_id
    if update.callback_query is not None:
        query = update.callback_query
        if query.message is None or query.message.chat.type != ChatType.PRIVATE:
            return None
        return Pressed(
            update=number,
            chat=query.message.chat.id,
            message=query.message.message_id,
            language=query.from_user.language_code or "",
            data=query.data or "",
            query=query.id,
        )
    if update.my_chat_member is not None:
        return _moved(number, update.my_chat_member)
    if update.message is not None:
        return _message(number, update.message, edited=False)
    if update.edited_message is not None:
        return _message(number, update.edited_message, edited=True)
    return None


def guarded(incoming: AnyIncoming, words: Words) -> AnyIncoming:
    """Without register numbers: what a channel that defers may keep."""
    if isinstance(incoming, Typed):
        rest = masked(incoming.text, words)
        if rest.found:
            return replace(incoming, text=rest.text, hidden=True, alone=rest.alone)
    if isinstance(incoming, Commanded):
        rest = masked(incoming.rest, words)
        return replace(incoming, rest="", hidden=True) if rest.found else incoming
    return incoming


def _moved(number: int, moved: ChatMemberUpdated) -> AnyIncoming | None:
    gone = moved.new_chat_member.status in _GONE
    if moved.chat.type == ChatType.PRIVATE:
        return Moved(update=number, chat=moved.chat.id, blocked=gone)
    return None if gone else Grouped(update=number, chat=moved.chat.id)


def _message(number: int, message: Message, *, edited: bool) -> AnyIncoming | None:
    person = message.from_user
    if person is not None and person.is_bot:
        return None
    place: dict[str, Any] = {
        "update": number,
        "chat": message.chat.id,
        "message": message.message_id,
        "language": (person.language_code or "") if person else "",
    }
    if message.chat.type != ChatType.PRIVATE:
        addressed = message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and message.text
        return Grouped(**place) if addressed else None
    text = message.text if message.text is not None else message.caption
    if edited:  # also each step of a live location, which says nothing new
        return Typed(text=text[:LONGEST], edited=True, **place) if text else None
    if message.forward_origin is not None:
        return Odd(what="forwarded", **place)
    return _media(message, place) or (_text(message.text, place) if message.text else None)


def _text(text: str, place: dict[str, Any]) -> AnyIncoming:
    """A text, or one of our commands. A slash before anything else means nothing."""
    slashed = _SLASHED.fullmatch(text) if text.lstrip().startswith("/") else None
    if slashed is None:
        return Typed(text=text[:LONGEST], **place)
    name = COMMANDS.get((slashed[1] or "").lower())
    if name is not None:
        return Commanded(name=name, rest=slashed[2].strip()[:LONGEST], **place)
    return Typed(text=f"{slashed[1] or ''} {slashed[2]}".strip()[:LONGEST], **place)


def _media(message: Message, place: dict[str, Any]) -> AnyIncoming | None:
    if message.contact is not None:
        return Called(phone=message.contact.phone_number, **place)
    point = message.venue.location if message.venue else message.location
    if point is not None:
        return Pointed(lat=point.latitude, lon=point.longitude, **place)
    album = message.media_group_id or ""
    if message.photo:
        best = max(message.photo, key=lambda size: size.width * size.height)
        return Pictured(file=best.file_id, size=best.file_size or 0, album=album, **place)
    file = message.document
    if file is not None and file.mime_type in _IMAGES:
        return Pictured(file=file.file_id, size=file.file_size or 0, album=album, **place)
    for what, names in _ODD.items():
        if any(getattr(message, name, None) for name in names):
            return Odd(what=what, **place)  # type: ignore[arg-type]
    return None
