"""The OpenAPI 3.1 document of both faces: what the framework knows, made exact.

The framework takes an API key for a plain header and knows no refusals but its own; both are put
right here for every call alike.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from .catalogue import Catalogue
from .open311.openapi import described

Document = dict[str, Any]

# Headers that are keys, and how they are called in the document.
_KEYS = {"x-api-key": "ApiKey", "authorization": "Session"}
# Logging out twice is no mistake.
_WITHOUT_KEY_TOO = {("delete", "/officer/v1/session")}
# What the framework checks after reading, and so does not tell.
_PATTERNS = {"since": "^[0-9]{1,18}$"}
_REFUSALS = {
    "400": "The call cannot be read.",
    "401": "Nobody is logged in.",
    "403": "The key is missing or not known, or the role does not allow it.",
    "404": "There is no such thing, or the PIN does not belong to it.",
    "409": "It was used for something else, or cannot be done now.",
    "413": "The body is too large.",
    "422": "Something in the call is wrong; every fault is listed.",
    "429": "Too many tries; Retry-After says when to come back.",
}


def describe(app: FastAPI, catalogue: Catalogue) -> None:
    """Makes `app` serve the exact document."""

    def document() -> Document:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, routes=app.routes)
            app.openapi_schema = _whole(found, catalogue)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _whole(found: Document, catalogue: Catalogue) -> Document:
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            _make_exact(path, method, operation)
    public = described(catalogue)
    schemas = {**found["components"]["schemas"], **public["components"]["schemas"]}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Errors"] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["errors"],
        "properties": {
            "errors": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["code", "description"],
                    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
                },
            }
        },
    }
    session = {"type": "http", "scheme": "bearer"}
    components = {**public["components"], "schemas": schemas}
    components["securitySchemes"] = {**components["securitySchemes"], "Session": session}
    return {**found, "paths": {**found["paths"], **public["paths"]}, "components": components}


def _make_exact(path: str, method: str, operation: Document) -> None:
    parameters = operation.pop("parameters", [])
    names = {parameter["name"] for parameter in parameters}
    kept = [parameter for parameter in parameters if parameter["name"] not in _KEYS]
    for parameter in kept:
        if parameter["name"] in _PATTERNS:
            parameter["schema"]["pattern"] = _PATTERNS[parameter["name"]]
    if kept:
        operation["parameters"] = kept
    keys: list[Document] = [{_KEYS[name]: []} for name in _KEYS if name in names]
    if keys:
        operation["security"] = [*keys, {}] if (method, path) in _WITHOUT_KEY_TOO else keys
    responses = operation["responses"]
    responses.pop("422", None)
    errors = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
    for status in sorted(_refused(path, method, names, bool(kept))):
        responses.setdefault(status, {"description": _REFUSALS[status], "content": errors})


def _refused(path: str, method: str, names: set[str], has_parameters: bool) -> set[str]:
    """The statuses of refusal that this call can end in."""
    refused = {"422"} if has_parameters else set()
    if method in {"post", "patch"}:
        refused |= {"400", "404", "409", "413", "422"}
    if "{" in path:
        refused |= {"404"}
    if "x-api-key" in names:
        refused |= {"403"}
    if "authorization" in names:
        refused |= {"401", "403"}
    if "{receipt}" in path or "/me" in path:
        refused |= {"404", "429"}
    if path.endswith("/session"):
        refused |= {"401", "429"}
    return refused
