"""Saved talks with a hub: a code works at every place.

A talk is on this place's disk before its code is shown, and at the hub as soon as there is a line.
Whoever takes one up holds it alone, by a lease that the delivery round renews: the talk is given
back when the visit ends, used up when something of it was sent, erased when the person cancels.
"""

from __future__ import annotations

import random
import secrets
import uuid
from datetime import datetime, timedelta

import msgspec
import structlog
from msgspec.structs import replace

from dialogs.contract.session import Saved
from dialogs.moving import taken_back
from dialogs.world import World
from shared.database import moment
from shared.hub.client import WAITED_FOR, CodeTakenError, HubClient, MovedError, Taken
from shared.hub.here import DraftsHere, resume
from shared.hub.port import Refusal
from shared.store.copies import Copy, Errand, Note
from shared.store.drafts import Draft, TooManyCodesError
from shared.store.sessions import SESSION, Sessions, Stored
from shared.store.store import Store
from shared.superapp.client.answers import RefusedError, UnreachableError
from shared.superapp.client.retry import wait
from shared.superapp.client.wire import PATIENT, Timeouts

log = structlog.get_logger(__name__)

LOOK_AGAIN = timedelta(minutes=1)  # between two questions about a talk that was saved here
IDLE = timedelta(minutes=30)  # a chat stays: who is silent for so long may have gone elsewhere
IN_FLIGHT = timedelta(minutes=1)  # after which a claim without an answer is given back
RENEWALS = 3  # in one lease
NEW_CODES = 5  # tries at a code that nobody has
LARGEST = 48 * 1024  # bytes of a talk; the dialog layer holds it below 16 KiB
MOST_ASKED = 200  # talks in one question


