"""A process of its own that opens the data in a folder and sends one thing to a case.

Arguments: the folder, the holder's token, the token of what is sent. Prints how many entries there
are afterwards and whether it was there before, once the service has acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.cases.packs import open_engine
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.cases.submission import Submission


def main(folder: str, holder: str, token: str) -> None:
    """Send the answer to the first question."""
    store = SqliteStore(Path(folder))
    service = Service(store, Shelf(open_engine(), store))
    value = {"immediate_danger": "no"}
    outcome = service.submit(holder, Submission(token, "answer", "danger", value, "", 0))
    print(outcome.turn.seq, outcome.repeated)


if __name__ == "__main__":
    main(*sys.argv[1:])
