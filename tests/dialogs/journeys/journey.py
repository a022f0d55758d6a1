"""One talk from its seed: anything at all for a while, then the good answers until it ends."""

from __future__ import annotations

from random import Random

import msgspec
from msgspec.structs import replace

from dialogs.contract.effect import AnyEffect, Submit
from dialogs.contract.event import AnyEvent, Confirm, Result, Start, Submitted
from dialogs.contract.screen import Screen
from dialogs.world import World
from tests.dialogs.journeys import people
from tests.dialogs.journeys.host import PureHost, Taken, result
from tests.dialogs.journeys.properties import Broken, check, nothing_happened

MOST_ODD = 22  # events before the person wants to finish
LINE = 150  # characters of one
TOLD = 15  # events of a talk that a failure names


class Journey:
    """`trace` names the events, for whoever looks into a failure."""

    def __init__(self, world: World, seed: str) -> None:
        self.random = Random(seed)
        channel = self.random.choice(people.CHANNELS)
        self.host = PureHost(world, channel, self.random.choice(people.LANGUAGES))
        self.host.actor = self.random.choice(people.ACTORS)
        self.goal = self.random.choice(_worth_while(world))
        self.trace: list[str] = [f"{channel}, {self.host.session.language}, {self.goal}"]
        self.events = 0
        self.likely = self.random.choice((1.0, 0.8, 0.3))  # that a result comes at once
        self.sent = 0
        self.end = ""  # the kind of the last screen

    def run(self) -> None:
        """The whole talk. Raises Broken."""
        if self.random.random() < 0.8:
            self.feed(Start(service=self.goal))
        for _ in range(self.random.randrange(MOST_ODD)):
            self._odd_step()
        if self.random.random() < 0.15:  # taken up again in another channel
            channel = self.random.choice(people.CHANNELS)
            self.host.viewer = self.host.viewer._replace(channel=channel)
            self.trace.append(f"now in {channel}")
        self._finish()

    # ---------------------------------------------------------------------------------------------

    def _odd_step(self) -> None:
        sort = self.random.random()
        host = self.host
        event = people.anything(self.random, host.screen(), self.goal, host.world)
        if sort < 0.06 and host.session.turn:
            self.feed(replace(event, on=host.session.turn - self.random.randint(1, 3)))
        elif sort < 0.12 and host.last is not None:
            self._again(host.last)
        elif sort < 0.5 and not isinstance(event, Result):
            self.feed(replace(event, on=host.session.turn))
        else:
            self.feed(event)
        self._deliver(self.likely)

    def _again(self, last: Taken) -> None:
        """The same event once more: known by its id, and, for a person's, by its screen."""
        if self.host.take(last.event) is not None:
            raise Broken("events count once", "the host took an event twice")
        if not isinstance(last.event, Result):
            self.feed(replace(last.event, on=last.before.turn))

    def feed(self, event: AnyEvent) -> Taken:
        """One new event, every property checked."""
        event = self.host.stamped(event)
        self.events += 1
        told = msgspec.json.encode(replace(event, at=None, channel="")).decode()
        self.trace.append(told[:LINE])
        try:
            taken = self.host.take(event)
        except Exception as error:
            raise Broken("a turn never fails", repr(error)) from error
        if taken is None:
            raise AssertionError("a stamped event is new")
        check(self.host, taken)
        self.sent += any(isinstance(effect, Submit) for effect in taken.effects)
        return taken

    def _deliver(self, likely: float) -> None:
        """Results of effects: now or later, now and then twice."""
        for effect in list(self.host.awaited):
            if self.random.random() < likely:
                self.host.awaited.remove(effect)
                self._tell(effect)

    def _tell(self, effect: AnyEffect) -> None:
        news = result(effect, self.host, refuse=self.random.random() < 0.2)
        taken = self.feed(news)
        outcomes = taken.after.outcomes.values()
        if isinstance(effect, Submit) and not any(
            o.effect == effect.id and o.status for o in outcomes
        ):
            raise Broken("a receipt arrives", f"{type(news).__name__} of {effect.id} was lost")
        if isinstance(news, Submitted) and self.random.random() < 0.3:
            self.feed(replace(news, status="sent"))  # it was queued, and now it is there
            news = replace(news, status="sent")
        if self.random.random() < 0.2:
            nothing_happened(self.feed(news), "news told twice")

    # ---------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Good answers alone: a few more than there are questions must do."""
        world = self.host.world
        services = {*self.host.session.services, *world.services_of(self.goal)}
        questions = sum(len(world.guides[code].questions) for code in services)
        event: AnyEvent | None = None
        for _ in range(3 * questions + 20):
            self._deliver(1.0)
            screen = self.host.screen()
            if self._ended(screen, event):
                self.end = screen.kind
                return
            if screen.kind == "waiting":
                raise Broken("a talk ends", "it waits for what was told")
            event = (
                people.LEAVE["explain"]
                if screen.kind == "saved"
                else people.good(self.random, screen, self.goal)
            )
            self.feed(event)
        raise Broken("a talk ends", f"still at {screen.kind} {screen.question_id}")

    def _ended(self, screen: Screen, event: AnyEvent | None) -> bool:
        """A receipt, a list or a stop with no other service after it, the emergency that was
        wanted, or a talk that was saved because this channel may not ask the rest."""
        if screen.kind in ("receipt", "checklist", "stop"):
            return screen.options[-1].label.id != "receipt.next"
        if screen.kind == "emergency":
            return screen.service == self.goal
        return screen.kind == "saved" and isinstance(event, Confirm)


def _worth_while(world: World) -> list[str]:
    """What is aimed at: of the many services that are a list alone, one is enough."""
    asks = [code for code, guide in world.guides.items() if guide.questions or guide.emergency]
    lists = [code for code in world.guides if code not in asks]
    return [*asks, *world.life_events, *lists[:1]]
