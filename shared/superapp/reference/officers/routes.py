"""/officer/v1: the desk of the authority's own staff."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from shared.superapp.reference import moments
from shared.superapp.reference.limits import Limiter
from shared.superapp.reference.problems import NOT_FOUND, Problem
from shared.superapp.reference.service import Backend

from . import correcting, reading, stepping
from .accounts import Account, bearer
from .guard import Guard
from .models import AccountChange, LoggedIn, LogIn

PREFIX = "/officer/v1"
# Log-ins and seconds for one address: an office shares one.
_LOG_INS_PER_CALLER = (60, 600.0)


def router(backend: Backend) -> APIRouter:
    """All routes under /officer/v1."""
    routes = APIRouter(prefix=PREFIX)
    desk = Depends(Guard(backend.accounts, "officer", "supervisor"))
    _add_sessions(routes, backend)
    reading.add(routes, backend, desk)
    stepping.add(routes, backend, desk)
    correcting.add(routes, backend, desk)
    _add_accounts(routes, backend, Depends(Guard(backend.accounts, "admin")))
    return routes


def _add_sessions(routes: APIRouter, backend: Backend) -> None:
    log_ins = Limiter(*_LOG_INS_PER_CALLER)

    @routes.post("/session", status_code=201, response_model=LoggedIn)
    def log_in(request: Request, sent: LogIn) -> LoggedIn:
        log_ins.take("" if request.client is None else request.client.host)
        session = backend.accounts.log_in(sent.name, sent.password)
        who = session.account
        return LoggedIn(
            token=session.token,
            name=who.name,
            role=who.role,
            area=who.area,
            expires_at=moments.w3c(session.expires_ms),
        )

    @routes.delete("/session", status_code=204, response_class=Response)
    def log_out(authorization: Annotated[str | None, Header()] = None) -> None:
        backend.accounts.log_out(bearer(authorization))


def _add_accounts(routes: APIRouter, backend: Backend, admin: Any) -> None:
    @routes.patch("/accounts/{name}", status_code=204, response_class=Response)
    def change(name: str, sent: AccountChange, _: Account = admin) -> None:
        """Shuts an account out at once, or lets it in again and unlocks it."""
        if not backend.accounts.disable(name, disabled=sent.disabled):
            raise Problem(404, NOT_FOUND)
