"""The pack that `make bench` serves is a right one, and its peers ask the same."""

from __future__ import annotations

from assistant.cases.packs import open_pack
from assistant.cli.check import check
from tests.bench.peers.script import BUTTONS, QUESTIONS
from tests.bench.peers.servers import TEN
from tests.bench.peers.speakers import STEPS, VALUES


def test_nothing_is_wrong_with_it() -> None:
    assert check(TEN) == 0


def test_the_peers_ask_what_it_asks() -> None:
    pack = open_pack(TEN)
    asked = [pack.facts[step.facts[0]] for step in pack.steps]
    assert tuple(fact.ask for fact in asked) == QUESTIONS
    assert [step.id for step in pack.steps] == STEPS
    for fact in asked:
        labels = {option.value: option.label for option in fact.options}
        labels["unknown"] = pack.words.answers["unknown"]
        assert {labels[value]: value for value in labels} == VALUES
        assert set(labels.values()) == set(BUTTONS)
