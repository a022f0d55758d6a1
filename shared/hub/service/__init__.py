"""The hub itself: an HTTP service with a database and keys of its own."""
