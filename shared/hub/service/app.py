"""The web application of the hub, and what it stands on."""

# No "from __future__ import annotations" here: the framework reads the annotations of the routes.
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from shared.database import Database
from shared.hub.service import metrics, routes
from shared.hub.service.devices import Devices
from shared.hub.service.shelf import LEASE, Shelf
from shared.privacy.cipher import Cipher
from shared.superapp.reference import failures
from shared.superapp.reference.access import Access
from shared.superapp.reference.problems import Problem


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Config:
    """What the hub stands on. The caller opens and closes the database."""

    database: Database
    cipher: Cipher
    clock: Callable[[], datetime] = wall_clock
    lease: timedelta = LEASE


def create_app(config: Config) -> FastAPI:
    """The application, ready to be served."""
    shelf = Shelf(config.database, config.cipher, config.clock, config.lease)
    hub = routes.Hub(shelf, Devices(config.database, config.clock))
    app = FastAPI(title="Pandu hub", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.hub = hub
    app.include_router(routes.router(hub))
    app.include_router(metrics.router(shelf, config.database))
    _add_health(app, config.database)
    app.add_exception_handler(Problem, failures.on_problem)
    app.add_exception_handler(HTTPException, failures.on_http)
    app.add_exception_handler(RequestValidationError, failures.on_body)
    app.add_middleware(Access)
    return app


def _add_health(app: FastAPI, database: Database) -> None:
    @app.get("/healthz")
    def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz", response_model=None)
    def ready() -> JSONResponse:
        """The database answers too."""
        try:
            with database.reading() as connection:
                connection.execute(sa.text("SELECT 1"))
        except sa.exc.SQLAlchemyError:
            return JSONResponse({"status": "no database"}, status_code=503)
        return JSONResponse({"status": "ok"})
