"""/warga/v1: JSON for all that a resident asks for, also with an NIK. Errors echo nothing."""

from fastapi import APIRouter

from shared.superapp.reference.service import Backend

from . import actions, catalogue, changes, consents, me, requests
from .door import Door

PREFIX = "/warga/v1"


def router(backend: Backend) -> APIRouter:
    """All routes under /warga/v1."""
    routes = APIRouter(prefix=PREFIX)
    door = Door(backend.register)
    catalogue.add(routes, backend)
    requests.add(routes, backend, door)
    actions.add(routes, backend, door)
    consents.add(routes, backend)
    changes.add(routes, backend)
    me.add(routes, backend, door)
    return routes
