"""Receipts: every wrong symbol and every swap is noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.superapp import receipt

symbols = st.sampled_from(receipt.ALPHABET)
devices = st.text(symbols, min_size=3, max_size=3)


@st.composite
def receipts(draw: st.DrawFn) -> str:
    return receipt.mint(draw(devices), random.Random(draw(st.integers())))


@given(receipts())
def test_minted_receipts_hold(number: str) -> None:
    assert len(number) == receipt.LENGTH
    assert receipt.check(number)
    assert receipt.check(receipt.group(number).lower())
    assert receipt.normalise(f" {receipt.group(number)} ") == number


@given(receipts(), st.integers(0, receipt.LENGTH - 1), symbols)
def test_one_wrong_symbol_is_noticed(number: str, place: int, symbol: str) -> None:
    wrong = number[:place] + symbol + number[place + 1 :]
    assert receipt.check(wrong) == (wrong == number)


@given(
    receipts(), st.tuples(st.integers(0, receipt.LENGTH - 1), st.integers(0, receipt.LENGTH - 1))
)
def test_any_swap_is_noticed(number: str, places: tuple[int, int]) -> None:
    swapped = list(number)
    first, second = places
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert receipt.check("".join(swapped)) == ("".join(swapped) == number)


@given(receipts(), st.integers(0, receipt.LENGTH - 2), symbols)
def test_a_doubled_symbol_wrong_twice_is_noticed(number: str, place: int, symbol: str) -> None:
    """Twin errors ("AA" heard as "BB") are the next most common slip."""
    if number[place] != number[place + 1] or number[place] == symbol:
        return
    assert not receipt.check(number[:place] + symbol * 2 + number[place + 2 :])


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    if receipt.check(text):
        assert set(receipt.normalise(text)) <= set(receipt.ALPHABET)


def test_groups_of_three() -> None:
    assert receipt.group("ABCDEFGHJ") == "ABC-DEF-GHJ"


@pytest.mark.parametrize("device", ["", "AB", "ABCD", "AB0", "abc"])
def test_a_wrong_device_is_refused(device: str) -> None:
    with pytest.raises(ValueError, match="device"):
        receipt.mint(device, random.Random(1))
