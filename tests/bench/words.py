"""Own words: what a suggestion and an answer cost, the indexes at start, and what they hold."""

from __future__ import annotations

import subprocess
import sys

from assistant.flow.model import Pack
from assistant.words.ask import Asker
from assistant.words.suggest import Suggester
from tests.bench.rounds import Measured, alone
from tests.words.found import HELD_OUT, SAMPLE, TUNING, UNSEEN, found, phrases

SUGGEST_SECONDS, START_SECONDS, MEGABYTES = 0.020, 1.0, 100.0
TIMES = 50

# A fresh process: what was imported before it would be neither timed nor counted.
START = """
import time
from pathlib import Path
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20
from assistant.cases.packs import open_pack
pack = open_pack()
before, began = held(), time.process_time()
from assistant.words.suggest import Suggester
suggester = Suggester(pack)
suggester.suggest("a new phone")
print(time.process_time() - began, held() - before)
"""


def own_words(pack: Pack) -> list[Measured]:
    """The rows of the table. The start is the median of three."""
    suggester, asker = Suggester(pack), Asker(pack)
    texts = [phrase["says"] for phrase in phrases(SAMPLE)][:TIMES]
    longest = " ".join(texts)[:2000]
    rows = alone(
        [
            ("a suggestion, mean", lambda: [suggester.suggest(text) for text in texts], None),
            ("a suggestion for 2,000 letters", lambda: suggester.suggest(longest), SUGGEST_SECONDS),
            ("a question to the guide", lambda: asker.ask("who is the MET lead?"), None),
        ]
    )
    mean = rows[0].ours / len(texts)
    began = sorted(_start()[0] for _ in range(3))[1]
    return [
        Measured(rows[0].what, mean, None, SUGGEST_SECONDS),
        *rows[1:],
        Measured("what suggest needs at start", began, None, START_SECONDS),
    ]


def index_memory() -> tuple[str, bool]:
    """What the index of suggest holds in memory; is that too much?"""
    megabytes = _start()[1]
    return f"memory of suggest: {megabytes:.0f} MB", megabytes > MEGABYTES


def found_words() -> str:
    """How many of the phrases are found."""
    files = {"the sample": SAMPLE, "tuned on": TUNING, "unseen": UNSEEN, "held out": HELD_OUT}
    return "\n".join(f"suggest, {name}: {found(phrases(path))}" for name, path in files.items())


def _start() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)
