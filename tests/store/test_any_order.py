"""Whatever is sent, twice, late or across restarts: the log is what was acknowledged, each once."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.cases.packs import open_engine
from assistant.cases.service import Outcome, Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.cases.submission import Submission
from assistant.engine.replay import Entry
from tests.store.talking import answering, some_answer, token

ENGINE = open_engine()
numbers = st.integers(0, 60)


class Conversation(RuleBasedStateMachine):
    """One case on a file. `told` is what a client knows to be kept, in order."""

    @initialize()
    def begin(self) -> None:
        """A new file with one case."""
        self.folder = Path(tempfile.mkdtemp())
        self.start()
        self.case_id = self.service.open()
        self.told: list[Entry] = []
        self.tokens: list[Submission] = []

    def start(self) -> None:
        """Open the file, as a server does when it starts."""
        self.store = SqliteStore(self.folder / "data")
        self.service = Service(self.store, Shelf(ENGINE, self.store))

    def send(self, submission: Submission) -> Outcome:
        """Send it and note what is acknowledged."""
        outcome = self.service.submit(self.case_id, submission)
        if outcome.entry and not outcome.repeated:
            self.told.append(outcome.entry)
            self.tokens.append(submission)
        assert (outcome.entry is None) == (outcome.refusal is not None)
        assert outcome.turn.seq == len(self.told)
        return outcome

    @rule(data=st.lists(numbers, min_size=4, max_size=4))
    def answer(self, data: list[int]) -> None:
        """Answer what is asked: it is taken."""
        turn = self.service.turn(self.case_id)
        asking = turn.position.asking
        value = {n: some_answer(ENGINE, n, data[at % 4]) for at, n in enumerate(asking)}
        outcome = self.send(answering(turn, value))
        assert outcome.entry or turn.position.done

    @rule(kind=st.sampled_from(["change", "undo", "redo"]), at=numbers, other=numbers)
    def go_back(self, kind: str, at: int, other: int) -> None:
        """Change an answer, undo or redo, whether or not it may be done."""
        turn = self.service.turn(self.case_id)
        names = sorted(turn.position.answers)
        value = {}
        if kind == "change" and names:
            value = {names[at % len(names)]: some_answer(ENGINE, names[at % len(names)], other)}
        self.send(answering(turn, value, kind=kind))

    @precondition(lambda self: self.tokens)
    @rule(at=numbers, after=numbers)
    def send_again(self, at: int, after: int) -> None:
        """Send again what was acknowledged, whatever was seen since."""
        at %= len(self.tokens)
        outcome = self.send(replace(self.tokens[at], after=after))
        assert outcome.repeated
        assert outcome.entry == self.told[at]

    @precondition(lambda self: self.tokens)
    @rule(at=numbers)
    def reuse_a_token(self, at: int) -> None:
        """Send something else with a token that was used."""
        used = self.tokens[at % len(self.tokens)]
        other = "redo" if used.kind == "undo" else "undo"
        assert self.send(replace(used, kind=other, value={})).refusal

    @precondition(lambda self: self.told)
    @rule(behind=st.integers(1, 60), value=st.sampled_from(["no", "unknown"]))
    def send_late(self, behind: int, value: str) -> None:
        """Send from a page that is behind: refused."""
        after = max(0, len(self.told) - behind)
        late = Submission(token(), "change", "danger", {"immediate_danger": value}, "", after)
        assert self.send(late).refusal

    @rule(after=numbers)
    def say_danger(self, after: int) -> None:
        """Say that there is danger, from any page: taken, and first in the plan."""
        said = {"immediate_danger": "yes"}
        outcome = self.send(Submission(token(), "change", "danger", said, "", after))
        assert outcome.entry
        assert outcome.turn.plan.items[0].id == ENGINE.pack.emergency.rule

    @rule(tidy=st.booleans())
    def restart(self, tidy: bool) -> None:
        """The file is opened anew; the one before may never have been closed."""
        if tidy:
            self.store.close()
        self.start()

    @invariant()
    def the_log_is_what_was_told(self) -> None:
        """Each once, in order, numbered without a gap."""
        if not hasattr(self, "store"):
            return
        log = list(self.store.log(self.case_id))
        assert log == self.told
        assert [e.seq for e in log] == list(range(1, len(log) + 1))
        for submission, entry in zip(self.tokens, self.told, strict=True):
            assert self.store.sent(self.case_id, submission.token) == entry

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


Conversation.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestConversation = Conversation.TestCase
