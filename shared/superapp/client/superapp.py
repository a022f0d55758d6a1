"""One small interface to the super-app; which of its two APIs is used stands in the request."""

from __future__ import annotations

from shared.superapp.client.answers import Accepted, Parcel
from shared.superapp.client.open311 import Open311
from shared.superapp.client.warga import Warga
from shared.superapp.client.wire import PATIENT, Timeouts, Wire


class SuperApp:
    """The super-app at `url`. `warga` also knows the status of a receipt and the catalogue."""

    def __init__(self, url: str, api_key: str | None = None) -> None:
        self._wire = Wire(url, api_key)
        self.warga = Warga(self._wire)
        self._send = {"open311": Open311(self._wire).send, "warga": self.warga.send}

    def send(self, parcel: Parcel, timeouts: Timeouts = PATIENT) -> Accepted:
        """Hand a request over.

        Raises `RefusedError` (for good) or `UnreachableError` (send the same parcel again).
        """
        return self._send[parcel.request.route](parcel, timeouts)

    def close(self) -> None:
        """Let go of open connections."""
        self._wire.close()
