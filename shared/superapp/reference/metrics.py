"""GET /metrics: how much waits and how it goes, for Prometheus. Counts alone, nothing of a person.

Text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from fastapi import APIRouter
from starlette.responses import Response

from shared.database import Database

from .service import Backend
from .tables import CONSENT, HISTORY, REQUEST

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[Mapping[str, str], int]


def router(backend: Backend, database: Database) -> APIRouter:
    """The one route."""
    routes = APIRouter()

    @routes.get("/metrics", response_class=Response)
    def metrics() -> Response:
        return Response("".join(_families(backend, database)), media_type=CONTENT_TYPE)

    return routes


def _families(backend: Backend, database: Database) -> Iterable[str]:
    requests = sa.select(REQUEST.c.service_code, REQUEST.c.status, sa.func.count()).group_by(
        REQUEST.c.service_code, REQUEST.c.status
    )
    consents = sa.select(CONSENT.c.given, sa.func.count()).group_by(CONSENT.c.given)
    late = sa.select(sa.func.count()).where(
        REQUEST.c.expected_ms < backend.register.now(),
        REQUEST.c.status.in_(backend.catalogue.open_statuses()),
    )
    with database.reading() as connection:
        standing = [
            ({"service": service, "status": status}, count)
            for service, status, count in connection.execute(requests)
        ]
        asked = [
            ({"given": "yes" if given else "no"}, count)
            for given, count in connection.execute(consents)
        ]
        steps = connection.execute(sa.select(sa.func.count()).select_from(HISTORY)).scalar_one()
        overdue = connection.execute(late).scalar_one()
    yield family("pandu_requests", "Requests by service and status.", standing)
    yield family("pandu_requests_overdue", "Open requests past their date.", [({}, overdue)])
    yield family("pandu_steps", "Steps taken.", [({}, steps)])
    yield family("pandu_consents", "Consents asked for.", asked)
    yield family(
        "pandu_corrections_urgent",
        "Corrections open for more than 48 hours.",
        [({}, backend.corrections.overdue())],
    )


def family(name: str, help_text: str, samples: Iterable[Sample]) -> str:
    """One gauge in Prometheus's text format."""
    lines = [f"# HELP {name} {help_text}", f"# TYPE {name} gauge"]
    lines += [f"{name}{_labels(labels)} {value}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    # Codes of the catalogue: nothing in them needs escaping.
    listed = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{listed}}}" if listed else ""
