"""What was done with saved talks, when and by which device. Committed with the deed itself."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from shared.database import moment
from shared.hub.service.tables import TRAIL

Action = Literal["saved", "taken", "released", "used", "erased"]


def note(connection: Connection, action: Action, draft_id: str, device: str, now: datetime) -> None:
    """One row, in the transaction of what it tells of."""
    row = {"at": moment(now), "device": device, "action": action, "draft_id": draft_id}
    connection.execute(sa.insert(TRAIL).values(row))
