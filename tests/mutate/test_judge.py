"""What judges the broken packs is right itself: on a sample, since `make mutate` takes minutes."""

from functools import cache

from assistant.cases.packs import open_pack
from assistant.flow.model import Pack
from tests.mutate.judge import Judge, drawn, worked
from tests.mutate.same import same
from tests.mutate.sites import CONTACT, DUE, NOTE, OWNER, PLAN, SCORE, Mutant, mutants, passed_over


@cache
def pack() -> Pack:
    """The pack as it stands."""
    return open_pack()


@cache
def judge() -> Judge:
    """The worked cases and a few random ones."""
    return Judge(pack(), worked(pack()) + drawn(pack(), range(60)))


def sample(*looks: str) -> list[Mutant]:
    """A mutant in every so many, for each kind."""
    found = [mutant for mutant in mutants(pack()) if mutant.look in looks]
    return found[:: max(1, len(found) // 12)]


def test_the_pack_as_it_stands_is_not_taken_for_broken() -> None:
    for look in (PLAN, DUE, OWNER, CONTACT, SCORE, NOTE):
        assert judge().caught(Mutant("the pack", "as it is", look, lambda pack: pack)) is None, look


def test_what_a_case_shows_is_not_proved_to_be_the_same_pack() -> None:
    shown = [mutant for mutant in sample(PLAN, OWNER) if judge().caught(mutant) is not None]
    assert len(shown) > 6
    for mutant in shown:
        assert not same(pack(), mutant.build(pack())), str(mutant)


def test_the_same_pack_is_proved_to_be_the_same() -> None:
    assert same(pack(), pack())


def test_every_rule_list_and_question_is_broken_somewhere() -> None:
    assert passed_over(pack()) == []
    found = " ".join(str(mutant) for mutant in mutants(pack()))
    names = [rule.id for rule in pack().rules] + [one.id for one in pack().checklists]
    assert all(f" {name}:" in found for name in names)
