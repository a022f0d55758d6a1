"""Data at rest: encrypted with keys that live outside the database."""
