"""The places on the path where a person can stand, one file each."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.journey import Stage as StageName
from dialogs.stages import check, checklist, emergency, menu, question, receipt, welcome
from dialogs.stages.stage import Stage

STAGES: Mapping[StageName, Stage] = {
    "welcome": welcome.STAGE,
    "menu": menu.STAGE,
    "question": question.STAGE,
    "check": check.STAGE,
    "receipt": receipt.STAGE,
    "checklist": checklist.STAGE,
}
EMERGENCY = emergency.STAGE
