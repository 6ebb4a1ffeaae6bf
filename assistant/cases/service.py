"""What a person does to a case, one turn at a time. Owns the clock; the store owns the transaction.

Thin on purpose: the engine decides, the store keeps, and this says which of the two is asked when.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from assistant.cases.codes import new_code
from assistant.cases.export import export_case
from assistant.cases.joining import Door, TooManyTries, new_case_id, new_token
from assistant.cases.log import Case, Clash, NoSuchCase, Store
from assistant.cases.offer import Offer
from assistant.cases.shelf import Shelf
from assistant.cases.standing import Standings
from assistant.cases.submission import Submission, wrong_shape
from assistant.cases.taking import OTHER_CONTENT, is_same, taken
from assistant.cases.turn import Holder, Outcome, Reading, Turn, engine_of, turn_of
from assistant.engine.due import LONDON
from assistant.engine.entries import VERSION, Entry
from assistant.engine.replay import Refusal

__all__ = ["Holder", "Offer", "Outcome", "Service", "TooManyTries", "Turn", "london_now"]

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def london_now() -> datetime:
    """The time, in Europe/London."""
    return datetime.now(LONDON)


class Service:
    """Opens cases and takes what people send. Its methods may be called from any greenlet.

    A token is what one who holds a case has: it opens that case, and says who they are in it.
    """

    def __init__(
        self, store: Store, shelf: Shelf, clock: Callable[[], datetime] = london_now
    ) -> None:
        self.store = store
        self.shelf = shelf
        self.clock = clock
        self.door = Door(store, shelf, clock)
        self._standings = Standings()
        # Called with the id of each case to which something has been added.
        self.heard: Callable[[str], None] = lambda case_id: None

    def open(self) -> str:
        """Open a case on today's pack. The token of its first holder: 144 random bits."""
        pack, token, now = self.shelf.current.pack, new_token(), self.clock()
        case = Case(new_case_id(now), pack.id, pack.version, now, new_code())
        self.store.open_case(case, token)
        return token

    def join(self, code: str, role: str, address: str) -> str:
        """Go on with the case of a code, in a role: a token of one's own.

        The handover is on the disk for good. `address` is where the request came from. Raises
        NoSuchCase, TooManyTries, PackLost, StoreFailed, and AnswerError for a role that there is
        not.
        """
        token = self.door.join(code, role, address)
        self.heard(self.store.held(token)[0].id)
        return token

    def turn(self, token: str) -> Turn:
        """Where the case stands. Raises NoSuchCase, PackLost or StoreFailed."""
        return turn_of(self._read(token), self.shelf)

    def submit(self, token: str, submission: Submission) -> Outcome:
        """Take what was sent, or say why not. Raises NoSuchCase, PackLost or StoreFailed.

        An entry in the outcome is on the disk for good. Of two answers that are sent at once on the
        same turn one is kept and the other refused.
        """
        if wrong := wrong_shape(submission):
            return Outcome(self.turn(token), None, wrong, repeated=False)
        if likely := self._as_last_seen(token):
            decided = taken(likely, submission, self.shelf)
            if isinstance(decided, Entry) and (kept := self._keep(likely, decided, submission)):
                return kept
        while True:
            read = self._read(token)
            if sent := self.store.sent(read.case.id, submission.token):
                turn = turn_of(read, self.shelf)
                then = engine_of(read.case, read.log[: sent.seq], self.shelf)
                if is_same(then.pack, submission, sent):
                    return Outcome(turn, sent, None, repeated=True)
                return Outcome(turn, None, OTHER_CONTENT, repeated=False)
            decided = taken(read, submission, self.shelf)
            if isinstance(decided, Refusal):
                return Outcome(turn_of(read, self.shelf), None, decided, repeated=False)
            if outcome := self._keep(read, decided, submission):
                return outcome

    def export(self, token: str) -> dict[str, object]:
        """The case as one file, with its guide. Raises NoSuchCase or StoreFailed."""
        return export_case(self.store, self.store.held(_checked(token))[0].id, self.clock())

    def delete(self, token: str) -> None:
        """Erase the case with all that was said. Raises NoSuchCase, TracesLeft or StoreFailed."""
        case_id = self.store.held(_checked(token))[0].id
        try:
            self.store.delete_case(case_id)
        finally:
            self._standings.forget(case_id)
            self.shelf.forget()

    def _keep(self, read: Reading, decided: Entry, submission: Submission) -> Outcome | None:
        """Keep an entry; None where the case did not stand as it was read, or it was sent before.

        Raises NoSuchCase or StoreFailed.
        """
        try:
            kept = self.store.append(read.case.id, decided, submission.token)
        except Clash:
            return None
        if kept is not decided:
            return None
        self.heard(read.case.id)
        log = (*read.log, kept)
        engine = read.engine if kept.kind != VERSION else engine_of(read.case, log, self.shelf)
        position = self._standings.position(read.case.id, engine, log)
        now = replace(read, engine=engine, log=log, position=position)
        return Outcome(turn_of(now, self.shelf), kept, None, repeated=False)

    def _as_last_seen(self, token: str) -> Reading | None:
        """The case without a look into the store: good for a try, which the store refuses where it
        has gone on since. Nothing is ever refused or shown by it.
        """
        held = self._standings.held(token)
        stood = held and self._standings.last(held[0].id)
        if not (held and stood):
            return None
        (case, number), (engine, log, position) = held, stood
        return Reading(case, number, engine, log, position, self.clock())

    def _read(self, token: str) -> Reading:
        case, number = self.store.held(_checked(token))
        self._standings.hold(token, case, number)
        log = self.store.log(case.id)
        engine = engine_of(case, log, self.shelf)
        position = self._standings.position(case.id, engine, log)
        return Reading(case, number, engine, log, position, self.clock())


def _checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise NoSuchCase(token)
    return token
