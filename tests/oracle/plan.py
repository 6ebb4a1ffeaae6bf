"""The plan of a case: ruled rows, owners, times, SERAF, and what comes first (plan.md)."""

from tests.oracle.asked import effective
from tests.oracle.clock import NOW
from tests.oracle.line import CARE, CARERS, COUNCIL, POLICE, RESIDENTIAL, WORKER, YOU, Line
from tests.oracle.score import Seraf, scored_seraf
from tests.oracle.table_intervention import INTERVENTION_TABLE
from tests.oracle.table_missing import MISSING_TABLE, NOW_TABLE
from tests.oracle.table_refer import ASSESS_TABLE, REFER_TABLE
from tests.oracle.table_strategy import NRM_TABLE, OUTCOME_TABLE, STRATEGY_TABLE
from tests.oracle.values import Facts, one_of
from tests.oracle.words import social

LINES: tuple[Line, ...] = (
    *NOW_TABLE,
    *MISSING_TABLE,
    *REFER_TABLE,
    *ASSESS_TABLE,
    *STRATEGY_TABLE,
    *OUTCOME_TABLE,
    *NRM_TABLE,
    *INTERVENTION_TABLE,
)

# In the order of the tables, which ruling 8 falls back on.
RULED_ROWS: tuple[str, ...] = tuple(row for line in LINES for row in line.rows)
CHECKLIST_ROWS = frozenset(row for line in LINES if line.owner is None for row in line.rows)


def true_lines(counted: Facts) -> list[Line]:
    """The lines that hold, in the order of the tables, over facts as they count."""
    return [line for line in LINES if line.when(counted)]


def rows(facts: Facts) -> set[str]:
    """The ruled rows that a case's plan and checklists carry."""
    return {row for line in true_lines(effective(facts)) for row in line.rows}


def due_texts(counted: Facts) -> dict[str, str]:
    """The time of every row that has one, `now` among them, over facts as they count."""
    times: dict[str, str] = {}
    for line in true_lines(counted):
        text = line.due(counted)
        if text is not None:
            times |= dict.fromkeys(line.rows, text)
    return times


def due(facts: Facts) -> dict[str, str]:
    """The rows with a computed time: a date, or local minutes without offset."""
    return {row: text for row, text in due_texts(effective(facts)).items() if text != NOW}


def now_rows(facts: Facts) -> set[str]:
    """The rows that are due `now`."""
    return {row for row, text in due_texts(effective(facts)).items() if text == NOW}


def seraf(facts: Facts) -> Seraf | None:
    """The SERAF of a case; None where record_seraf is not yes."""
    return scored_seraf(effective(facts))


def own_services(counted: Facts) -> set[str]:
    """The owners that the person's own role belongs to (ruling 7)."""
    in_social_task = social(counted) and one_of(counted, "role", "manager", "met_lead")
    if one_of(counted, "role", "social_worker") or in_social_task:
        return {CARE, WORKER, COUNCIL}
    if one_of(counted, "role", "police"):
        return {POLICE}
    if one_of(counted, "role", "residential_staff"):
        return {RESIDENTIAL}
    if one_of(counted, "role", "foster_carer"):
        return {CARERS}
    return set()


def owners(facts: Facts) -> dict[str, str]:
    """The owner of every plan row (checklist rows have none): `you`, or who as plan.md prints it.

    A joint owner stays as printed even where one of the two is the person's own service.
    """
    counted = effective(facts)
    own = own_services(counted)
    return {
        row: YOU if line.owner in own else line.owner
        for line in true_lines(counted)
        if line.owner is not None
        for row in line.rows
    }


def earliest(times: dict[str, str]) -> set[str]:
    """The rows that may come first by due time; empty where there are none."""
    if not times:
        return set()
    day = min(text[:10] for text in times.values())
    on_day = {row: text for row, text in times.items() if text[:10] == day}
    timed = [text for text in on_day.values() if "T" in text]
    # A date and a time of that date have no order, so each of the two may lead.
    return {row for row, text in on_day.items() if "T" not in text or text == min(timed)}


def first(facts: Facts) -> set[str] | None:
    """The rows of which the first item that carries a ruled row carries one (ruling 8).

    More than one where the order among them is open or where they may have become one item; None
    where no plan item carries a ruled row.
    """
    counted = effective(facts)
    whose = owners(facts)
    times = due_texts(counted)
    now = {row for row in whose if times.get(row) == NOW}
    for row in ("5.6.1-1", "5.2-22"):
        if row in now:
            return {row}
    if now:
        return {row for row in now if whose[row] == YOU} or now
    for own in (True, False):
        plan_rows = [row for row in whose if (whose[row] == YOU) is own]
        dated = earliest({row: times[row] for row in plan_rows if row in times})
        if dated or plan_rows:
            return dated or {plan_rows[0]}
    return None
