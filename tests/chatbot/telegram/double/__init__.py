"""A Bot API of our own: Telegram's server over real HTTP, and the chats as people see them.

Everything it hands out is read by python-telegram-bot's own types first, and a field that those do
not know is a mistake of the double. It refuses what Telegram refuses.
"""

from tests.chatbot.telegram.double.people import Person
from tests.chatbot.telegram.double.server import Double
from tests.chatbot.telegram.double.telegram import TOKEN

__all__ = ["TOKEN", "Double", "Person"]
