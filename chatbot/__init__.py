"""Where people write to Pandu: understanding now, the bot later. Never imports Kivy."""
