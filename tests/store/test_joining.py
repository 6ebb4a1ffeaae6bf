"""Going on with a case by its code: a role of one's own, and nobody who tries codes out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cases.codes import new_code, shown
from assistant.cases.joining import WINDOW_SECONDS, WRONG_BY_ADDRESS, WRONG_BY_ALL
from assistant.cases.log import NoSuchCase, StoreFailed
from assistant.cases.service import Service, TooManyTries
from assistant.cases.submission import Submission
from assistant.engine.entries import Entry
from assistant.flow.answers import AnswerError
from tests.store.conftest import Clock
from tests.store.talking import answering, go_on, token

HERE, THERE = "192.0.2.1", "192.0.2.2"
WRONG = "KM7RT-2P3WX"


@pytest.fixture
def first(service: Service) -> str:
    """The token of one who has just opened a case."""
    return service.open()


def code(service: Service, token: str) -> str:
    """The code of a case, as it is shown."""
    return shown(service.turn(token).case.code)


def tries(service: Service, times: int, address: str = HERE) -> None:
    """So many wrong codes."""
    for _ in range(times):
        with pytest.raises(NoSuchCase):
            service.join(WRONG, "police", address)


def test_who_joins_goes_on_where_the_first_is_under_a_role_of_their_own(
    service: Service, first: str
) -> None:
    go_on(service, first, 3)
    second = service.join(code(service, first).lower(), "designated_lead", HERE)
    assert second != first
    one, two = service.turn(first), service.turn(second)
    assert one.case == two.case
    assert one.log == two.log
    assert (one.holder.number, one.holder.role) == (1, "")
    assert (two.holder.number, two.holder.role) == (2, "designated_lead")
    assert one.position.answers["role"] == "designated_lead"
    entry = two.log[-1]
    assert (entry.seq, entry.kind, entry.step, entry.by, entry.holder) == (
        4,
        "handover",
        "",
        "designated_lead",
        2,
    )
    assert entry.value == {"role": "designated_lead"}
    assert entry.at is not None


def test_two_who_work_on_one_case_keep_their_roles_apart(service: Service, first: str) -> None:
    while "role" not in (turn := service.turn(first)).position.asking:
        go_on(service, first)
    value = dict.fromkeys(turn.position.asking, "unknown") | {"role": "frontline"}
    service.submit(first, answering(turn, value))
    second = service.join(code(service, first), "manager", HERE)
    third = service.join(code(service, first), "police", HERE)
    said = [
        service.submit(who, answering(service.turn(who), {"immediate_danger": n}, kind="change"))
        for who, n in ((first, "yes"), (second, "no"), (third, "unknown"), (first, "no"))
    ]
    entries = [outcome.entry for outcome in said]
    assert [(e.holder, e.by) for e in entries if e] == [
        (1, "frontline"),
        (2, "manager"),
        (3, "police"),
        (1, "frontline"),
    ]
    assert service.turn(first).position.roles == {1: "frontline", 2: "manager", 3: "police"}
    assert service.turn(first).position.answers["role"] == "police"
    assert [service.turn(who).may_decide for who in (first, second, third)] == [False, True, False]


def test_a_page_of_before_a_handover_may_still_answer(service: Service, first: str) -> None:
    turn = service.turn(first)
    service.join(code(service, first), "manager", HERE)
    outcome = service.submit(first, answering(turn, {"immediate_danger": "no"}))
    assert outcome.refusal is None
    assert [e.kind for e in outcome.turn.log] == ["handover", "answer"]


def test_a_handover_is_not_undone(service: Service, first: str) -> None:
    go_on(service, first)
    second = service.join(code(service, first), "manager", HERE)
    undone = service.submit(second, answering(service.turn(second), {}, kind="undo")).turn
    assert "immediate_danger" not in undone.position.answers
    assert undone.position.answers["role"] == "manager"
    assert not undone.position.can_undo


def test_a_handover_is_not_something_to_send(service: Service, first: str) -> None:
    sent = Submission(token(), "handover", "", {"role": "manager"}, "", 0)
    outcome = service.submit(first, sent)
    assert outcome.refusal
    assert service.turn(first).log == ()


def test_a_role_that_there_is_not_makes_no_holder_and_tells_nothing(
    service: Service, first: str
) -> None:
    right = code(service, first)
    for _ in range(WRONG_BY_ADDRESS + 1):  # and it counts as no try
        for given in (right, WRONG):
            with pytest.raises(AnswerError) as error:
                service.join(given, "queen", HERE)
            assert "queen" in str(error.value)
    assert service.turn(first).log == ()
    assert service.turn(service.join(right, "unknown", HERE)).holder.number == 2


@pytest.mark.parametrize("typed", [WRONG, "", "ABCDE-FGHIJ", "x" * 1000, "\ud800"])
def test_a_wrong_code_opens_nothing(service: Service, first: str, typed: str) -> None:
    with pytest.raises(NoSuchCase):
        service.join(typed, "police", HERE)
    assert service.turn(first).log == ()


def test_wrong_codes_are_paced_by_address(service: Service, first: str) -> None:
    right = code(service, first)
    tries(service, WRONG_BY_ADDRESS)
    for typed in (WRONG, right):  # a right code opens nothing now, or one could go on trying
        with pytest.raises(TooManyTries, match="10 minutes") as wait:
            service.join(typed, "police", HERE)
        assert 0 < wait.value.seconds <= WINDOW_SECONDS
    assert service.turn(first).log == ()
    assert service.join(right, "police", THERE)


def test_the_wait_is_over_when_it_is(service: Service, first: str) -> None:
    assert isinstance(service.clock, Clock)
    tries(service, WRONG_BY_ADDRESS)
    with pytest.raises(TooManyTries) as wait:
        service.join(code(service, first), "police", HERE)
    service.clock.now += timedelta(seconds=wait.value.seconds - 10)
    with pytest.raises(TooManyTries, match="a minute"):
        service.join(code(service, first), "police", HERE)
    service.clock.now += timedelta(seconds=10)
    assert service.join(code(service, first), "police", HERE)


def test_right_codes_are_not_counted_and_clear_nothing(service: Service, first: str) -> None:
    tries(service, WRONG_BY_ADDRESS - 1)
    for _ in range(WRONG_BY_ADDRESS):
        service.join(code(service, first), "police", HERE)
    tries(service, 1)
    with pytest.raises(TooManyTries):
        service.join(code(service, first), "police", HERE)


def test_wrong_codes_from_everywhere_are_paced_too(service: Service, first: str) -> None:
    for number in range(WRONG_BY_ALL):
        tries(service, 1, f"198.51.{number // 200}.{number % 200}")
    with pytest.raises(TooManyTries):
        service.join(code(service, first), "police", HERE)


def test_one_household_of_ipv6_counts_as_one(service: Service, first: str) -> None:
    for number in range(WRONG_BY_ADDRESS):
        tries(service, 1, f"2001:db8:0:1::{number:x}")
    with pytest.raises(TooManyTries):
        service.join(code(service, first), "police", "2001:db8:0:1:ffff::1")
    assert service.join(code(service, first), "police", "2001:db8:0:2::1")
    assert service.join(code(service, first), "police", "no address at all")


def test_what_the_disk_refuses_counts_as_no_wrong_code(
    service: Service, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(code: str) -> object:
        raise StoreFailed("the disk is away")

    with monkeypatch.context() as patch:
        patch.setattr(service.store, "find", fails)
        for _ in range(WRONG_BY_ADDRESS):
            with pytest.raises(StoreFailed):
                service.join(code(service, first), "police", HERE)
    assert service.join(code(service, first), "police", HERE)


def test_another_case_is_not_opened_by_a_code(service: Service, first: str) -> None:
    other = service.open()
    second = service.join(code(service, other), "police", HERE)
    assert service.turn(second).case == service.turn(other).case != service.turn(first).case
    assert code(service, first) != code(service, other) != shown(new_code())


def test_any_holder_may_erase_the_case_for_all(service: Service, first: str) -> None:
    right = code(service, first)
    second = service.join(right, "manager", HERE)
    service.delete(second)
    for who in (first, second):
        with pytest.raises(NoSuchCase):
            service.turn(who)
    with pytest.raises(NoSuchCase):
        service.join(right, "manager", HERE)


def test_a_handover_that_meets_an_answer_comes_after_it(
    service: Service, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = service.store.append
    right = code(service, first)

    def crossed(case_id: str, entry: Entry, token: str) -> Entry:
        monkeypatch.setattr(service.store, "append", append)
        go_on(service, first)
        return append(case_id, entry, token)

    monkeypatch.setattr(service.store, "append", crossed)
    second = service.join(right, "manager", HERE)
    assert [(e.kind, e.holder) for e in service.turn(second).log] == [
        ("answer", 1),
        ("handover", 2),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7:4000", "203.0.113.7:4001", True),
        ("203.0.113.7:4000", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("[2001:db8::1]:443", "2001:db8::2", True),
        ("[2001:db8::1]", "[2001:db8:0:1::1]", False),
        ("unknown", "_hidden", False),
    ],
)
def test_an_address_is_one_however_it_is_handed_on(
    service: Service, one: str, other: str, same: bool
) -> None:
    tries(service, WRONG_BY_ADDRESS, one)
    with pytest.raises(TooManyTries if same else NoSuchCase):
        service.join(WRONG, "police", other)
