"""Ways to type for fingers that tremble: one pad for each kind of answer that no button gives."""

from __future__ import annotations

from dialogs.contract.screen import Screen
from kiosk.glass import Glass
from kiosk.pads.codes import RECEIPT, SAVED_TALK
from kiosk.pads.dates import DATES
from kiosk.pads.digits import DIGITS, FORMS
from kiosk.pads.letters import ADDRESS, NAME, TEXT, Letters
from kiosk.pads.pad import Pad
from kiosk.pads.photos import PHOTOS
from kiosk.pads.places import LOCATION, PLACE
from kiosk.pads.several import SEVERAL
from kiosk.visit import Entry, Visit

_PADS: dict[str, Pad] = {
    **dict.fromkeys(FORMS, DIGITS),
    "name": Letters(NAME),
    "text": Letters(TEXT),
    "address": Letters(ADDRESS),
    "receipt": RECEIPT,
    "date": DATES,
    "place": PLACE,
    "location": LOCATION,
    "photo": PHOTOS,
    "several": SEVERAL,
}
# Sheets of the kiosk on which something is typed.
_SHEETS: dict[str, Pad] = {
    "write": Letters(TEXT, options=False),
    "tell": Letters(TEXT, options=False),
    "code": SAVED_TALK,
}


def pad_of(glass: Glass) -> Pad | None:
    """The pad of the sheet that is open, or of the question on the screen; None where options are
    enough."""
    screen = glass.visit.screen
    return (_SHEETS.get(glass.visit.sheet) or _pad_for(screen)) if screen else None


def entry_of(visit: Visit) -> Entry:
    """What is typed into that pad so far."""
    if visit.sheet not in _SHEETS:
        return visit.entry
    return visit.written if visit.written.step == visit.sheet else Entry(step=visit.sheet)


def with_entry(visit: Visit, entry: Entry) -> Visit:
    if visit.sheet in _SHEETS:
        return visit._replace(written=entry._replace(step=visit.sheet), refused="")
    return visit._replace(entry=entry)


def start(screen: Screen) -> Entry:
    """The entry that a screen begins with."""
    pad = _pad_for(screen)
    return pad.start(screen) if pad else Entry()


def _pad_for(screen: Screen) -> Pad | None:
    return _PADS.get(screen.input) if screen.kind == "question" else None
