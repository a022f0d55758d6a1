"""Saved talks: one code an effect, found as it is spoken, for fourteen days, not by guessing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from shared.privacy.cipher import Cipher
from shared.store import Store
from shared.store.drafts import KEPT, WRONG_CODES_A_DAY, TooManyCodesError
from shared.store.tables import draft
from shared.superapp.receipt import ALPHABET

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def test_a_code_is_short_speakable_and_the_same_again(store: Store) -> None:
    first = store.drafts.save("s1", "e1.0", NOW)
    assert re.fullmatch(f"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", first.code)
    assert first.until == NOW + timedelta(days=14)
    assert store.drafts.save("s1", "e1.0", NOW + timedelta(hours=5)) == first
    assert store.drafts.save("s1", "e2.0", NOW).code != first.code


def test_it_is_found_as_people_type_it(store: Store) -> None:
    code = store.drafts.save("s1", "e1.0", NOW).code
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        assert store.drafts.claim(typed, NOW) == "s1"
    assert store.drafts.claim(code, NOW + KEPT) is None
    again = store.drafts.save("s1", "e1.0", NOW + KEPT)
    assert store.drafts.claim(again.code, NOW + KEPT) == "s1"


def test_codes_that_meet_by_chance_are_told_apart(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = Cipher.blind

    def few_codes(self: Cipher, value: str, purpose: str) -> str:
        return (
            f"{int(blind(self, value, purpose), 16) % 3:064x}"
            if purpose == "draft code"
            else (blind(self, value, purpose))
        )

    monkeypatch.setattr(Cipher, "blind", few_codes)
    codes = {
        session: store.drafts.save(session, "e1.0", NOW).code for session in ("s1", "s2", "s3")
    }
    assert len(set(codes.values())) == 3
    for session, code in codes.items():
        assert store.drafts.claim(code, NOW) == session
        assert store.drafts.save(session, "e1.0", NOW).code == code


def test_the_code_itself_is_kept_nowhere(store: Store) -> None:
    code = store.drafts.save("s1", "e1.0", NOW).code
    with store._database.reading() as connection:
        row = repr(connection.execute(sa.select(draft)).one())
    assert code not in row
    assert code.replace("-", "") not in row


def test_guessing_ends_for_the_day(store: Store) -> None:
    code = store.drafts.save("s1", "e1.0", NOW).code
    for _ in range(WRONG_CODES_A_DAY):
        assert store.drafts.claim("222-222", NOW) is None
        if _ < WRONG_CODES_A_DAY - 1:
            assert store.drafts.claim(code, NOW) == "s1"
    with pytest.raises(TooManyCodesError):
        store.drafts.claim(code, NOW)
    assert store.drafts.claim(code, NOW + timedelta(days=1)) == "s1"
