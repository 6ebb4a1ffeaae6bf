"""Another person goes on with a conversation, or another version of the pack does."""

from assistant.engine.entries import Entry, Refusal
from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from tests.core.conversation import engine, log_of

LEAD = Entry(0, "handover", "", {"role": "designated_lead"}, holder=2)
UNDO, REDO = Entry(0, "undo", "", {}), Entry(0, "redo", "", {})
BEGUN = [
    Entry(1, "answer", "danger", {"immediate_danger": "no"}),
    Entry(2, "answer", "task", {"task": "worried"}),
]


def without_police() -> Engine:
    """The engine of a pack in which nobody is of the police."""
    texts = dict(engine().pack.texts)
    del texts["since.yaml"]  # it speaks of the police
    for name in ("scripts.yaml", "shorthand.yaml"):  # they say the answer that is taken out
        del texts[name]
    facts, pack = texts["facts/start.yaml"], texts["pack.yaml"]
    option = "      police:\n        label: Police\n"
    assert option in facts
    texts["facts/start.yaml"] = facts.replace(option, "")
    texts["pack.yaml"] = pack.replace("role is police", "never")
    around = texts["plan/around.yaml"]
    texts["plan/around.yaml"] = around.replace("(police, social_worker)", "(social_worker)")
    texts["contacts.yaml"] = texts["contacts.yaml"].replace(
        "social_worker, police,", "social_worker,"
    )
    return Engine(load_pack(texts))


def until_role_is_asked() -> list[Entry]:
    """A conversation as far as the question of the role."""
    for most in range(20):
        log = log_of({"task": "worried", "immediate_danger": "no"}, most)
        if "role" in engine().replay(log).asking:
            return log
    raise AssertionError("the role is never asked")


def test_a_handover_answers_the_question_of_the_role() -> None:
    log = until_role_is_asked()
    after = engine().replay([*log, LEAD])
    assert after.facts["role"] == "designated_lead"
    assert "role" not in after.asking
    assert after.roles == {2: "designated_lead"}
    assert after.turns == (*log, LEAD)


def test_undo_takes_back_the_answer_before_a_handover_and_redo_puts_it_back_there() -> None:
    log = [*BEGUN, LEAD]
    undone = engine().replay([*log, UNDO])
    assert [e.kind for e in undone.turns] == ["answer", "handover"]
    assert undone.facts["role"] == "designated_lead"
    assert undone.step == "task"
    redone = engine().replay([*log, UNDO, REDO])
    assert redone == engine().replay(log)


def test_a_role_that_is_put_back_does_not_stand_over_a_later_handover() -> None:
    told = Entry(3, "change", "", {"role": "police"})
    log = [*BEGUN, LEAD, told, Entry(0, "undo", "", {}), LEAD, REDO]
    position = engine().replay(log)
    assert position.answers["role"] == "designated_lead"
    assert position.roles == {1: "police", 2: "designated_lead"}


def test_with_handovers_alone_there_is_nothing_to_undo() -> None:
    position = engine().replay([LEAD, LEAD])
    assert not position.can_undo
    assert isinstance(engine().add([LEAD], UNDO), Refusal)
    assert position.step == "danger"


def test_who_says_something_is_who_they_said_to_be_themselves() -> None:
    worker = Entry(0, "change", "", {"role": "frontline"}, holder=1)
    log = [*BEGUN, LEAD, worker]
    for holder, role in ((1, "frontline"), (2, "designated_lead"), (3, "")):
        entry = Entry(0, "change", "", {"immediate_danger": "yes"}, holder=holder)
        checked = engine().checked(log, entry)
        assert isinstance(checked, Entry)
        assert checked.by == role


def test_a_role_that_was_undone_is_nobodys_any_more() -> None:
    log = [*BEGUN, LEAD, Entry(0, "change", "", {"role": "police"}, holder=1), UNDO]
    position = engine().replay(log)
    assert position.roles == {2: "designated_lead"}
    assert position.answers["role"] == "designated_lead"


VERSION = Entry(0, "version", "", {"version": "later"})


def test_answers_that_another_version_does_not_know_are_dropped() -> None:
    later = without_police()
    log = until_role_is_asked()
    police = Entry(0, "handover", "", {"role": "police"}, holder=2)
    assert "role" not in engine().replay([*log, police]).asking
    position = later.replay([*log, police, VERSION])
    assert "role" not in position.answers
    assert "role" in position.asking
    assert position.roles == {}
    assert position.turns == tuple(log)


def test_a_latest_answer_that_is_dropped_brings_no_earlier_one_back() -> None:
    later = without_police()
    first, second = (
        Entry(0, "handover", "", {"role": role}, holder=2) for role in ("manager", "police")
    )
    assert "role" not in later.replay([*BEGUN, first, second, VERSION]).answers


def test_a_question_that_is_new_in_another_version_is_asked_though_it_stands_earlier() -> None:
    new = """facts:
  asked_before:
    type: yes_no
    asked: always
    serves: advice
    clauses: [5-1]
    ask: Have you used this before?
    short: Used before
    why: It says how much to explain.
"""
    texts = dict(engine().pack.texts)
    del texts["since.yaml"]  # it speaks of the police
    texts["facts/start.yaml"] = texts["facts/start.yaml"].replace("facts:\n", new, 1)
    stage = texts["stages/recognise.yaml"]
    step = "steps:\n  - {id: before, title: Before, facts: [asked_before]}\n"
    texts["stages/recognise.yaml"] = stage.replace("steps:\n", step, 1)
    later = Engine(load_pack(texts))
    log = log_of({"task": "worried", "immediate_danger": "no"})
    assert engine().replay(log).done
    position = later.replay([*log, VERSION])
    assert position.step == "before"
    assert position.asking == ("asked_before",)


def test_the_same_pack_under_another_version_leaves_all_where_it_was() -> None:
    log = log_of({"task": "missing_now", "immediate_danger": "no"}, most=6)
    before, after = engine().replay(log), engine().replay([*log, VERSION])
    assert (after.facts, after.turns, after.view) == (before.facts, before.turns, before.view)
    assert (after.step, after.asking) == (before.step, before.asking)
    assert engine().replay([*log, VERSION, UNDO]).turns == before.turns[:-1]
