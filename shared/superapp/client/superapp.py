"""One small interface to the super-app; which of its two APIs is used stands in the request, and so
does the other authority that a report is for."""

from __future__ import annotations

import os

from dialogs.authoring.source import GuideError
from shared.settings import SettingsError
from shared.superapp.authorities import authority
from shared.superapp.client.answers import Accepted, Parcel, UnreachableError
from shared.superapp.client.georeport.client import GeoReport
from shared.superapp.client.georeport.reading import Report
from shared.superapp.client.open311 import Open311, Photos, no_photo
from shared.superapp.client.warga import Warga
from shared.superapp.client.wire import PATIENT, Timeouts, Wire


class SuperApp:
    """The super-app at `url`. `warga` also knows the status of a receipt and the catalogue."""

    def __init__(self, url: str, api_key: str | None = None, photos: Photos = no_photo) -> None:
        self._wire = Wire(url, api_key)
        self.warga = Warga(self._wire)
        self.open311 = Open311(self._wire, photos=photos)
        self._send = {"open311": self.open311.send, "warga": self.warga.send}
        self._others: dict[str, GeoReport] = {}

    def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
        """Hand a request over.

        Raises `RefusedError` (for good) or `UnreachableError` (send the same parcel again).
        """
        if parcel.request.authority:
            return self._other(parcel.request.authority).send(parcel, timeouts)
        self.warga.consent(parcel, timeouts)
        return self._send[parcel.request.route](parcel, timeouts)

    def report(self, authority: str, reference: str, timeouts: Timeouts = PATIENT) -> Report | None:
        """What another authority says of a report of ours; None where it does not know it."""
        return self._other(authority).report(reference, timeouts)

    def _other(self, code: str) -> GeoReport:
        if code not in self._others:
            try:
                self._others[code] = open_authority(authority.find(code))
            except (SettingsError, GuideError):  # it comes back with its file: nothing is dropped
                raise UnreachableError("its authority is not configured", answered=True) from None
        return self._others[code]

    def close(self) -> None:
        """Let go of open connections."""
        self._wire.close()
        for other in self._others.values():
            other.close()


def open_authority(other: authority.Authority) -> GeoReport:
    """A client for one authority, with the key that the environment holds for it."""
    return GeoReport(other, os.environ.get(other.api_key, "") if other.api_key else "")
