"""`python -m tests.bench [engine] [peers]`: exit 1 if a target is missed. Without a word, both."""

from __future__ import annotations

import sys

from tests.bench.peers.run import main as peers
from tests.bench.run import main as engine

PARTS = {"engine": engine, "peers": peers}

wanted = sys.argv[1:] or list(PARTS)
if not set(wanted) <= set(PARTS):
    sys.exit(f"there is {' and '.join(PARTS)} to be measured")
sys.exit(max([PARTS[name]() for name in wanted]))
