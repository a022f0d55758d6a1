"""A row of signs of which a whole group can be typed anew, the others staying where they are."""

from __future__ import annotations

from typing import NamedTuple

from kiosk.visit import Entry

BLANK = " "


class Slots(NamedTuple):
    """`text` with blanks where a group was emptied; `chosen` is the group that the next sign will
    replace, -1 for none. `group` 0: no groups."""

    text: str
    most: int
    group: int
    chosen: int = -1

    @classmethod
    def of(cls, entry: Entry, most: int, group: int) -> Slots:
        return cls(entry.text, most, group, int(entry.part("group") or -1))

    def entry(self, entry: Entry) -> Entry:
        chosen = str(self.chosen) if self.chosen >= 0 else ""
        parts = tuple(part for part in entry.parts if part[0] != "group")
        if chosen:
            parts = (*parts, ("group", chosen))
        return entry._replace(text=self.text.rstrip(BLANK), parts=parts)

    @property
    def signs(self) -> int:
        """Signs, blanks not counted."""
        return len(self.text) - self.text.count(BLANK)

    @property
    def cursor(self) -> int:
        """Where the next sign goes."""
        if self.chosen >= 0:
            return self.chosen * self.group
        blank = self.text.find(BLANK)
        return blank if blank >= 0 else len(self.text)

    def choose(self, group: int) -> Slots:
        """To be typed anew; chosen again it stays as it is."""
        return self._replace(chosen=-1 if group == self.chosen else group)

    def write(self, signs: str) -> Slots:
        slots = self._emptied() if self.chosen >= 0 else self
        at = slots.cursor
        return slots._replace(text=slots.text[:at] + signs + slots.text[at + len(signs) :])

    def erase(self) -> Slots:
        """Takes back the sign before the cursor, or empties the chosen group."""
        if self.chosen >= 0:
            return self._emptied()
        at = self.cursor - 1
        if at < 0:
            return self
        if self.cursor == len(self.text) or self.signs > self.most:
            return self._replace(text=self.text[:-1])
        return self._replace(text=self.text[:at] + BLANK + self.text[at + 1 :])

    def _emptied(self) -> Slots:
        first = self.chosen * self.group
        last = first + self.group
        if len(self.text) > self.most and last == self.most:
            last = len(self.text)  # one too many: the last group holds it
        rest = self.text[last:]
        blanks = BLANK * (min(last, len(self.text)) - first) if rest else ""
        return self._replace(text=self.text[:first] + blanks + rest, chosen=-1)
