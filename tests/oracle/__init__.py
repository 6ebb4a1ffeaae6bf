"""The second reading of the plan: an oracle written by hand from plan.md alone.

It shares no code and no data with the assistant, so that an error of the one is not an error of the
other. Every public function takes the facts of a case as its file gives them.
"""

from tests.oracle.asked import asked, effective
from tests.oracle.plan import CHECKLIST_ROWS, RULED_ROWS, due, first, now_rows, owners, rows, seraf

__all__ = [
    "CHECKLIST_ROWS",
    "RULED_ROWS",
    "asked",
    "due",
    "effective",
    "first",
    "now_rows",
    "owners",
    "rows",
    "seraf",
]
