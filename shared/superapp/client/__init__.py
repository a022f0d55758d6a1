"""The way to the super-app: Open311 GeoReport v2 for reports, /warga/v1 for what is personal."""

from __future__ import annotations

from shared.superapp.client.answers import Accepted, Parcel, RefusedError, UnreachableError
from shared.superapp.client.superapp import SuperApp

__all__ = ["Accepted", "Parcel", "RefusedError", "SuperApp", "UnreachableError"]
