"""Receipt numbers are minted here: three symbols name the device, five are random, one checks.

What a receipt is, and how it is checked, is the dialog layer's (`dialogs/receipts.py`).
"""

import random

from dialogs.receipts import ALPHABET, LENGTH, check, check_symbol, group, normalise

__all__ = ["ALPHABET", "DEVICE_LENGTH", "LENGTH", "check", "group", "mint", "normalise"]

DEVICE_LENGTH = 3


def mint(device: str, rng: random.Random) -> str:
    """A new receipt of `device` (three symbols). The device sees to it that none comes twice."""
    if len(device) != DEVICE_LENGTH or any(symbol not in ALPHABET for symbol in device):
        raise ValueError(f"a device name is {DEVICE_LENGTH} symbols of {ALPHABET}")
    body = device + "".join(rng.choice(ALPHABET) for _ in range(LENGTH - DEVICE_LENGTH - 1))
    return body + check_symbol(body)
