"""How a thing is known, as it is sent: kept once, from any page, and nothing goes stale by it."""

from __future__ import annotations

import pytest

from assistant.cases.service import Service
from assistant.cases.submission import Submission
from assistant.engine.known import known
from tests.store.talking import answering, begun, go_on, token


@pytest.fixture
def first(service: Service) -> str:
    """One who has begun, and is worried."""
    return begun(service)


def knowing(value: dict[str, object], after: int = 0, sent: str = "") -> Submission:
    return Submission(sent or token(), "known", "", value, "", after)


def test_it_is_kept_from_any_page_and_leaves_the_question_as_it_was(
    service: Service, first: str
) -> None:
    before = service.turn(first)
    outcome = service.submit(first, knowing({"task": "seen"}, after=before.seq - 1))
    assert outcome.entry
    assert (outcome.entry.kind, outcome.entry.value) == ("known", {"task": "seen"})
    turn = service.turn(first)
    assert turn.position == before.position
    assert known(turn.log) == {"task": "seen"}
    stale = answering(before, dict.fromkeys(before.position.asking, "unknown"))
    assert service.submit(first, stale).entry


def test_sent_twice_it_is_kept_once(service: Service, first: str) -> None:
    sent = knowing({"task": "told"})
    assert service.submit(first, sent).entry
    again = service.submit(first, sent)
    assert again.repeated
    other = service.submit(first, knowing({"task": "seen"}, sent=sent.token))
    assert other.refusal
    assert known(service.turn(first).log) == {"task": "told"}


def test_another_who_holds_the_case_says_it_in_their_role(service: Service, first: str) -> None:
    while "role" not in service.turn(first).position.asking:
        go_on(service, first)
    go_on(service, first)
    lead = service.join(service.turn(first).case.code, "manager", "192.0.2.1")
    outcome = service.submit(lead, knowing({"task": "inferred"}))
    assert outcome.entry
    assert (outcome.entry.by, outcome.entry.holder) == ("manager", 2)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"task": "guessed"},
        {"task": 1},
        {"age": "seen"},
        {"Task!": "seen"},
        {"task.worried": "seen"},
        {f"fact{n}": "seen" for n in range(300)},
    ],
)
def test_what_cannot_be_kept_is_refused(
    service: Service, first: str, value: dict[str, object]
) -> None:
    before = service.turn(first)
    outcome = service.submit(first, knowing(value))
    assert outcome.refusal
    assert service.turn(first).seq == before.seq
