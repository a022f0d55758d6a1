"""Rasa logs whole messages below warning: nothing below it is let through."""

from __future__ import annotations

import logging
import sys

import structlog


def quiet_rasa() -> None:
    """For the whole process, whatever configures logging after this."""
    logging.disable(logging.INFO)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
