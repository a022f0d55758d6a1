"""The PIN and the code word beside a receipt."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.superapp import pin, words


@given(st.integers())
def test_minted_pins_are_not_guessed_first(seed: int) -> None:
    minted = pin.mint(random.Random(seed))
    assert re.fullmatch("[0-9]{6}", minted)
    assert not pin.trivial(minted)


@pytest.mark.parametrize("guess", ["111111", "123456", "654321", "121212", "123123", "112211"])
def test_what_everybody_tries_first_is_trivial(guess: str) -> None:
    assert pin.trivial(guess)


def test_only_the_right_pin_fits() -> None:
    hashed = pin.hash_pin("482913")
    assert "482913" not in hashed
    assert pin.acceptable(hashed)
    assert pin.verify("482913", hashed)
    assert not pin.verify("482914", hashed)
    assert not pin.verify("482913", "no hash")


def test_a_hash_fits_the_time_of_a_press() -> None:
    fastest = min(_seconds_to_hash() for _ in range(5))
    assert fastest <= 0.150


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "482913",
        "$argon2id$v=19$m=4194304,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo",  # 4 GiB to verify
        "$argon2id$v=19$m=19456,t=4000,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo",
        "$argon2i$v=19$m=19456,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo",
        "$argon2id$" + "x" * 300,
        "$argon2id$v=19$m=x,t=y,p=z$$",
    ],
)
def test_a_hash_from_outside_cannot_cost_more_than_ours(hostile: str) -> None:
    assert not pin.acceptable(hostile)


def test_code_words_are_plain_and_told_apart() -> None:
    all_words = words.code_words()
    assert len(set(all_words)) == len(all_words) >= 200
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in all_words)
    assert words.mint(random.Random(1)) in all_words
    one_letter_off = {
        word[:i] + "?" + word[i + 1 :] for word in all_words for i in range(len(word))
    }
    assert len(one_letter_off) == sum(map(len, all_words)), "two words differ by one letter only"


def _seconds_to_hash() -> float:
    started = time.process_time()  # what it costs, whatever else this machine does
    pin.hash_pin("482913")
    return time.process_time() - started
