"""facts/*.yaml and stages/*.yaml -> facts and stages."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.model import LISTS, Fact, FactType, Option, Stage, Step, Times
from assistant.flow.problems import did_you_mean
from assistant.flow.yamltext import Map, Text

SERVES = ("referral", "contact", "checklist", "score", "advice")
_WITH_OPTIONS = (FactType.CHOICE, FactType.CHOICES, FactType.PERIODS)


def read_facts(
    file: Fields, answers: Mapping[str, str], times: Mapping[str, Times], facts: dict[str, Fact]
) -> None:
    """Add the facts of one file to `facts`."""
    for name, fields in file.named("facts", "fact"):
        if name in facts:
            fields.notes.error(fields.source, f'the fact "{name}" is already defined')
            continue
        facts[name] = _fact(name, fields, answers, times, facts)
        fields.done()
    file.done()


def _fact(
    name: str,
    fields: Fields,
    answers: Mapping[str, str],
    times: Mapping[str, Times],
    facts: Mapping[str, Fact],
) -> Fact:
    kind = fields.text("type")
    if kind not in list(FactType):
        hint = did_you_mean(kind, list(FactType))
        if kind:
            fields.error("type", f'"{kind}" is no type; allowed: {", ".join(FactType)}.{hint}')
        kind = next(iter(get_close_matches(kind, list(FactType), n=1)), FactType.YES_NO)
        fields.read.update(("min", "max", "options"))
    fact_type = FactType(kind)
    serves = fields.text("serves", required=False)
    if serves and serves not in SERVES:
        hint = did_you_mean(serves, SERVES)
        fields.error("serves", f'"{serves}": a fact serves one of {", ".join(SERVES)}.{hint}')
    options = _options(fields, fact_type, answers, facts)
    own = tuple(dict.fromkeys(option.clause for option in options if option.clause))
    least = fields.whole("min") if fact_type is FactType.WHOLE else 0
    most = fields.whole("max") if fact_type is FactType.WHOLE else 0
    if least >= most > 0:
        fields.error("max", '"max" must be a number above "min"')
    rest = fields.ids("rest")
    heard = fields.flag("heard")
    for value in rest:
        if value not in (values := [option.value for option in options]):
            fields.error("rest", f'there is no option "{value}".{did_you_mean(value, values)}')
    return Fact(
        name=name,
        type=fact_type,
        asked=fields.condition("asked", default=ALWAYS if heard else None),
        ask=fields.text("ask"),
        short=fields.text("short"),
        why=fields.text("why"),
        source=fields.source,
        means=fields.mapping("means"),
        options=options,
        minimum=least,
        maximum=most,
        serves=serves,
        clauses=tuple(dict.fromkeys(fields.ids("clauses", required=True) + own)),
        may_be_unknown=not fields.flag("must_be_answered"),
        rest=rest,
        times=_times(fields, times) if fact_type is FactType.DATETIME else None,
        heard=heard,
        unless_ticked_in=_unless_ticked_in(fields, fact_type, options, facts),
        if_unknown=_if_unknown(fields),
    )


def _unless_ticked_in(
    fields: Fields, kind: FactType, options: tuple[Option, ...], facts: Mapping[str, Fact]
) -> tuple[str, ...]:
    found = fields.ids("unless_ticked_in")
    if found and kind is not FactType.CHOICES:
        fields.error(
            "unless_ticked_in", f'only a fact of type "{FactType.CHOICES}" leaves out options'
        )
    values = {option.value for option in options}
    for name in found:
        if name not in facts:
            hint = did_you_mean(name, facts)
            fields.error("unless_ticked_in", f'there is no fact "{name}" before this one.{hint}')
        elif facts[name].type not in LISTS:
            fields.error("unless_ticked_in", f'"{name}" is not a list')
        elif values.isdisjoint(facts[name].values):
            fields.error("unless_ticked_in", f'"{name}" has no option of this fact')
    return tuple(name for name in found if name in facts)


def _if_unknown(fields: Fields) -> str:
    words = fields.text("if_unknown", required=False)
    if words and fields.flag("must_be_answered"):
        fields.error("if_unknown", 'a fact that must be answered does not offer "I don\'t know"')
    return words


def _times(fields: Fields, times: Mapping[str, Times]) -> Times | None:
    name = fields.text("times", required=False)
    if name and name not in times:
        fields.error("times", f'pack.yaml has no times "{name}".{did_you_mean(name, times)}')
    return times.get(name)


def _options(
    fields: Fields,
    kind: FactType,
    answers: Mapping[str, str],
    facts: Mapping[str, Fact],
) -> tuple[Option, ...]:
    if kind is FactType.YES_NO:
        labels = {**answers, **fields.mapping("labels")}
        return tuple(Option(value, labels.get(value, value)) for value in ("yes", "no"))
    if kind not in _WITH_OPTIONS:
        return ()
    found: list[Option] = []
    for other in fields.ids("options_of"):
        if other not in facts:
            hint = did_you_mean(other, facts)
            fields.error("options_of", f'there is no fact "{other}" before this one.{hint}')
            continue
        found += [Option(o.value, o.label, o.help, o.clause) for o in facts[other].options]
    required = fields.get("options_of") is None
    for value, option in fields.named("options", "option", required=required):
        label = option.text("label")
        found.append(
            Option(
                value,
                label,
                option.text("help", required=False),
                option.text("clause", required=False),
            )
        )
        option.done()
    return tuple(found)


def read_stage(file: Fields) -> Stage:
    """One stage with its steps."""
    stage = file.id()
    steps = []
    for fields in file.list("steps", "step"):
        step = fields.id()
        fields.what = f'step "{step}"'
        steps.append(
            Step(
                id=step,
                stage=stage,
                title=fields.text("title"),
                facts=fields.ids("facts", required=True),
                source=fields.source,
            )
        )
        fields.done()
    title = file.text("title")
    file.done()
    return Stage(stage, title, tuple(steps))


def read_conditions(notes: Notes, name: str, node: object) -> tuple[dict[str, Text], Fields]:
    """The texts of conditions.yaml by name, with the fields to note problems on."""
    fields = Fields(notes, name, node, "conditions")
    if not isinstance(node, Map):
        return {}, fields
    found = {}
    for key, value in node.items():
        if isinstance(value, Text):
            found[key] = value
        else:
            fields.error(key, f'"{key}" must be a condition in words')
            found[key] = Text("always")
            found[key].line = value.line
    return found, fields
