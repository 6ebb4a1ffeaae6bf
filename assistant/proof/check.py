"""What is wrong with a pack that loads: legal, and still not right."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.flow.model import Pack
from assistant.flow.problems import Problem
from assistant.proof.blame import check_blame
from assistant.proof.coverage import check_coverage
from assistant.proof.due_words import check_due_words
from assistant.proof.prove import prove
from assistant.proof.reading_age import check_reading_age
from assistant.proof.said import check_said
from assistant.proof.unused import check_unused

CHECKS = (
    check_coverage,
    check_unused,
    check_due_words,
    prove,
    check_said,
    check_blame,
    check_reading_age,
)


def check_pack(pack: Pack, problems: Iterable[Problem]) -> list[Problem]:
    """All that is wrong with a pack, each once, by file and line. `problems` is what loading found.

    What loading calls an error stops the server. A pack with such errors is not looked at further:
    what an error leaves out would be found missing a second time.
    """
    found = set(problems)
    if all(problem.warning for problem in found):
        for check in CHECKS:
            found.update(check(pack))
    return sorted(found)
