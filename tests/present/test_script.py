"""A script says what was answered and nothing else, to whom it is meant."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from assistant.engine.deeds import Decision, Deed
from assistant.engine.due import LONDON
from assistant.engine.plan import Plan, make_plan
from assistant.engine.replay import Entry, Position
from assistant.flow.answers import Answer, Facts, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, WAYS, Call, FactType
from assistant.present.script import BLANK, ScriptView, Speaker, script, script_text, speaker
from tests.core.conversation import engine, given, log_of

PACK = engine().pack
SCRIPTS = PACK.scripts
CALLS = {call.id: call for call in SCRIPTS.calls}
SEEDS = range(0, 400, 4)


def held(facts: Facts, screens: int = 1000) -> tuple[Position, Plan]:
    """A conversation with these facts, all of it or its first screens, and its plan."""
    log: list[Entry] = []
    position = engine().replay(log)
    while not position.done and len(log) < screens:
        value = {name: facts.get(name, UNKNOWN) for name in position.asking}
        log.append(Entry(len(log) + 1, "answer", position.step, value))
        position = engine().replay(log)
    return position, make_plan(engine().program, position.facts, position.view)


def calling(facts: Facts, screens: int = 1000, known: dict[str, str] | None = None) -> Speaker:
    position, plan = held(facts, screens)
    return speaker(engine(), position, plan, {}, known or {})


def lines(view: ScriptView, *parts: str) -> list[str]:
    return [line.text for part in view.parts if part.id in parts for line in part.lines]


def said_of(fact: str, answer: Answer) -> list[str]:
    """What the pack's own file says for an answer, as far as it holds no answer itself."""
    said, kind = SCRIPTS.said[fact], PACK.facts[fact].type
    if kind in LISTS:
        items = ticked(PACK.facts[fact], answer)
        return [said.values[item].rstrip(".") for item in items if item in said.values]
    if kind in (FactType.WHOLE, FactType.DATETIME):
        return [said.one.partition("{")[0]]
    text = said.values.get(str(answer))
    return [text.partition("{")[0]] if text else []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_call_tells_is_what_was_answered_and_each_answer_once(seed: int) -> None:
    who = calling(given(seed), screens=3 + seed % 40)
    for call in SCRIPTS.calls:
        view = script(who, call)
        scored = {p.fact for s in PACK.scores if s.id in call.scores for p in s.lists}
        found = Counter(line.key for line in view.answers)
        for line in view.answers:
            fact, _, item = line.key.partition(".")
            answer = who.facts[fact]
            assert answer != UNKNOWN
            assert not item or item in ticked(PACK.facts[fact], answer)
            texts = said_of(fact, answer)
            assert any(text.lower() in line.text.lower() or "{" in text for text in texts), line
        for name in {*call.tells, *scored}:
            answer = who.facts.get(name, UNKNOWN)
            if answer == UNKNOWN or (name in scored and "score" not in _parts(view)):
                continue
            keys = [name] if PACK.facts[name].type not in LISTS else []
            keys = keys or [f"{name}.{item}" for item in ticked(PACK.facts[name], answer)]
            wanted = len(keys) if said_of(name, answer) else 0
            assert sum(found[key] for key in keys) == wanted, (call.id, name)


def _parts(view: ScriptView) -> list[str]:
    return [part.id for part in view.parts]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_gap_is_named_where_the_listener_asks_and_nobody_knows(seed: int) -> None:
    who = calling(given(seed), screens=3 + seed % 40)
    barred, at = who.view.barred, engine().program.codec.at
    for call in SCRIPTS.calls:
        view = script(who, call)
        unknown = [SCRIPTS.said[n].gap for n in call.gaps if who.facts.get(n) == UNKNOWN]
        assert lines(view, "gaps") == unknown
        later = [n for n in call.gaps if n not in who.facts and not barred[at[n]]]
        assert lines(view, "later") == [f"{SCRIPTS.said[n].gap}: {BLANK}" for n in later]
        assert not set(lines(view, "gaps")) & {SCRIPTS.said[n].gap for n in later}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_mark_is_left_in_any_text(seed: int) -> None:
    who = calling(given(seed))
    for call in SCRIPTS.calls:
        text = script_text(script(who, call), SCRIPTS.ways)
        assert "{" not in text
        assert "}" not in text


