"""The calls of GeoReport v2. A path ends in .xml or .json; answers and errors come in that form."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from shared.superapp.reference.problems import NO_REQUEST, NO_TOKEN, NOT_FOUND, Problem
from shared.superapp.reference.register import Row
from shared.superapp.reference.service import Backend

from . import comments, posting, query, trees
from .form import Form, read_form
from .render import CONTENT_TYPES, respond

PREFIX = "/open311"
Form_ = Annotated[str, Path(alias="form")]


def router(backend: Backend) -> APIRouter:
    """All routes under /open311. They are described in openapi.yaml."""
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)
    _add_services(routes, backend)
    _add_requests(routes, backend)
    _add_updates(routes, backend)
    return routes


def _add_services(routes: APIRouter, backend: Backend) -> None:
    catalogue = backend.catalogue

    @routes.get("/discovery.{form}")
    @routes.get("/v2/discovery.{form}")
    def discovery(request: Request, form: Form_) -> Response:
        found = trees.discovery(catalogue, backend.base_url(request))
        return respond(_form(form), "discovery", found)

    @routes.get("/v2/services.{form}")
    def services(request: Request, form: Form_) -> Response:
        shape = _form(form)
        query.jurisdiction(catalogue, query.query_of(request).get("jurisdiction_id"))
        listed = [trees.service(service) for service in catalogue.public_services()]
        return respond(shape, "services", listed)

    @routes.get("/v2/services/{code}.{form}")
    def definition(request: Request, code: str, form: Form_) -> Response:
        shape = _form(form)
        query.jurisdiction(catalogue, query.query_of(request).get("jurisdiction_id"))
        found = trees.definition(query.service(catalogue, code))
        return respond(shape, "service_definition", found)


def _add_requests(routes: APIRouter, backend: Backend) -> None:
    @routes.get("/v2/requests.{form}")
    def requests(request: Request, form: Form_) -> Response:
        shape, asked = _form(form), query.query_of(request)
        wanted = query.several(backend.catalogue, asked, backend.register.now())
        extended = query.is_extended(asked)
        return _shown(backend, shape, backend.reports.listed(wanted), extended)

    @routes.get("/v2/requests/{number}.{form}")
    def one_request(request: Request, number: str, form: Form_) -> Response:
        shape, asked = _form(form), query.query_of(request)
        at = query.jurisdiction(backend.catalogue, asked.get("jurisdiction_id"))
        wanted = query.one(backend.catalogue, at, number)
        extended = query.is_extended(asked)
        rows = backend.reports.listed(wanted) if query.NUMBER.fullmatch(number) else []
        if not rows:
            raise Problem(404, NO_REQUEST)
        return _shown(backend, shape, rows, extended)

    @routes.post("/v2/requests.{form}")
    async def post_request(request: Request, form: Form_) -> Response:
        shape, sent = _form(form), await read_form(request)
        client = _client(backend, request, sent)
        key = request.headers.get("idempotency-key")
        row = await run_in_threadpool(posting.record, backend, client, sent, key)
        return respond(shape, "service_requests", [trees.accepted(row, sent.get("account_id"))])

    @routes.get("/v2/tokens/{token}.{form}")
    def token(request: Request, token: str, form: Form_) -> Response:
        shape, asked = _form(form), query.query_of(request)
        at = query.jurisdiction(backend.catalogue, asked.get("jurisdiction_id")).code
        found = backend.reports.token(token, at) if query.TOKEN.fullmatch(token) else None
        if found is None:
            raise Problem(404, NO_TOKEN)
        told = {"token": token, "service_request_id": found.service_request_id}
        return respond(shape, "service_requests", [told])


def _add_updates(routes: APIRouter, backend: Backend) -> None:
    @routes.get("/v2/servicerequestupdates.{form}")
    def updates(request: Request, form: Form_) -> Response:
        shape, asked = _form(form), query.query_of(request)
        wanted = query.several(backend.catalogue, asked, backend.register.now())
        steps = backend.reports.steps(wanted)
        listed = [trees.update(step, backend.catalogue) for step in steps]
        return respond(shape, "service_request_updates", listed)

    @routes.post("/v2/servicerequestupdates.{form}")
    async def post_update(request: Request, form: Form_) -> Response:
        shape, sent = _form(form), await read_form(request)
        client = _client(backend, request, sent)
        update_id = await run_in_threadpool(_comment, backend, client, sent)
        return respond(shape, "service_request_updates", [{"update_id": update_id}])


def _comment(backend: Backend, client: str, sent: Form) -> str:
    at = query.jurisdiction(backend.catalogue, sent.get("jurisdiction_id"))
    comment = comments.read(sent)
    if not backend.reports.listed(query.one(backend.catalogue, at, comment.number)):
        raise Problem(404, NO_REQUEST)
    return backend.comments.record(client, comment)


def _form(name: str) -> str:
    if name not in CONTENT_TYPES:
        raise Problem(404, NOT_FOUND)
    return name


def _client(backend: Backend, request: Request, sent: Form) -> str:
    """The sender, by a header or by the form; never by the query, which logs keep."""
    return backend.client(request.headers.get("x-api-key") or sent.get("api_key"))


def _shown(backend: Backend, form: str, rows: list[Row], extended: bool) -> Response:
    catalogue = backend.catalogue
    listed = [trees.request(row, catalogue, backend.reports.description(row)) for row in rows]
    if extended:
        steps = backend.reports.history([row.service_request_id for row in rows])
        for tree, row in zip(listed, rows, strict=True):
            tree |= trees.extensions(row, steps.get(row.service_request_id, []), catalogue)
    return respond(form, "service_requests", listed)
