"""plan/*.yaml, checklists.yaml, principles.yaml and scores.yaml -> what a plan is made of."""

from __future__ import annotations

import re

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields
from assistant.flow.load.late import read_late
from assistant.flow.model import (
    Band,
    Checklist,
    ChecklistItem,
    Due,
    DueKind,
    Extra,
    Line,
    Points,
    Principle,
    Rule,
    Score,
    ScoreList,
    ScoreNote,
)

_AFTER = re.compile(r"(\d{1,4}) (h|days|working days) after ([a-z_0-9]+)")
_ON = re.compile(r"on ([a-z_0-9]+)")
RUNNING = ("open", "settled")


def read_rules(file: Fields, name: str) -> list[Rule]:
    """The rules of the plan file `name`, in its order. The file's title is their theme."""
    theme = file.text("title")
    rules = [_rule(fields, name, theme) for fields in file.list("rules", "rule")]
    file.done()
    return rules


def _rule(fields: Fields, file: str, theme: str) -> Rule:
    rule = fields.id()
    fields.what = f'rule "{rule}"'
    due = _due(fields)
    single = fields.get("lines") is None
    lines = [_line(fields, due)] if single else _lines(fields, rule, due)
    found = Rule(
        id=rule,
        file=file,
        theme=theme,
        do=fields.text("do"),
        own=fields.text("own", required=False),
        how=fields.texts("how"),
        ready=fields.texts("ready"),
        why=fields.text("why"),
        owner=fields.text("owner"),
        contacts=fields.ids("contacts"),
        lines=tuple(lines),
        source=fields.source,
        ours=fields.flag("ours"),
        aside=fields.flag("aside"),
        fallback=fields.flag("fallback"),
        caution=fields.flag("caution"),
        not_yours=fields.texts("not_yours"),
        late=read_late(fields),
    )
    if found.not_yours and found.owner == "you":
        fields.error("not_yours", 'an item of "you" is nobody else\'s')
    if found.caution and any(line.due for line in lines):
        fields.error("caution", "a caution is never done, so it has no due time")
    fields.done()
    return found


def _lines(fields: Fields, rule: str, due: Due | None) -> list[Line]:
    lines = []
    for item in fields.list("lines", f'a line of rule "{rule}"'):
        lines.append(_line(item, _due(item) or due))
        item.done()
    if not lines:
        fields.error("lines", "a rule needs at least one line")
    return lines


def _line(fields: Fields, due: Due | None) -> Line:
    return Line(
        when=fields.condition("when"),
        clauses=fields.ids("clauses", required=True),
        source=fields.at("when"),
        due=due,
        do=fields.text("do", required=False) if fields.what.startswith("a line") else "",
        say=fields.text("say", required=False),
        place=fields.text("place", required=False),
    )


def _due(fields: Fields) -> Due | None:
    text = fields.text("due", required=False)
    if not text:
        return None
    if text == "now":
        return Due(DueKind.NOW, words="now")
    if match := _AFTER.fullmatch(text):
        return Due(DueKind(match[2]), int(match[1]), match[3], text)
    if match := _ON.fullmatch(text):
        return Due(DueKind.ON, fact=match[1], words=text)
    fields.error(
        "due",
        f'"{text}" is no due time; write now, "72 h after FACT", "7 working days after FACT",'
        ' "45 days after FACT" or "on FACT"',
    )
    return None


def read_checklists(file: Fields) -> list[Checklist]:
    """The checklists, in the file's order."""
    found = []
    for fields in file.list("checklists", "checklist"):
        name = fields.id()
        fields.what = f'checklist "{name}"'
        items = []
        for item in fields.list("items", f'an item of checklist "{name}"'):
            items.append(
                ChecklistItem(
                    text=item.text("text"),
                    clauses=item.ids("clauses", required=True),
                    when=item.condition("when", default=ALWAYS),
                    source=item.source,
                )
            )
            item.done()
        found.append(
            Checklist(
                id=name,
                title=fields.text("title"),
                intro=fields.text("intro", required=False),
                when=fields.condition("when"),
                items=tuple(items),
                source=fields.source,
                ours=fields.flag("ours"),
                aside=fields.flag("aside"),
            )
        )
        fields.done()
    file.done()
    return found


