"""`run.py map`: the flow as a diagram, on the screen or as two files in a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.cases.packs import open_engine
from assistant.proof.chart import chart
from assistant.proof.map import mermaid, svg

TEXT_NAME, PICTURE_NAME = "map.mmd", "map.svg"


def write_map(folder: Path, out: Path | None) -> int:
    """Print the Mermaid text, or write it and the picture to the folder `out`. The exit code.

    Raises Unreadable or PackProblems.
    """
    engine = open_engine(folder)
    if out is None:
        print(mermaid(chart(engine)), end="")
        return 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        drawn = chart(engine)
        for name, text in ((TEXT_NAME, mermaid(drawn)), (PICTURE_NAME, svg(drawn))):
            (out / name).write_text(text, encoding="utf-8")
            print(out / name)
    except OSError as error:
        print(f"{out}: {error.strerror or 'cannot be written'}", file=sys.stderr)
        return 2
    return 0
