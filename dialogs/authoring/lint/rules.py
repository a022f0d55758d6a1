"""All rules, in the order in which the help lists them."""

from __future__ import annotations

from dialogs.authoring.lint import (
    dated,
    forbidden,
    mapping,
    missing_answers,
    purpose,
    sensitive,
    sentences,
    slots,
    translated,
    used,
)
from dialogs.authoring.lint.rule import Rule

RULES: tuple[Rule, ...] = (
    translated.RULE,
    slots.RULE,
    forbidden.RULE,
    sentences.RULE,
    used.RULE,
    purpose.RULE,
    missing_answers.RULE,
    sensitive.RULE,
    dated.RULE,
    mapping.RULE,
)
