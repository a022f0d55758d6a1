"""The steps beside the path, one file each. A talk has one of them at most."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.asides import (
    choose_service,
    confirming,
    explaining,
    guide_changed,
    in_group,
    not_understood,
    notice,
    read_back,
    saved,
    simplified,
    waiting,
    with_officer,
)
from dialogs.asides.aside import AsideStage
from dialogs.contract import session

ASIDES: Mapping[type[session.Aside], AsideStage] = {
    session.ReadBack: read_back.ASIDE,
    session.NotUnderstood: not_understood.ASIDE,
    session.Explaining: explaining.ASIDE,
    session.Simplified: simplified.ASIDE,
    session.ChooseService: choose_service.ASIDE,
    session.InGroup: in_group.ASIDE,
    session.Confirming: confirming.ASIDE,
    session.Waiting: waiting.ASIDE,
    session.WithOfficer: with_officer.ASIDE,
    session.Saved: saved.ASIDE,
    session.GuideChanged: guide_changed.ASIDE,
    session.Notice: notice.ASIDE,
}
