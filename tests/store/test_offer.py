"""A case stays on the version it began with; today's is offered with what it would change."""

from __future__ import annotations

import pytest

from assistant.cases.log import Store
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from tests.store.conftest import Clock
from tests.store.talking import answering, go_on, token

# In the later version nobody is of the police any more, the emergency's rule has another id, and a
# rule and a question are new.
NEW_RULE = """  - id: tell-a-colleague
    do: Tell a colleague
    why: Two see more than one.
    owner: you
    contacts: []
    when: always
    clauses: [5-1]
    ours: yes
"""
NEW_FACT = """facts:
  used_before:
    type: yes_no
    asked: always
    serves: advice
    clauses: [5-1]
    ask: Have you used this before?
    short: Used before
    why: It says how much to explain.
"""


@pytest.fixture(scope="module")
def later(engine: Engine) -> Engine:
    """A later version of the pack."""
    texts = dict(engine.pack.texts)
    del texts["since.yaml"], texts["questions.yaml"]  # they speak of what is changed here
    del texts["scripts.yaml"], texts["shorthand.yaml"]  # they say the answer that is taken out

    def change(file: str, old: str, new: str) -> None:
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new)

    change("facts/start.yaml", "      police:\n        label: Police\n", "")
    change("pack.yaml", "role is police", "never")
    change("contacts.yaml", "social_worker, police,", "social_worker,")
    change("pack.yaml", "rule: ring-999", "rule: ring-112")
    for file in ("plan/now.yaml", "promises.yaml", "events.yaml"):
        if "ring-999" in texts[file]:
            change(file, "ring-999", "ring-112")
    change("plan/around.yaml", "(police, social_worker)", "(social_worker)")
    change("plan/around.yaml", "rules:\n", "rules:\n" + NEW_RULE)
    change("facts/start.yaml", "facts:\n", NEW_FACT)
    step = "steps:\n  - {id: before, title: Before, facts: [used_before]}\n"
    change("stages/close.yaml", "steps:\n", step)
    return Engine(load_pack(texts))


def agree(turn: Turn, version: str) -> Submission:
    """Agree to go on with a version."""
    return Submission(token(), "version", "", {"version": version}, "", turn.seq)


@pytest.fixture
def old(store: Store, engine: Engine) -> tuple[str, Turn]:
    """A case on the older version, in danger and with 999 rung, by one who is of the police."""
    service = Service(store, Shelf(engine, store), Clock())
    holder = service.open()
    turn = service.turn(holder)
    service.submit(holder, answering(turn, {"immediate_danger": "yes"}))
    second = service.join(turn.case.code, "police", "192.0.2.1")
    value = {"item": "ring-999", "done": "yes"}
    service.submit(second, Submission(token(), "tick", "", value, "", 0))
    return second, go_on(service, second, 2).turn


@pytest.fixture
def service(store: Store, later: Engine, old: object) -> Service:
    """A service of today, over the store in which the older case is."""
    return Service(store, Shelf(later, store), Clock())


def test_nothing_is_offered_to_a_case_of_today(service: Service) -> None:
    holder = service.open()
    turn = service.turn(holder)
    assert turn.offer is None
    refusal = service.submit(holder, agree(turn, turn.engine.pack.version)).refusal
    assert refusal
    assert "already" in refusal.message


def test_an_older_case_goes_on_as_it_was_and_is_told_what_todays_would_change(
    service: Service, old: tuple[str, Turn], later: Engine
) -> None:
    holder, before = old
    turn = service.turn(holder)
    assert turn.engine.pack.version == before.engine.pack.version
    assert (turn.position, turn.plan, turn.deeds) == (before.position, before.plan, before.deeds)
    offer = turn.offer
    assert offer
    assert offer.version == later.pack.version
    assert {"ring-112", "tell-a-colleague"} <= {item.id for item in offer.gained}
    assert "ring-999" in {item.id for item in offer.lost}
    assert offer.dropped == ("role",)
    assert "used_before" in offer.asked
    assert "role" in offer.asked


def test_agreed_to_it_goes_on_with_todays_and_is_as_the_offer_said(
    service: Service, old: tuple[str, Turn], later: Engine
) -> None:
    holder, before = old
    offer = service.turn(holder).offer
    assert offer
    outcome = service.submit(holder, agree(before, offer.version))
    assert outcome.entry
    assert (outcome.entry.kind, outcome.entry.by, outcome.entry.holder) == ("version", "police", 2)
    turn = outcome.turn
    assert turn.engine is later
    assert turn.offer is None
    had, has = ({item.id for item in t.plan.items} for t in (before, turn))
    assert has - had == {item.id for item in offer.gained}
    assert had - has == {item.id for item in offer.lost}
    gone = set(before.position.answers) - set(turn.position.answers)
    assert gone == set(offer.dropped)
    assert turn.position == service.turn(holder).position
    assert turn.holder.role == ""
    go_on(service, holder)


def test_what_was_done_is_kept_and_has_the_words_it_had(
    service: Service, old: tuple[str, Turn]
) -> None:
    holder, before = old
    offer = service.turn(holder).offer
    assert offer
    turn = service.submit(holder, agree(before, offer.version)).turn
    deed = turn.deeds["ring-999"]
    assert not deed.in_plan
    assert deed.text == before.engine.pack.rule("ring-999").do
    assert (deed.done_at, deed.done_by) == (before.deeds["ring-999"].done_at, "police")


def test_only_todays_version_can_be_agreed_to(service: Service, old: tuple[str, Turn]) -> None:
    holder, before = old
    odd: list[dict[str, object]] = [
        {},
        {"version": before.engine.pack.version},
        {"version": "nonsense"},
        {"version": 5},
        {"version": service.shelf.current.pack.version, "more": "x"},
    ]
    for value in odd:
        sent = Submission(token(), "version", "", value, "", before.seq)
        refusal = service.submit(holder, sent).refusal
        assert refusal
        assert "not today's version" in refusal.message
    assert service.turn(holder).seq == before.seq


def test_agreeing_twice_is_kept_once(service: Service, old: tuple[str, Turn]) -> None:
    holder, before = old
    sent = agree(before, service.shelf.current.pack.version)
    first = service.submit(holder, sent)
    again = service.submit(holder, sent)
    assert again.repeated
    assert again.entry == first.entry
    assert again.turn.seq == before.seq + 1


def test_an_answer_of_before_that_is_sent_again_is_still_the_same(
    store: Store, service: Service, engine: Engine
) -> None:
    earlier = Service(store, Shelf(engine, store), Clock())
    holder = earlier.open()
    turn = earlier.turn(holder)
    sent = answering(turn, {"immediate_danger": "no"})
    earlier.submit(holder, sent)
    earlier.join(turn.case.code, "police", "192.0.2.1")
    change = answering(earlier.turn(holder), {"role": "police"}, kind="change")
    kept = earlier.submit(holder, change)
    assert kept.entry
    service.submit(holder, agree(kept.turn, service.shelf.current.pack.version))
    again = service.submit(holder, change)
    assert again.repeated
    assert again.entry == kept.entry


def test_a_page_of_the_older_version_may_not_answer_the_newer(
    service: Service, old: tuple[str, Turn]
) -> None:
    holder, before = old
    service.submit(holder, agree(before, service.shelf.current.pack.version))
    value = dict.fromkeys(before.position.asking, "unknown")
    refusal = service.submit(holder, answering(before, value)).refusal
    assert refusal
    assert "moved on" in refusal.message
