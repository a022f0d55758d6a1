"""Two synthetic requests as the dialog layer makes them: a report and a lost card."""

from __future__ import annotations

from typing import Any

from dialogs.contract.effect import Request

TEBET_TIMUR = "31.74.01.1001"
NIK = "3174015708490001"
NAME = "Siti Contoh"
STORY = "Lubang besar & dalam = bahaya, 50% jalan"


def road(**changes: Any) -> Request:
    """A damaged road, for Open311."""
    fields: dict[str, Any] = {
        "service": "LAPOR_JALAN",
        "route": "open311",
        "attributes": {
            "damage": "pothole",
            "description": STORY,
            "first_name": "Sukarno",
            "danger": None,
        },
        "address_id": TEBET_TIMUR,
        "channel": "terminal",
        **changes,
    }
    return Request(**fields)


def lost_card() -> Request:
    """A lost KTP, for /warga/v1."""
    return Request(
        service="KTP_HILANG",
        route="warga",
        attributes={
            "nik": NIK,
            "name": NAME,
            "lost_on": "2026-11-20",
            "police_letter": "no",
            "for_whom": "self",
            "home": TEBET_TIMUR,
            "kk": None,
        },
        channel="terminal",
        made_at="2026-11-21T10:00:00+07:00",
    )
