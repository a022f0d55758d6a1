"""The answer kinds by name. A new kind is a new file and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.kinds.address import ADDRESS
from dialogs.kinds.choice import CHOICE
from dialogs.kinds.count import COUNT
from dialogs.kinds.date import DATE
from dialogs.kinds.kind import Kind
from dialogs.kinds.kk import KK
from dialogs.kinds.location import LOCATION
from dialogs.kinds.money import MONEY
from dialogs.kinds.name import NAME
from dialogs.kinds.nik import NIK
from dialogs.kinds.number import NUMBER
from dialogs.kinds.phone import PHONE
from dialogs.kinds.photo import PHOTO
from dialogs.kinds.place import PLACE
from dialogs.kinds.receipt import RECEIPT
from dialogs.kinds.several import SEVERAL
from dialogs.kinds.text import TEXT
from dialogs.kinds.yes_no import YES_NO

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        YES_NO,
        CHOICE,
        SEVERAL,
        NUMBER,
        MONEY,
        COUNT,
        NIK,
        KK,
        NAME,
        PHONE,
        DATE,
        PLACE,
        ADDRESS,
        PHOTO,
        LOCATION,
        TEXT,
        RECEIPT,
    )
}
