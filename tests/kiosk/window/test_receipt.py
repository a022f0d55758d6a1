"""From the welcome to a receipt by touches alone, in the largest type, while the backend goes away
in the middle and comes back at the end."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dialogs.authoring import load
from kiosk.panel import PANELS, Panel
from shared import settings as configuration
from shared.settings import BIDARA_CINA
from shared.wiring import Wiring
from tests.golden.script import read
from tests.golden.touched import Touched, missing
from tests.kiosk.window.driving import HALF, Kiosk, kiosk
from tests.superapp.running import process

GOLDEN = Path(__file__).parents[2] / "golden"
ARRIVED = ("sent", "recorded")  # by report, or by request of a personal service
SENT_WITHIN = 60.0  # s after the backend is back, on a busy machine


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("name", "panel"),
    [
        ("ktp_hilang_sendiri", PANELS["portrait"]),
        ("lapor_jalan", HALF),
        ("en_lost_id_card", HALF),
        ("en_road", PANELS["landscape"]),
    ],
)
def test_a_receipt_by_touch_alone(name: str, panel: Panel, tmp_path: Path) -> None:
    script = read(GOLDEN / f"{name}.talk")
    world = load.world(office=BIDARA_CINA)
    began = time.monotonic()

    def tick() -> datetime:
        return script.now + timedelta(seconds=time.monotonic() - began)

    with process(tmp_path) as (backend, url):
        settings = configuration.load({"PANDU_HOME": str(tmp_path), "PANDU_BACKEND_URL": url})
        wiring = Wiring(world, settings, tick, name="kiosk", in_memory=True)
        wiring.start_delivering()
        try:
            with kiosk(world, wiring, script.now, panel) as glass:
                talk = Touched(world, script, glass)
                screens = talk.seen()
                next(screens)
                largest(glass)
                for number, seen in enumerate(screens):
                    assert missing(seen) == []
                    if number == len(script.events) // 2:
                        backend.kill()
                    if seen.screen.kind == "receipt":
                        break
                assert standing(glass) == "queued"
                with process(tmp_path, "--port", str(urlsplit(url).port)):
                    # By itself: nobody touches the glass.
                    glass.until(lambda: status(glass) in ARRIVED, SENT_WITHIN)
                    assert standing(glass) == status(glass)
        finally:
            wiring.close()


def largest(glass: Kiosk) -> None:
    """The largest type, as a person chooses it."""
    glass.touch("bar.display")
    glass.press("display.size.XL")
    glass.press("display.done")
    assert glass.app.visit.settings.size == "XL"


def status(glass: Kiosk) -> str:
    receipt = glass.screen.receipt
    return receipt.status if receipt else ""


def standing(glass: Kiosk) -> str:
    """What the receipt on the glass says of itself, read from the words of its pages."""
    texts = [node.text.id for page in glass.pages() for node in page.nodes if node.text]
    said = {id.rpartition(".")[2] for id in texts if id.startswith("receipt.status.")}
    (one,) = said
    return one
