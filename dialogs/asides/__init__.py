"""The steps beside the path, one file each. A talk has one of them at most."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.asides import (
    about_consent,
    ask_elder,
    ask_pin,
    ask_receipt,
    choose_service,
    confirming,
    doubting,
    explaining,
    guide_changed,
    hand_over,
    in_group,
    not_understood,
    noted,
    notice,
    read_back,
    requirements,
    saved,
    simplified,
    status_told,
    told,
    waiting,
    which_answer,
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
    session.Requirements: requirements.ASIDE,
    session.Told: told.ASIDE,
    session.Noted: noted.ASIDE,
    session.WhichAnswer: which_answer.ASIDE,
    session.Doubting: doubting.ASIDE,
    session.AboutConsent: about_consent.ASIDE,
    session.HandOver: hand_over.ASIDE,
    session.AskElder: ask_elder.ASIDE,
    session.AskReceipt: ask_receipt.ASIDE,
    session.AskPin: ask_pin.ASIDE,
    session.StatusTold: status_told.ASIDE,
}