def test_seen_told_and_thought_are_kept_apart() -> None:
    facts: Facts = {
        "immediate_danger": "no",
        "task": "worried",
        "role": "frontline",
        "age": 14,
        "concerns": ["trafficking"],
        "cse_indicators": ["unexplained_gifts", "older_partner"],
    }
    ways = {"age": "told", "cse_indicators.unexplained_gifts": "seen", "looked_after": "seen"}
    view = script(calling(facts, known=ways), CALLS["social-care"])
    assert lines(view, "seen") == ["They have gifts or new things that nobody can explain."]
    assert lines(view, "told") == ["Their age is 14."]
    assert lines(view, "inferred") == ["I think that they may be trafficked."]
    assert "Someone older is said to be their partner." in lines(view, "known")
    text = script_text(view, SCRIPTS.ways)
    heads = [text.index(f"\n{SCRIPTS.headings[way]}\n") for way in WAYS]
    assert heads == sorted(heads)


def test_what_is_not_ticked_is_never_said() -> None:
    facts: Facts = {"immediate_danger": "no", "task": "worried", "concerns": []}
    for call in SCRIPTS.calls:
        view = script(calling(facts), call)
        assert "concerns" not in {line.key.partition(".")[0] for line in view.answers}


def test_999_comes_to_the_place_before_anything_that_was_answered() -> None:
    who = calling({"immediate_danger": "yes"}, screens=1)
    view = script(who, CALLS["emergency"])
    first = lines(view, "start")
    assert [BLANK in line for line in first[:2]] == [False, True]
    assert "The child is in danger now." in first
    assert (
        script(calling({"immediate_danger": "unknown"}, 1), CALLS["emergency"])
        .parts[0]
        .lines[2]
        .text.startswith("The child could be")
    )


SERAF: Facts = {
    "immediate_danger": "no",
    "task": "worried",
    "role": "frontline",
    "age": 12,
    "concerns": ["cse"],
    "record_seraf": "yes",
    "seraf_vulnerabilities": ["low_self_esteem"],
    "seraf_moderate": [],
    "seraf_significant": {"missing_overnight": ["current", "recent"]},
    "seraf_unknown": ["staying_out_late"],
}


def test_the_seraf_is_said_with_range_reasons_and_what_it_is_not() -> None:
    found = lines(script(calling(SERAF), CALLS["social-care"]), "score")
    assert "the score is 12, category 3: Moderate risk" in found[0]
    assert "between 12 (category 3) and 14 (category 3)" in found[1]
    assert any("not a verdict" in line for line in found)
    assert "They think little of themselves. This scores 1." in found
    assert next(line for line in found if line.startswith("They go missing overnight")).endswith(
        "(Now, or in the last 6 months; 6 to 12 months ago). This scores 6."
    )
    assert "Under 13 with a significant sign. This scores 5." in found
    assert "Nobody knows yet: Stays out late." in found


@pytest.mark.parametrize("seed", range(0, 4000, 10))
def test_a_score_never_stands_bare(seed: int) -> None:
    who = calling(given(seed))
    for call in SCRIPTS.calls:
        found = lines(script(who, call), "score")
        if not found:
            continue
        text = " ".join(found[1:])
        assert "takes nothing away" in text or "not a verdict" in text
        points = sum(int(line.rpartition("scores ")[2][:-1]) for line in found if "scores" in line)
        assert f"score is {points}" in found[0]


def test_an_unfinished_score_has_no_category() -> None:
    found = lines(script(calling({**SERAF, "seraf_moderate": UNKNOWN}), CALLS["lead"]), "score")
    assert "no category yet" in found[0]
    assert "between" in found[1]


def test_what_is_said_to_be_done_is_done_and_what_will_be_is_still_to_do() -> None:
    facts: Facts = {"immediate_danger": "no", "task": "missing_now", "role": "frontline", "age": 9}
    position, plan = held(facts)
    call = CALLS["social-care"]
    before = script(speaker(engine(), position, plan, {}, {}), call)
    assert "I ring the police as well." in lines(before, "will")
    assert "I have rung the police." not in lines(before, "will")
    done = {"ring-police-now": Deed("ring-police-now", "", True, done_at=datetime.now(LONDON))}
    after = script(speaker(engine(), position, plan, done, {}), call)
    assert "I ring the police as well." not in lines(after, "will")
    assert "I have rung the police." in lines(after, "will")
    decided = Deed("ring-police-now", "", True, decision=Decision("No need", "manager", None))
    neither = script(speaker(engine(), position, plan, {decided.item: decided}, {}), call)
    assert "I ring the police as well." not in lines(neither, "will")
    assert "I have rung the police." not in lines(neither, "will")


