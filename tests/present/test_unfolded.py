"""What stands open in a plan, and where a contact is told in full."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from assistant.present.documents.basis import basis_of_facts
from assistant.present.groups import groups
from assistant.present.item import DeedView, ItemView
from assistant.present.unfolded import unfolded
from tests.core.conversation import engine
from tests.present.test_groups import FACTS, REFERRED

DANGER = {**FACTS, "immediate_danger": "yes"}


def items_at(now: datetime) -> tuple[ItemView, ...]:
    return basis_of_facts(engine(), DANGER, now).items


def laid(items: Iterable[ItemView]) -> list[ItemView]:
    return [item for _, group in unfolded(groups(items)) for item in group]


def done(item: ItemView) -> ItemView:
    return replace(item, deed=DeedView(done_at="today"))


def test_what_is_due_now_or_late_is_never_folded_away() -> None:
    at_once, later = (laid(items_at(REFERRED + timedelta(days=days))) for days in (0, 30))
    for found in (at_once, later):
        assert [item.id for item in found if (item.now or item.late) and not item.open] == []
        assert any(item.now for item in found)
    assert any(item.late for item in later)


def test_of_ones_own_the_next_is_open_and_when_it_is_done_the_one_after_it() -> None:
    first = laid(items_at(REFERRED))
    ahead = [item for item in first if item.yours and not (item.now or item.caution)]
    assert [item.open for item in ahead[:2]] == [True, False]
    later = laid(done(i) if i.id == ahead[0].id else i for i in items_at(REFERRED))
    open_now = {item.id for item in later if item.open}
    assert ahead[0].id not in open_now
    assert ahead[1].id in open_now


def test_what_others_do_later_and_what_is_done_is_folded() -> None:
    found = laid(map(done, items_at(REFERRED)))
    assert [item.id for item in found if item.open] == []
    theirs = [item for item in laid(items_at(REFERRED)) if not (item.yours or item.now)]
    assert theirs
    assert [item.id for item in theirs if item.open] == []


def test_each_contact_has_one_card_and_where_it_can_an_open_one() -> None:
    found = laid(items_at(REFERRED))
    cards: dict[str, list[ItemView]] = {}
    for item in found:
        away = [name for name, _ in item.elsewhere]
        for contact in item.contacts:
            if contact.id not in away:
                cards.setdefault(contact.id, []).append(item)
    assert {name: len(where) for name, where in cards.items()} == dict.fromkeys(cards, 1)
    for item in found:
        for name, text in item.elsewhere:
            (where,) = cards[name]
            assert where.text == text
            assert where.open or not item.open
