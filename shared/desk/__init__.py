"""The officers' desk in a terminal, over HTTP."""
