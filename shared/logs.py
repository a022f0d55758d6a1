"""Logging of the programs a person sits before: warnings only, to stderr, never a text of a
person."""

from __future__ import annotations

import logging
import sys

import structlog


def quiet() -> None:
    """Warnings and worse on stderr; nothing in between the lines of a talk."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
