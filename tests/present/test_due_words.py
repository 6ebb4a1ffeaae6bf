"""A due time is said in plain words, whether or not its beginning is known."""

from datetime import datetime

import pytest

from assistant.engine.due import LONDON
from assistant.flow.answers import Facts
from assistant.flow.model import DueKind
from assistant.present.answers import due_rule_words
from assistant.present.documents.basis import Basis, basis_of_facts
from assistant.present.documents.items import due_words
from assistant.present.item import ItemView
from tests.core.conversation import engine
from tests.core.telling import WORRIED

NOW = datetime(2026, 11, 25, 23, tzinfo=LONDON)
SAID = {
    "8 h after reported_to_police_at": "within 8 hours of the report to the police",
    "24 h after missing_since": "24 hours after the child went missing",
    "72 h after returned_at": "within 72 hours of the child coming back",
    "24 h after referral_date": "within 24 hours of the referral",
    "24 h after social_care_told_at": "within 24 hours of telling children's social care",
    "7 working days after referral_date": "within 7 working days of the referral",
    "45 days after reasonable_grounds_date": "45 days after the first decision",
    "on review_date": "on the day set for the review",
}


def test_every_due_time_of_the_pack_is_in_the_table() -> None:
    lines = (line for rule in engine().pack.rules for line in rule.lines)
    assert {due.words for line in lines if (due := line.due) and due.kind is not DueKind.NOW} == (
        SAID.keys()
    )


@pytest.mark.parametrize("rule", SAID)
def test_a_due_time_is_said_in_plain_words(rule: str) -> None:
    assert due_rule_words(engine().pack, rule) == SAID[rule]


def shown(facts: Facts) -> tuple[Basis, ItemView]:
    basis = basis_of_facts(engine(), {**WORRIED, **facts}, NOW)
    return basis, next(item for item in basis.items if item.id == "strategy-within-24h")


def test_nobody_is_blamed_for_a_time_that_was_not_asked_for() -> None:
    basis, item = shown({"referral_made": "no"})
    assert (item.due, item.due_rule, item.due_unsaid) == ("", SAID["24 h after referral_date"], "")
    assert due_words(basis, item) == "within 24 hours of the referral"


def test_a_time_that_was_asked_for_and_not_given_is_said_to_be_so() -> None:
    basis, item = shown({"referral_made": "yes", "referral_date": "unknown"})
    assert (item.due, item.due_unsaid) == ("", "You have not said when that was.")
    assert (
        due_words(basis, item) == "within 24 hours of the referral. Nobody has said when that was."
    )


def test_a_time_that_is_known_says_by_which_rule() -> None:
    basis, item = shown({"referral_made": "yes", "referral_date": "2026-11-25T09:00"})
    assert item.due_unsaid == ""
    assert due_words(basis, item) == (
        "by Thursday 26 November 2026, 9:00 am (within 24 hours of the referral)"
    )
