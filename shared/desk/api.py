"""The desk's calls to /officer/v1."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import requests

from shared.desk.texts import fault

_TIMEOUT = (3.05, 30.0)  # seconds to connect, and for each piece of the answer
_NO_CONTENT = 204
_NOT_LOGGED_IN = 401


class RefusedError(Exception):
    """The server said no, or nothing. Its text is one plain line for the officer."""

    def __init__(self, text: str, *, logged_out: bool = False) -> None:
        super().__init__(text)
        self.logged_out = logged_out


class Api:
    """One officer's session at one server."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/") + "/officer/v1"
        self._session = requests.Session()
        self._session.headers["Accept"] = "application/json"

    def log_in(self, name: str, password: str) -> dict[str, Any]:
        """Who is logged in: name, role, area. `RefusedError` like all calls."""
        who: dict[str, Any] = self.call("POST", "session", {"name": name, "password": password})
        self._session.headers["Authorization"] = f"Bearer {who.pop('token')}"
        return who

    def log_out(self) -> None:
        """Ends the session at the server."""
        self.call("DELETE", "session")
        self._session.close()

    def call(self, method: str, path: str, body: object = None, **options: Any) -> Any:
        """One call below /officer/v1; the JSON of its answer, None where there is none."""
        try:
            answer = self._session.request(
                method,
                f"{self._url}/{path}",
                json=body,
                timeout=_TIMEOUT,
                allow_redirects=False,
                **options,
            )
            content = None if answer.status_code == _NO_CONTENT else answer.json()
        except requests.RequestException:
            raise RefusedError(fault("no_answer", "")) from None
        if answer.ok:
            return content
        raise RefusedError(_words(content), logged_out=answer.status_code == _NOT_LOGGED_IN)

    def of(self, number: str, action: str, body: object = None) -> Any:
        """POST an action on one request."""
        return self.call("POST", f"requests/{quote(number, safe='')}/{action}", body)


def _words(content: Any) -> str:
    match content:
        case {"errors": [{"code": str(code), "description": str(description)}, *_]}:
            return fault(code, description)
        case _:
            return fault("no_answer", "")
