"""GET /metrics: how many saved talks wait and are held, for Prometheus. Counts alone."""

# No "from __future__ import annotations" here: the framework reads the annotations of the routes.
from collections.abc import Iterable

import sqlalchemy as sa
from fastapi import APIRouter
from starlette.responses import Response

from shared.database import Database
from shared.hub.service.guessing import ALL
from shared.hub.service.shelf import Shelf
from shared.hub.service.tables import DEVICE, TRAIL, WRONG
from shared.superapp.reference.metrics import CONTENT_TYPE, family


def router(shelf: Shelf, database: Database) -> APIRouter:
    """The one route."""
    routes = APIRouter()

    @routes.get("/metrics", response_class=Response)
    def metrics() -> Response:
        return Response("".join(_families(shelf, database)), media_type=CONTENT_TYPE)

    return routes


def _families(shelf: Shelf, database: Database) -> Iterable[str]:
    done = sa.select(TRAIL.c.action, sa.func.count()).group_by(TRAIL.c.action)
    wrong = sa.select(sa.func.max(WRONG.c.codes)).where(
        WRONG.c.who == ALL, WRONG.c.day == sa.select(sa.func.max(WRONG.c.day)).scalar_subquery()
    )
    devices = sa.select(sa.func.count()).where(DEVICE.c.revoked_at.is_(None))
    with database.reading() as connection:
        actions = [({"action": action}, count) for action, count in connection.execute(done)]
        codes = connection.execute(wrong).scalar() or 0
        let_in = connection.execute(devices).scalar_one()
    standing = [({"state": state}, count) for state, count in shelf.counts().items()]
    yield family("pandu_hub_drafts", "Saved talks by state.", standing)
    yield family("pandu_hub_steps", "What was done with saved talks.", actions)
    yield family("pandu_hub_wrong_codes", "Wrong codes on the last day with any.", [({}, codes)])
    yield family("pandu_hub_devices", "Devices that are let in.", [({}, let_in)])
