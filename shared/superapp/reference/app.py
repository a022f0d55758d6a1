"""The web application: both faces on one register."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from shared.database import Database
from shared.privacy.cipher import Cipher

from . import failures, warga
from .access import Access
from .api_keys import ApiKeys
from .catalogue import Catalogue, shipped
from .open311 import routes as open311
from .problems import Problem
from .register import Register
from .service import Backend


def wall_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Config:
    """What the application stands on. The caller opens and closes the database."""

    database: Database
    cipher: Cipher
    keys: ApiKeys
    public_url: str | None = None
    clock: Callable[[], int] = wall_clock


def create_app(config: Config, catalogue: Catalogue | None = None) -> FastAPI:
    """The application, ready to be served."""
    offered = catalogue or shipped()
    register = Register(config.database, config.cipher, offered, config.clock)
    backend = Backend(register, offered, config.keys, config.public_url)
    app = FastAPI(
        title="Pandu reference backend",
        version="1",
        openapi_url=f"{warga.PREFIX}/openapi.json",
        docs_url=None,  # the pages load scripts from elsewhere
        redoc_url=None,
    )
    app.include_router(open311.router(backend))
    app.include_router(warga.router(backend))
    _add_health(app, register)
    app.add_exception_handler(Problem, failures.on_problem)
    app.add_exception_handler(HTTPException, failures.on_http)
    app.add_exception_handler(RequestValidationError, failures.on_body)
    app.add_middleware(Access)
    return app


def _add_health(app: FastAPI, register: Register) -> None:
    @app.get("/healthz")
    def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz", response_model=None)
    def ready() -> JSONResponse:
        """The database answers too."""
        try:
            register.ready()
        except sa.exc.SQLAlchemyError:
            return JSONResponse({"status": "no database"}, status_code=503)
        return JSONResponse({"status": "ok"})
