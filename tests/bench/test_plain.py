"""What the bench measures against does the same: else its ratios say nothing."""

from __future__ import annotations

from assistant.cases.packs import open_engine
from tests.bench.talks import closed_differences, differences, log, replay_differences, talks
from tests.bench.walker import Walker


def test_the_plain_way_takes_the_same_path_and_finds_the_same_lines() -> None:
    engine = open_engine()
    walker, held = Walker(engine.pack), talks(engine, range(30))
    assert differences(engine, walker, held) == 0
    assert closed_differences(engine, walker, held) == 0
    assert replay_differences(engine, walker, [log(talk) for talk in held]) == 0
