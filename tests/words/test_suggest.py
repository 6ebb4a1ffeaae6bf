"""Free text -> indicators that it may mean."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.words.suggest import MOST_LETTERS, Suggester
from tests.words.found import HELD_OUT, SAMPLE, UNSEEN, found, names, phrases, suggester
from tests.words.test_heldout_form import LISTS


def test_an_apt_indicator_stands_among_the_first_of_the_sample() -> None:
    sample = found(phrases(SAMPLE))
    assert sample.five is not None
    assert sample.five >= 0.95, sample


def test_and_of_phrases_that_nobody_tuned_it_on() -> None:
    held = found(phrases(HELD_OUT))
    assert held.three is not None
    assert held.five is not None
    assert held.five >= 0.90, held
    assert held.three >= 0.80, held


def test_nearly_all_that_says_nothing_is_met_with_silence() -> None:
    """In texts that nobody looked at while tuning; and what does say something is found."""
    unseen = found(phrases(UNSEEN))
    assert unseen.silent is not None
    assert unseen.five is not None
    assert unseen.silent >= 0.96, unseen
    assert unseen.five >= 0.90, unseen
    held = found(phrases(HELD_OUT))
    assert held.silent is not None
    assert held.silent >= 0.85, held


def test_a_wound_of_ones_own_is_self_harm_first() -> None:
    apt = {
        "seraf_moderate:expressions_of_despair",
        "internal_trafficking_indicators:low_self_esteem_or_self_harm",
    }
    assert set(names("she cut her wrists")[:2]) == apt


@pytest.mark.parametrize(
    ("text", "apt"),
    [
        ("her mum is hitting her", "seraf_vulnerabilities:physical_abuse"),
        ("he hit her", "seraf_significant:physical_abuse_by_controlling_adult"),
        ("he is hurting her", "seraf_significant:physical_abuse_by_controlling_adult"),
        ("not home at night", "seraf_significant:missing_overnight"),
        ("isn't home at night", "seraf_significant:missing_overnight"),
    ],
)
def test_the_few_words_of_someone_in_a_hurry_are_enough(text: str, apt: str) -> None:
    assert apt in names(text)[:3]


def test_a_blow_that_did_not_fall_on_a_child_is_none() -> None:
    for text in ("nobody is hitting her", "the ball hit her", "she is at home every night"):
        assert names(text) == [], text


def test_a_stolen_car_is_no_older_boyfriend() -> None:
    offered = names("stole a car with his friends")
    assert offered[0] == "push_pull_factors:peer_pressure"
    assert not [name for name in offered if "older" in name]


def test_what_is_said_as_one_is_read_as_one() -> None:
    offered = names("never goes missing but there are men ringing her day and night")
    assert "resident_indicators:unexplained_calls" in offered
    assert "seraf_significant:missing_overnight" not in offered[:3]


def test_every_list_of_indicators_can_be_reached() -> None:
    assert {name for name, _ in suggester().indicators} == set(LISTS)
    facts = suggester().pack.facts
    values = {(name, value) for name in LISTS for value in facts[name].values}
    assert set(suggester().indicators) == values


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", "hello", "no drugs", "she's not been drinking", "what time is lunch",
     "he has never gone missing", "no bruises", "the cat sat on the mat", "nobody has hurt her",
     "late because the bus was late and the school rang", "none of them take drugs",
     "Привет, как дела", "她没有回家", "🙂🙂"],
)  # fmt: skip
def test_where_nothing_is_close_nothing_is_offered(text: str) -> None:
    assert names(text) == []


def test_a_gift_that_nobody_explains_comes_before_any_sign_of_abuse() -> None:
    offered = names("she turned up with a new iPhone and won't say who gave it to her")
    assert offered[0] == "cse_indicators:unexplained_gifts"


@pytest.mark.parametrize(
    ("text", "wanted", "never"),
    [
        ("no drugs but she has a new phone", "cse_indicators:unexplained_gifts",
         "cse_indicators:drug_or_alcohol_misuse"),
        ("hasn't been drinking, but her boyfriend is 24", "cse_indicators:older_partner",
         "seraf_moderate:alcohol_misuse"),
    ],
)  # fmt: skip
def test_what_is_denied_is_not_offered_beside_what_is_said(
    text: str, wanted: str, never: str
) -> None:
    offered = names(text)
    assert wanted in offered
    assert never not in offered


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("new phone, an older boyfriend, and she is drinking every night",
         [("cse_indicators:unexplained_gifts", "seraf_significant:unexplained_money_or_items"),
          ("cse_indicators:older_partner", "internal_trafficking_indicators:much_older_boyfriend"),
          ("seraf_moderate:alcohol_misuse", "cse_indicators:drug_or_alcohol_misuse")]),
    ],
)  # fmt: skip
def test_several_things_in_one_text_are_all_found(text: str, things: list[tuple[str, ...]]) -> None:
    offered = set(names(text))
    for apt in things:
        assert offered & set(apt), (apt, offered)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("smells of canabis", "smells of cannabis"),
        ("shes got chlamidia", "she's got chlamydia"),
        ("not regesterd with a docter", "not registered with a doctor"),
    ],
)
def test_a_slip_of_spelling_changes_little(typed: str, meant: str) -> None:
    assert set(names(typed)[:3]) & set(names(meant)[:3])
    assert names(typed)


def test_suggestions_are_ranked_and_named_as_in_the_pack() -> None:
    offered = suggester().suggest("he is in a relationship with an older man who buys him things")
    assert [each.score for each in offered] == sorted((e.score for e in offered), reverse=True)
    for each in offered:
        assert 0 < each.score <= 1
        assert each.text == suggester().pack.facts[each.fact].option(each.value).label


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    offered = suggester().suggest(text)
    assert len(offered) <= 8
    assert len({(each.fact, each.value) for each in offered}) == len(offered)


def test_a_story_told_in_one_breath_is_read_to_its_end() -> None:
    before = "i was on shift with the other one who does nights as well " * 3
    assert "cse_indicators:older_partner" in names(before + "she told me her boyfriend is 25")


def test_the_last_of_many_sentences_counts_as_well() -> None:
    text = "He is good at maths. " * 2 + " ".join(
        f"We had a meeting on day {n}." for n in range(28)
    )
    assert "seraf_moderate:alcohol_misuse" in names(f"{text} She drinks vodka every night.")


def test_a_very_long_text_is_read_as_far_as_it_may_go() -> None:
    words = [
        "she",
        "has",
        "a",
        "new",
        "phone",
        "and",
        "he",
        "picks",
        "her",
        "up",
        "in",
        "his",
        "car.",
    ]
    text = " ".join(random.Random(1).choices(words, k=30_000))
    assert len(text) > 100_000 > MOST_LETTERS
    assert suggester().suggest(text) == suggester().suggest(text[:MOST_LETTERS])


def test_the_same_words_are_read_alike_however_they_are_written() -> None:
    plain = names("she's got a new phone and won't say who gave it to her")
    assert names("SHE’S GOT A NEW PHONE\u200b and won’t say who gave it to her\x00") == plain


def test_a_pack_without_everyday_words_offers_nothing() -> None:
    bare = replace(suggester().pack, noticed=(), ordinary=())
    assert Suggester(bare).suggest("she has a new phone") == ()
