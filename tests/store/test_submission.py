"""What cannot be taken is refused: its shape first, then what the conversation allows."""

from __future__ import annotations

import pytest

from assistant.cases.service import Service
from tests.store.talking import answering

SHAPES: dict[str, tuple[dict[str, object], str]] = {
    "no token": ({"token": ""}, '"token"'),
    "short token": ({"token": "1234567"}, '"token"'),
    "long token": ({"token": "x" * 65}, '"token"'),
    "token that is no text": ({"token": 12345678}, '"token"'),
    "token with a line": ({"token": "12345678\n"}, '"token"'),
    "token in other letters": ({"token": "тоkennumber"}, '"token"'),
    "kind that is no text": ({"kind": None}, '"kind"'),
    "long kind": ({"kind": "answer" * 20}, '"kind"'),
    "unknown kind": ({"kind": "shout"}, "shout"),
    "step that is no text": ({"step": ["danger"]}, '"step"'),
    "long step": ({"step": "s" * 65}, '"step"'),
    "another step": ({"step": "not-here"}, "no longer the one"),
    "a name": ({"by": "Anna Smith"}, '"by"'),
    "by that is no text": ({"by": 5}, '"by"'),
    "after that is text": ({"after": "0"}, '"after"'),
    "after that is true": ({"after": False}, '"after"'),
    "after below nothing": ({"after": -1}, '"after"'),
    "after without end": ({"after": 10**40}, '"after"'),
    "after ahead": ({"after": 1}, "more of the conversation"),
    "value that is a list": ({"value": ["immediate_danger"]}, '"value"'),
    "value that is nothing": ({"value": None}, '"value"'),
    "too many facts": ({"value": {f"f{n}": "no" for n in range(101)}}, "at most 100"),
    "fact that is no name": ({"value": {"Immediate Danger": "no"}}, "not a fact"),
    "fact that is a number": ({"value": {7: "no"}}, "not a fact"),
    "long answer": ({"value": {"immediate_danger": "n" * 201}}, "200 letters"),
    "half a letter": ({"value": {"immediate_danger": "\ud800"}}, "must be a text"),
    "answer true": ({"value": {"immediate_danger": True}}, "must be a text"),
    "answer 1.5": ({"value": {"immediate_danger": 1.5}}, "must be a text"),
    "long number": ({"value": {"immediate_danger": 10**5000}}, "must be a text"),
    "deep answer": ({"value": {"immediate_danger": {"a": {"b": ["c"]}}}}, "must be a text"),
    "long list": ({"value": {"immediate_danger": ["a"] * 201}}, "200 items"),
    "value not allowed": ({"value": {"immediate_danger": "perhaps"}}, "not allowed"),
    "nothing answered": ({"value": {}}, "still needs an answer"),
    "unasked fact": ({"value": {"immediate_danger": "no", "age": 3}}, "not being asked"),
    "undo with a value": ({"kind": "undo"}, "must be empty for undo"),
    "tick of nothing": ({"kind": "tick", "value": {}}, '"value" of a tick'),
    "tick of an answer": ({"kind": "tick"}, '"value" of a tick'),
    "tick that is neither": (
        {"kind": "tick", "value": {"item": "ring-999", "done": "perhaps"}},
        '"value" of a tick',
    ),
    "tick of what is not there": (
        {"kind": "tick", "value": {"item": "ring-999", "done": "yes"}},
        "not in the plan",
    ),
    "decision of nothing": ({"kind": "decide", "value": {}}, '"value" of a decision'),
    "decision without words": (
        {"kind": "decide", "value": {"item": "refer", "because": 5}},
        '"value" of a decision',
    ),
    "long decision": (
        {"kind": "decide", "value": {"item": "refer", "because": "x" * 501}},
        "500 letters",
    ),
    "decision with a control": (
        {"kind": "decide", "value": {"item": "refer", "because": "a\x07b"}},
        "cannot be shown",
    ),
    "decision of a stranger": (
        {"kind": "decide", "value": {"item": "refer", "because": "We met."}},
        "not for the role",
    ),
    "decision that is a list": ({"kind": "decide", "value": ["refer"]}, '"value"'),
    "version of another day": ({"kind": "version", "value": {"version": "1"}}, "not today's"),
    "version of nothing": ({"kind": "version", "value": {}}, "not today's"),
    "handover": ({"kind": "handover", "value": {"role": "manager"}}, "by joining"),
    "undo of nothing": ({"kind": "undo", "value": {}}, "nothing to undo"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_cannot_be_taken_is_refused_by_name_and_not_kept(service: Service, name: str) -> None:
    other, words = SHAPES[name]
    case_id = service.open()
    turn = service.turn(case_id)
    sent = answering(turn, {"immediate_danger": "no"}, **other)
    outcome = service.submit(case_id, sent)
    assert outcome.entry is None
    assert not outcome.repeated
    assert outcome.refusal is not None
    assert words in outcome.refusal.message
    assert len(outcome.refusal.message) < 400
    assert outcome.turn.seq == 0
    assert service.turn(case_id).log == ()