class HubDrafts(DraftsHere):
    """The port of `shared/hub/port.py` with a hub behind it."""

    def __init__(
        self, world: World, talks: Sessions, store: Store, owner: str, hub: HubClient
    ) -> None:
        super().__init__(world, talks, store, owner)
        self._hub = hub
        self._rng = random.SystemRandom()
        self._failures = 0
        self._quiet_until: datetime | None = None

    # Putting aside -----------------------------------------------------------------------------

    def save(self, session_id: str, effect_id: str, now: datetime) -> Draft:
        draft = self._store.drafts.save(session_id, effect_id, now)
        note = self._copies.note(session_id)
        if note is not None and note.effect_id == effect_id:
            return draft  # done before: it is at the hub
        self._copy(session_id, effect_id, now)
        for _ in range(NEW_CODES):
            try:
                there = [self._push(one, now) for one in self._copies.waiting(session_id)]
            except CodeTakenError:  # noqa: PERF203 - nobody has seen this code yet
                draft = self._store.drafts.another(session_id, effect_id, now)
            except (UnreachableError, RefusedError):
                break
            else:
                return draft._replace(here_only=not all(there))
        return draft._replace(here_only=True)

    def _push(self, copy: Copy, now: datetime, timeouts: Timeouts = WAITED_FOR) -> bool:
        """Brings one copy to the hub. False for one that stays here; raises what the hub raises."""
        draft = self._store.drafts.find(copy.session_id, copy.effect_id, now)
        note = self._copies.note(copy.session_id)
        talk = msgspec.json.encode(copy.session)
        if draft is None or note is None or len(talk) > LARGEST:
            return False
        try:
            version = self._put(note, draft, talk, timeouts)
        except MovedError:
            # Somebody else is further with it: this is a talk of its own from now on.
            note = note._replace(draft_id=uuid.uuid4().hex, version=0, claim="")
            self._copies.write(note)
            version = self._put(note, draft, talk, timeouts)
        due = moment(now + LOOK_AGAIN)
        there = note._replace(version=version, effect_id=copy.effect_id, claim="", due_at=due)
        self._copies.arrived(copy, there)
        return True

    def _put(self, note: Note, draft: Draft, talk: bytes, timeouts: Timeouts) -> int:
        return self._hub.save(
            note.draft_id,
            code=draft.code,
            talk=talk.decode(),
            expects=note.version,
            claim=note.claim,
            timeouts=timeouts,
        )

    # Taking up ---------------------------------------------------------------------------------

    def take_up(self, code: str, now: datetime, *, by: str = "") -> str | Refusal:
        claim = Errand(secrets.token_hex(16), "release")
        # If this program dies, or the answer is lost, the claim is given back.
        self._copies.put(claim, now + IN_FLIGHT)
        try:
            person = self._store.drafts.pseudonym(by) if by else ""
            taken = self._hub.take(code, claim=claim.ref, person=person)
        except (UnreachableError, RefusedError):
            self._copies.put(claim, now)
            return self._without_line(code, now)
        if not isinstance(taken, Refusal):
            return self._arrived(taken, claim, now)
        self._copies.told(claim)
        if taken is Refusal.UNKNOWN:  # the hub counts the tries; it may not have it yet
            return self._waiting_here(self._store.drafts.peek(code, now)) or taken
        return taken

    def _without_line(self, code: str, now: datetime) -> str | Refusal:
        """What was not brought to the hub yet can still be taken up where it was saved."""
        try:
            session_id = self._store.drafts.claim(code, now)
        except TooManyCodesError:
            return Refusal.TOO_MANY
        return self._waiting_here(session_id) or Refusal.NO_LINE

    def _waiting_here(self, session_id: str | None) -> str | None:
        """A talk whose newest copy is still here, on with it."""
        if session_id is None or not self._copies.waiting(session_id):
            return None
        found = self._take_here(session_id)
        return None if isinstance(found, Refusal) else found

    def _arrived(self, taken: Taken, claim: Errand, now: datetime) -> str | Refusal:
        """The talk is ours alone: the one of this place where it is as new, else as it came."""
        own = self._own(taken)
        session_id, answers = own[:2] if own else self._new(taken)
        if session_id is None:
            self._copies.put(claim, now)
            return Refusal.NO_LINE
        note = Note(
            session_id=session_id,
            draft_id=taken.draft,
            version=taken.version,
            effect_id=own[2] if own else "",
            claim=claim.ref,
            owner=self._owner,
            answers=answers,
            until=moment(taken.until),
            due_at=_renewal(now, taken.lease),
        )
        self._copies.write(note, done=claim)
        return session_id

    def _own(self, taken: Taken) -> tuple[str, int, str] | None:
        """The talk where it was saved, how many answers it has, and by which effect."""
        for note in self._copies.of_draft(taken.draft):
            if note.version == taken.version and resume(self._talks, note.session_id):
                stored = self._talks.load(note.session_id)
                answers = len(stored.session.answers) if stored else note.answers
                return note.session_id, answers, note.effect_id
        return None

    def _new(self, taken: Taken) -> tuple[str | None, int]:
        try:
            session = SESSION.decode(taken.talk)
        except msgspec.MsgspecError:  # saved by a version of ours that this one cannot read
            log.warning("saved_talk_unreadable")
            return None, 0
        here = replace(session, id=uuid.uuid4().hex)
        self._talks.commit(here, before=None, event_id="taken")
        return here.id, len(here.answers)

    def let_go(self, session_id: str, now: datetime) -> None:
        note = self._copies.note(session_id)
        if note is None or not note.claim or self._copies.waiting(session_id):
            return  # what was saved anew is given back when it is brought to the hub
        if self._store.outbox.holds(session_id):
            ended = Errand(note.claim, "finish")
            self._copies.close(session_id, ended, now)
        else:
            ended = self._give_back(note, now, keep=bool(note.effect_id))
        self._try(ended, WAITED_FOR)

    def _give_back(self, note: Note, now: datetime, *, keep: bool) -> Errand:
        """The code works again. `keep`: the talk stays here too, and may still go on here."""
        errand = Errand(note.claim, "release")
        self._copies.close(note.session_id, errand, now)
        if keep:
            self._copies.write(note._replace(claim="", due_at=moment(now + LOOK_AGAIN)))
        return errand

    def erase(self, session_id: str, now: datetime) -> None:
        note = self._copies.note(session_id)
        super().erase(session_id, now)
        if note is not None:
            erasing = Errand(note.draft_id, "erase")
            self._copies.put(erasing, now)
            self._try(erasing, WAITED_FOR)

    # The delivery round ------------------------------------------------------------------------

    def deliver(self, now: datetime) -> None:
        self._drop_copies(now)
        if self._quiet_until is not None and now < self._quiet_until:
            return
        try:
            self._deliver(now)
        except (UnreachableError, RefusedError) as trouble:
            self._failures += 1
            if str(trouble) == "HTTP 401":
                log.warning("hub_does_not_know_this_device")
            asked = trouble.retry_after if isinstance(trouble, UnreachableError) else None
            self._quiet_until = now + wait(self._failures, self._rng, asked)
            log.info("hub_does_not_answer", failures=self._failures)
        else:
            self._failures, self._quiet_until = 0, None

    def _deliver(self, now: datetime) -> None:
        for copy in self._copies.waiting():
            self._push_later(copy, now)
        for errand in self._copies.errands(now):
            self._tell(errand, PATIENT)
        notes = self._copies.notes(self._owner)
        for note in notes:
            if note.claim:
                self._look_after(note, now)
        self._ask_about([note for note in notes if not note.claim and note.version], now)

    def _push_later(self, copy: Copy, now: datetime) -> None:
        note = self._copies.note(copy.session_id)
        if note is None or note.due_at >= note.until:
            return
        try:
            self._push(copy, now, PATIENT)
        except (CodeTakenError, RefusedError) as why:
            # The code was shown without a line and belongs to another talk there: about one in a
            # hundred thousand. It stays good at this place.
            log.warning("saved_talk_stays_here", error=type(why).__name__)
            self._copies.write(note._replace(due_at=note.until))

    def _look_after(self, note: Note, now: datetime) -> None:
        """A talk that is held here."""
        waits = bool(self._copies.waiting(note.session_id))  # saved anew: the hub gets that first
        stored = self._talks.load(note.session_id)
        if self._used_here(note, stored):
            used = Errand(note.claim, "finish")
            self._copies.close(note.session_id, used, now)
            self._tell(used, PATIENT)
        elif not waits and (stored is None or self._idle(note, now)):
            keep = stored is not None or bool(note.effect_id)
            self._tell(self._give_back(note, now, keep=keep), PATIENT)
        elif note.due_at <= moment(now):
            lease = self._hub.renew(note.claim)
            if lease is None:
                log.info("saved_talk_lost")
                self._copies.close(note.session_id, None, now)
            else:
                self._copies.write(note._replace(due_at=_renewal(now, lease)))

    def _used_here(self, note: Note, stored: Stored | None) -> bool:
        """Whether something of it was sent, or the person does not want it kept."""
        if self._store.outbox.holds(note.session_id):
            return True
        return stored is not None and taken_back(stored.session, note.answers)

    def _idle(self, note: Note, now: datetime) -> bool:
        """Whether the code should work again though the talk is still here."""
        touched = self._talks.touched(note.session_id)
        return touched is not None and touched <= moment(now - IDLE)

    def _ask_about(self, notes: list[Note], now: datetime) -> None:
        """Talks that were saved here: sent or erased here meanwhile, or gone on elsewhere."""
        still = [note for note in notes if not self._went_on(note, now)]
        due = [note for note in still if note.due_at <= moment(now)][:MOST_ASKED]
        if not due:
            return
        found = self._hub.standing([note.draft_id for note in due])
        for note in due:
            standing = found.get(note.draft_id)
            if standing is not None and standing.state == "gone":
                self._gone_elsewhere(note, now)
            else:
                self._copies.write(note._replace(due_at=moment(now + LOOK_AGAIN)))

    def _went_on(self, note: Note, now: datetime) -> bool:
        """Whether the hub is not to be asked about it any more; it is told why."""
        stored = self._talks.load(note.session_id)
        ended: Errand | None = Errand(note.draft_id, "erase")
        if self._store.outbox.holds(note.session_id):
            ended = Errand(note.draft_id, "used", note.version)
        elif note.effect_id and not self._store.drafts.saved(note.session_id, now):
            # Its code was erased before its time; when the time is over, the hub drops it itself.
            ended = ended if note.until > moment(now) else None
        elif stored is None or not taken_back(stored.session, note.answers):
            return False
        self._copies.close(note.session_id, ended, now)
        if ended is not None:
            self._tell(ended, PATIENT)
        return True

    def _gone_elsewhere(self, note: Note, now: datetime) -> None:
        """Used up at another place: the copy here is not shown as if it still waited."""
        self._copies.close(note.session_id, None, now)
        stored = self._talks.load(note.session_id)
        if stored is not None and isinstance(stored.session.aside, Saved):
            self._talks.forget(note.session_id)

    def _try(self, errand: Errand, timeouts: Timeouts) -> None:
        try:
            self._tell(errand, timeouts)
        except (UnreachableError, RefusedError):
            return  # the delivery round tells it

    def _tell(self, errand: Errand, timeouts: Timeouts) -> None:
        if errand.what == "used":
            self._hub.used(errand.ref, errand.version, timeouts)
        else:
            tell = {
                "release": self._hub.release,
                "finish": self._hub.finish,
                "erase": self._hub.erase,
            }[errand.what]
            tell(errand.ref, timeouts)
        self._copies.told(errand)

    def close(self) -> None:
        self._hub.close()


def _renewal(now: datetime, lease: float) -> int:
    return moment(now + timedelta(seconds=lease / RENEWALS))
