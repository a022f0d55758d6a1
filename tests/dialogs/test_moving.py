"""What a talk takes along to another place, and when what was kept of it is to go."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from msgspec.structs import replace

from dialogs.contract.answer import Answer
from dialogs.contract.session import Notice, Outcome, Saved, Session, WithOfficer
from dialogs.moving import packed, resumed, taken_back
from dialogs.world import World

UNTIL = datetime(2026, 11, 19, tzinfo=timezone.utc)
TALK = Session(
    id="s",
    turn=7,
    services=("LAPOR_SAMPAH", "KTP_HILANG"),
    answers={"self.nik": Answer("3175041204450006"), "LAPOR_SAMPAH.story": Answer("penuh")},
    aside=Saved("K7Q-M2X", UNTIL),
    outcomes={"LAPOR_SAMPAH": Outcome("e.0", "sent", "N", "482915", "melati", seen=True)},
    aloud=True,
    called=WithOfficer("e.1", 2),
)


def test_the_screen_with_the_code_is_left_behind_once() -> None:
    on = resumed(TALK)
    assert (on.aside, on.turn) == (None, 8)
    assert resumed(on) is on
    noticed = replace(TALK, aside=Notice("cancelled"))
    assert resumed(noticed) is noticed


def test_answers_go_along_and_what_belongs_to_the_place_does_not(real_world: World) -> None:
    there = packed(real_world, TALK)
    assert there.answers == TALK.answers
    assert there.services == TALK.services
    assert (there.aside, there.aloud, there.called) == (None, False, None)
    told = there.outcomes["LAPOR_SAMPAH"]
    assert (told.number, told.pin) == ("N", "")
    unseen = replace(TALK, outcomes={"LAPOR_SAMPAH": Outcome("e.0", "sent", "N", "482915")})
    assert packed(real_world, unseen).outcomes["LAPOR_SAMPAH"].pin == "482915"  # still to be shown


def test_a_photo_stays_and_is_asked_again(real_world: World) -> None:
    field = next(q.field for q in real_world.guides["LAPOR_SAMPAH"].questions if q.kind == "photo")
    key = f"LAPOR_SAMPAH.{field}"
    pictured = replace(TALK, answers={**TALK.answers, key: Answer("photo:abc")})
    there = packed(real_world, pictured)
    assert there.answers == TALK.answers
    assert there.aside == Notice("moved.no_photo")
    skipped = replace(TALK, answers={**TALK.answers, key: Answer(None, why="skipped")})
    assert packed(real_world, skipped).answers == skipped.answers


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({}, False),
        ({"answers": {}, "services": ()}, True),  # cancelled
        ({"answers": {"self.:consent": Answer({"given": False})}}, True),  # consent taken back
        ({"answers": {}}, False),  # asked again, as its guide changed
        ({"services": ()}, False),  # the service was withdrawn
        ({"answers": {"self.:consent": Answer({"given": True})}}, False),
    ],
)
def test_what_is_cancelled_or_taken_back_is_kept_nowhere(
    changes: dict[str, object], *, gone: bool
) -> None:
    assert taken_back(replace(TALK, **changes), len(TALK.answers)) is gone
