"""Not knowing must never withhold: the list at the end of plan.md, through whole conversations."""

import pytest

from assistant.engine.walk import walk
from assistant.flow.answers import Answer, Facts
from tests.core.conversation import engine, given, rows_of
from tests.oracle.not_knowing import PAIRS, kept

CHUNKS, SIZE = 10, 20


def rows(facts: Facts) -> set[str]:
    """The ruled rows that a whole conversation comes to."""
    return rows_of(walk(engine(), facts).view)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_rows_for_unknown_include_those_for_the_value_in_brackets(chunk: int) -> None:
    for seed in range(chunk * SIZE, chunk * SIZE + SIZE):
        facts = given(seed)
        asked = {entry.fact for entry in walk(engine(), facts).asked}
        for name, value in PAIRS:
            if name not in asked:
                continue
            known: Answer = value
            missed = kept(name, rows({**facts, name: known})) - rows({**facts, name: "unknown"})
            assert not missed, (seed, name, missed)


def test_each_pair_makes_a_difference_somewhere() -> None:
    # A pair that never changed a plan would show nothing above. Not telling the police and not
    # knowing whether they were told come to the same in every case.
    left = dict(PAIRS)
    for seed in range(400):
        facts = given(seed)
        for name in list(left):
            if rows({**facts, name: left[name]}) != rows({**facts, name: "unknown"}):
                del left[name]
        if set(left) == {"police_informed"}:
            return
    pytest.fail(f"these make no difference: {sorted(left)}")
