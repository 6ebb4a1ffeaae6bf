"""What the service takes, what it refuses, and what it says of either; over both stores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from assistant.cases.log import Case, NoSuchCase, Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.engine.plan import make_plan
from assistant.engine.replay import Engine
from tests.store.talking import answering, go_on, token, unsure

DANGER = {"immediate_danger": "yes"}


@pytest.fixture
def case_id(service: Service) -> str:
    """A case that was just opened."""
    return service.open()


def test_a_new_case_stands_at_the_first_question(service: Service, case_id: str) -> None:
    turn = service.turn(case_id)
    assert turn.seq == 0
    assert turn.log == ()
    assert turn.position.step == turn.engine.pack.steps[0].id
    assert turn.case.pack_version == turn.engine.pack.version
    assert turn.now.tzinfo is LONDON


def test_ids_are_long_and_never_the_same(service: Service) -> None:
    ids = {service.open() for _ in range(50)}
    assert len(ids) == 50
    assert all(len(i) * 6 >= 128 and i.replace("-", "").replace("_", "").isalnum() for i in ids)


def test_the_id_of_a_case_opens_nothing(service: Service, case_id: str) -> None:
    with pytest.raises(NoSuchCase):
        service.turn(service.turn(case_id).case.id)


def test_ids_of_cases_are_in_the_order_in_which_they_came(service: Service) -> None:
    """So those that are talked about together stand together in the file."""
    now = service.clock()
    ids = []
    for seconds in (0, 1, 59, 3600, 40 * 365 * 86_400):
        service.clock = lambda at=now + timedelta(seconds=seconds): at  # type: ignore[misc]
        ids += sorted(service.turn(service.open()).case.id for _ in range(3))
    assert ids == sorted(set(ids))


def test_an_answer_is_kept_and_leads_on(service: Service, case_id: str) -> None:
    turn = service.turn(case_id)
    outcome = service.submit(case_id, answering(turn, {"immediate_danger": "no"}))
    assert outcome.refusal is None
    assert not outcome.repeated
    assert outcome.entry is not None
    assert (outcome.entry.seq, outcome.entry.value) == (1, {"immediate_danger": "no"})
    assert outcome.entry.at == outcome.turn.now
    assert outcome.turn.seq == 1
    assert outcome.turn.position.step != turn.position.step
    assert service.turn(case_id).log == outcome.turn.log == (outcome.entry,)


def test_a_whole_conversation_comes_to_its_plan(service: Service, case_id: str) -> None:
    turns = 0
    while not (turn := service.turn(case_id)).position.done:
        go_on(service, case_id)
        turns += 1
        assert turns < 200
    assert turn.seq == turns
    assert turn.plan == make_plan(turn.engine.program, turn.position.facts, turn.position.view)
    assert turn.plan.items


def test_what_is_kept_is_in_canonical_form(service: Service, case_id: str) -> None:
    while "age" not in (turn := service.turn(case_id)).position.asking:
        go_on(service, case_id)
    value = unsure(turn.engine, turn) | {"age": "15"}
    outcome = service.submit(case_id, answering(turn, value))
    assert outcome.entry is not None
    assert outcome.entry.value["age"] == 15


def test_what_has_happened_cannot_lie_ahead(service: Service, case_id: str) -> None:
    known = {"task": "returned"}
    while "returned_at" not in (turn := service.turn(case_id)).position.asking:
        value = unsure(turn.engine, turn)
        value |= {name: known[name] for name in value.keys() & known.keys()}
        assert service.submit(case_id, answering(turn, value)).refusal is None
    ahead = (turn.now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    outcome = service.submit(
        case_id, answering(turn, unsure(turn.engine, turn) | {"returned_at": ahead})
    )
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert outcome.refusal.fact == "returned_at"
    assert "still to come" in outcome.refusal.message
    now = turn.now.strftime("%Y-%m-%dT%H:%M")
    value = unsure(turn.engine, turn) | {"returned_at": now}
    assert service.submit(case_id, answering(turn, value)).refusal is None


def test_sent_twice_is_kept_once(service: Service, case_id: str) -> None:
    sent = answering(service.turn(case_id), {"immediate_danger": "no"})
    first = service.submit(case_id, sent)
    go_on(service, case_id, 2)
    again = service.submit(case_id, sent)
    assert again.repeated
    assert again.refusal is None
    assert again.entry == first.entry
    assert again.turn.seq == 3
    assert len(service.turn(case_id).log) == 3


def test_sent_again_in_another_spelling_is_still_the_same(service: Service, case_id: str) -> None:
    while "age" not in (turn := service.turn(case_id)).position.asking:
        go_on(service, case_id)
    sent = answering(turn, unsure(turn.engine, turn) | {"age": "15"})
    first = service.submit(case_id, sent)
    again = service.submit(case_id, replace(sent, value={**sent.value, "age": 15}, after=99))
    assert again.repeated
    assert again.entry == first.entry


@pytest.mark.parametrize(
    "other",
    [
        {"value": {"immediate_danger": "yes"}},
        {"value": {"immediate_danger": "nonsense"}},
        {"value": {"age": 3}},
        {"value": {"no_such_fact": "no"}},
        {"step": "who"},
        {"kind": "change"},
        {"kind": "undo", "value": {}},
    ],
)
def test_the_same_token_with_other_content_is_refused(
    service: Service, case_id: str, other: dict[str, object]
) -> None:
    sent = answering(service.turn(case_id), {"immediate_danger": "no"})
    service.submit(case_id, sent)
    turn = service.turn(case_id)
    outcome = service.submit(case_id, replace(sent, **other))
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert "same id" in outcome.refusal.message
    assert outcome.turn.log == service.turn(case_id).log == turn.log


def test_a_token_counts_within_its_case(service: Service, case_id: str) -> None:
    other = service.open()
    sent = answering(service.turn(case_id), {"immediate_danger": "no"})
    assert not service.submit(case_id, sent).repeated
    outcome = service.submit(other, sent)
    assert not outcome.repeated
    assert outcome.entry is not None


def test_a_refused_token_may_be_used_again(service: Service, case_id: str) -> None:
    turn = service.turn(case_id)
    sent = answering(turn, {"immediate_danger": "perhaps"})
    assert service.submit(case_id, sent).refusal
    mended = service.submit(case_id, replace(sent, value={"immediate_danger": "no"}))
    assert mended.entry is not None
    assert not mended.repeated


@pytest.mark.parametrize("kind", ["answer", "change", "undo", "redo"])
def test_a_page_that_is_behind_is_told_and_shown_where_it_is_now(
    service: Service, case_id: str, kind: str
) -> None:
    behind = service.turn(case_id)
    go_on(service, case_id, 2)
    value = {} if kind in ("undo", "redo") else {"immediate_danger": "no"}
    outcome = service.submit(case_id, answering(behind, value, kind=kind))
    assert outcome.entry is None
    assert outcome.refusal is not None
    assert "moved on" in outcome.refusal.message
    assert outcome.turn.seq == 2
    assert service.turn(case_id).seq == 2


@pytest.mark.parametrize("kind", ["answer", "change"])
def test_danger_can_be_said_from_a_page_that_is_behind(
    service: Service, case_id: str, kind: str
) -> None:
    behind = service.turn(case_id)
    go_on(service, case_id, 3)
    sent = answering(behind, DANGER, kind=kind)
    outcome = service.submit(case_id, sent)
    assert outcome.refusal is None
    assert outcome.entry is not None
    assert (outcome.entry.kind, outcome.entry.seq) == ("change", 4)
    assert outcome.turn.position.answers["immediate_danger"] == "yes"
    assert outcome.turn.plan.items[0].id == outcome.turn.engine.pack.emergency.rule
    again = service.submit(case_id, sent)
    assert again.repeated
    assert again.turn.seq == 4


def test_danger_is_not_taken_back_from_a_page_that_is_behind(
    service: Service, case_id: str
) -> None:
    behind = service.turn(case_id)
    service.submit(case_id, answering(behind, DANGER))
    for kind in ("answer", "change"):
        outcome = service.submit(case_id, answering(behind, {"immediate_danger": "no"}, kind=kind))
        assert outcome.refusal is not None
        assert outcome.turn.position.answers["immediate_danger"] == "yes"


def test_danger_from_behind_brings_nothing_else_with_it(service: Service, case_id: str) -> None:
    behind = service.turn(case_id)
    go_on(service, case_id, 1)
    outcome = service.submit(case_id, answering(behind, DANGER | {"age": 3}, kind="change"))
    assert outcome.refusal is not None
    assert service.turn(case_id).seq == 1


def test_danger_from_ahead_is_taken_too(service: Service, case_id: str) -> None:
    outcome = service.submit(case_id, answering(service.turn(case_id), DANGER, after=9))
    assert outcome.entry is not None
    assert outcome.turn.position.answers == DANGER


def test_change_undo_and_redo_are_kept_like_answers(service: Service, case_id: str) -> None:
    before = go_on(service, case_id, 3).turn
    sent = answering(before, DANGER, kind="change")
    changed = service.submit(case_id, sent).turn
    undone = service.submit(case_id, answering(changed, {}, kind="undo")).turn
    assert undone.position.answers == before.position.answers
    assert undone.position.step == before.position.step
    assert undone.plan == before.plan
    redone = service.submit(case_id, answering(undone, {}, kind="redo")).turn
    assert redone.position == changed.position
    assert [e.kind for e in redone.log] == ["answer"] * 3 + ["change", "undo", "redo"]


def test_by_is_the_role_that_was_told_or_what_is_given(service: Service, case_id: str) -> None:
    while "role" not in (turn := service.turn(case_id)).position.asking:
        assert go_on(service, case_id).entry.by == ""  # type: ignore[union-attr]
    told = service.submit(case_id, answering(turn, unsure(turn.engine, turn) | {"role": "police"}))
    assert told.entry is not None
    assert told.entry.by == "police"
    assert go_on(service, case_id).entry.by == "police"  # type: ignore[union-attr]
    turn = service.turn(case_id)
    sent = answering(turn, unsure(turn.engine, turn), by="duty-desk")
    assert service.submit(case_id, sent).entry.by == "duty-desk"  # type: ignore[union-attr]


@pytest.mark.parametrize("unheard", ["nine", "", "../x", "x\ud800", "a b", "x" * 100, "1\n"])
def test_a_case_that_is_not_there_is_said(service: Service, unheard: str) -> None:
    sent = Submission(token(), "answer", "danger", {"immediate_danger": "no"}, "", 0)
    with pytest.raises(NoSuchCase):
        service.turn(unheard)
    with pytest.raises(NoSuchCase):
        service.submit(unheard, sent)
    with pytest.raises(NoSuchCase):
        service.delete(unheard)


def test_a_deleted_case_takes_nothing_more(service: Service, case_id: str) -> None:
    sent = answering(service.turn(case_id), {"immediate_danger": "no"})
    service.submit(case_id, sent)
    service.delete(case_id)
    with pytest.raises(NoSuchCase):
        service.submit(case_id, sent)
    with pytest.raises(NoSuchCase):
        service.turn(case_id)


class Asked(MemoryStore):
    """A store that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def held(self, holder: str) -> tuple[Case, int]:
        self.calls.append("held")
        return super().held(holder)

    def log(self, case_id: str) -> Sequence[Entry]:
        self.calls.append("log")
        return super().log(case_id)

    def append(self, case_id: str, entry: Entry, token: str) -> Entry:
        self.calls.append("append")
        return super().append(case_id, entry, token)


