"""The methods of the Bot API that are served, one function each: `(telegram, call) -> result`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.chatbot.telegram.double import checks
from tests.chatbot.telegram.double.checks import bad
from tests.chatbot.telegram.double.telegram import BOT, Shown, Telegram

Given = dict[str, Any]
_MESSAGE = {"chat_id", "reply_markup", "disable_notification", "protect_content"}
# Method -> the parameters that it may be given.
ALLOWED: Mapping[str, set[str]] = {
    "getMe": set(),
    "sendMessage": {*_MESSAGE, "text", "parse_mode", "link_preview_options"},
    "editMessageText": {
        *("chat_id", "message_id", "text", "parse_mode", "reply_markup", "link_preview_options"),
    },
    "editMessageReplyMarkup": {"chat_id", "message_id", "reply_markup"},
    "deleteMessage": {"chat_id", "message_id"},
    "deleteMessages": {"chat_id", "message_ids"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "sendChatAction": {"chat_id", "action"},
    "sendVoice": {*_MESSAGE, "voice", "duration", "caption"},
    "getFile": {"file_id"},
    "leaveChat": {"chat_id"},
    "setWebhook": {
        *("url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"),
    },
    "deleteWebhook": {"drop_pending_updates"},
    "setMyCommands": {"commands", "language_code", "scope"},
    "setMyShortDescription": {"short_description", "language_code"},
}


def get_me(telegram: Telegram, call: Given) -> Any:
    return {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(telegram: Telegram, call: Given) -> Any:
    chat = int(call["chat_id"])
    telegram.reachable(chat)
    text, bold = checks.text(call["text"], call.get("parse_mode"))
    shown = Shown(telegram.next_message(), "bot", text, bold, checks.keyboard(_markup(call)))
    telegram.chat(chat).append(shown)
    return telegram.message(chat, shown)


def edit_message_text(telegram: Telegram, call: Given) -> Any:
    chat = int(call["chat_id"])
    telegram.reachable(chat)
    shown = telegram.found(chat, int(call["message_id"]), "edit")
    text, bold = checks.text(call["text"], call.get("parse_mode"))
    markup = checks.keyboard(_markup(call))
    if shown.by != "bot":
        raise bad("message can't be edited")
    if (text, bold, markup) == (shown.text, shown.bold, shown.markup):
        raise bad("message is not modified: specified new message content is exactly the same")
    shown.text, shown.bold, shown.markup = text, bold, markup
    shown.edits += 1
    return telegram.message(chat, shown, edit_date=_date(shown))


def edit_message_reply_markup(telegram: Telegram, call: Given) -> Any:
    chat = int(call["chat_id"])
    telegram.reachable(chat)
    shown = telegram.found(chat, int(call["message_id"]), "edit")
    markup = checks.keyboard(_markup(call))
    if markup == shown.markup:
        raise bad("message is not modified")
    shown.markup = markup
    return telegram.message(chat, shown, edit_date=_date(shown))


def delete_message(telegram: Telegram, call: Given) -> Any:
    chat = int(call["chat_id"])
    telegram.reachable(chat)
    telegram.chat(chat).remove(telegram.found(chat, int(call["message_id"]), "delete"))
    return True


def delete_messages(telegram: Telegram, call: Given) -> Any:
    chat, ids = int(call["chat_id"]), set(json.loads(call["message_ids"]))
    telegram.chats[chat] = [shown for shown in telegram.chat(chat) if shown.id not in ids]
    return True


def answer_callback_query(telegram: Telegram, call: Given) -> Any:
    query = call["callback_query_id"]
    if query not in telegram.waiting_queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(call.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    telegram.waiting_queries.discard(query)
    telegram.toasts.append((query, call.get("text", "")))
    return True


def send_chat_action(telegram: Telegram, call: Given) -> Any:
    telegram.reachable(int(call["chat_id"]))
    telegram.typing.append(int(call["chat_id"]))
    return True


def send_voice(telegram: Telegram, call: Given) -> Any:
    chat, voice = int(call["chat_id"]), call["voice"]
    telegram.reachable(chat)
    if not voice.startswith(b"OggS") or b"OpusHead" not in voice[:200]:
        raise bad("wrong file type: a voice message is Ogg with Opus")
    shown = Shown(telegram.next_message(), "bot", "", kind="voice", voice=voice)
    telegram.chat(chat).append(shown)
    file = {"file_id": f"voice{shown.id}", "file_unique_id": f"v{shown.id}"}
    told = {**file, "duration": int(float(call.get("duration", 0))), "file_size": len(voice)}
    return telegram.message(chat, shown, voice=told)


def get_file(telegram: Telegram, call: Given) -> Any:
    id = call["file_id"]
    if id not in telegram.files:
        raise bad("invalid file_id")
    size = len(telegram.files[id])
    if size > 20 * 1024 * 1024:
        raise bad("file is too big")
    return {"file_id": id, "file_unique_id": f"u{id}", "file_size": size, "file_path": f"p/{id}"}


def leave_chat(telegram: Telegram, call: Given) -> Any:
    telegram.left.add(int(call["chat_id"]))
    return True


def set_webhook(telegram: Telegram, call: Given) -> Any:
    telegram.webhook = {
        "url": call["url"],
        "secret": call.get("secret_token", ""),
        "connections": int(call.get("max_connections", 40)),
    }
    telegram.changed()
    return True


def delete_webhook(telegram: Telegram, call: Given) -> Any:
    telegram.webhook = {}
    return True


def set_my_commands(telegram: Telegram, call: Given) -> Any:
    telegram.commands[call.get("language_code", "")] = json.loads(call["commands"])
    return True


def set_my_short_description(telegram: Telegram, call: Given) -> Any:
    if len(call.get("short_description", "")) > 120:
        raise bad("short description is too long")
    return True


METHODS: Mapping[str, Callable[[Telegram, Given], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "sendVoice": send_voice,
    "getFile": get_file,
    "leaveChat": leave_chat,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "setMyCommands": set_my_commands,
    "setMyShortDescription": set_my_short_description,
}


def called(telegram: Telegram, method: str, call: Given) -> Any:
    """The result of a call. Raises `RefusedError` as Telegram refuses."""
    if unknown := call.keys() - ALLOWED[method]:
        raise AssertionError(f"{method} is given {sorted(unknown)}, which the double does not know")
    with telegram.lock:
        return METHODS[method](telegram, call)


def _markup(call: Given) -> str | None:
    markup: str | None = call.get("reply_markup")
    return markup


def _date(shown: Shown) -> int:
    return 1_793_836_801 + shown.edits
