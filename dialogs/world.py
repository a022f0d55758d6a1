"""Everything a turn may look at, compiled once: guides, texts, words, places, policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dialogs.guide import Guide, LifeEvent
from dialogs.offices import Office
from dialogs.places import Gazetteer
from dialogs.texts import Catalogue
from dialogs.words import Words

Policy = Literal["ask", "defer"]


@dataclass(frozen=True, slots=True)
class World:
    """`channels` says per channel whether sensitive questions are asked or deferred; a channel
    that is not named follows "default". `office` is this office's kelurahan code, or None;
    `offices` are those whose hours are known; `groups` is the order of the menu."""

    guides: Mapping[str, Guide]
    life_events: Mapping[str, LifeEvent]
    texts: Catalogue
    words: Words
    places: Gazetteer
    channels: Mapping[str, Policy]
    office: str | None = None
    offices: Mapping[str, Office] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    # Services by group in their order: those that can be done here before those with a list alone.
    grouped: Mapping[str, tuple[str, ...]] = field(init=False, compare=False, repr=False)
    # The service shown above everything when somebody is in danger.
    emergency: str | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.groups, ())
        for code, guide in sorted(self.guides.items(), key=lambda item: not item[1].questions):
            found[guide.group] = (*found.get(guide.group, ()), code)
        grouped = {group: codes for group, codes in found.items() if codes}
        object.__setattr__(self, "grouped", grouped)
        emergency = next((code for code, guide in self.guides.items() if guide.emergency), None)
        object.__setattr__(self, "emergency", emergency)

    def policy(self, channel: str) -> Policy:
        return self.channels.get(channel) or self.channels["default"]

    def services_of(self, code: str) -> tuple[str, ...]:
        """The services a code starts: itself, or those of a life event; empty if unknown."""
        if code in self.guides:
            return (code,)
        event = self.life_events.get(code)
        return event.services if event else ()

    def title(self, code: str) -> str:
        """The text id of a service's or life event's name."""
        entry: Guide | LifeEvent = self.guides.get(code) or self.life_events[code]
        return entry.title
