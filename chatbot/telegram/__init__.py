"""The Telegram bot: the dialogs of every channel, by python-telegram-bot's types and client."""
