"""What one line of a table of plan.md is."""

from collections.abc import Callable

from msgspec import Struct

from tests.oracle.clock import Due, never
from tests.oracle.values import Facts, one_of

Condition = Callable[[Facts], bool]

YOU = "you"
CARE = "children's social care"
WORKER = "social worker"
COUNCIL = "local authority"
POLICE = "police"
RESIDENTIAL = "residential staff"
CARERS = "carers"
AUTHORITY = "competent authority"


class Line(Struct, frozen=True):
    """Rows that stand in one line, when, whose they are (None: a checklist's) and when due."""

    rows: tuple[str, ...]
    when: Condition
    owner: str | None
    due: Due = never


def span(section: str, start: int, end: int) -> tuple[str, ...]:
    """The rows `section-start to section-end`."""
    return tuple(f"{section}-{number}" for number in range(start, end + 1))


def task(f: Facts, name: str) -> bool:
    """Whether the task is the named one."""
    return one_of(f, "task", name)


def any_case(*conditions: Condition) -> Condition:
    """A condition that is true where any of these is."""
    return lambda f: any(condition(f) for condition in conditions)