def test_an_adult_is_not_called_a_child() -> None:
    adult: Facts = {"immediate_danger": "yes", "task": "worried", "age": 19, "concerns": ["cse"]}
    view = script(calling(adult), CALLS["emergency"])
    assert "The young person is in danger now." in lines(view, "start")


def test_the_role_said_is_the_callers_own() -> None:
    position, plan = held({"immediate_danger": "no", "task": "worried", "role": "frontline"})
    mine = speaker(engine(), position, plan, {}, {}, role="designated_lead")
    view = script(mine, CALLS["social-care"])
    assert "I am the designated lead for child protection where I work." in lines(view, "start")


STAFF: Facts = {"immediate_danger": "no", "task": "worried", "circumstances": ["about_staff"]}


def test_a_worry_about_a_colleague_is_told_to_nobody_at_work() -> None:
    who = calling(STAFF)
    for name in ("lead", "lead-practitioner", "team-manager"):
        view = script(who, CALLS[name])
        text = script_text(view, SCRIPTS.ways).lower()
        assert "colleague" not in text
        assert "works with children" not in text
    assert "above them" in " ".join(script(who, CALLS["lead"]).before)
    assert "someone who works with children" in " ".join(lines(script(who, CALLS["lado"]), "start"))


def test_a_carer_who_may_be_part_of_it_is_kept_out() -> None:
    facts: Facts = {"immediate_danger": "no", "task": "worried", "concerns": ["cse"]}
    call: Call = CALLS["social-care"]
    yes = " ".join(lines(script(calling({**facts, "carer_may_be_involved": "yes"}), call), "need"))
    assert "do not speak to the parents or carers" in yes
    unknown = " ".join(lines(script(calling(facts), call), "need"))
    assert "I do not know if a parent or carer is part of the harm" in unknown


def test_own_words_are_said_as_they_were_written() -> None:
    view = script(calling(STAFF), CALLS["police"], "He waits at the gate.\n\n  Each Friday.")
    assert lines(view, "own") == ["He waits at the gate.", "  Each Friday."]


WORRIED: Facts = {
    "task": "worried",
    "immediate_danger": "no",
    "age": 14,
    "concerns": ["cse"],
    "discussed_with_manager": "yes",
    "concerns_remain": "yes",
    "referral_made": "no",
}


def test_an_answer_to_a_referral_that_nobody_made_is_no_blank_to_fill() -> None:
    asked = PACK.scripts.said["referral_answer"].gap
    missing: Facts = {"task": "missing_now", "immediate_danger": "no"}
    for facts in (missing, WORRIED):
        found = script(calling(facts), CALLS["social-care"])
        assert not [line for line in lines(found, "later", "gaps") if line.startswith(asked)]


def after_telling(event: str) -> Speaker:
    """Who has told one of the two, and now rings the other."""
    told = Entry(
        90, "event", event, {"at": "2026-11-23T20:30"}, at=datetime(2026, 11, 23, 21, tzinfo=LONDON)
    )
    log = log_of(WORRIED)
    checked = engine().checked(log, told)
    assert isinstance(checked, Entry)
    position = engine().replay([*log, checked])
    plan = make_plan(engine().program, position.facts, position.view)
    return speaker(engine(), position, plan, {}, {})


def test_a_referral_to_one_of_the_two_is_told_to_the_other() -> None:
    social_care = after_telling("referred-social-care")
    said = "\n".join(
        line.text for p in script(social_care, CALLS["police"]).parts for line in p.lines
    )
    assert "Children's social care has had a referral. The police have not." in said
    assert "Please take this as a referral. Children's social care has had one." in said
    again = lines(script(social_care, CALLS["social-care"]), "start", "need", "will")
    assert "Please take this as a referral." not in again
    assert "I want to make a referral about a child." not in again
    assert "I make the referral to the police as well." in again

    police = after_telling("referred-police")
    first = lines(script(police, CALLS["social-care"]), "start", "need", "will")
    assert "Please take this as a referral." in first
    assert "I make the referral to the police as well." not in first
    assert "You have had my referral. I make it to children's social care as well." in lines(
        script(police, CALLS["police"]), "need"
    )
