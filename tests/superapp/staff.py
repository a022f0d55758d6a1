"""Officers for tests: accounts, sessions, photos, and their calls."""

from __future__ import annotations

import io
import itertools
import random
import secrets
from dataclasses import dataclass
from typing import Any

import requests
from PIL import Image

from shared.superapp.reference.officers.accounts import Accounts
from tests.superapp.running import TEBET_TIMUR, Backend

_SEEDS = itertools.count()
PASSWORD = "kunci panjang untuk uji"
COORDINATES = {"lat": "-6.2266", "long": "106.8531"}


@dataclass(frozen=True)
class Officer:
    """A logged-in officer at one backend."""

    backend: Backend
    name: str
    token: str

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.backend.url}/officer/v1/{path}"
        return requests.request(method, url, headers=headers, timeout=60, **options)

    def open(self, number: str) -> dict[str, Any]:
        answer = self.call("GET", f"requests/{number}")
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    def move(self, number: str, to: str, **needs: str) -> requests.Response:
        return self.call("POST", f"requests/{number}/transitions", json={"to": to, **needs})

    def moved(self, number: str, *steps: str | dict[str, str]) -> None:
        for step in steps:
            needs = step if isinstance(step, dict) else {"to": step}
            answer = self.move(number, **needs)
            assert answer.status_code == 200, answer.text

    def prove(self, number: str, photo: bytes, **fields: str) -> requests.Response:
        given = {"taken_at": "2026-11-21T10:00:00", **COORDINATES, **fields}
        return self.call(
            "POST",
            f"requests/{number}/evidence",
            files={"photo": ("a.jpg", photo)},
            data={name: value for name, value in given.items() if value},
        )


def hired(backend: Backend, role: str = "officer", area: str = TEBET_TIMUR) -> Officer:
    """A new account, logged in."""
    name = f"petugas-{secrets.token_hex(4)}"
    Accounts(backend.database, backend.clock).add(name, role, area, PASSWORD)
    answer = log_in(backend, name)
    assert answer.status_code == 201, answer.text
    return Officer(backend, name, answer.json()["token"])


def log_in(backend: Backend, name: str, password: str = PASSWORD) -> requests.Response:
    body = {"name": name, "password": password}
    return requests.post(f"{backend.url}/officer/v1/session", json=body, timeout=60)


def picture(seed: int | None = None, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """A picture of a few large grey fields; each call and each seed another."""
    rng = random.Random(next(_SEEDS) if seed is None else seed)
    small = Image.frombytes("L", (12, 10), bytes(rng.randrange(256) for _ in range(120)))
    return small.resize(size, Image.Resampling.BICUBIC).convert("RGB")


def jpeg(photo: Image.Image, quality: int = 90) -> bytes:
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=quality)
    return written.getvalue()
