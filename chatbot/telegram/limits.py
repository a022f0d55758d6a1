"""How fast is polite: a bucket of tokens a chat, one for news nobody asked for, and pauses that
Telegram asked for (429). Time comes from the caller, in seconds."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

REMEMBERED = 10_000  # chats; a bucket that is not looked at for so long is full again


class Rate(NamedTuple):
    """`burst` at once, then `a_second`."""

    burst: float
    a_second: float


CHAT, NEWS = Rate(20, 1.0), Rate(25, 25.0)


class Bucket:
    """Tokens that come back with time."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._left = rate.burst
        self._at = float("-inf")

    def wait(self, now: float) -> float:
        """Takes a token; how many seconds it has to be waited for."""
        since = max(0.0, now - self._at)
        self._left = min(self._rate.burst, self._left + since * self._rate.a_second)
        self._at = now
        self._left -= 1
        return max(0.0, -self._left / self._rate.a_second)


class Limits:
    """Telegram's FAQ: about one message a second in a chat, with short bursts; thirty news a
    second overall. Answers to what people just did are not held back beforehand: where Telegram
    finds them too many it says so, and then everything of that chat waits."""

    def __init__(self, chat: Rate = CHAT, news: Rate = NEWS) -> None:
        self._chat = chat
        self._buckets: OrderedDict[int, Bucket] = OrderedDict()
        self._news = Bucket(news)
        self._paused: dict[int, float] = {}

    def wait(self, chat: int, now: float, *, news: bool = False) -> float:
        """Seconds until a message may go to this chat; counts it as sent then."""
        bucket = self._buckets.pop(chat, None) or Bucket(self._chat)
        self._buckets[chat] = bucket
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        waits = [bucket.wait(now), self.paused(chat, now)]
        if news:
            waits.append(self._news.wait(now))
        return max(waits)

    def pause(self, chat: int, until: float) -> None:
        """Telegram wants nothing for this chat before `until`."""
        self._paused[chat] = max(until, self._paused.get(chat, 0.0))

    def paused(self, chat: int, now: float) -> float:
        """Seconds that are left of such a pause."""
        left = self._paused.get(chat, 0.0) - now
        if left <= 0:
            self._paused.pop(chat, None)
        return max(0.0, left)
