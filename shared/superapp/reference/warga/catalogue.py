"""GET /catalogue: the whole catalogue as JSON, cached by its digest."""

from typing import Annotated, Any

from fastapi import APIRouter, Header
from starlette.responses import JSONResponse, Response

from shared.superapp.reference.catalogue import Attribute, Catalogue, Service
from shared.superapp.reference.service import Backend


def add(routes: APIRouter, backend: Backend) -> None:
    """Adds the route."""
    listed = _catalogue(backend.catalogue)

    @routes.get("/catalogue", response_model=None)
    def catalogue(if_none_match: Annotated[str | None, Header()] = None) -> Response:
        headers = {"ETag": backend.catalogue.etag, "Cache-Control": "no-cache"}
        known = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
        if backend.catalogue.etag in known:
            return Response(status_code=304, headers=headers)
        return JSONResponse(listed, headers=headers)


def _catalogue(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "changeset": catalogue.changeset,
        "jurisdiction_id": catalogue.jurisdiction,
        "services": [_service(service) for service in catalogue.services.values()],
        "statuses": [
            {"code": s.code, "open311": s.open311, "extended": s.extended, "name": s.name}
            for s in catalogue.statuses.values()
        ],
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "service_code": service.code,
        "name": service.name,
        "description": service.description,
        "group": service.group,
        "keywords": service.keywords,
        "completion": service.completion,
        "public": service.public,
        "located": service.located,
        **({} if service.working_days is None else {"working_days": service.working_days}),
        "attributes": [_attribute(attribute) for attribute in service.attributes.values()],
    }


def _attribute(attribute: Attribute) -> dict[str, Any]:
    described: dict[str, Any] = {
        "code": attribute.code,
        "datatype": attribute.datatype,
        "required": attribute.required,
        "order": attribute.order,
        "description": attribute.description,
    }
    if attribute.format is not None:
        described["format"] = attribute.format
    if attribute.values is not None:
        described["values"] = [
            {"key": key, "name": names} for key, names in attribute.values.items()
        ]
    return described
