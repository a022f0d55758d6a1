"""The backend's side of the retention job: what is over, and what an anonymised request keeps."""

import json

from shared.database import Database
from shared.privacy.cipher import Cipher
from shared.privacy.retention import Kept

from . import workflow
from .tables import METADATA

# Service, status, kelurahan, language and moments stay for the counts; nobody is found by them.
_CLEARED = (
    "receipt",
    "pin_hash",
    "word",
    "person_index",
    "official_number",
    "token",
    "actor",
    "hands",
    "entered_by",
    "taken_by",
    "made_ms",
)
ANONYMOUS = ("channel", "-")


def kept(database: Database, cipher: Cipher) -> Kept:
    """The backend's database as the rules see it."""
    nothing = json.dumps({"answers": {}, "extra": {}}).encode()
    return Kept(
        of="backend",
        database=database,
        metadata=METADATA,
        units_a_ms=1,
        final=frozenset(workflow.shipped().final),
        blank={
            **{name: lambda number: None for name in _CLEARED},
            "answers": lambda number: "{}",
            "is_public": lambda number: False,
            "sealed": lambda number: cipher.encrypt(
                nothing, table="request", column="sealed", row=number
            ),
            ANONYMOUS[0]: lambda number: ANONYMOUS[1],
        },
        mark=ANONYMOUS,
    )
