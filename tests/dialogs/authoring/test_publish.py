"""The published JSON Schemas say what the types say, and real events and screens fit them."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from dialogs.authoring import load
from dialogs.authoring.publish import CONTRACT, FOLDER, Published, publish
from dialogs.contract.event import Say, Start, Submitted
from dialogs.contract.session import Session
from dialogs.show import show
from dialogs.turn import turn
from dialogs.view import Viewer
from shared.talk import publish as command
from shared.talk.protocol import line

AT = datetime(2026, 11, 21, 9, 0, tzinfo=timezone.utc)


def validator(file: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(file.read_text("utf-8")))


def as_json(value: Any) -> Any:
    return json.loads(msgspec.json.encode(value))


def test_the_committed_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("published", [*CONTRACT, *command.LINES], ids=lambda p: p.file.stem)
def test_a_schema_is_itself_sound(published: Published) -> None:
    Draft202012Validator.check_schema(json.loads(published.file.read_text("utf-8")))


def test_a_changed_type_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "schema" / "say.schema.json"
    assert publish([Published(file, "A saying", Say)], check=True) == 1
    assert publish([Published(file, "A saying", Say)]) == 0
    assert publish([Published(file, "A saying", Say)], check=True) == 0
    capsys.readouterr()
    assert publish([Published(file, "A saying", Start)], check=True) == 1
    assert capsys.readouterr().out.endswith("is not what the types say. Run ./pandu schema.\n")


@pytest.mark.parametrize(
    "event",
    [
        {"event": "start", "service": "KTP_HILANG"},
        {"event": "say", "text": "kemarin", "id": "e1", "on": 3, "actor": "companion"},
        {"event": "locate", "lat": -6.22, "lon": 106.87, "at": "2026-11-21T09:00:00+07:00"},
        {"event": "back"},
    ],
)
def test_what_a_channel_sends_fits(event: dict[str, Any]) -> None:
    validator(FOLDER / "inbound.schema.json").validate(event)
    validator(FOLDER / "event.schema.json").validate(event)


@pytest.mark.parametrize(
    "event",
    [
        {"event": "jump"},
        {"event": "say"},
        {"event": "say", "text": 5},
        {"event": "say", "text": "ya", "acter": "resident"},
        {"event": "back", "actor": "robot"},
    ],
)
def test_what_is_no_event_does_not(event: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        validator(FOLDER / "inbound.schema.json").validate(event)


def test_a_result_is_nothing_a_channel_may_send() -> None:
    result = as_json(
        Submitted(effect="e1.0", number="AAA-BBB-CCC", pin="123456", word="melati", status="sent")
    )
    validator(FOLDER / "event.schema.json").validate(result)
    with pytest.raises(ValidationError):
        validator(FOLDER / "inbound.schema.json").validate(result)


def test_a_real_talk_fits() -> None:
    world = load.world()
    session = Session(id="talk-1")
    for number, text in enumerate(("bu siti", "xx", "ktp hilang")):
        said = Say(id=f"e{number}", at=AT, channel="talk", text=text)
        session, effects = turn(world, session, said)
        screen = show(world, session, AT, Viewer("talk"))
        for name, value in (("session", session), ("screen", screen)):
            validator(FOLDER / f"{name}.schema.json").validate(as_json(value))
        for effect in effects:
            validator(FOLDER / "effect.schema.json").validate(as_json(effect))
        told = as_json(line(screen, effects))
        validator(command.FOLDER / "line.schema.json").validate(told)
