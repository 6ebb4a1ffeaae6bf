"""`python -m tests.mutate`: exit 1 if a mutant survives."""

from __future__ import annotations

import sys

from tests.mutate.run import main

sys.exit(main())
