"""A holder that dies: takes a talk up, says so, and waits to be killed.

python -m tests.shared.hub.holder HOME HUB_URL TOKEN CODE
"""

from __future__ import annotations

import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from dialogs.authoring import load
from shared.settings import BIDARA_CINA, Settings
from shared.wiring import Wiring


def main() -> None:
    home, url, token, code = sys.argv[1:]
    settings = Settings(
        Path(home),
        f"sqlite:///{home}/talks.db",
        "http://127.0.0.1:9",
        BIDARA_CINA,
        "H2Z",
        "unused",
        url,
        token,
    )
    world = load.world(office=BIDARA_CINA)
    wiring = Wiring(world, settings, _now, name="kiosk", in_memory=True)
    wiring.start_delivering()
    taken = wiring.drafts.take_up(code, _now())
    print(taken if isinstance(taken, str) else taken.name, flush=True)
    time.sleep(600)


def _now() -> datetime:
    return datetime.now(timezone.utc)


if __name__ == "__main__":
    main()