def read_principles(file: Fields) -> list[Principle]:
    """The principles, in the file's order."""
    found = []
    for fields in file.list("principles", "principle"):
        name = fields.id()
        fields.what = f'principle "{name}"'
        found.append(
            Principle(
                id=name,
                text=fields.text("text"),
                when=fields.condition("when"),
                clauses=fields.ids("clauses", required=True),
                source=fields.source,
            )
        )
        fields.done()
    file.done()
    return found


def read_scores(file: Fields) -> list[Score]:
    """The scores of the pack."""
    found = [_score(fields) for fields in file.list("scores", "score")]
    file.done()
    return found


def _score(fields: Fields) -> Score:
    name = fields.id()
    fields.what = f'score "{name}"'
    lists = []
    for item in fields.list("lists", f'a list of score "{name}"'):
        lists.append(_score_list(item))
        item.done()
    extras = []
    for item in fields.list("extras", f'an extra of score "{name}"', required=False):
        points = Points(item.whole("points"), item.text("clause"))
        extras.append(Extra(item.id(), item.text("label"), item.condition("when"), points))
        item.done()
    bands: list[Band] = []
    ends = 0
    for item in fields.list("bands", f'a band of score "{name}"'):
        band = Band(item.whole("category"), item.whole("from"), item.text("label"))
        if bands and band.category <= bands[-1].category:
            item.error("category", "the categories must rise, each once")
        if bands and ends and band.lowest != ends + 1:
            item.error("from", f"the band before ends at {ends}; this one must begin at {ends + 1}")
        ends = item.whole("to", default=0)
        bands.append(band)
        item.done()
    notes = []
    for item in fields.list("notes", f'a note of score "{name}"', required=False):
        note = item.id()
        notes.append(
            ScoreNote(
                note,
                item.text("text"),
                item.condition("when"),
                item.ids("clauses", required=True),
                item.source,
            )
        )
        item.done()
    if [band.lowest for band in bands] != sorted({band.lowest for band in bands}):
        fields.error("bands", "the bands must stand from the lowest to the highest, each once")
    if not bands or bands[0].lowest != 0:
        fields.error("bands", "the first band must begin at 0")
        bands.insert(0, Band(1, 0, ""))
    score = Score(
        id=name,
        title=fields.text("title"),
        recorded=fields.condition("recorded"),
        unknown_items=fields.text("unknown_items"),
        lists=tuple(lists),
        extras=tuple(extras),
        bands=tuple(bands),
        bands_clause=fields.text("bands_clause"),
        notes=tuple(notes),
        source=fields.source,
        running=_running(fields),
    )
    fields.done()
    return score


def _running(fields: Fields) -> dict[str, str]:
    found = fields.mapping("running")
    for key in sorted(found.keys() - set(RUNNING)):
        fields.error("running", f'"running" has {" and ".join(RUNNING)}, not "{key}"')
    for key in RUNNING if found else ():
        if key not in found:
            fields.error("running", f'"running" needs the words for "{key}"')
        elif unknown := set(re.findall(r"\{[^}]*\}?|\}", found[key])) - {"{lowest}", "{highest}"}:
            allowed = "only {lowest} and {highest} may stand in braces"
            fields.error("running", f'"{min(unknown)}" in the words for "{key}": {allowed}')
    return found


def _score_list(item: Fields) -> ScoreList:
    fact = item.text("fact")
    if item.get("points") is not None:
        points = Points(item.whole("points"), item.text("clause"))
        return ScoreList(fact, points, period=item.text("period", required=False))
    by_period = {}
    for key in ("current", "recent", "both"):
        entry = Fields(item.notes, item.file, item.get(key), f'"{key}"', item.line)
        by_period[key] = Points(entry.whole("points"), entry.text("clause"))
        entry.done()
    return ScoreList(fact, by_period["current"], by_period["recent"], by_period["both"])
