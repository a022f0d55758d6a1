"""How values are said: digits one by one, numbers as words, dates. Words come from the texts."""
