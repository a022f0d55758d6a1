"""Asking the understanding service: its answer in time, or the words of the guides."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dialogs.authoring import load
from dialogs.contract.event import Candidate
from dialogs.world import World
from shared.understanding import service
from shared.understanding.service import (
    PATIENCE,
    PAUSE,
    PORT_FILE,
    NotThere,
    Service,
    ServiceFirst,
    token,
)
from shared.understanding.word_search import WordSearch
from tests.shared.answering import Reply, Seen, answering

GOOD = {
    "label": "KTP_HILANG",
    "alternatives": [
        {"label": "KTP_HILANG", "confidence": 0.9},
        {"label": "DI_LUAR", "confidence": 0.1},
    ],
}


@pytest.fixture(scope="module")
def world() -> World:
    return load.world()


class Answers:
    """What the server says next, and what it was asked."""

    def __init__(self) -> None:
        self.reply = Reply(200, json.dumps(GOOD).encode())
        self.silent = False
        self.given_up = threading.Event()
        self.seen: list[Seen] = []

    def __call__(self, seen: Seen) -> Reply | None:
        if self.silent:
            self.given_up.wait(60)
        return self.reply if self.reply.status else None


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    monkeypatch.setattr(service, "PATIENCE", 60.0)  # this machine may be busy
    answers = Answers()
    with answering(answers) as (url, seen):
        (tmp_path / PORT_FILE).write_text(str(urlsplit(url).port))
        answers.seen = seen
        yield answers


def test_a_sure_answer(answers: Answers, tmp_path: Path) -> None:
    assert Service(tmp_path).understand("ktp ilang", "id") == (
        (Candidate("KTP_HILANG", 0.9), Candidate("DI_LUAR", 0.1)),
        True,
    )
    (seen,) = answers.seen
    assert seen.body == "ktp ilang"
    assert seen.headers["Authorization"] == f"Bearer {token(tmp_path)}"


def test_an_unsure_answer(answers: Answers, tmp_path: Path) -> None:
    answers.reply = Reply(200, json.dumps({**GOOD, "label": "UNSURE"}).encode())
    candidates, sure = Service(tmp_path).understand("ktp", "id")
    assert (len(candidates), sure) == (2, False)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(0),
        Reply(401),
        Reply(500),
        Reply(302, b"", {"Location": "http://127.0.0.1:1/"}),
        Reply(200, b"<html>"),
        Reply(200, b"[]"),
        Reply(200, b'{"label": "X", "alternatives": [{"label": "X"}]}'),
        Reply(200, b'{"alternatives": 3}'),
        Reply(200, b"[" * 100_000),
    ],
)
def test_anything_else_is_no_answer(
    answers: Answers, tmp_path: Path, world: World, reply: Reply
) -> None:
    answers.reply = reply
    with pytest.raises(NotThere) as caught:
        Service(tmp_path).understand("ktp ilang rahasia", "id")
    assert "rahasia" not in repr(caught.value)
    words = WordSearch(world)
    first = ServiceFirst(Service(tmp_path), words, world)
    assert first.understand("ktp hilang", "id") == words.understand("ktp hilang", "id")


def test_nobody_waits_for_a_slow_one(
    answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PATIENCE <= 0.5
    answers.silent = True
    now = 100.0
    asked = Service(tmp_path, lambda: now)
    began = time.monotonic()
    with monkeypatch.context() as as_it_is:
        as_it_is.setattr(service, "PATIENCE", PATIENCE)
        with pytest.raises(NotThere):
            asked.understand("ktp ilang", "id")
    assert time.monotonic() - began < 30, "it waited for an answer"
    answers.silent = False
    answers.given_up.set()
    with pytest.raises(NotThere):  # left alone for a while, without asking
        asked.understand("ktp ilang", "id")
    assert len(answers.seen) == 1
    now += PAUSE + 1
    assert asked.understand("ktp ilang", "id")[1]


def test_it_joins_when_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PATIENCE", 60.0)
    asked = Service(tmp_path)
    with pytest.raises(NotThere):
        asked.understand("ktp ilang", "id")
    with answering(Answers()) as (url, _):
        (tmp_path / PORT_FILE).write_text(str(urlsplit(url).port))
        assert asked.understand("ktp ilang", "id")[1]
