"""Where people write to Pandu: understanding, and the bot on Telegram. Never imports Kivy."""
