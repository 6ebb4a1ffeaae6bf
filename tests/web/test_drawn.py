"""What is the same in many cases is drawn once; what is not, never in another's place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from assistant.flow.model import FactType
from assistant.present.asking import Asking, asking
from assistant.web.app import ROOT
from assistant.web.render import Renderer, environment
from tests.core.conversation import engine

ENGINE = engine()


@pytest.fixture
def renderer() -> Renderer:
    templates = environment(str(ROOT / "templates"))
    templates.globals["asset"] = str
    return Renderer(templates, ENGINE.pack)


def first() -> Asking:
    found = asking(ENGINE, ENGINE.replay([]))
    assert found
    return found


def test_the_same_is_drawn_once(renderer: Renderer) -> None:
    one = renderer.draw(("question", (first(),)))
    assert renderer.draw(("question", (first(),))) is one


def test_another_problem_or_choice_is_another_question(renderer: Renderer) -> None:
    plain = first()
    (question,) = plain.questions
    wrong = replace(plain, questions=(replace(question, problem="Choose one answer."),))
    shown = renderer.draw(("question", (plain,)))
    assert "Choose one answer." not in shown
    assert "Choose one answer." in renderer.draw(("question", (wrong,)))
    assert renderer.draw(("question", (plain,))) == shown


def test_times_to_choose_from_are_those_of_now(renderer: Renderer) -> None:
    plain = first()
    (question,) = plain.questions
    when = replace(question, type=FactType.DATETIME.value, groups=())
    for time in ("2026-11-25T16:00", "2026-11-25T17:00"):
        shown = replace(plain, questions=(replace(when, quick=((time, "Just now"),)),))
        assert time in renderer.draw(("question", (shown,)))


def test_what_holds_somebodys_words_is_never_kept(renderer: Renderer) -> None:
    for drawn in (("head", (None,)), ("score", ("A range",)), ("rest", (None,))):
        assert renderer.draw(drawn) is not renderer.draw(drawn)
