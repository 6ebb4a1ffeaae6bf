"""`python -m tests.bench`: exit 1 if a target is missed."""

from __future__ import annotations

import sys

from tests.bench.run import main

sys.exit(main())
