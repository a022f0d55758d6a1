"""The places on the path where a person can stand, one file each."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.path import Stage as StageName
from dialogs.stages import (
    check,
    checklist,
    consent,
    declined,
    eligibility,
    emergency,
    menu,
    question,
    receipt,
    stop,
    welcome,
)
from dialogs.stages.stage import Stage

STAGES: Mapping[StageName, Stage] = {
    "welcome": welcome.STAGE,
    "menu": menu.STAGE,
    "eligibility": eligibility.STAGE,
    "consent": consent.STAGE,
    "question": question.STAGE,
    "stop": stop.STAGE,
    "declined": declined.STAGE,
    "check": check.STAGE,
    "receipt": receipt.STAGE,
    "checklist": checklist.STAGE,
}
EMERGENCY = emergency.STAGE
