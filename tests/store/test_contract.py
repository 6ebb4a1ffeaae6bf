"""What every store promises: the same tests for both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from assistant.cases.log import AlreadyHere, BroughtIn, Case, Clash, NoSuchCase, Store
from assistant.engine.due import LONDON
from assistant.engine.replay import Entry
from assistant.flow.answers import Facts

AT = datetime(2026, 11, 23, 21, 5, 6, 789, tzinfo=LONDON)
CASE = Case("case-one", "a-pack", "v1", AT, "CDFHJKMNPR")
OTHER = Case("case-two", "a-pack", "v1", AT + timedelta(seconds=1), "TWX2346789")


@pytest.fixture
def opened(store: Store) -> Store:
    """A store with one case on a pack."""
    store.keep_pack("v1", {"pack.yaml": "id: a-pack"})
    store.open_case(CASE, "holder-one")
    return store


def entry(seq: int, at: datetime | None = AT, **value: str) -> Entry:
    """An answer."""
    return Entry(seq, "answer", "a-step", dict(value), "teacher", at)


def test_a_case_is_kept_as_it_was_opened(opened: Store) -> None:
    assert opened.case("case-one") == CASE
    assert opened.log("case-one") == ()


def test_an_entry_is_kept_as_it_was_given(opened: Store) -> None:
    value: Facts = {
        "n": 5,
        "text": "héllo “quoted”",
        "list": ["a", "b"],
        "periods": {"x": ["current"]},
    }
    given = Entry(1, "answer", "a-step", value, "teacher", AT, 3)
    assert opened.append("case-one", given, "token-1") is given
    assert opened.log("case-one") == (given,)
    assert opened.sent("case-one", "token-1") == given


def test_a_log_is_in_order_and_only_of_its_case(opened: Store) -> None:
    opened.open_case(OTHER, "holder-two")
    for seq in range(1, 12):
        opened.append("case-one", entry(seq, fact=str(seq)), f"token-{seq}")
    opened.append("case-two", entry(1, fact="other"), "token-1")
    assert [e.value["fact"] for e in opened.log("case-one")] == [str(n) for n in range(1, 12)]
    assert [e.value["fact"] for e in opened.log("case-two")] == ["other"]


@pytest.mark.parametrize("seq", [0, 1, 3, 99])
def test_another_number_than_the_next_clashes(opened: Store, seq: int) -> None:
    opened.append("case-one", entry(1), "token-1")
    with pytest.raises(Clash) as clash:
        opened.append("case-one", entry(seq), "token-2")
    assert clash.value.seq == 1
    assert opened.log("case-one") == (entry(1),)
    assert opened.sent("case-one", "token-2") is None


@pytest.mark.parametrize("seq", [1, 2, 7])
def test_the_same_token_gives_back_what_is_there(opened: Store, seq: int) -> None:
    first = opened.append("case-one", entry(1, fact="first"), "token-1")
    again = entry(seq, fact="second")
    found = opened.append("case-one", again, "token-1")
    assert found == first
    assert found is not again
    assert opened.log("case-one") == (first,)


def test_what_was_given_may_be_changed_afterwards(opened: Store) -> None:
    value = {"list": ["a"]}
    opened.append("case-one", Entry(1, "answer", "s", value, "", AT), "token-1")  # type: ignore[arg-type]
    value["list"].append("b")
    assert opened.log("case-one")[0].value == {"list": ["a"]}


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON),
        datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1),
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    ],
)
def test_a_time_comes_back_as_the_same_moment_in_london(opened: Store, at: datetime) -> None:
    opened.append("case-one", entry(1, at), "token-1")
    kept = opened.log("case-one")[0].at
    assert kept is not None
    assert kept.tzinfo is LONDON
    assert kept.astimezone(UTC) - at.astimezone(UTC) == timedelta(0)


def test_an_entry_may_have_no_time(opened: Store) -> None:
    opened.append("case-one", entry(1, None), "token-1")
    assert opened.log("case-one")[0].at is None


def test_a_time_without_a_zone_is_refused(opened: Store) -> None:
    naive = datetime(2026, 11, 23, 21, 5)
    with pytest.raises(ValueError, match="without a zone"):
        opened.append("case-one", entry(1, naive), "token-1")
    with pytest.raises(ValueError, match="without a zone"):
        opened.open_case(replace(OTHER, opened_at=naive), "holder-two")
    assert opened.log("case-one") == ()


def test_the_order_is_that_of_the_numbers_also_when_the_clock_goes_back(opened: Store) -> None:
    opened.append("case-one", entry(1, AT), "token-1")
    opened.append("case-one", entry(2, AT - timedelta(hours=1)), "token-2")
    assert [e.seq for e in opened.log("case-one")] == [1, 2]


def test_what_is_not_there_is_said(opened: Store) -> None:
    missing_ways = (opened.case, opened.log, opened.delete_case, opened.find, opened.held)
    for missing in missing_ways:
        with pytest.raises(NoSuchCase):
            missing("case-nine")
    with pytest.raises(NoSuchCase):
        opened.append("case-nine", entry(1), "token-1")
    with pytest.raises(NoSuchCase):
        opened.add_holder("case-nine", "holder-two")
    with pytest.raises(KeyError):
        opened.pack_texts("v9")
    assert opened.sent("case-nine", "token-1") is None


@pytest.mark.parametrize(
    ("wrong", "holder"),
    [
        ({"id": "case-one"}, "holder-two"),
        ({"code": CASE.code}, "holder-two"),
        ({"pack_version": "v9"}, "holder-two"),
        ({}, "holder-one"),
    ],
)
def test_a_case_needs_an_id_a_code_and_a_token_of_its_own_and_a_pack(
    opened: Store, wrong: dict[str, str], holder: str
) -> None:
    with pytest.raises(ValueError, match="is taken, or the pack"):
        opened.open_case(replace(OTHER, **wrong), holder)
    with pytest.raises(NoSuchCase):
        opened.case("case-two")
    with pytest.raises(NoSuchCase):
        opened.held("holder-two")
    opened.open_case(OTHER, "holder-two")
    assert opened.held("holder-two") == (OTHER, 1)
    assert opened.held("holder-one") == (CASE, 1)


def test_a_case_is_found_by_its_code(opened: Store) -> None:
    opened.open_case(OTHER, "holder-two")
    assert opened.find(CASE.code) == CASE
    assert opened.find(OTHER.code) == OTHER
    with pytest.raises(NoSuchCase):
        opened.find("CDFHJKMNP2")


def test_every_holder_has_a_token_and_a_number_in_their_case(opened: Store) -> None:
    opened.open_case(OTHER, "holder-two")
    assert opened.add_holder("case-one", "holder-three") == 2
    assert opened.add_holder("case-two", "holder-four") == 2
    assert opened.add_holder("case-one", "holder-five") == 3
    assert opened.held("holder-one") == (CASE, 1)
    assert opened.held("holder-three") == (CASE, 2)
    assert opened.held("holder-four") == (OTHER, 2)
    assert opened.held("holder-five") == (CASE, 3)


def test_a_token_that_is_taken_makes_no_holder(opened: Store) -> None:
    opened.open_case(OTHER, "holder-two")
    with pytest.raises(ValueError, match="token is taken"):
        opened.add_holder("case-two", "holder-one")
    assert opened.held("holder-one") == (CASE, 1)
    assert opened.add_holder("case-two", "holder-three") == 2


def test_a_packs_texts_are_kept_and_replaced(opened: Store) -> None:
    opened.keep_pack("v1", {"pack.yaml": "id: a-pack", "contacts.yaml": "é: new"})
    opened.keep_pack("v2", {"pack.yaml": "id: later"})
    assert opened.pack_texts("v1") == {"pack.yaml": "id: a-pack", "contacts.yaml": "é: new"}
    assert opened.pack_texts("v2") == {"pack.yaml": "id: later"}
    assert opened.case("case-one") == CASE


def test_a_deleted_case_is_gone_with_its_log_and_leaves_the_others(opened: Store) -> None:
    opened.open_case(OTHER, "holder-two")
    opened.append("case-one", entry(1), "token-1")
    opened.append("case-two", entry(1), "token-1")
    opened.add_holder("case-one", "holder-three")
    opened.delete_case("case-one")
    for token in ("holder-one", "holder-three"):
        with pytest.raises(NoSuchCase):
            opened.held(token)
    with pytest.raises(NoSuchCase):
        opened.find(CASE.code)
    assert opened.held("holder-two") == (OTHER, 1)
    with pytest.raises(NoSuchCase):
        opened.log("case-one")
    assert opened.sent("case-one", "token-1") is None
    with pytest.raises(NoSuchCase):
        opened.append("case-one", entry(1), "token-1")
    assert opened.log("case-two") == (entry(1),)


LOG = (entry(1, fact="first"), Entry(2, "tick", "", {"item": "x", "done": "yes"}, "lead", None, 3))


def test_a_case_is_brought_in_whole(opened: Store) -> None:
    packs = {"v1": {"pack.yaml": "another"}, "v2": {"pack.yaml": "é"}}
    opened.bring_in(BroughtIn(replace(OTHER, pack_version="v2"), "holder-two", 4, LOG, packs))
    assert opened.held("holder-two") == (replace(OTHER, pack_version="v2"), 4)
    assert opened.log("case-two") == LOG
    assert opened.add_holder("case-two", "holder-three") == 5
    assert opened.pack_texts("v2") == {"pack.yaml": "é"}
    assert opened.pack_texts("v1") == {"pack.yaml": "id: a-pack"}
    third = entry(3, fact="third")
    assert opened.append("case-two", third, "token-1") is third


@pytest.mark.parametrize(
    ("wrong", "holder", "log"),
    [
        ({"id": "case-one"}, "holder-two", LOG),
        ({"code": CASE.code}, "holder-two", LOG),
        ({"pack_version": "v9"}, "holder-two", LOG),
        ({}, "holder-one", LOG),
        ({"opened_at": datetime(2026, 11, 23)}, "holder-two", LOG),
        ({}, "holder-two", LOG[1:]),
        ({}, "holder-two", (LOG[0], LOG[0])),
        ({}, "holder-two", (entry(1, datetime(2026, 11, 23)),)),
    ],
)
def test_what_cannot_be_brought_in_leaves_nothing(
    opened: Store, wrong: dict[str, str], holder: str, log: tuple[Entry, ...]
) -> None:
    case = replace(OTHER, **wrong)
    with pytest.raises(ValueError):  # noqa: PT011
        opened.bring_in(BroughtIn(case, holder, 4, log, {"v2": {}}))
    for missing in (opened.log, opened.case, opened.held):
        with pytest.raises(NoSuchCase):
            missing("case-two" if missing != opened.held else "holder-two")
    with pytest.raises(KeyError):
        opened.pack_texts("v2")
    assert opened.held("holder-one") == (CASE, 1)
    opened.bring_in(BroughtIn(OTHER, "holder-two", 4, LOG, {"v2": {}}))
    assert opened.log("case-two") == LOG


CAME = datetime(2026, 11, 24, 9, 5, tzinfo=LONDON)
COPY = replace(CASE, id="case-two", code=OTHER.code, came_at=CAME)


def test_a_case_that_is_here_is_not_brought_in_unless_it_is_to_be(opened: Store) -> None:
    with pytest.raises(AlreadyHere) as here:
        opened.bring_in(BroughtIn(COPY, "holder-two", 4, LOG, {"v2": {}}))
    assert here.value.came == (None,)
    for missing, name in ((opened.case, "case-two"), (opened.held, "holder-two")):
        with pytest.raises(NoSuchCase):
            missing(name)
    with pytest.raises(KeyError):
        opened.pack_texts("v2")

    opened.bring_in(BroughtIn(COPY, "holder-two", 4, LOG, {}, again=True))
    assert opened.case("case-two") == COPY
    assert opened.find(COPY.code).came_at == CAME
    assert opened.held("holder-two") == (COPY, 4)
    third = replace(COPY, id="case-three", code="YYYYYYYYYY")
    with pytest.raises(AlreadyHere) as here:
        opened.bring_in(BroughtIn(third, "holder-three", 4, LOG, {}))
    assert here.value.came == (None, CAME)


@pytest.mark.parametrize(
    "other",
    [
        {"opened_at": AT + timedelta(microseconds=1)},
        {"pack_id": "another"},
        {"pack_version": "v2"},
    ],
)
def test_another_case_is_brought_in(opened: Store, other: dict[str, str]) -> None:
    case = replace(COPY, **other)
    opened.bring_in(BroughtIn(case, "holder-two", 4, LOG, {"v2": {}}))
    assert opened.case("case-two") == case


def test_a_case_that_was_deleted_has_left_nothing_by_which_it_is_known(opened: Store) -> None:
    opened.delete_case("case-one")
    opened.bring_in(BroughtIn(COPY, "holder-two", 4, LOG, {}))
    opened.delete_case("case-two")
    opened.bring_in(BroughtIn(COPY, "holder-two", 4, LOG, {}))
    assert opened.log("case-two") == LOG
