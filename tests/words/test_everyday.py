"""Everyday words for an answer are taken for it; where they fit several, these are named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.flow.load.asking import SHORTHAND
from assistant.flow.model import LISTS
from assistant.words.typed import read_for_screen, read_typed
from tests.core.conversation import engine
from tests.core.test_load_asking import said_of

NOW = datetime(2026, 11, 25, 22, 0, tzinfo=LONDON)
TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "answers.yaml").read_text()
)
PAIRS = [(name, text, values) for name, told in TABLE.items() for text, values in told.items()]


def test_the_table_has_all_questions_with_named_answers() -> None:
    facts = engine().pack.facts.values()
    assert {f.name for f in facts if f.type == "choice" and not f.heard} <= TABLE.keys()
    assert len(PAIRS) >= 150


@pytest.mark.parametrize(("name", "text", "values"), PAIRS)
def test_it_is_taken_for_the_one_answer_or_names_those_that_fit(
    name: str, text: str, values: list[str] | str
) -> None:
    fact = engine().pack.facts[name]
    if len(values) == 1:
        found = read_typed(fact, text, NOW, numbered=False)
        assert found == (values if fact.type in LISTS else values[0])
        return
    with pytest.raises(AnswerError) as caught:
        read_typed(fact, text, NOW, numbered=False)
    labels = [] if values == "none" else [fact.option(value).label for value in values]
    assert all(f"“{label}”" in str(caught.value) for label in labels)
    assert caught.value.close == bool(labels)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("cse_indicators", "older_partner", "boyfriend"),
        ("cse_indicators", "older_partner", "her boyfriend"),
        ("cse_indicators", "older_partner", "gifts, boyfriend"),
        ("internal_trafficking_indicators", "much_older_boyfriend", "Boyfriend."),
        ("seraf_significant", "older_boyfriend_or_controlling_adult", "boyfriend now"),
    ],
)
def test_what_says_less_than_the_answer_names_it_and_ticks_nothing(
    name: str, value: str, text: str
) -> None:
    fact = engine().pack.facts[name]
    with pytest.raises(AnswerError) as caught:
        read_typed(fact, text, NOW, numbered=False)
    assert f"That could be “{fact.option(value).label}”. If so, choose it." in str(caught.value)
    assert caught.value.close


def test_what_says_as_much_is_taken() -> None:
    facts = engine().pack.facts
    assert read_typed(facts["cse_indicators"], "older boyfriend", NOW) == ["older_partner"]
    assert read_typed(facts["cse_indicators"], "has an older", NOW) == ["older_partner"]
    assert read_typed(facts["seraf_significant"], "older boyfriend now", NOW) == {
        "older_boyfriend_or_controlling_adult": ["current"]
    }


def test_an_open_case_on_an_older_pack_is_read_with_todays_words() -> None:
    today = engine().pack
    older = replace(today, facts={k: replace(f, says={}) for k, f in today.facts.items()})
    with pytest.raises(AnswerError):
        read_for_screen(older, ["role"], (), "dsl", NOW)
    assert read_for_screen(older, ["role"], (), "dsl", NOW, today=today) == (
        "role",
        "designated_lead",
    )


def test_what_was_just_answered_is_typed_over() -> None:
    pack = engine().pack
    screen = ["missing_since", "bureau_inappropriate"]
    done = {"missing_since": "2026-11-25T16:00"}
    assert read_for_screen(pack, screen, done, "yesterday evening", NOW) == (
        "missing_since",
        "2026-11-24T19:00",
    )
    assert read_for_screen(pack, screen, done, "no", NOW) == ("bureau_inappropriate", "no")
    with pytest.raises(AnswerError) as caught:
        read_for_screen(pack, screen, done, "purple", NOW)
    assert caught.value.fact == "bureau_inappropriate"


def test_what_could_answer_a_question_further_down_changes_nothing() -> None:
    screen = ["police_informed", "returned_at", "placement_issue"]
    with pytest.raises(AnswerError) as caught:
        read_for_screen(engine().pack, screen, {"police_informed": "no"}, "yes", NOW)
    assert caught.value.fact == "returned_at"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("\n  role:\n", "\n  rolle:\n", 'there is no fact "rolle". Did you mean "role"?'),
        ("    met_lead: [", "    met_led: [", 'there is no answer "met_led" to it. Did you mean'),
        ("[met lead, ", "['!', ", '"!": words, in at most 60 letters'),
        ("[met lead, ", "[manager, ", '"manager" is what another answer is called'),
        ("[met lead, ", "[met lead, met lead, ", '"met lead" stands in "met_lead" twice'),
    ],
)
def test_what_is_wrong_with_the_words_is_said(before: str, after: str, says: str) -> None:
    messages = said_of(SHORTHAND, before, after)
    assert any(says in message for message in messages), messages
