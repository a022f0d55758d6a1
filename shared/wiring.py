"""The parts put together for one program: store, courier, understanding, performers, host."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from msgspec.structs import replace

from dialogs.contract.effect import (
    AskStatus,
    CallOfficer,
    Effect,
    Note,
    SaveDraft,
    Submit,
    Understand,
)
from dialogs.contract.event import (
    DraftSaved,
    OfficerDone,
    OfficerTook,
    Refused,
    Standing,
    StatusIs,
    Submitted,
    Understood,
)
from dialogs.receipts import normalise
from dialogs.world import World
from shared.host import Host, Performer
from shared.hub.client import HubClient
from shared.hub.drafts import HubDrafts
from shared.hub.here import DraftsHere
from shared.hub.port import Drafts
from shared.hub.token import token_of
from shared.privacy.keys import load_or_make
from shared.settings import LOOPBACK, Settings
from shared.store.sessions import Sessions
from shared.store.store import Store
from shared.superapp.client import SuperApp
from shared.superapp.courier import Courier
from shared.superapp.reference.api_keys import API_KEY_FILE, load_or_make_api_key
from shared.superapp.statuses import Statuses
from shared.understanding import Understanding
from shared.understanding.service import understanding_of

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=2)  # how often the courier looks for what is due
# What a dry run hands out: well-formed, and plainly a specimen.
SPECIMEN = Submitted(effect="", number="222-222-222", pin="000000", word="contoh", status="dry_run")


class Wiring:
    """One program's parts. `close` lets go of them."""

    def __init__(
        self,
        world: World,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        name: str,
        dry_run: bool = False,
        in_memory: bool = False,
        understanding: Understanding | None = None,
    ) -> None:
        keys = load_or_make(settings.key_file)
        self.store = Store.open(settings.database_url, keys)
        # With `in_memory` nothing of a talk reaches a disk before it is sent, saved or called for.
        self.talks: Sessions = Store.open("sqlite://", keys) if in_memory else self.store
        self.drafts = self._drafts(world, settings, name, dry_run=dry_run)
        self._superapp = SuperApp(settings.backend_url, _api_key(settings), self.store.photos.get)
        self._clock = clock
        self._understanding = understanding or understanding_of(settings.home, world)
        self.courier = Courier(
            self.store.outbox,
            self.store.tray,
            self._superapp,
            device=settings.device,
            name=f"{settings.device}-{name}",
            photos=self.store.photos,
        )
        submit: Performer = _dry if dry_run else self.courier.submit
        told: Performer = dry_status if dry_run else Statuses(self.store.outbox, self._superapp).ask
        self.host = Host(world, self.talks, self._performers(submit, told), clock)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def _drafts(self, world: World, settings: Settings, name: str, *, dry_run: bool) -> Drafts:
        """Saved talks: at the hub where there is one; practising keeps them here."""
        owner = f"{settings.device}-{name}"
        if settings.hub_url is None or dry_run:
            return DraftsHere(world, self.talks, self.store, owner)
        token = token_of(settings.home, settings.hub_url, settings.hub_token)
        hub = HubClient(settings.hub_url, token)
        return HubDrafts(world, self.talks, self.store, owner, hub)

    def _performers(self, submit: Performer, told: Performer) -> Mapping[type[Effect], Performer]:
        return {
            Understand: self._understand,
            Submit: submit,
            CallOfficer: self._call,
            SaveDraft: self._save,
            AskStatus: told,
            Note: lambda session_id, effect, now: None,
        }

    def _understand(self, session_id: str, effect: Understand, now: datetime) -> Understood:
        candidates, sure = self._understanding.understand(effect.text, effect.language)
        return Understood(effect=effect.id, candidates=candidates, sure=sure)

    def _call(self, session_id: str, effect: CallOfficer, now: datetime) -> OfficerTook:
        position = self.store.tray.call(
            session_id,
            effect.id,
            service=effect.service,
            question=effect.question,
            reason=effect.reason,
            at=now,
        )
        return OfficerTook(effect=effect.id, position=position)

    def _save(self, session_id: str, effect: SaveDraft, now: datetime) -> DraftSaved:
        draft = self.drafts.save(session_id, effect.id, now)
        return DraftSaved(
            effect=effect.id, code=draft.code, until=draft.until, here_only=draft.here_only
        )

    # News that come by themselves --------------------------------------------------------------

    def deliver(self) -> None:
        """One round: what was left undone, what is due in the outbox, and the news of both."""
        self.host.recover()
        for news in self.courier.deliver_due(self._clock()):
            self.host.tell(news.session_id, news.event)
            self.courier.told(news)
        for call in self.store.tray.untold():
            event = OfficerDone(id=f"{call.effect_id}.done", effect=call.effect_id)
            self.host.tell(call.session_id, event)
            self.store.tray.told(call.number)
        self.drafts.deliver(self._clock())

    def start_delivering(self) -> None:
        """Delivers in the background until `close`."""
        self._thread = threading.Thread(target=self._keep_delivering, name="courier", daemon=True)
        self._thread.start()

    def _keep_delivering(self) -> None:
        while not self._stopping.wait(EVERY.total_seconds()):
            try:
                self.deliver()
            except Exception as error:  # noqa: PERF203 - the courier outlives whatever a round meets
                log.warning("delivery_round_failed", error=type(error).__name__)

    def close(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._superapp.close()
        self.drafts.close()
        self.store.close()


def _api_key(settings: Settings) -> str | None:
    """Our key at the super-app; for a reference backend on this machine the one they share."""
    if settings.api_key or urlsplit(settings.backend_url).hostname not in LOOPBACK:
        return settings.api_key
    return load_or_make_api_key(settings.home / API_KEY_FILE)


def _dry(session_id: str, effect: Submit, now: datetime) -> Submitted | Refused:
    return replace(SPECIMEN, effect=effect.id)


def dry_status(session_id: str, effect: AskStatus, now: datetime) -> StatusIs:
    """Practising asks nobody: what was handed out here is known, nothing else is."""
    if effect.receipt != normalise(SPECIMEN.number):
        return StatusIs(effect=effect.id, known="unknown")
    return StatusIs(effect=effect.id, known="found", standing=Standing(status=SPECIMEN.status))
