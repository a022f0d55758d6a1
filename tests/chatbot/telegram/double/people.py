"""Somebody at a phone: what they do becomes an update, and what they see is the chat."""

from __future__ import annotations

from typing import Any

from tests.chatbot.telegram.double.telegram import BOT, NOW, Shown, Telegram


class Person:
    """A person in a private chat with the bot."""

    def __init__(self, telegram: Telegram, id: int) -> None:
        self._telegram = telegram
        self.id = id

    @property
    def data(self) -> dict[str, Any]:
        return self._telegram.people[self.id]

    # What they see -------------------------------------------------------------------------------

    @property
    def sees(self) -> list[Shown]:
        """Everything that stands in the chat, in order."""
        with self._telegram.lock:
            return list(self._telegram.chat(self.id))

    @property
    def screen(self) -> Shown:
        """The last message with buttons."""
        return [shown for shown in self.sees if shown.by == "bot" and shown.rows][-1]

    @property
    def keyboard(self) -> dict[str, Any] | None:
        """The big button below, where there is one."""
        for shown in reversed(self.sees):
            if shown.markup and "keyboard" in shown.markup:
                return shown.markup
        return None

    # What they do --------------------------------------------------------------------------------

    def types(self, text: str, **more: Any) -> int:
        entities = {}
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            entities = {"entities": [command]}
        return self.sends(text, text=text, **entities, **more)

    def presses(self, label: str) -> int:
        """The button with this label on the last message that has it."""
        for shown in reversed(self.sees):
            for button in (button for row in shown.rows for button in row):
                if button["text"] == label:
                    return self.presses_data(button["callback_data"], shown)
        raise AssertionError(f"no button is called {label!r}; there are {self.screen.labels}")

    def presses_data(self, data: str, shown: Shown | None = None) -> int:
        shown = shown or self.screen
        query = f"q{self._telegram.next_message()}"
        with self._telegram.lock:
            self._telegram.waiting_queries.add(query)
            message = self._telegram.message(self.id, shown)
        return self._telegram.post(
            {
                "callback_query": {
                    "id": query,
                    "from": self.data,
                    "message": message,
                    "chat_instance": "1",
                    "data": data,
                }
            }
        )

    def shares_phone(self, phone: str = "+6281234567890") -> int:
        contact = {"phone_number": phone, "first_name": "Siti", "user_id": self.id}
        return self.sends("(nomor telepon)", contact=contact)

    def shares_place(self, lat: float = -6.2297, lon: float = 106.8675) -> int:
        return self.sends("(titik di peta)", location={"latitude": lat, "longitude": lon})

    def sends_photo(self, content: bytes, album: str = "", small: bytes = b"") -> int:
        sizes = [
            self._kept(data, width=90 * n, height=90 * n)
            for n, data in enumerate((small or content[:10], content), 1)
        ]
        more = {"media_group_id": album} if album else {}
        return self.sends("(foto)", photo=sizes, **more)

    def sends_file(self, content: bytes, mime: str, name: str = "IMG_1.jpg") -> int:
        document = self._kept(content) | {"mime_type": mime, "file_name": name}
        return self.sends("(berkas)", document=document)

    def sends_voice(self) -> int:
        voice = self._kept(b"OggS") | {"duration": 3}
        return self.sends("(pesan suara)", voice=voice)

    def sends_sticker(self) -> int:
        sticker = self._kept(b"webp", width=512, height=512) | {
            "type": "regular",
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        }
        return self.sends("(stiker)", sticker=sticker)

    def forwards(self, text: str) -> int:
        origin = {"type": "hidden_user", "date": NOW, "sender_user_name": "Grup RT"}
        return self.sends(f"(terusan) {text}", text=text, forward_origin=origin)

    def edits(self, shown: Shown, text: str) -> int:
        shown.text = text
        message = self._message(shown.id) | {"text": text, "edit_date": NOW + 5}
        return self._telegram.post({"edited_message": message})

    def blocks(self) -> int:
        self._telegram.blocked.add(self.id)
        return self._member("member", "kicked")

    def lets_in(self) -> int:
        self._telegram.blocked.discard(self.id)
        return self._member("kicked", "member")

    def adds_bot_to_group(self, group: int = -500) -> int:
        chat = self._telegram.chat_data(group)
        return self._telegram.post({"my_chat_member": self._changed(chat, "left", "member")})

    def sends(self, stands: str, /, **content: Any) -> int:
        """Any message; `stands` is how it is seen in the chat."""
        with self._telegram.lock:
            shown = Shown(self._telegram.next_message(), "person", stands)
            self._telegram.chat(self.id).append(shown)
        return self._telegram.post({"message": self._message(shown.id) | content})

    # -------------------------------------------------------------------------------------------

    def _message(self, id: int) -> dict[str, Any]:
        chat = self._telegram.chat_data(self.id)
        return {"message_id": id, "from": self.data, "chat": chat, "date": NOW}

    def _kept(self, content: bytes, **more: Any) -> dict[str, Any]:
        id = f"file{self._telegram.next_message()}"
        self._telegram.files[id] = content
        return {"file_id": id, "file_unique_id": f"u{id}", "file_size": len(content), **more}

    def _member(self, before: str, after: str) -> int:
        chat = self._telegram.chat_data(self.id)
        return self._telegram.post({"my_chat_member": self._changed(chat, before, after)})

    def _changed(self, chat: dict[str, Any], before: str, after: str) -> dict[str, Any]:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": BOT, **until}

        return {
            "chat": chat,
            "from": self.data,
            "date": NOW,
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
