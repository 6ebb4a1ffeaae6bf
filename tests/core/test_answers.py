"""What may be given for a fact, type by type, and that nothing else gets through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.flow.answers import AnswerError, read_answer, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact
from tests.core.conversation import any_answers, engine, steady

GOOD: list[tuple[str, Any, Any]] = [
    ("looked_after", "yes", "yes"),
    ("looked_after", "no", "no"),
    ("looked_after", "unknown", "unknown"),
    ("role", "met_lead", "met_lead"),
    ("age", 15, 15),
    ("age", "15", 15),
    ("age", "007", 7),
    ("age", 0, 0),
    ("age", 120, 120),
    ("age", "unknown", "unknown"),
    ("age", "１５", 15),
    ("concerns", [], []),
    ("concerns", ["trafficking", "missing"], ["missing", "trafficking"]),
    ("concerns", "unknown", "unknown"),
    ("seraf_significant", {}, {}),
    ("seraf_significant", [], {}),
    ("seraf_significant", {"unknown_vehicles": []}, {}),
    (
        "seraf_significant",
        {"unknown_vehicles": ["recent", "current"], "missing_overnight": ["recent"]},
        {"missing_overnight": ["recent"], "unknown_vehicles": ["current", "recent"]},
    ),
    ("returned_at", "2026-11-23T21:05", "2026-11-23T21:05"),
    ("returned_at", "2026-11-23 21:05", "2026-11-23T21:05"),
    ("returned_at", "2026-11-23T21:05:59", "2026-11-23T21:05"),
    ("returned_at", "2026-11-23", "2026-11-23T00:00"),
    ("returned_at", "2028-02-29T10:00", "2028-02-29T10:00"),
]

WHOLE = "Allowed: a whole number from 0 to 120, or unknown"
YES_NO = "Allowed: yes, no, unknown"
TIME = "Allowed: a date and time such as 2026-11-23T21:05, or unknown"
LIST = "Allowed: a list of any of missing, cse, trafficking; or unknown"

BAD: list[tuple[str, Any, str]] = [
    ("age", -3, f'age: "-3" is not allowed. {WHOLE}'),
    ("age", "-3", f'age: "-3" is not allowed. {WHOLE}'),
    ("age", 15.5, f'age: "15.5" is not allowed. {WHOLE}'),
    ("age", "15.5", f'age: "15.5" is not allowed. {WHOLE}'),
    ("age", 15.0, f'age: "15.0" is not allowed. {WHOLE}'),
    ("age", 121, f'age: "121" is not allowed. {WHOLE}'),
    ("age", True, f'age: "True" is not allowed. {WHOLE}'),
    ("age", None, f'age: "None" is not allowed. {WHOLE}'),
    ("age", "", f'age: "" is not allowed. {WHOLE}'),
    ("age", " 15", f'age: " 15" is not allowed. {WHOLE}'),
    ("age", "15\n", f'age: "15 " is not allowed. {WHOLE}'),
    ("age", "fifteen", f'age: "fifteen" is not allowed. {WHOLE}'),
    ("age", "1e1", f'age: "1e1" is not allowed. {WHOLE}'),
    ("age", "²", f'age: "²" is not allowed. {WHOLE}'),
    ("age", [15], f"age: a list is not allowed. {WHOLE}"),
    ("age", 10**50, f"age: a number of that size is not allowed. {WHOLE}"),
    ("age", "9" * 5000, f'age: "{"9" * 40}..." is not allowed. {WHOLE}'),
    ("looked_after", True, f'looked_after: "True" is not allowed. {YES_NO}'),
    ("looked_after", "Yes", f'looked_after: "Yes" is not allowed. Did you mean "yes"? {YES_NO}'),
    ("looked_after", "", f'looked_after: "" is not allowed. {YES_NO}'),
    ("looked_after", ["yes"], f"looked_after: a list is not allowed. {YES_NO}"),
    ("looked_after", {"yes": 1}, f"looked_after: a mapping is not allowed. {YES_NO}"),
    (
        "looked_after",
        "y\ne\x1bs",
        f'looked_after: "y e s" is not allowed. Did you mean "yes"? {YES_NO}',
    ),
    ("concerns", "cse", f'concerns: "cse" is not allowed. Write a list: [cse]. {LIST}'),
    ("concerns", ["csee"], f'concerns: "csee" is not allowed. Did you mean "cse"? {LIST}'),
    ("concerns", ["cse", "cse"], "concerns: an item stands in the list twice"),
    ("concerns", ["unknown"], f'concerns: "unknown" is not allowed. {LIST}'),
    ("concerns", [["cse"]], f"concerns: a list is not allowed. {LIST}"),
    ("concerns", [None], f'concerns: "None" is not allowed. {LIST}'),
    ("concerns", {"cse": "yes"}, f"concerns: a mapping is not allowed. {LIST}"),
    (
        "seraf_significant",
        {"unknown_vehicles": "current"},
        'seraf_significant: unknown_vehicles takes a list of current and recent, not "current"',
    ),
    (
        "seraf_significant",
        {"unknown_vehicles": ["past"]},
        'seraf_significant: unknown_vehicles takes a list of current and recent, not "past"',
    ),
    (
        "seraf_significant",
        {"unknown_vehicles": ["recent", "recent"]},
        "seraf_significant: unknown_vehicles names a period twice",
    ),
    ("returned_at", "2026-02-29T10:00", f'returned_at: "2026-02-29T10:00" is not allowed. {TIME}'),
    ("returned_at", "2026-11-23T24:00", f'returned_at: "2026-11-23T24:00" is not allowed. {TIME}'),
    ("returned_at", "yesterday", f'returned_at: "yesterday" is not allowed. {TIME}'),
    ("returned_at", "21:05", f'returned_at: "21:05" is not allowed. {TIME}'),
    (
        "returned_at",
        "2026-11-23T21:05+01:00",
        f'returned_at: "2026-11-23T21:05+01:00" is not allowed. {TIME}',
    ),
    ("returned_at", "0001-01-01T00:00", f'returned_at: "0001-01-01T00:00" is not allowed. {TIME}'),
    ("returned_at", 20261123, f'returned_at: "20261123" is not allowed. {TIME}'),
]

texts = st.text(max_size=8) | st.sampled_from(
    [
        UNKNOWN,
        "yes",
        "no",
        "cse",
        "current",
        "recent",
        "2026-11-23T21:05",
        "2026-13-01",
        "-3",
        "１５",
    ]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
json_like = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


FACTS = ["task", "looked_after", "age", "concerns", "seraf_significant", "returned_at"]


@pytest.mark.parametrize(("name", "raw", "canonical"), GOOD)
def test_an_allowed_answer_becomes_canonical(name: str, raw: Any, canonical: Any) -> None:
    answer = read_answer(engine().pack.facts[name], raw)
    assert answer == canonical
    assert type(answer) is type(canonical)


@pytest.mark.parametrize(("name", "raw", "message"), BAD)
def test_any_other_answer_is_refused_with_what_is_allowed(
    name: str, raw: Any, message: str
) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(engine().pack.facts[name], raw)
    assert str(caught.value) == message


@pytest.mark.parametrize("name", FACTS)
def test_a_number_too_long_to_be_written_out_is_refused(name: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(engine().pack.facts[name], 10**5000)


def test_unknown_is_an_answer_to_everything_but_the_task() -> None:
    for fact in engine().pack.facts.values():
        if fact.name == "task":
            with pytest.raises(AnswerError, match=r"\Atask: this one must be answered; allowed: "):
                read_answer(fact, UNKNOWN)
        else:
            assert read_answer(fact, UNKNOWN) == UNKNOWN


@steady
@given(st.sampled_from(FACTS), json_like)
def test_any_value_is_read_or_refused_in_one_line(name: str, raw: Any) -> None:
    fact: Fact = engine().pack.facts[name]
    try:
        answer = read_answer(fact, raw)
    except AnswerError as error:
        message = str(error)
    else:
        assert read_answer(fact, answer) == answer
        return
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    assert len(message) < 700


@steady
@given(st.randoms(use_true_random=False))
def test_a_canonical_answer_is_read_as_itself(random: Any) -> None:
    for name, answer in any_answers(random, share=1).items():
        fact = engine().pack.facts[name]
        assert read_answer(fact, answer) == answer
        # Items in the pack's order, whatever the order in which they were given.
        if isinstance(answer, list):
            assert read_answer(fact, answer[::-1]) == answer
        assert set(ticked(fact, answer)) <= set(fact.values)
