"""Two who send at the same moment: one wins and the other is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Barrier, Thread

from msgspec.structs import replace

from assistant.cases.log import Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Outcome, Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.cases.submission import Submission
from assistant.engine.replay import Engine, Entry
from tests.store.talking import answering, go_on, unsure


class Interleaved(MemoryStore):
    """A store in which somebody else gets in between the look at the log and the append."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], object] | None = None

    def append(self, case_id: str, entry: Entry, token: str) -> Entry:
        """First what happens meanwhile, once."""
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            meanwhile()
        return super().append(case_id, entry, token)


def between(engine: Engine, first: Submission | None, then: Submission) -> tuple[Outcome, Service]:
    """What comes of `then` when `first` is kept in the middle of it."""
    store = Interleaved()
    service = Service(store, Shelf(engine, store))
    case_id = service.open()
    store.meanwhile = lambda: service.submit(case_id, first) if first else service.delete(case_id)
    outcome = service.submit(case_id, then)
    return outcome, service


def sent(value: str, token: str, kind: str = "answer") -> Submission:
    """An answer to the first question."""
    return Submission(token, kind, "danger", {"immediate_danger": value}, "", 0)


def test_the_one_who_comes_second_is_told(engine: Engine) -> None:
    outcome, _ = between(engine, sent("no", "token-01"), sent("unknown", "token-02"))
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert "moved on" in outcome.refusal.message
    assert [e.value for e in outcome.turn.log] == [{"immediate_danger": "no"}]


def test_danger_that_comes_second_is_put_on_top(engine: Engine) -> None:
    outcome, _ = between(engine, sent("no", "token-01"), sent("yes", "token-02"))
    assert outcome.refusal is None
    assert [e.value["immediate_danger"] for e in outcome.turn.log] == ["no", "yes"]


def test_the_same_thing_twice_at_once_is_kept_once(engine: Engine) -> None:
    outcome, _ = between(engine, sent("no", "token-01"), sent("no", "token-01"))
    assert outcome.repeated
    assert len(outcome.turn.log) == 1


def test_other_content_with_the_same_token_at_once_is_refused(engine: Engine) -> None:
    outcome, _ = between(engine, sent("no", "token-01"), sent("unknown", "token-01"))
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert "same id" in outcome.refusal.message
    assert len(outcome.turn.log) == 1


def test_many_threads_on_one_turn_have_one_winner(engine: Engine, tmp_path: Path) -> None:
    store: Store = SqliteStore(tmp_path / "data")
    service = Service(store, Shelf(engine, store))
    case_id = service.open()
    turn = go_on(service, case_id).turn
    outcomes = at_once([answering(turn, unsure(engine, turn)) for _ in range(6)], service, case_id)
    assert sum(o.entry is not None for o in outcomes) == 1
    assert sum(o.refusal is not None and "moved on" in o.refusal.message for o in outcomes) == 5
    assert service.turn(case_id).seq == 2

    turn = service.turn(case_id)
    again = answering(turn, {"immediate_danger": "no"}, kind="change")
    outcomes = at_once([replace(again) for _ in range(6)], service, case_id)
    assert sorted(o.repeated for o in outcomes) == [False] + [True] * 5
    assert {o.entry.seq for o in outcomes if o.entry} == {3}
    assert service.turn(case_id).seq == 3
    store.close()


def at_once(submissions: Sequence[Submission], service: Service, case_id: str) -> list[Outcome]:
    """What comes of them when all are sent by threads of their own."""
    start = Barrier(len(submissions))
    outcomes: list[Outcome] = []

    def send(submission: Submission) -> None:
        start.wait()
        outcomes.append(service.submit(case_id, submission))

    threads = [Thread(target=send, args=(submission,)) for submission in submissions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(submissions)
    return outcomes
