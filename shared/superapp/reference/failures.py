"""How a refused call is worded: a list of {code, description}, in the form the path asks for."""

from collections.abc import Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from .officers import models as officer_models
from .open311.render import respond
from .open311.routes import PREFIX as OPEN311
from .problems import NOT_FOUND, Fault, Problem, wrong
from .warga import models as warga_models

_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_PARAMETERS = {"x-pin", "x-receipt", "since", "limit", "page", "status", "photo", "document"}
_FORMS = {"taken_at", "lat", "long"}
# The names that bodies, headers, queries and forms may have: all else was made up by the sender.
_KNOWN_FIELDS = frozenset(_PARAMETERS | _FORMS).union(
    *(
        getattr(model, "__annotations__", ())
        for models in (warga_models, officer_models)
        for model in vars(models).values()
        if isinstance(model, type)
    )
)


def answer(problem: Problem, path: str) -> Response:
    """The HTTP answer for `problem` on `path`. GeoReport wants the HTTP status as each code."""
    headers = {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}
    if path.startswith(OPEN311 + "/"):
        faults = [
            {"code": str(problem.status), "description": fault.description}
            for fault in problem.faults
        ]
        form = "json" if path.endswith(".json") else "xml"
        return respond(form, "errors", faults, problem.status, headers)
    listed = [{"code": fault.code, "description": fault.description} for fault in problem.faults]
    return JSONResponse({"errors": listed}, problem.status, headers)


async def on_problem(request: Request, error: Exception) -> Response:
    """For what our own code refuses."""
    assert isinstance(error, Problem)  # noqa: S101 - registered for this class only
    return answer(error, request.url.path)


async def on_http(request: Request, error: Exception) -> Response:
    """For what the framework refuses: no such path, wrong method, a form that cannot be read."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    fault = NOT_FOUND if error.status_code == 404 else Fault("refused", "The call cannot be read.")
    refused = answer(Problem(error.status_code, fault), request.url.path)
    if error.status_code == 405:
        refused.headers["Allow"] = ", ".join(_methods(request))
    return refused


async def on_body(request: Request, error: Exception) -> Response:
    """For a JSON body of another shape. Names the fields we know, never what was sent."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    faults = [
        wrong(name, "there and of the shape the OpenAPI document says")
        for name in _fields(error.errors())
    ]
    return answer(Problem(422, *faults), request.url.path)


def _methods(request: Request) -> list[str]:
    """What this path takes. The framework names the methods of the first route only."""
    routes = request.app.routes
    return [
        method
        for method in _METHODS
        if any(r.matches({**request.scope, "method": method})[0] is Match.FULL for r in routes)
    ]


def _fields(errors: Sequence[Any]) -> list[str]:
    places = (error["loc"][1] if len(error["loc"]) > 1 else "" for error in errors)
    return sorted({str(place) if place in _KNOWN_FIELDS else "body" for place in places})
