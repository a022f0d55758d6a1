"""Work that is due again and again."""

from __future__ import annotations

import threading

from shared.superapp.reference.periodic import every


def test_done_at_once_and_again_and_not_after_the_end() -> None:
    times, thrice = 0, threading.Event()

    def work() -> int:
        nonlocal times
        times += 1
        if times == 3:
            thrice.set()
        return times

    with every(0.01, work):
        assert thrice.wait(60)
    after = times
    assert not threading.Event().wait(0.1)
    assert times == after


def test_a_failure_is_no_end() -> None:
    tries, again = [], threading.Event()

    def work() -> int:
        tries.append(1)
        if len(tries) < 3:
            raise OSError
        again.set()
        return 0

    with every(0.01, work):
        assert again.wait(60)
