"""The filled form of a score: its lists, the reason for each tick, the sum, what it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.engine.known import key_of, known
from assistant.engine.reasons import Reader
from assistant.engine.score import results
from assistant.engine.since import SinceThen
from assistant.flow.conditions import UNKNOWN, All, Condition
from assistant.flow.model import Fact, Score, ScoreList
from assistant.flow.reading import names_read
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Heading, Paragraph, Table
from assistant.present.documents.filled import fit, reason_id
from assistant.present.documents.items import field, since_blocks
from assistant.present.score import ScoreView, score_view
from assistant.present.since import since_block

# As the form has them: what was before on the left, what is so today on the right.
FORM_PERIODS = ("recent", "current")


def form_blocks(basis: Basis, score: Score, typed: Mapping[str, str]) -> Iterator[Block]:
    """The whole form of a score."""
    for part in score.lists:
        fact = basis.pack.facts[part.fact]
        yield Heading(1, fact.short)
        yield _list(basis, score, part, fact, typed)
    yield Heading(1, basis.words("sum"))
    yield from sum_blocks(basis, score)
    yield Heading(1, basis.words("extras"))
    yield _extras(basis, score)


def _list(
    basis: Basis, score: Score, part: ScoreList, fact: Fact, typed: Mapping[str, str]
) -> Table:
    heads: tuple[str, ...] = (fact.short,)
    periods = basis.pack.words.periods
    if part.recent:
        heads += tuple(periods.get(period, period) for period in FORM_PERIODS)
    elif part.period:
        heads += (periods.get(part.period, part.period),)
    else:
        heads += (basis.words("ticked"),)
    rows, how = [], known(basis.log)
    for option in fact.options:
        ticks = tuple(_ticks(basis, score, part, option.value))
        why = ""
        if basis.words("tick_yes") in ticks:
            why = _why(
                basis,
                typed.get(reason_id(option.value), ""),
                how.get(key_of(part.fact, option.value), ""),
                own=option.value in basis.position.own.get(part.fact, ()),
            )
        rows.append((f"{option.label} ({option.clause})", *ticks, why))
    shares = (6, 2, 2, 5) if part.recent else (6, 2, 6)
    return Table((*heads, basis.words("reason")), tuple(rows), shares)


def _why(basis: Basis, typed: str, way: str, *, own: bool) -> str:
    """The reason of a tick as it was typed, whether it was noticed in one's own words, and how it
    is known, where somebody said.
    """
    reasons = [fit(typed)] if fit(typed) else []
    if own:
        reasons.append(basis.words("own_words"))
    if way:
        said = basis.documents.values.get(way, way)
        reasons.append(basis.words("field", label=basis.words("how_known"), value=said))
    return "\n".join(reasons) or basis.words("not_known")


def _ticks(basis: Basis, score: Score, part: ScoreList, item: str) -> Iterator[str]:
    """What stands in each column of ticks for one sign."""
    answer = basis.position.facts.get(part.fact, UNKNOWN)
    unknown = basis.position.facts.get(score.unknown_items)
    columns = FORM_PERIODS if part.recent else ("",)
    for period in columns:
        if isinstance(answer, dict) and item in answer:
            yield basis.words("tick_yes" if period in answer[item] else "tick_no")
        elif isinstance(answer, list) and item in answer:
            yield basis.words("tick_yes")
        elif answer == UNKNOWN or (isinstance(unknown, list) and item in unknown):
            yield basis.words("tick_unknown")
        else:
            yield basis.words("tick_no")


def sum_blocks(basis: Basis, score: Score) -> Iterator[Block]:
    """What a score comes to: its points, category, range and lines, and what it is not."""
    position = basis.position
    found = results(basis.engine.program, position.facts, position.view)
    result = next((one for one in found if one.score_id == score.id), None)
    if result is None:
        for name in ("score", "category", "range"):
            yield field(basis, name, basis.words("not_known"))
        yield Paragraph(basis.words("not_scored"), strong=True)
        return
    changed = SinceThen(basis.engine.program, position.view).score(score.id)
    view = score_view(basis.pack, result, since_block(basis.pack, changed))
    yield field(basis, "score", str(view.points))
    yield field(basis, "category", _category(basis, view))
    (low, low_category), (high, high_category) = view.lowest, view.highest
    ends = {"low": low, "low_category": low_category, "high": high, "high_category": high_category}
    same = "range_same" if view.lowest == view.highest else "range_of"
    yield field(basis, "range", basis.words(same, **ends))
    if view.lines:
        heads = tuple(basis.words(name) for name in ("points", "points_for", "points_when"))
        lines = zip(view.lines, result.items, strict=True)
        rows = tuple(
            (str(points), f"{label} ({item.clause})", when) for (points, label, when), item in lines
        )
        yield Table(heads, rows, (1, 8, 4))
    else:
        yield Paragraph(basis.words("points_none"))
    if view.notes:
        yield Paragraph(basis.words("weigh"), strong=True)
        yield Bullets(view.notes)
    yield from since_blocks(view.since)


def _category(basis: Basis, view: ScoreView) -> str:
    if view.category is None:
        return basis.words("no_category")
    return basis.words("category_of", category=view.category, label=view.label)


def _extras(basis: Basis, score: Score) -> Table:
    """The rules beside the lists: each with its points, and whether it counted."""
    reader = Reader(basis.engine.program, basis.position.view)
    heads = tuple(basis.words(name) for name in ("points_for", "points", "applies"))
    rows = []
    for extra in score.extras:
        true = reader.truth(extra.when) is True
        # Not known is not "no": an extra that hangs on what is not known says so.
        unknown = not true and _open(basis, extra.when)
        said = "applies_yes" if true else "not_known" if unknown else "applies_no"
        rows.append(
            (f"{extra.label} ({extra.points.clause})", str(extra.points.points), basis.words(said))
        )
    return Table(heads, tuple(rows), (8, 2, 3))


def _open(basis: Basis, condition: Condition) -> bool:
    """It is not true, and only for what is not known."""
    reader = Reader(basis.engine.program, basis.position.view)
    parts = condition.parts if isinstance(condition, All) else (condition,)
    untrue = [part for part in parts if reader.truth(part) is not True]
    return not any(basis.known(name) for part in untrue for name in names_read(part))
