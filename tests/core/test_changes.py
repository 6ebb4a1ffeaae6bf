"""Changed answers: what a change keeps, what it sets aside, and that only the latest count."""

from random import Random

import pytest

from assistant.engine.difference import difference
from assistant.engine.plan import Plan, make_plan
from assistant.engine.replay import Entry, Position, Refusal
from assistant.engine.walk import walk
from assistant.flow.answers import Facts
from tests.core.conversation import any_answer, engine, given, log_of

WORRIED: Facts = {
    "task": "worried",
    "immediate_danger": "no",
    "role": "frontline",
    "age": 15,
    "concerns": ["cse"],
    "discussed_with_manager": "yes",
    "concerns_remain": "yes",
    "referral_made": "no",
    "consent": "refused",
    "record_seraf": "no",
}

REFUSED = [
    (Entry(0, "answer", "task", {"task": "worried"}), "", "That question is no longer the one"),
    (Entry(0, "answer", "danger", {}), "immediate_danger", "This one still needs an answer."),
    (Entry(0, "answer", "danger", {"task": "worried"}), "", '"task" is not being asked here.'),
    (
        Entry(0, "answer", "danger", {"immediate_danger": "maybe"}),
        "immediate_danger",
        'immediate_danger: "maybe" is not allowed. Allowed: yes, no, unknown',
    ),
    (Entry(0, "change", "", {"age": 3}), "", '"age" has not been answered, so it cannot be'),
    (Entry(0, "change", "", {"x" * 99: 3}), "", f'"{"x" * 40}" has not been answered, so'),
    (Entry(0, "change", "", {}), "", "There is no answer to change."),
    (Entry(0, "undo", "", {}), "", "There is nothing to undo."),
    (Entry(0, "redo", "", {}), "", "There is nothing to redo."),
    (Entry(0, "note", "", {}), "", '"note" is not something that can be done here'),
]


def plan(position: Position) -> Plan:
    """The plan where a conversation stands."""
    return make_plan(engine().program, position.facts, position.view)


def change(log: list[Entry], **value: object) -> list[Entry] | None:
    """The log with a changed answer, or None where it is refused."""
    entry = Entry(0, "change", "", value)  # type: ignore[arg-type]
    checked = engine().checked(log, entry)
    return None if isinstance(checked, Refusal) else [*log, checked]


@pytest.mark.parametrize(("entry", "fact", "message"), REFUSED)
def test_a_refused_entry_says_why(entry: Entry, fact: str, message: str) -> None:
    refusal = engine().add([], entry)
    assert isinstance(refusal, Refusal)
    assert refusal.fact == fact
    assert refusal.message.startswith(message)


def test_when_all_is_answered_there_is_nothing_to_answer() -> None:
    refusal = engine().add(log_of(WORRIED), Entry(0, "answer", "plan", {}))
    assert refusal == Refusal("Every question has been answered. You can change an answer.")


def test_what_no_longer_applies_is_set_aside_and_comes_back() -> None:
    log = log_of(WORRIED)
    before = engine().replay(log)
    assert before.facts["concerns_remain"] == "yes"
    changed = change(log, concerns=[])
    assert changed
    after = engine().replay(changed)
    assert after.facts["age"] == 15
    assert "concerns_remain" not in after.facts
    aside = {**after.set_aside, **after.waiting}
    assert aside["concerns_remain"] == "yes"
    assert aside["consent"] == "refused"
    # The questions about signs stand before this one and are asked now.
    assert after.step == "exploitation-signs"
    back = engine().replay([*changed, Entry(0, "undo", "", {})])
    assert (back.facts, back.set_aside, back.view) == (before.facts, before.set_aside, before.view)
    assert plan(back) == plan(before)


def test_an_answer_that_comes_back_is_not_asked_again() -> None:
    log = change(log_of(WORRIED), concerns=[])
    assert log
    log = change(log_of(WORRIED, log=log), concerns=["cse"])
    assert log
    held = engine().replay(log)
    assert held.done
    assert held.facts["concerns_remain"] == "yes"
    assert plan(held).rows() == plan(engine().replay(log_of(WORRIED))).rows()


def test_what_changed_in_the_plan_is_told() -> None:
    log = log_of(WORRIED)
    before = plan(engine().replay(log))
    changed = change(log, referral_made="yes")
    assert changed
    after = plan(engine().replay(log_of({"referral_date": "2026-11-23T09:00"}, log=changed)))
    found = difference(before, after)
    assert "refer" in {item.id for item in found.lost}
    assert {item.id for item in found.gained} == {i.id for i in after.items} - {
        i.id for i in before.items
    }
    assert "cse-assessment" in {item.id for item in found.altered}
    assert not difference(after, after)


@pytest.mark.parametrize("chunk", range(8))
def test_only_the_latest_answers_count_and_not_the_order_of_changes(chunk: int) -> None:
    compared = 0
    for seed in range(chunk * 12, chunk * 12 + 12):
        random = Random(seed)
        start = log_of(given(seed))
        names = random.sample(sorted(engine().replay(start).facts), 3)
        changes: Facts = {n: any_answer(random, engine().pack.facts[n]) for n in names}
        ends = []
        for order in (names, names[::-1], random.sample(names, 3)):
            log: list[Entry] | None = start
            for name in order:
                log = log and change(log, **{name: changes[name]})
            if log:
                ends.append(log)
        for log in ends[1:]:
            compared += 1
            one, other = engine().replay(ends[0]), engine().replay(log)
            assert (one.facts, one.set_aside, one.step) == (
                other.facts,
                other.set_aside,
                other.step,
            )
            assert plan(one) == plan(other)
        if ends:
            # Held to its end, it comes to what a new conversation with these answers comes to.
            done = engine().replay(log_of(given(seed + 1), log=ends[0]))
            assert done.done
            anew = walk(engine(), done.answers)
            assert (anew.view.true, anew.view.false) == (done.view.true, done.view.false), seed
    assert compared > 5
