"""What was noticed in own words, and notes, as they are sent: kept once, shown, taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.cases.export import export_text
from assistant.cases.service import Outcome, Service
from assistant.cases.submission import Submission
from assistant.engine.notes import MAX_NOTE, notes
from tests.store.talking import answering, begun, token

SIGN, OTHER = "unexplained_gifts", "misses_education"


@pytest.fixture
def first(service: Service) -> str:
    """One who has begun, and is worried."""
    return begun(service)


def send(
    service: Service,
    holder: str,
    kind: str,
    value: dict[str, Any],
    after: int | None = None,
    sent: str = "",
) -> Outcome:
    seq = service.turn(holder).seq if after is None else after
    return service.submit(holder, Submission(sent or token(), kind, "", value, "", seq))


def test_it_is_kept_and_undone_like_a_change(service: Service, first: str) -> None:
    before = service.turn(first).position
    outcome = send(service, first, "noticed", {"cse_indicators": [SIGN]})
    assert outcome.entry
    assert (outcome.entry.kind, outcome.entry.value) == ("noticed", {"cse_indicators": [SIGN]})
    assert outcome.turn.position.noticed == {"cse_indicators": [SIGN]}
    assert outcome.turn.position.answers == before.answers
    undone = send(service, first, "undo", {}).turn.position
    assert not undone.noticed
    assert undone.answers == before.answers


def test_from_a_page_that_is_behind_it_is_refused(service: Service, first: str) -> None:
    seq = service.turn(first).seq
    assert send(service, first, "noticed", {"cse_indicators": [SIGN]}).entry
    late = send(service, first, "noticed", {"cse_indicators": [OTHER]}, after=seq)
    assert late.refusal
    assert "moved on" in late.refusal.message
    assert late.turn.position.noticed == {"cse_indicators": [SIGN]}
    # And it moves the conversation for every other page.
    assert send(service, first, "change", {"task": "back"}, after=seq).refusal


def test_sent_twice_it_is_kept_once_however_it_is_written(service: Service, first: str) -> None:
    mark = token()
    assert send(service, first, "noticed", {"cse_indicators": [SIGN, OTHER]}, sent=mark).entry
    again = send(service, first, "noticed", {"cse_indicators": [OTHER, SIGN]}, sent=mark)
    assert again.repeated
    assert send(service, first, "noticed", {"cse_indicators": [SIGN]}, sent=mark).refusal
    assert send(service, first, "change", {"cse_indicators": [SIGN, OTHER]}, sent=mark).refusal


def test_another_who_holds_the_case_notices_it_in_their_role(service: Service, first: str) -> None:
    lead = service.join(service.turn(first).case.code, "manager", "192.0.2.1")
    outcome = send(service, lead, "noticed", {"cse_indicators": [SIGN]})
    assert outcome.entry
    assert (outcome.entry.by, outcome.entry.holder) == ("manager", 2)
    assert send(service, lead, "note", {"text": "We spoke."}).entry
    assert notes(service.turn(first).log)[0].by == "manager"


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("noticed", {}, "Nothing was named"),
        ("noticed", {"cse_indicators": []}, "Nothing was named"),
        ("noticed", {"cse_indicators": "unknown"}, "not unknown"),
        ("noticed", {"cse_indicators": ["She has a new phone."]}, "not allowed"),
        ("noticed", {"cse_indicators": SIGN}, "Write a list"),
        ("noticed", {"cse_indicators": [SIGN] * 201}, "200 items"),
        ("noticed", {"cse_indicators": ["x" * 201]}, "200 letters"),
        ("noticed", {f"fact{n}": ["x"] for n in range(101)}, "at most 100"),
        ("noticed", {"age": 14}, "no list"),
        ("noticed", {"nothing": ["x"]}, "no list"),
        ("noticed", {"seraf_moderate": {}}, "Nothing was named"),
        ("note", {}, '"value" of a note'),
        ("note", {"text": 1}, '"value" of a note'),
        ("note", {"text": "x", "takes_back": 1}, '"value" of a note'),
        ("note", {"text": " \n\t"}, "nothing in this note"),
        ("note", {"text": "x" * (MAX_NOTE + 1)}, "2,000 letters"),
        ("note", {"text": "a\x00b"}, "cannot be shown"),
        ("note", {"text": "a\ud800b"}, "cannot be shown"),
        ("note", {"takes_back": 1}, "no such note"),
        ("note", {"takes_back": True}, '"value" of a note'),
        ("note", {"takes_back": -1}, '"value" of a note'),
        ("note", {"takes_back": "1"}, '"value" of a note'),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    service: Service, first: str, kind: str, value: dict[str, Any], said: str
) -> None:
    before = service.turn(first)
    outcome = send(service, first, kind, value)
    assert outcome.refusal
    assert said in outcome.refusal.message
    assert len(outcome.refusal.message) < 1500
    assert service.turn(first).log == before.log


def test_a_note_is_quiet_and_keeps_its_lines(service: Service, first: str) -> None:
    before = service.turn(first)
    outcome = send(service, first, "note", {"text": " One.\r\nTwo.\u00a0 "}, after=0)
    assert outcome.entry
    assert outcome.entry.value == {"text": "One.\nTwo."}
    assert service.turn(first).position == before.position
    assert answering(before, {}).after == before.seq
    kept = service.submit(
        first, answering(before, dict.fromkeys(before.position.asking, "unknown"))
    )
    assert kept.entry
    assert [note.text for note in notes(service.turn(first).log)] == ["One.\nTwo."]


def test_the_longest_note_is_kept(service: Service, first: str) -> None:
    assert send(service, first, "note", {"text": "x" * MAX_NOTE}).entry


def test_a_note_taken_back_stands_nowhere_but_in_the_log(service: Service, first: str) -> None:
    for text in ("One.", "Two."):
        assert send(service, first, "note", {"text": text}).entry
    one, two = notes(service.turn(first).log)
    assert send(service, first, "note", {"takes_back": one.seq}).entry
    assert notes(service.turn(first).log) == (two,)
    assert send(service, first, "note", {"takes_back": one.seq}).refusal
    assert "One." in export_text(service.export(first))


def test_a_note_sent_twice_is_kept_once(service: Service, first: str) -> None:
    mark = token()
    assert send(service, first, "note", {"text": "One.\nTwo."}, sent=mark).entry
    assert send(service, first, "note", {"text": "One.\r\nTwo. "}, sent=mark).repeated
    assert send(service, first, "note", {"text": "Two."}, sent=mark).refusal
    assert len(notes(service.turn(first).log)) == 1


def test_the_log_never_holds_the_words(service: Service, first: str) -> None:
    """Whatever is sent beside the values is refused, and nothing of it is written."""
    words = "She has a phone that nobody gave her"
    tries: list[dict[str, Any]] = [
        {"cse_indicators": [SIGN], "words": words},
        {"cse_indicators": [SIGN], "words": [words]},
        {"cse_indicators": [SIGN, words]},
        {"cse_indicators": {SIGN: [words]}},
        {"cse_indicators": words},
    ]
    for value in tries:
        assert send(service, first, "noticed", value).refusal
    assert send(service, first, "noticed", {"cse_indicators": [SIGN]}).entry
    assert words not in json.dumps(service.export(first))
