"""A question that asks again of other lists offers what is open in them, and loses no mark."""

from assistant.engine.offered import as_offered, offered
from assistant.flow.answers import Facts
from assistant.flow.model import Fact
from tests.core.conversation import engine, log_of

SIGNS: Facts = {
    "immediate_danger": "no",
    "task": "worried",
    "role": "designated_lead",
    "age": 15,
    "concerns": ["cse"],
    "record_seraf": "yes",
    "seraf_vulnerabilities": ["sexual_abuse", "low_self_esteem"],
    "seraf_moderate": [],
    "seraf_significant": {"missing_overnight": ["recent"]},
}
TICKED = {"sexual_abuse", "low_self_esteem", "missing_overnight"}


def rest() -> Fact:
    return engine().pack.facts["seraf_unknown"]


def values(facts: Facts, given: object = None) -> set[str]:
    return set(offered(engine().pack, rest(), facts, given).values)


def test_what_is_ticked_is_not_offered_again() -> None:
    assert values(SIGNS) == set(rest().values) - TICKED


def test_what_was_chosen_stays_in_sight_though_it_is_ticked_now() -> None:
    assert values(SIGNS, ["sexual_abuse", "staying_out_late"]) == set(rest().values) - (
        TICKED - {"sexual_abuse"}
    )


def test_of_a_list_that_nobody_knows_nothing_is_offered() -> None:
    known = {**SIGNS, "seraf_moderate": "unknown"}
    moderate = set(engine().pack.facts["seraf_moderate"].values)
    assert values(known) == set(rest().values) - TICKED - moderate


def test_where_nothing_would_be_left_all_stands_there() -> None:
    lists = dict.fromkeys(
        ("seraf_vulnerabilities", "seraf_moderate", "seraf_significant"), "unknown"
    )
    assert values({**SIGNS, **lists}) == set(rest().values)


def test_a_fact_that_asks_nothing_again_is_left_as_it_is() -> None:
    pack = engine().pack
    fact = pack.facts["seraf_moderate"]
    assert offered(pack, fact, SIGNS) is fact
    assert as_offered(pack, ["seraf_moderate", "disability"], SIGNS) is pack
    assert set(as_offered(pack, ["seraf_unknown"], SIGNS).facts["seraf_unknown"].values) == (
        set(rest().values) - TICKED
    )


def test_an_option_that_is_not_offered_can_still_be_said_by_a_case_file() -> None:
    log = log_of({**SIGNS, "seraf_unknown": ["sexual_abuse", "staying_out_late"]})
    assert engine().replay(log).facts["seraf_unknown"] == ["sexual_abuse", "staying_out_late"]


def test_nobody_is_asked_what_is_not_known_of_lists_of_which_nothing_is_known() -> None:
    known = {name: answer for name, answer in SIGNS.items() if not name.startswith("seraf_")}
    assert "seraf_unknown" not in engine().replay(log_of(known)).facts
