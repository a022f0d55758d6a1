"""The promise of `./pandu talk --json`: a line out for a line in, by the published schema."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest

from dialogs.authoring import load
from dialogs.contract.event import Status
from dialogs.contract.screen import ScreenKind
from dialogs.talk import JAKARTA
from dialogs.view import Viewer
from dialogs.world import World
from shared.settings import BIDARA_CINA, Settings
from shared.talk.json_lines import LONGEST_LINE, JsonLines
from shared.wiring import Wiring
from tests.golden.script import read

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "shared" / "talk" / "schema"
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.talk"))
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=JAKARTA)
SECRET = "3175045204450006"  # stands in every wrong line, and may stand in no answer

NO_EVENTS = {
    "not UTF-8": b'{"event":"say","text":"\xff\xfe 3175045204450006"}',
    "not JSON": b"ktp hilang 3175045204450006",
    "half an object": b'{"event":"say","text":"3175045204450006',
    "an array": b'["say","3175045204450006"]',
    "a string": b'"3175045204450006"',
    "a number": b"3175045204450006",
    "null": b"null",
    "no name": b'{"text":"3175045204450006"}',
    "a name that is a number": b'{"event":3175045204450006}',
    "an unknown event": b'{"event":"3175045204450006"}',
    "a result, which only the host makes": b'{"event":"submitted","number":"3175045204450006"}',
    "an extra field": b'{"event":"say","text":"x","nik":"3175045204450006"}',
    "an extra field of that name": b'{"event":"say","text":"x","3175045204450006":1}',
    "a missing field": b'{"event":"say","id":"3175045204450006"}',
    "a field of another type": b'{"event":"say","text":3175045204450006}',
    "an unknown actor": b'{"event":"repeat","actor":"3175045204450006"}',
    "a turn that is text": b'{"event":"repeat","on":"3175045204450006"}',
    "a time that is none": b'{"event":"repeat","at":"3175045204450006"}',
    "a point that is no number": b'{"event":"locate","lat":"3175045204450006","lon":1}',
    "a point without end": b'{"event":"locate","lat":1e999,"lon":3175045204450006}',
    "two events": b'{"event":"repeat"}{"event":"say","text":"3175045204450006"}',
    "a lone surrogate": b'{"event":"say","text":"\\ud800 3175045204450006"}',
    "a huge line": b'{"event":"say","text":"' + b"3175045204450006" * 70_000 + b'"}',
    "deep nesting": b"[" * 100_000 + b"3175045204450006" + b"]" * 100_000,
}


@cache
def world() -> World:
    return load.world(office=BIDARA_CINA)


@pytest.fixture(scope="module")
def wiring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    home = tmp_path_factory.mktemp("talk")
    settings = Settings(
        home=home,
        database_url="sqlite://",
        backend_url="http://127.0.0.1:9",
        office=BIDARA_CINA,
        device="AB2",
        api_key="unused",
    )
    made = Wiring(world(), settings, lambda: NOW, name="test", dry_run=True)
    yield made
    made.close()


@pytest.fixture
def lines(wiring: Wiring, request: pytest.FixtureRequest) -> JsonLines:
    return JsonLines(wiring.host, request.node.name, Viewer("talk"), "id")


def schema(name: str) -> jsonschema.Draft202012Validator:
    published = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_line_of_every_golden_is_as_published(path: Path, wiring: Wiring) -> None:
    script = read(path)
    talk = JsonLines(wiring.host, path.stem, Viewer(script.channel), script.language)
    line = schema("line")
    turns = [0]
    for event in script.events:
        answer = json.loads(talk.answer(msgspec.json.encode(event)))
        line.validate(answer)
        turns.append(answer["turn"])
    assert turns == sorted(turns)


def test_the_schema_refuses_what_is_not_promised(lines: JsonLines) -> None:
    line = schema("line")
    answer = json.loads(lines.answer(b'{"event":"start","service":"KTP_HILANG"}'))
    assert line.is_valid(answer)
    screen = answer["screen"]
    for wrong in ({"kind": "popup"}, {"input": "captcha"}, {"options": ["1"]}, {"turn": "one"}):
        place = answer if "turn" in wrong else screen
        key = next(iter(wrong))
        kept, place[key] = place[key], wrong[key]
        assert not line.is_valid(answer), wrong
        place[key] = kept


def test_kinds_and_statuses_are_enumerations() -> None:
    text = json.dumps(schema("line").schema)
    assert set(_enum_with(schema("line").schema, "welcome")) == set(get_args(ScreenKind))
    assert set(_enum_with(schema("line").schema, "dry_run")) == set(get_args(Status))
    assert SECRET not in text


def _enum_with(node: Any, word: str) -> list[str]:
    """The enumeration in a schema that holds `word`."""
    if isinstance(node, dict):
        if word in node.get("enum", ()):
            return list(node["enum"])
        node = list(node.values())
    if isinstance(node, list):
        return next((found for part in node if (found := _enum_with(part, word))), [])
    return []


@pytest.mark.parametrize("raw", NO_EVENTS.values(), ids=NO_EVENTS)
def test_no_event_gets_one_plain_line_and_the_talk_goes_on(raw: bytes, lines: JsonLines) -> None:
    before = json.loads(lines.answer(b'{"event":"start","service":"LAPOR_JALAN"}'))
    answer = lines.answer(raw)
    fault = json.loads(answer)
    schema("fault").validate(fault)
    assert b"\n" not in answer
    assert SECRET.encode() not in answer
    assert len(fault["error"]) < 80
    after = json.loads(lines.answer(b'{"event":"choose","option":"pothole"}'))
    assert after["turn"] == before["turn"] + 1
    assert after["screen"]["question_id"] == "where"


def test_one_line_out_for_one_line_in(lines: JsonLines) -> None:
    raws = [b'{"event":"repeat"}', *NO_EVENTS.values(), b'{"event":"say","text":"ktp hilang"}']
    given = [line + b"\n" for raw in raws for line in (raw, b"", b"   ")]
    out = io.BytesIO()
    lines.run(given, out)
    answers = out.getvalue().splitlines()
    assert len(answers) == len(raws)
    assert [("error" in json.loads(answer)) for answer in answers] == [
        False,
        *[True] * len(NO_EVENTS),
        False,
    ]


def test_a_line_of_a_mebibyte_is_still_read(lines: JsonLines) -> None:
    shell = b'{"event":"say","text":""}'
    fits = shell[:-2] + b"x" * (LONGEST_LINE - len(shell)) + shell[-2:]
    assert "screen" in json.loads(lines.answer(fits))
    assert "error" in json.loads(lines.answer(fits + b" "))


def test_the_envelope_is_taken_from_the_line(lines: JsonLines) -> None:
    start = json.loads(lines.answer(b'{"event":"start","service":"KTP_HILANG","id":"e1"}'))
    again = json.loads(lines.answer(b'{"event":"start","service":"KTP_HILANG","id":"e1"}'))
    stale = json.loads(lines.answer(b'{"event":"choose","option":"self","on":0}'))
    assert start["turn"] == again["turn"] == stale["turn"] == 1
    good = json.loads(lines.answer(b'{"event":"choose","option":"self","on":1,"actor":"officer"}'))
    assert good["turn"] == 2


def test_private_answers_are_shown_to_be_checked_and_never_spoken(lines: JsonLines) -> None:
    for event in (
        {"event": "start", "service": "KTP_HILANG"},
        {"event": "choose", "option": "self"},
        {"event": "consent", "yes": True},
        {"event": "say", "text": "siti aminah"},
        {"event": "say", "text": SECRET},
        {"event": "say", "text": "kemarin"},
        {"event": "skip"},
        {"event": "consent", "yes": True},
        {"event": "choose", "option": "here"},
        {"event": "contact", "phone": "081234567890"},
    ):
        answer = json.loads(lines.answer(json.dumps(event).encode()))
    screen = answer["screen"]
    assert screen["kind"] == "check"
    rows = {row["question_id"]: row["value"] for row in screen["summary"]}
    assert rows["name"] == "Siti Aminah"
    assert rows["nik"].endswith("0006")
    assert SECRET not in json.dumps(answer).replace(" ", "")
    spoken = " ".join(screen["spoken"])
    for private in ("Siti Aminah", "0006", "7890"):
        assert private not in spoken
