"""Typed answers to questions with options: what is taken, and what is said of the rest."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.engine.due import LONDON
from assistant.flow.answers import Answer, AnswerError
from assistant.words.typed import read_typed
from tests.core.conversation import engine

NOW = datetime(2026, 11, 25, 15, 40, tzinfo=LONDON)  # a Wednesday


def read(name: str, text: str) -> Answer:
    return read_typed(engine().pack.facts[name], text, NOW)


def said(name: str, text: str) -> str:
    with pytest.raises(AnswerError) as caught:
        read(name, text)
    return str(caught.value)


YES = [
    "yes",
    "Yes.",
    "YES!",
    "y",
    "yeah",
    "yep",
    "yes please",
    "yes she is",
    "Yes, I think so",
    "1",
]
NO = ["no", "No.", "n", "nope", "nah", "no thanks", "no she isn't", "no, they’re not", "2", "two"]
UNKNOWN = [
    "don't know", "I don’t know", "dont know", "dont knwo", "not sure", "I'm not sure", "dunno",
    "?", "-", "unknown", "no idea", "I do not know.", "not known",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answer"),
    [*((t, "yes") for t in YES), *((t, "no") for t in NO), *((t, "unknown") for t in UNKNOWN)],
)
def test_yes_no_and_not_knowing(text: str, answer: str) -> None:
    assert read("immediate_danger", text) == answer
    assert read("looked_after", text) == answer


@pytest.mark.parametrize(
    "text",
    [
        "yes and no", "not yes", "not no", "no yes", "yes but no", "maybe", "probably", "0", "3",
        "-1", "1.5", "know", "now", "on", "go", "hope", "yes or no", "no i do know", "нет no",
        "i do know", "now known", "yes she isn't", "no she is", "<no>", "❌", "ye s",
    ],
)  # fmt: skip
def test_what_is_no_plain_yes_or_no_is_not_guessed(text: str) -> None:
    message = said("immediate_danger", text)
    assert message.endswith('Type the start of one of these: "Yes", "No", or "don\'t know".')


CHOICES = [
    ("living", "foster", "foster"),
    ("living", "with foster", "foster"),
    ("living", "With foster carers", "foster"),
    ("living", "fostr carers", "foster"),
    ("living", "chidrens home", "residential"),
    ("living", "a children's home", "residential"),
    ("living", "parents", "family"),
    ("living", "no fixed", "no_fixed_address"),
    ("living", "4", "independent"),
    ("living", "number 4", "independent"),
    ("living", "four", "independent"),
    ("living", "no_fixed_address", "no_fixed_address"),
    ("whereabouts", "no", "not_known"),
    ("whereabouts", "nope", "not_known"),
    ("whereabouts", "yeah", "known"),
    ("whereabouts", "nobody knows", "not_known"),
    ("whereabouts", "not known", "unknown"),
    ("police_category", "abs", "absent"),
    ("police_category", "absnt", "absent"),
    ("police_category", "not decided", "not_decided"),
    ("police_category", "they have", "not_decided"),
    ("task", "worried", "worried"),
    ("task", "a child is missing", "missing_now"),
    ("task", "is back", "returned"),
    ("task", "have a referral", "received_referral"),
    ("role", "police", "police"),
    ("role", "ＰＯＬＩＣＥ", "police"),
    ("role", "designated", "designated_lead"),
    ("area", "portsmuoth", "portsmouth"),
]


@pytest.mark.parametrize(("name", "text", "answer"), CHOICES)
def test_a_number_a_start_or_some_words_of_one_option(name: str, text: str, answer: str) -> None:
    assert read(name, text) == answer


TWO = [
    (
        "task",
        "referral",
        'That could be “I am worried about a child” or “I have a referral to assess”.',
    ),
    (
        "task",
        "missing",
        'That could be “A child is missing now” or “A child who was missing is back”.',
    ),
    ("living", "with", 'That could be “With parents or other family” or “With foster carers”.'),
    ("role", "lead", 'That could be “Designated lead” or “Lead practitioner”.'),
    ("seraf_moderate", "misuse", 'That could be “Misuse of drugs” or “Misuse of alcohol”.'),
]  # fmt: skip


def test_of_one_that_it_may_be_it_says_to_choose_it_if_so() -> None:
    assert said("cse_indicators", "boyfriend") == (
        'That could be “Has an older "boyfriend" or "girlfriend"”. If so, choose it.'
        " Else type a little more."
    )


@pytest.mark.parametrize(("name", "text", "message"), TWO)
def test_between_two_it_says_which_two(name: str, text: str, message: str) -> None:
    assert said(name, text) == f"{message} Type a little more."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("police_category", "decided"),  # "They have not decided yet"
        ("police_category", "no"),
        ("police_category", "not absent"),
        ("police_category", "not"),
        ("living", "no"),
        ("living", "fixed address"),  # "No fixed address"
        ("living", "not with parents"),
        ("living", "in"),
        ("role", "i"),
        ("task", "missing child or back"),
        ("seraf_vulnerabilities", "good bond"),  # "No good bond with an adult ..."
        ("particular_risks", "no violence"),
        ("particular_risks", "violence but not exploitation"),
        ("particular_risks", "violence or exploitation"),
        ("particular_risks", "all but violence"),
        ("particular_risks", "and"),
        ("particular_risks", "and, & and"),
        ("particular_risks", "1-3"),
        ("particular_risks", "1.5"),
        ("particular_risks", "½"),
        ("particular_risks", "1, 9"),
        ("particular_risks", "violence, dragons"),
    ],
)
def test_words_are_not_taken_for_their_opposite_nor_for_a_part(name: str, text: str) -> None:
    assert "Type" in said(name, text)


LISTS: list[tuple[str, str, Answer]] = [
    ("particular_risks", "violence and exploitation", ["violence", "exploitation"]),
    ("particular_risks", "sex offender, violance", ["violence", "sex_offender_contact"]),
    ("particular_risks", "Violence; and Exploitation", ["violence", "exploitation"]),
    ("particular_risks", "3 and 1", ["violence", "sex_offender_contact"]),
    ("particular_risks", "1 3", ["violence", "sex_offender_contact"]),
    ("particular_risks", "1, violence", ["violence"]),
    ("particular_risks", "violence", ["violence"]),
    ("particular_risks", "none", []),
    ("particular_risks", "None of these.", []),
    ("particular_risks", "no", []),
    ("particular_risks", "don't know", "unknown"),
    ("particular_risks", "all of them", ["violence", "exploitation", "sex_offender_contact"]),
    ("seraf_vulnerabilities", "physical abuse, sexual abuse", ["physical_abuse", "sexual_abuse"]),
    (
        "seraf_vulnerabilities",
        "Drug, drink or other substance misuse in the family, now or in the past and low self",
        ["family_substance_misuse", "low_self_esteem"],
    ),
    (
        "seraf_moderate",
        "lives on their own and does not answer when a worker tries, stays out late",
        ["staying_out_late", "independent_and_out_of_touch"],
    ),
    ("seraf_significant", "none", {}),
    ("seraf_significant", "2 current", {"peers_in_exploitation": ["current"]}),
    ("seraf_significant", "2 current and recent", {"peers_in_exploitation": ["current", "recent"]}),
    ("seraf_significant", "2 recent, 2 current", {"peers_in_exploitation": ["current", "recent"]}),
    ("seraf_significant", "2 current, recent", {"peers_in_exploitation": ["current", "recent"]}),
    (
        "seraf_significant",
        "Money, costly clothes or other things current, goes missing overnight both",
        {"missing_overnight": ["current", "recent"], "unexplained_money_or_items": ["current"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "answer"), LISTS)
def test_several_options_in_one_line(name: str, text: str, answer: Answer) -> None:
    assert read(name, text) == answer


@pytest.mark.parametrize(
    "text", ["2", "1, 2 current", "current", "2 sometimes", "violence current"]
)
def test_a_sign_without_its_time_is_not_taken(text: str) -> None:
    assert '"2 current and recent"' in said("seraf_significant", text)


def test_the_one_that_must_be_answered_says_so_and_names_the_answers() -> None:
    message = said("task", "don't know")
    assert message.startswith("This one needs an answer. ")
    for option in engine().pack.facts["task"].options:
        assert f'"{option.label}"' in message
    assert "don't know" not in message.lower()


def test_nothing_typed_is_said_with_what_is_allowed() -> None:
    for text in ("", "  ", "\n", "...", "!!!", "\u200b"):
        assert said("looked_after", text).startswith("Nothing was typed. ")


NUMBERS = [
    ("16", 16), ("sixteen", 16), ("she is 16", 16), ("She's sixteen.", 16), ("he’s 9", 9),
    ("they are twelve", 12), ("16 years old", 16), ("a 16-year-old", 16), ("16yo", 16),
    ("aged 16", 16), ("about 16", 16), ("twenty-one", 21), ("twenty one", 21), ("１６", 16),
    ("zero", 0), ("0", 0), ("120", 120), ("i think she is 15", 15),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_an_age(text: str, number: int) -> None:
    assert read("age", text) == number


@pytest.mark.parametrize(
    "text",
    [
        "121", "-16", "- 16", "15.5", "16½", "1²", "18 months", "none", "never", "no", "not 16",
        "under 16", "nearly 16", "16+", "<16", "16 and a half", "1 6", "16 17", "sixten hundred",
        "16th", "0x10", "1e1", "16%", "99999999999999999999", "IV", "16/17",
    ],
)  # fmt: skip
def test_what_is_no_age(text: str) -> None:
    assert said("age", text) == 'Type a whole number from 0 to 120, or "don\'t know".'


def test_between_two_numbers_it_says_which_two() -> None:
    assert said("age", "15 or sixteen").startswith("Is it 15 or 16? ")


@pytest.mark.parametrize(
    ("text", "number"),
    [("once", 1), ("twice", 2), ("3 times", 3), ("three", 3), ("never", 0), ("none", 0)],
)
def test_times_are_counted(text: str, number: int) -> None:
    assert read("episodes_in_90_days", text) == number
