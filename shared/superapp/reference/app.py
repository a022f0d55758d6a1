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

from . import failures, metrics, warga
from .access import Access
from .api_keys import ApiKeys
from .audit import AccessLog, Audited, LoggingCipher
from .catalogue import Catalogue, shipped
from .consents import Consents
from .officers import routes as officers
from .officers.accounts import Accounts
from .officers.cases import Cases
from .officers.corrections import Corrections
from .officers.evidence import Evidence
from .officers.worklist import Worklist
from .open311 import routes as open311
from .open311.changeset import dated
from .open311.comments import Comments
from .open311.reports import Reports
from .openapi import describe
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
    database = config.database
    access_log = AccessLog(database, config.cipher, config.clock)
    access_log.watch()
    cipher = LoggingCipher(config.cipher)
    offered = dated(catalogue or shipped(), database, config.clock())
    register = Register(database, cipher, offered, config.clock)
    reports, comments = Reports(database, register), Comments(database, cipher, register)
    clock = config.clock
    backend = Backend(
        register=register,
        catalogue=offered,
        keys=config.keys,
        reports=reports,
        comments=comments,
        accounts=Accounts(database, clock),
        cases=Cases(database, cipher, offered, clock),
        consents=Consents(database, clock),
        corrections=Corrections(database, cipher, register, clock),
        evidence=Evidence(database, cipher, clock),
        worklist=Worklist(database),
        public_url=config.public_url,
    )
    app = FastAPI(
        title="Pandu reference backend",
        version="1",
        openapi_url=f"{warga.PREFIX}/openapi.json",
        docs_url=None,  # the pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.backend = backend
    app.include_router(open311.router(backend))
    app.include_router(warga.router(backend))
    app.include_router(officers.router(backend))
    app.include_router(metrics.router(backend, config.database))
    _add_health(app, register)
    describe(app, offered)
    app.add_exception_handler(Problem, failures.on_problem)
    app.add_exception_handler(HTTPException, failures.on_http)
    app.add_exception_handler(RequestValidationError, failures.on_body)
    app.add_middleware(Audited, log=access_log)
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
