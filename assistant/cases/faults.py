"""Places where a test may end this process as a power cut would: at once, nothing tidied up.

WAYPOST_FAULT=after-append (or before-commit, after-delete) ends it the first time that place is
reached; WAYPOST_FAULT=after-append:3 the third time. Unset, which is the rule, nothing happens.
"""

from __future__ import annotations

import os
import signal

VARIABLE = "WAYPOST_FAULT"
BEFORE_COMMIT = "before-commit"
AFTER_APPEND = "after-append"
AFTER_DELETE = "after-delete"


class _Fault:
    def __init__(self, setting: str) -> None:
        self.place, _, count = setting.partition(":")
        self.left = int(count) if count.isdecimal() else 1

    def reached(self) -> bool:
        self.left -= 1
        return self.left == 0


_fault = _Fault(os.environ.get(VARIABLE, ""))


def here(place: str) -> None:
    """Kill this process (signal 9) if WAYPOST_FAULT names this place."""
    if _fault.place == place and _fault.reached():
        os.kill(os.getpid(), signal.SIGKILL)
