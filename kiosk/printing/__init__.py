"""A slip of paper to take home, where an office has a printer. A failure loses nothing: the screen
shows the same."""
