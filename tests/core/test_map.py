"""The map holds the whole flow, and its picture is well-formed and leads nowhere else."""

import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from assistant.cases.packs import DEFAULT_PACK
from assistant.cli.map import write_map
from assistant.engine.machine import PLAN, opened_by
from assistant.engine.walk import walk
from assistant.flow.answers import read_answer
from assistant.flow.conditions import Condition, parse
from assistant.flow.model import Pack
from assistant.flow.reading import words
from assistant.proof.chart import START, Chart, chart, either
from assistant.proof.map import dot, mermaid, svg
from tests.core.conversation import engine
from tests.oracle.generate import cases

SVG = "{http://www.w3.org/2000/svg}"


@cache
def drawn() -> Chart:
    """Its chart."""
    return chart(engine())


@cache
def picture() -> str:
    """Its picture."""
    return svg(drawn())


def squeezed(text: str) -> str:
    """Text without the spaces and line ends that wrapping puts in."""
    return re.sub(r"\s+", "", text)


def mermaid_text() -> str:
    """What a reader of the Mermaid map reads."""
    shown = re.sub(r"</?(b|i)>|<br/>", "", mermaid(drawn()))
    return squeezed(re.sub(r"#(\d+);", lambda m: chr(int(m[1])), shown))


def svg_text() -> str:
    """What a reader of the picture reads: the texts, in the order in which they are drawn."""
    texts = ET.fromstring(picture()).iter(f"{SVG}text")
    return squeezed("".join(text.text or "" for text in texts))


def everything(pack: Pack) -> list[str]:
    """What must stand in a map: stages, steps, questions, and every condition of the flow."""
    found = [stage.title for stage in pack.stages] + [step.title for step in pack.steps]
    found += [fact.ask for fact in pack.facts.values() if not fact.heard]
    found += [f"{name}: {words(condition)}" for name, condition in pack.conditions.items()]
    return found + [rule.theme for rule in pack.rules]


@pytest.mark.parametrize("read", [mermaid_text, svg_text], ids=["mermaid", "svg"])
def test_stages_steps_questions_and_named_conditions_stand_in_it(read: object) -> None:
    assert callable(read)
    text = read()
    missing = [part for part in everything(engine().pack) if squeezed(part) not in text]
    assert missing == []


@pytest.mark.parametrize("read", [mermaid_text, svg_text], ids=["mermaid", "svg"])
def test_the_condition_of_every_question_stands_at_it_or_on_its_arrow(read: object) -> None:
    assert callable(read)
    text = read()
    pack = engine().pack
    into = {arrow.target: arrow.label for arrow in drawn().arrows if not arrow.back}
    for step in pack.steps:
        for name in step.facts:
            said = words(pack.facts[name].asked)
            own = squeezed(f"when {said}") in text
            assert own or " or ".join(into[step.id]) == said, name
        for part in into[step.id]:
            assert squeezed(part) in text, (step.id, part)


def test_the_arrows_follow_the_steps_to_the_plan() -> None:
    order = [START, *(step.id for step in engine().pack.steps), PLAN]
    spine = [(arrow.source, arrow.target) for arrow in drawn().arrows if not arrow.back]
    assert spine == list(itertools.pairwise(order))


def test_back_arrows_are_ways_that_the_machine_has() -> None:
    order = {step.id: at for at, step in enumerate(engine().pack.steps)}
    opened = opened_by(engine().pack)
    back = [(arrow.source, arrow.target) for arrow in drawn().arrows if arrow.back]
    assert back
    for source, target in back:
        assert order[target] < order[source]
        assert target in opened[source]


def test_every_way_back_that_random_conversations_take_is_drawn() -> None:
    facts = engine().pack.facts
    order = {step.id: at for at, step in enumerate(engine().pack.steps)} | {PLAN: len(facts)}
    back = {(arrow.source, arrow.target) for arrow in drawn().arrows if arrow.back}
    taken = set()
    for case in cases(400):
        given = {name: read_answer(facts[name], raw) for name, raw in case["facts"].items()}
        states = walk(engine(), given).states
        taken |= {way for way in itertools.pairwise(states) if order[way[1]] < order[way[0]]}
    assert taken
    assert taken <= back


def test_the_picture_is_one_well_formed_file_that_leads_nowhere() -> None:
    root = ET.fromstring(picture())
    assert root.tag == f"{SVG}svg"
    assert "<!DOCTYPE" not in picture()
    addresses = re.findall(r"\w+://[^\s\"'<>]+", picture())
    assert set(addresses) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "g", "title", "polygon", "path", "polyline", "text", "ellipse"}


def test_signs_with_a_meaning_are_written_so_that_they_have_none() -> None:
    nasty = 'a<b> & "c" {d|e} `f` #quot; \\N ; [g]  %%'
    group = drawn().groups[0]
    box = replace(group.boxes[0], title=nasty)
    other = Chart(
        nasty,
        (replace(group, title=nasty, boxes=(box, *group.boxes[1:])), *drawn().groups[1:]),
        (replace(drawn().arrows[0], label=(nasty,)), *drawn().arrows[1:]),
        (nasty,),
        (("nasty", nasty),),
    )
    texts = [element.text or "" for element in ET.fromstring(svg(other)).iter(f"{SVG}text")]
    assert sum(squeezed(nasty) in squeezed(text) for text in texts) >= 5
    for line in mermaid(other).splitlines():
        label = re.search(r'"(.*)"', line)
        if label and "init" not in line:
            assert not re.search(r'["`{}|\\]', label[1]), line
            assert not re.search(r"<(?!/?(b|i|br/)>)", unescape(label[1])), line
    assert dot(other).count('\\"c\\"') >= 5


@pytest.mark.parametrize(
    ("conditions", "shown"),
    [
        (["always", "task is worried"], ["always"]),
        (["is_back", "is_back"], ["is_back"]),
        (["refer", "sharing"], ["sharing"]),
        (["is_missing and police_informed is yes", "is_missing"], ["is_missing"]),
        (["is_missing", "is_back"], ["is_missing", "is_back"]),
        (
            ["role is police", "role is one of (police, manager)"],
            ["role is one of (police, manager)"],
        ),
        (["not child", "not need"], ["not need"]),
    ],
)
def test_alternatives_that_another_makes_needless_are_left_out(
    conditions: list[str], shown: list[str]
) -> None:
    parsed: list[Condition] = [parse(text) for text in conditions]
    assert [words(part) for part in either(parsed, engine().pack)] == shown


def test_the_command_writes_both_and_the_same_each_time(tmp_path: Path) -> None:
    assert write_map(DEFAULT_PACK, tmp_path / "new" / "folder") == 0
    assert (tmp_path / "new/folder/map.mmd").read_text(encoding="utf-8") == mermaid(drawn())
    assert (tmp_path / "new/folder/map.svg").read_text(encoding="utf-8") == picture()


def test_the_command_prints_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_map(DEFAULT_PACK, None) == 0
    assert capsys.readouterr().out == mermaid(drawn())


def test_a_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("here already", encoding="utf-8")
    assert write_map(DEFAULT_PACK, tmp_path / "file") == 2
    assert capsys.readouterr().err.count("\n") == 1
