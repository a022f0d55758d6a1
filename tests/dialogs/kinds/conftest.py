"""A small world of the real words, texts and places, and a question of any kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.authoring.places import load as load_places
from dialogs.guide import Choice, Question
from dialogs.kinds.kind import Context
from dialogs.texts import Catalogue
from dialogs.words import Words, build
from dialogs.world import World

DIALOGS = Path(__file__).parents[3] / "dialogs"
TODAY = date(2026, 11, 21)  # a Saturday
OFFICE = "31.75.03.1007"

Ask = Callable[..., Context]


@pytest.fixture(scope="session")
def words() -> Words:
    files = sorted((DIALOGS / "words").glob("*.yaml"))
    return build({file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files})


@pytest.fixture(scope="session")
def world(words: Words) -> World:
    texts = yaml.safe_load((DIALOGS / "texts" / "kinds.yaml").read_text("utf-8"))
    labels = {f"label.{label}": label for label in LABELS}
    return World(
        guides={},
        life_events={},
        texts=Catalogue({"id": texts | labels}),
        words=words,
        places=load_places(),
        channels={"default": "ask"},
        office=OFFICE,
    )


@pytest.fixture(scope="session")
def ask(world: World) -> Ask:
    """`ask("date", limit="past")`: what a kind gets to see when that question is asked."""

    def context(
        kind: str,
        *,
        optional: bool = False,
        choices: tuple[Choice, ...] = (),
        labels: Mapping[str, str] | None = None,
        **limits: Any,
    ) -> Context:
        question = Question(
            id="q",
            kind=kind,
            of="service",
            field="q",
            heading="h",
            question="q",
            label="l",
            why="w",
            choices=choices,
            optional=optional,
            labels=labels or {},
            limits=limits,
        )
        return Context(world, question, "id", TODAY)

    return context


LABELS = (
    "Hilang",
    "Rusak",
    "KTP-nya dicuri orang",
    "Tidak tahu",
    "Jalan rusak",
    "Lampu mati",
    "Pohon tumbang",
    "Saluran mampet",
    "Saya sendiri",
    "Ibu saya",
    "Lainnya",
    "Sudah",
    "Belum",
)