def test_a_turn_after_the_first_reads_nothing_back(engine: Engine) -> None:
    store = Asked()
    service = Service(store, Shelf(engine, store))
    case = service.open()
    turn = service.turn(case)
    for _ in range(3):
        store.calls.clear()
        outcome = service.submit(case, answering(turn, unsure(engine, turn)))
        assert outcome.refusal is None
        assert store.calls == ["append"]
        turn = outcome.turn


def test_what_another_service_did_to_the_case_is_not_missed(store: Store, engine: Engine) -> None:
    one, other = (Service(store, Shelf(engine, store)) for _ in range(2))
    case = one.open()
    turn = one.submit(case, answering(one.turn(case), {"immediate_danger": "no"})).turn
    theirs = other.submit(case, answering(turn, unsure(engine, turn)))
    assert theirs.entry is not None
    mine = one.submit(case, answering(turn, unsure(engine, turn)))
    assert mine.refusal is not None
    assert mine.turn.log == theirs.turn.log
    again = one.submit(case, answering(theirs.turn, unsure(engine, theirs.turn)))
    assert again.entry is not None
    assert again.entry.seq == 3
    stale = other.submit(case, Submission(token(), "undo", "", {}, "", 3))
    assert stale.entry is not None
    assert stale.turn.log == (*again.turn.log, stale.entry)
    other.delete(case)
    with pytest.raises(NoSuchCase):
        one.submit(case, Submission(token(), "redo", "", {}, "", 4))
