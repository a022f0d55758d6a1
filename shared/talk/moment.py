"""A moment as it is written on the command line."""

from __future__ import annotations

import argparse
from datetime import datetime

from dialogs.talk import JAKARTA


def moment(text: str) -> datetime:
    """ISO 8601; without a zone it is Jakarta's. Raises argparse.ArgumentTypeError."""
    try:
        read = datetime.fromisoformat(text.strip().upper().replace("Z", "+00:00"))
    except ValueError:
        raise argparse.ArgumentTypeError("write it like 2026-11-05T09:00+07:00") from None
    return read if read.tzinfo else read.replace(tzinfo=JAKARTA)
