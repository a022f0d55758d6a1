"""Three ways to hear an intent, trained and judged on the same texts in the same run.

`ours` is chatbot/understanding; the others are Rasa configurations beside this file.
"""
