"""HTTP as both interfaces use it: bounded in time, never redirected, and what each status means.

Exceptions carry a status at most: no address, no header, no body.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests

from shared.settings import LOOPBACK
from shared.superapp.client.answers import RefusedError, UnreachableError

# Besides 5xx: the same call may be taken later. 401, 403 and 407 speak of our key or a proxy and
# not of the resident's request, so it must not be given up for them; a redirect is a captive
# portal.
_LATER = {401, 403, 407, 408, 425, 429}
_NOT_MODIFIED = 304


class Timeouts(NamedTuple):
    """Seconds to connect, and to wait for each piece of the answer."""

    connect: float
    read: float


PATIENT = Timeouts(3.05, 10.0)
QUICK = Timeouts(0.8, 1.2)  # while a resident waits for the receipt
ABROAD = Timeouts(2.0, 4.0)  # while they wait for what another city's server says


LARGEST = 16 * 1024 * 1024  # bytes of an answer; a list of services is far below
LONGEST = 60.0  # seconds for a whole answer, however slowly it trickles


class Reply(NamedTuple):
    """An answer as it came, of any status."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Answer(NamedTuple):
    """A 2xx answer: its JSON and ETag; `json` is None for "not modified"."""

    json: Any
    etag: str | None


class Wire:
    """Calls to one server. `api_key`, or a `bearer` token, goes into a header, where no access log
    keeps it."""

    def __init__(self, url: str, api_key: str | None, bearer: str | None = None) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        # Neither a proxy nor a .netrc of the environment has a say about our own machine.
        self._session.trust_env = urlsplit(url).hostname not in LOOPBACK
        self._session.headers["Accept"] = "application/json"
        if api_key:
            self._session.headers["X-Api-Key"] = api_key
        if bearer:
            self._session.headers["Authorization"] = f"Bearer {bearer}"

    def get(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        timeouts: Timeouts = PATIENT,
    ) -> Answer:
        """GET; raises `RefusedError` or `UnreachableError`."""
        return self._call("GET", path, timeouts, headers=headers)

    def post(
        self,
        path: str,
        *,
        idempotency_key: str,
        timeouts: Timeouts,
        json: Any = None,
        form: list[tuple[str, str]] | None = None,
        photo: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """POST JSON or a form, which may have a photo; raises `RefusedError` or
        `UnreachableError`."""
        sent: dict[str, Any] = {"headers": {"Idempotency-Key": idempotency_key, **(headers or {})}}
        if photo is not None:
            sent["files"] = {"media": ("photo.jpg", photo)}
        return self._call("POST", path, timeouts, json=json, data=form, **sent)

    def close(self) -> None:
        """Let go of open connections."""
        self._session.close()

    def exchange(self, method: str, path: str, timeouts: Timeouts, **sent: Any) -> Reply:
        """One call, whatever its status. Raises `UnreachableError` where no whole answer came."""
        limits = (timeouts.connect, timeouts.read)
        try:
            with self._session.request(
                method,
                self._url + path,
                timeout=limits,
                allow_redirects=False,
                stream=True,
                **sent,
            ) as response:
                return Reply(response.status_code, response.headers, _content(response))
        except requests.RequestException:
            raise UnreachableError("no answer", answered=False) from None

    def _call(self, method: str, path: str, timeouts: Timeouts, **sent: Any) -> Answer:
        return _read(judged(self.exchange(method, path, timeouts, **sent)))


def _content(response: requests.Response) -> bytes:
    """The whole body, bounded in size and time."""
    content, until = bytearray(), time.monotonic() + LONGEST
    for piece in response.iter_content(64 * 1024):
        content += piece
        if len(content) > LARGEST or time.monotonic() > until:
            raise UnreachableError("an answer without end", answered=True)
    return bytes(content)


def judged(reply: Reply) -> Reply:
    """A reply that is 2xx or "not modified".

    Raises `RefusedError` (for good) or `UnreachableError` (the same call may be taken later).
    """
    code = reply.status
    if 400 <= code < 500 and code not in _LATER:
        raise RefusedError(code)
    if not 200 <= code < 300 and code != _NOT_MODIFIED:
        raise UnreachableError(f"HTTP {code}", retry_after=_retry_after(reply), answered=True)
    return reply


def _read(reply: Reply) -> Answer:
    etag = reply.headers.get("ETag")
    if reply.status == _NOT_MODIFIED:
        return Answer(None, etag)
    try:
        return Answer(json.loads(reply.content), etag)
    except (ValueError, RecursionError):
        raise not_the_superapp() from None


def not_the_superapp() -> UnreachableError:
    """A good status with an answer of another shape: a captive portal, or a server half up."""
    return UnreachableError("an answer that is not the super-app's", answered=True)


def _retry_after(response: Reply) -> float | None:
    """Seconds, given as such or as a date; a date is held against the server's own clock."""
    given = response.headers.get("Retry-After", "")
    if given.isdecimal() and given.isascii():
        return float(given)
    try:
        until = parsedate_to_datetime(given) - parsedate_to_datetime(response.headers["Date"])
    except (KeyError, TypeError, ValueError):
        return None
    return max(0.0, until.total_seconds())
