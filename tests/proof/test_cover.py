"""The covering cases take every branch, and run green as worked cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cases.worked import read_worked_case
from assistant.cli.consult import check_cases
from assistant.cli.cover import write_cover
from assistant.engine.replay import Engine
from assistant.flow.problems import Unreadable
from assistant.proof.all_cases import AllCases
from assistant.proof.cover import cover
from assistant.proof.goals import Held, goals
from tests import oracle
from tests.core.conversation import engine
from tests.flows.packs import BASE, broken
from tests.proof.seeds import seeded


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The covering cases of the pack, written once."""
    return write_cover(engine().pack, tmp_path_factory.mktemp("cover") / "not" / "there")


def facts_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["facts"]
    return found


def test_they_hold_as_worked_cases(files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    from assistant.cases.packs import DEFAULT_PACK

    assert check_cases(DEFAULT_PACK, [str(file) for file in files]) == 0
    assert f"{len(files)} of {len(files)} worked cases hold" in capsys.readouterr().out


def test_they_are_few_and_meet_every_goal(files: list[Path]) -> None:
    pack = engine().pack
    cases = [read_worked_case(f.read_text(encoding="utf-8"), f.name, pack).facts for f in files]
    held = [Held(engine(), facts) for facts in cases]
    with AllCases(pack) as all_cases:
        found = goals(all_cases)
        assert [goal.words for goal in found if not any(goal.met(one) for one in held)] == []
        fired = {ref.rule.id for ref in all_cases.plan.refs if ref.rule}
    assert fired == {rule.id for rule in pack.rules}
    assert {one.reader.values["seraf_category"] for one in held} >= {-1, 1, 2, 3, 4}
    assert len(files) <= 30


def test_they_give_only_what_is_asked_or_heard(files: list[Path]) -> None:
    heard = {fact.name for fact in engine().pack.facts.values() if fact.heard}
    for file in files:
        case = read_worked_case(file.read_text(encoding="utf-8"), file.name, engine().pack)
        assert Held(engine(), case.facts).asked == set(case.facts) - heard


def test_the_second_reading_expects_the_same(files: list[Path]) -> None:
    for file in files:
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert oracle.rows(case["facts"]) == set(case["expect"]["plan"]["rows"])
        assert oracle.due(case["facts"]) == case["expect"]["plan"]["due"]
        seraf = oracle.seraf(case["facts"])
        assert case["expect"]["seraf"] == (seraf and {k: seraf[k] for k in ("score", "category")})


def test_they_are_the_same_each_time(files: list[Path]) -> None:
    again = cover(Engine(seeded()[0]))
    assert [list(facts) for facts in again] == [list(facts_of(file)) for file in files]
    assert again == cover(engine())


def test_a_pack_of_another_shape_is_covered_too(tmp_path: Path) -> None:
    from assistant.cases.packs import open_pack

    folder = broken(tmp_path / "pack", [])
    files = write_cover(open_pack(folder), tmp_path / "cases")
    assert folder != BASE
    assert check_cases(folder, [str(file) for file in files]) == 0


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Unreadable, match="file"):
        write_cover(engine().pack, tmp_path / "file")
