"""The question that a screen asks, as its guide has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.guide import Question
from kiosk.glass import Glass


def question_of(glass: Glass) -> Question | None:
    """None where the screen asks for itself (a receipt, a PIN)."""
    screen = glass.screen
    guide = glass.world.guides.get(screen.service or "")
    if guide is None:
        return None
    return next((one for one in guide.questions if one.id == screen.question_id), None)


def limits_of(glass: Glass) -> Mapping[str, Any]:
    question = question_of(glass)
    return question.limits if question else {}
