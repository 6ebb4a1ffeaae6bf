"""What a person does to a case, one turn at a time. Owns the clock; the store owns the transaction.

Thin on purpose: the engine decides, the store keeps, and this says which of the two is asked when.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.cases.log import Case, Clash, NoSuchCase, Store
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission, wrong_shape
from assistant.engine.due import LONDON
from assistant.engine.plan import Plan, make_plan
from assistant.engine.replay import Engine, Entry, Position, Refusal
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import Pack

ROLE = "role"
CASE_ID_BYTES = 18
_CASE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

MOVED_ON = Refusal(
    "The conversation has moved on since this page was shown, so this was not taken."
    " Look at where it is now."
)
AHEAD = Refusal("This page has seen more of the conversation than is kept here. Load it again.")
OTHER_CONTENT = Refusal(
    "Something else was sent before with the same id, so this was not taken. Send it with a new id."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a case stands. `seq` is the number of its last entry, 0 for none; `now` is aware."""

    case: Case
    engine: Engine
    position: Position
    plan: Plan
    seq: int
    now: datetime
    log: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a submission: the entry that was kept, or the refusal.

    `turn` is where the case stands now, either way. `repeated`: it had been kept before.
    """

    turn: Turn
    entry: Entry | None
    refusal: Refusal | None
    repeated: bool


def london_now() -> datetime:
    """The time, in Europe/London."""
    return datetime.now(LONDON)


class Service:
    """Opens cases and takes what people send. Its methods may be called from any greenlet."""

    def __init__(
        self, store: Store, shelf: Shelf, clock: Callable[[], datetime] = london_now
    ) -> None:
        self.store = store
        self.shelf = shelf
        self.clock = clock

    def open(self) -> str:
        """Open a case on today's pack. Its id cannot be guessed: 144 random bits, fit for a URL."""
        pack = self.shelf.current.pack
        case_id = secrets.token_urlsafe(CASE_ID_BYTES)
        self.store.open_case(Case(case_id, pack.id, pack.version, self.clock()))
        return case_id

    def turn(self, case_id: str) -> Turn:
        """Where the case stands. Raises NoSuchCase, PackLost or StoreFailed."""
        return self._turn(*self._load(case_id), self.clock())

    def submit(self, case_id: str, submission: Submission) -> Outcome:
        """Take what was sent, or say why not. Raises NoSuchCase, PackLost or StoreFailed.

        An entry in the outcome is on the disk for good. Of two that are sent at once on the same
        turn one is kept and the other refused.
        """
        if wrong := wrong_shape(submission):
            return Outcome(self.turn(case_id), None, wrong, repeated=False)
        while True:
            case, engine, log = self._load(case_id)
            now = self.clock()
            if sent := self.store.sent(case_id, submission.token):
                turn = self._turn(case, engine, log, now)
                if is_same(engine.pack, submission, sent):
                    return Outcome(turn, sent, None, repeated=True)
                return Outcome(turn, None, OTHER_CONTENT, repeated=False)
            decided = decide(engine, log, submission, now)
            if isinstance(decided, Refusal):
                return Outcome(self._turn(case, engine, log, now), None, decided, repeated=False)
            try:
                kept = self.store.append(case_id, decided, submission.token)
            except Clash:
                continue
            if kept is decided:
                turn = self._turn(case, engine, (*log, kept), now)
                return Outcome(turn, kept, None, repeated=False)

    def delete(self, case_id: str) -> None:
        """Erase a case with all that was said. Raises NoSuchCase or StoreFailed."""
        self.store.delete_case(_checked_id(case_id))

    def _load(self, case_id: str) -> tuple[Case, Engine, Sequence[Entry]]:
        case = self.store.case(_checked_id(case_id))
        return case, self.shelf.engine(case.pack_version), self.store.log(case_id)

    @staticmethod
    def _turn(case: Case, engine: Engine, log: Sequence[Entry], now: datetime) -> Turn:
        position = engine.replay(log)
        plan = make_plan(engine.program, position.facts, position.view)
        return Turn(case, engine, position, plan, len(log), now, log)


def decide(
    engine: Engine, log: Sequence[Entry], submission: Submission, now: datetime
) -> Entry | Refusal:
    """The entry that a submission comes to, or why it is refused."""
    kind = submission.kind
    if submission.after != len(log):
        if not says_danger(engine.pack, submission):
            return MOVED_ON if submission.after < len(log) else AHEAD
        kind = "change"  # the question may be long past; the danger is not
    value = dict(submission.value)
    entry = Entry(len(log) + 1, kind, submission.step, value, submission.by, now)  # type: ignore[arg-type]
    decided = engine.checked(log, entry)
    if isinstance(decided, Refusal) or decided.by:
        return decided
    return replace(decided, by=_role(log, decided))


def says_danger(pack: Pack, submission: Submission) -> bool:
    """It says that there is immediate danger, and nothing else."""
    emergency = pack.emergency
    return submission.kind in ("answer", "change") and submission.value == {
        emergency.fact: emergency.answer
    }


def is_same(pack: Pack, submission: Submission, sent: Entry) -> bool:
    """It is what was sent before, however it was written. `by` and `after` do not count."""
    kinds = {submission.kind} | ({"change"} if says_danger(pack, submission) else set())
    if sent.kind not in kinds or (sent.kind == "answer" and sent.step != submission.step):
        return False
    try:
        value = {name: read_answer(pack.facts[name], raw) for name, raw in submission.value.items()}
    except (KeyError, AnswerError):
        return False
    return value == sent.value


def _role(log: Sequence[Entry], entry: Entry) -> str:
    given = [e.value[ROLE] for e in (*log, entry) if ROLE in e.value]
    return str(given[-1]) if given else ""


def _checked_id(case_id: str) -> str:
    if not _CASE_ID.fullmatch(case_id):
        raise NoSuchCase(case_id)
    return case_id
