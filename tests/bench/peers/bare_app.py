"""Waypost without its engine: an answer is received, kept for good, and answered with what was said
at that step to whoever came first. What is left is the least that a turn can cost on this stack.

`python -m tests.bench.peers.bare_app` takes the words of `run.py serve`.
"""

from __future__ import annotations

import sys
from typing import Any

from gevent import monkey

monkey.patch_all()  # as `serve` does, before anything that makes a lock or a socket is imported

from assistant.cases.service import london_now  # noqa: E402
from assistant.cli import main  # noqa: E402
from assistant.engine.entries import Entry  # noqa: E402
from assistant.web import app  # noqa: E402
from assistant.web.forms import read_frame  # noqa: E402
from assistant.web.socket import Ack, Conversations  # noqa: E402


class Bare(Conversations):
    """Answers every case as the first one was answered."""

    def __init__(self, *own: Any) -> None:
        super().__init__(*own)
        self.said: dict[str, Ack] = {}
        self.cases: dict[str, str] = {}

    def answer(self, case: str, frame: object) -> Ack:
        """Keep an answer, whatever it says."""
        submission = read_frame(frame)
        step, seen = submission.step, submission.after
        if step not in self.said:
            self.said[step] = super().answer(case, frame)
            return self.said[step]
        case_id = self.cases.get(case)
        if case_id is None:
            case_id = self.cases[case] = self.service.store.held(case)[0].id
        assert isinstance(seen, int)
        given: Any = submission.value  # unchecked
        entry = Entry(seen + 1, "answer", step, given, "", london_now(), 1)
        self.service.store.append(case_id, entry, submission.token)
        return {**self.said[step], "seq": seen + 1}


if __name__ == "__main__":
    vars(app)["Conversations"] = Bare
    raise SystemExit(main(sys.argv[1:]))
