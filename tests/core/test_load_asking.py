"""questions.yaml and shorthand.yaml: what is wrong in them is said, with file and line."""

from __future__ import annotations

from functools import cache

import pytest

from assistant.cases.packs import DEFAULT_PACK, read_folder
from assistant.flow.load.asking import QUESTIONS, SHORTHAND
from assistant.flow.load.pack import read_pack
from assistant.flow.model.asking import SAYS, Asking, Place, Where
from assistant.flow.problems import Unreadable
from tests.core.conversation import engine


@cache
def texts() -> dict[str, str]:
    return read_folder(DEFAULT_PACK)


def said_of(name: str, before: str, after: str) -> list[str]:
    """What is said of the pack with the first of this changed in one file."""
    text = texts()[name]
    assert before in text
    at = text[: text.index(before)].count("\n") + 1
    _, problems = read_pack({**texts(), name: text.replace(before, after, 1)})
    assert {problem.source.file for problem in problems} == {name}
    assert all(abs(problem.source.line - at) <= 30 for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  empty:", "  emtpy:", '"says" needs "empty"'),
        ("  empty:", "  emtpy:", '"says" has no "emtpy". Did you mean "empty"?'),
        ("rule: ring-999", "rule: ring-99", 'there is no rule "ring-99". Did you mean "ring-999"?'),
        ("rule: ring-999", "rul: ring-999", '"rul" is no place to look: reply, term, principle'),
        (
            "[reply: share, rule",
            "[reply: shar, rule",
            'there is no reply "shar". Did you mean "share',
        ),
        (
            "  - id: share\n",
            "  - {id: idle, say: Idle, clauses: [3-1]}\n  - id: share\n",
            'reply "idle": no question leads to it',
        ),
        (
            "  - id: share\n",
            "  - {id: share, say: Twice, clauses: [3-1]}\n  - id: share\n",
            "there are two replies with this id",
        ),
        ("    say: You cannot promise", "    says: You cannot promise", '"say" is missing'),
        ("clauses: [3-1, 3-2, 3-3, 3-4]", "clauses: [3-1, 3-99]", 'there is no row "3-99"'),
        ("clauses: [3-1, 3-2, 3-3, 3-4]", "clauses: []", '"clauses" is missing'),
        ("contacts: [child_protection_lead]", "contacts: [cpl]", 'there is no contact "cpl"'),
        ("  ring-999: There", "  ring-99: There", '"when": there is no rule "ring-99". Did you'),
        ("rule: ring-999", "contact: emergency", 'contact "emergency" stands in it twice'),
        (
            "[manager_or_lead,",
            "[manager_or_leed,",
            '"instead": there is no contact "manager_or_leed"',
        ),
        ("rule: ring-999", "rule: ''", '"rule" is missing'),
        ("fact: age", "fact: aeg", 'there is no fact "aeg". Did you mean "age"?'),
        ("- id: in-danger", "- id: cannot-speak", "there are two questions with this id"),
        ("- id: in-danger", "- id: In danger", '"In danger" is not an id'),
        ("- can I text 999", "- When do I ring 999?", 'is asked by question "in-danger" already'),
        ("- can I text 999", "- '??'", "a wording has words, in 200 letters"),
        ("- can I text 999", f"- {'why ' * 60}", "a wording has words, in 200 letters"),
        ("    see: [rule: ring-999, contact: emergency]\n", "", '"see" is missing'),
        ("    see: [rule: ring-999", "    sees: [rule: ring-999", 'no key "sees" here. Did you'),
    ],
)
def test_what_is_wrong_with_the_questions_is_said(before: str, after: str, says: str) -> None:
    messages = said_of(QUESTIONS, before, after)
    assert any(says in message for message in messages), messages


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  mum: mother", "  Mum: mother", '"Mum" is not short for anything'),
        ("  mum: mother", "  my mum: mother", '"my mum" is not short for anything'),
        ("  mum: mother parent", "  mum: '...'", '"mum": what it is short for is missing'),
        ("  dad: father", "  mum: father", "mum"),
        ("  mum: mother parent", "  mum: [mother]", '"shorthand" must be a mapping of texts'),
    ],
)
def test_what_is_wrong_with_the_shorthand_is_said(before: str, after: str, says: str) -> None:
    messages = said_of(SHORTHAND, before, after)
    assert any(says in message for message in messages), messages


def test_a_file_that_is_no_yaml_is_said() -> None:
    with pytest.raises(Unreadable, match=r"questions\.yaml:"):
        read_pack({**texts(), QUESTIONS: "questions: [\n"})


def test_a_pack_goes_without_them() -> None:
    rest = {name: text for name, text in texts().items() if name not in (QUESTIONS, SHORTHAND)}
    pack, problems = read_pack(rest)
    assert problems == []
    assert (pack.asking, pack.shorthand) == (Asking(), {})
    assert pack.version == engine().pack.version


def test_all_stages_are_asked_about_in_many_words() -> None:
    pack = engine().pack
    questions = pack.asking.questions
    assert len(questions) >= 60
    assert set(pack.asking.says) == set(SAYS)
    assert len(pack.shorthand) >= 60
    places = {place.id for one in questions for place in one.see if place.where is Where.RULE}
    assert {pack.rule(name).file for name in places} == set(pack.plan_files)
    assert isinstance(questions[0].see[0], Place)
