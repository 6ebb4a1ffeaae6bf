"""A turn shows what was answered by the person who took it."""

from datetime import datetime

import pytest

from assistant.engine.answering import Caller
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.present.exchange import Exchange
from assistant.present.turn import turn_views
from tests.core.conversation import engine, log_of

WHO = Caller(datetime(2026, 11, 25, tzinfo=LONDON))
WORKER, LEAD = "Worker or volunteer with children", "Designated lead"
HANDED_OVER = Entry(90, "handover", "", {"role": "designated_lead"}, "designated_lead", holder=2)


def begun() -> list[Entry]:
    """The conversation of a worker, with the question of their role answered."""
    log = log_of({"task": "worried", "immediate_danger": "no", "role": "frontline"})
    at = next(at for at, entry in enumerate(log) if "role" in entry.value)
    return log[: at + 1]


def role_of_the_worker(log: list[Entry], viewer: int) -> Exchange:
    views = turn_views(engine(), engine().replay(log), viewer, WHO)
    said = [each for view in views for each in view.exchanges if each.short == "Your role"]
    assert len(said) == 1
    return said[0]


@pytest.mark.parametrize("viewer", [1, 2])
def test_who_hands_over_keeps_their_own_role_in_the_log(viewer: int) -> None:
    said = role_of_the_worker([*begun(), HANDED_OVER], viewer)
    assert (said.answer, said.past) == (WORKER, True)


def test_a_role_put_right_before_a_handover_is_the_one_shown() -> None:
    change = Entry(80, "change", "", {"role": "residential_staff"})
    said = role_of_the_worker([*begun(), change, HANDED_OVER], 2)
    assert (said.answer, said.past) == ("Staff in a children's home", True)


def test_a_role_that_counts_is_still_theirs_to_change() -> None:
    assert role_of_the_worker(begun(), 1).answer == WORKER
    assert not role_of_the_worker(begun(), 1).past
    change = Entry(91, "change", "", {"role": "manager"})
    said = role_of_the_worker([*begun(), HANDED_OVER, change], 1)
    assert (said.answer, said.past) == ("Manager", False)


def test_what_else_was_answered_shows_what_counts_whoever_changed_it() -> None:
    change = Entry(91, "change", "", {"immediate_danger": "yes"}, holder=2)
    views = turn_views(engine(), engine().replay([*begun(), HANDED_OVER, change]), 1, WHO)
    assert (views[0].exchanges[0].answer, views[0].exchanges[0].past) == ("Yes", False)
    assert next(view for view in views if view.kind == "handover").by == LEAD
