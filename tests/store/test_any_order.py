"""Whatever is sent, by whom, twice, late or across restarts: the log is what was acknowledged, each
once; what was done stays done; and who said what stays apart.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from assistant.cases.export import export_case, export_text
from assistant.cases.import_ import import_case
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Outcome, Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.cases.submission import Submission
from assistant.engine.entries import Entry
from assistant.engine.notes import notes
from tests.core.conversation import engine
from tests.store.exports import later
from tests.store.talking import answering, some_answer, token

ENGINE = engine()
EMERGENCY = ENGINE.pack.emergency
LEADS = ("designated_lead", "manager", "met_lead", "social_worker")
numbers = st.integers(0, 60)
roles = st.sampled_from(ENGINE.pack.facts["role"].values)
LATER = later(ENGINE)
LISTS_ASKED = ("cse_indicators", "concerns", "push_pull_factors")


class Conversation(RuleBasedStateMachine):
    """One case on a file, held by one or more. `told` is what clients know to be kept, in order."""

    @initialize()
    def begin(self) -> None:
        """A new file with one case."""
        self.folder = Path(tempfile.mkdtemp())
        self.today = ENGINE
        self.start()
        self.holders = [self.service.open()]
        self.case_id = self.store.held(self.holders[0])[0].id
        self.told: list[Entry] = []
        self.sent: list[Submission | None] = []
        self.done: dict[str, Entry] = {}
        self.undone: dict[str, Entry] = {}
        self.decided: dict[str, Entry] = {}

    def start(self) -> None:
        """Open the file, as a server does when it starts."""
        self.store = SqliteStore(self.folder / "data")
        self.service = Service(self.store, Shelf(self.today, self.store))

    def holder(self, at: int) -> str:
        """One of those who hold the case."""
        return self.holders[at % len(self.holders)]

    def send(self, submission: Submission, who: int) -> Outcome:
        """Send it and note what is acknowledged."""
        outcome = self.service.submit(self.holder(who), submission)
        if outcome.entry and not outcome.repeated:
            assert outcome.entry.holder == 1 + who % len(self.holders)
            self.told.append(outcome.entry)
            self.sent.append(submission)
        assert (outcome.entry is None) == (outcome.refusal is not None)
        assert outcome.turn.seq == len(self.told)
        return outcome

    @rule(who=numbers, data=st.lists(numbers, min_size=4, max_size=4))
    def answer(self, who: int, data: list[int]) -> None:
        """Answer what is asked: it is taken."""
        turn = self.service.turn(self.holder(who))
        asking = turn.position.asking
        value = {n: some_answer(turn.engine, n, data[at % 4]) for at, n in enumerate(asking)}
        outcome = self.send(answering(turn, value), who)
        assert outcome.entry or turn.position.done

    @rule(who=numbers, kind=st.sampled_from(["change", "undo", "redo"]), at=numbers, other=numbers)
    def go_back(self, who: int, kind: str, at: int, other: int) -> None:
        """Change an answer, undo or redo, whether or not it may be done."""
        turn = self.service.turn(self.holder(who))
        names = sorted(turn.position.answers)
        value = {}
        if kind == "change" and names:
            name = names[at % len(names)]
            value = {name: some_answer(turn.engine, name, other)}
        outcome = self.send(answering(turn, value, kind=kind), who)
        if kind != "change":
            possible = turn.position.can_undo if kind == "undo" else turn.position.can_redo
            assert (outcome.entry is not None) == possible
            # Nobody's role that they brought with them is undone.
            assert self.handed(outcome.turn.position.turns) == self.handed(self.told)

    @staticmethod
    def handed(entries: object) -> list[int]:
        """The handovers among some entries, by number."""
        return [e.seq for e in entries if e.kind == "handover"]  # type: ignore[attr-defined]

    @precondition(lambda self: len(self.holders) < 4)
    @rule(role=roles)
    def join(self, role: str) -> None:
        """One more goes on with the case, in a role of their own."""
        code = self.store.case(self.case_id).code
        self.holders.append(self.service.join(code, role, f"192.0.2.{len(self.holders)}"))
        turn = self.service.turn(self.holders[-1])
        entry = turn.log[-1]
        assert (entry.kind, entry.value, entry.by) == ("handover", {"role": role}, role)
        assert entry.holder == turn.holder.number == len(self.holders)
        assert turn.holder.role == role
        assert turn.position.answers["role"] == role
        self.told.append(entry)
        self.sent.append(None)

    @rule(who=numbers, at=numbers, after=numbers, done=st.sampled_from(["yes", "no"]))
    def tick(self, who: int, at: int, after: int, done: str) -> None:
        """Tick an item of the plan, from any page: it is taken."""
        turn = self.service.turn(self.holder(who))
        items = [item.id for item in turn.plan.items] + sorted(self.done)
        if not items:
            return
        item = items[at % len(items)]
        sent = Submission(token(), "tick", "", {"item": item, "done": done}, "", after)
        outcome = self.send(sent, who)
        assert outcome.entry
        assert outcome.entry.by == turn.holder.role
        if done == "yes":
            self.done.setdefault(item, outcome.entry)
            self.undone.pop(item, None)
        else:
            self.done.pop(item, None)
            self.undone[item] = outcome.entry

    @rule(who=numbers, at=numbers, after=numbers, because=st.sampled_from(["", "We met.\r\nAll"]))
    def decide(self, who: int, at: int, after: int, because: str) -> None:
        """Decide otherwise: taken from those who may, and never against the emergency. Without a
        reason it takes a decision back, where one stands.
        """
        turn = self.service.turn(self.holder(who))
        items = [item.id for item in turn.plan.items] + sorted(self.decided)
        if not items:
            return
        item = items[at % len(items)]
        sent = Submission(token(), "decide", "", {"item": item, "because": because}, "", after)
        outcome = self.send(sent, who)
        may = turn.holder.role in LEADS and item != EMERGENCY.rule
        stands = item in turn.deeds and turn.deeds[item].decision is not None
        assert (outcome.entry is not None) == (may and bool(because or stands))
        if outcome.entry and because:
            self.decided[item] = outcome.entry
        elif outcome.entry:
            self.decided.pop(item, None)

    @rule(who=numbers, at=numbers, behind=st.sampled_from([0, 0, 3]))
    def notice(self, who: int, at: int, behind: int) -> None:
        """Something noticed: it answers nothing that had no answer, and takes no answer away."""
        turn = self.service.turn(self.holder(who))
        name = LISTS_ASKED[at % len(LISTS_ASKED)]
        fact = turn.engine.pack.facts[name]
        value = {name: [fact.values[at % len(fact.values)]]}
        late = max(0, turn.seq - behind)
        outcome = self.send(answering(turn, value, kind="noticed", after=late), who)
        if not outcome.entry:
            assert behind
            return
        position = outcome.turn.position
        assert position.answers.keys() == turn.position.answers.keys()
        where = position.answers if name in position.answers else position.noticed
        assert set(where[name]) >= set(value[name])  # type: ignore[arg-type]

    @rule(who=numbers, after=numbers, text=st.sampled_from(["Seen.", "We met.\r\nAll"]))
    def note(self, who: int, after: int, text: str) -> None:
        """A note, from any page: it is taken, and moves nothing."""
        turn = self.service.turn(self.holder(who))
        outcome = self.send(Submission(token(), "note", "", {"text": text}, "", after), who)
        assert outcome.entry
        assert outcome.turn.position == turn.position
        assert notes(outcome.turn.log)[-1].text == text.replace("\r", "")

    @rule(who=numbers, after=numbers)
    def take_todays_version(self, who: int, after: int) -> None:
        """Go on to today's version: taken where it is another."""
        turn = self.service.turn(self.holder(who))
        value = {"version": self.today.pack.version}
        outcome = self.send(Submission(token(), "version", "", value, "", after), who)
        assert (outcome.entry is not None) == (turn.offer is not None)
        assert outcome.turn.engine.pack.version == self.today.pack.version
        assert outcome.turn.offer is None
        lost = turn.position.answers.keys() - outcome.turn.position.answers.keys()
        assert lost == set(turn.offer.dropped if turn.offer else ())
        assert lost <= {"area"}

    @precondition(lambda self: any(self.sent))
    @rule(who=numbers, at=numbers, after=numbers)
    def send_again(self, who: int, at: int, after: int) -> None:
        """Send again what was acknowledged, whatever was seen since."""
        at %= len(self.sent)
        if sent := self.sent[at]:
            outcome = self.send(replace(sent, after=after), who)
            assert outcome.repeated
            assert outcome.entry == self.told[at]

    @precondition(lambda self: any(self.sent))
    @rule(who=numbers, at=numbers)
    def reuse_a_token(self, who: int, at: int) -> None:
        """Send something else with a token that was used."""
        if used := self.sent[at % len(self.sent)]:
            other = "redo" if used.kind == "undo" else "undo"
            assert self.send(replace(used, kind=other, value={}), who).refusal

    @precondition(lambda self: self.told)
    @rule(who=numbers, behind=st.integers(1, 60), value=st.sampled_from(["no", "unknown"]))
    def send_late(self, who: int, behind: int, value: str) -> None:
        """Send from a page that is behind: refused where anything was said since."""
        after = max(0, len(self.told) - behind)
        said = {"immediate_danger": value}
        late = Submission(token(), "change", "danger", said, "", after)
        quiet = all(e.kind in ("tick", "decide", "note", "handover") for e in self.told[after:])
        assert (self.send(late, who).refusal is None) == quiet

    @rule(who=numbers, after=numbers)
    def say_danger(self, who: int, after: int) -> None:
        """Say that there is danger, from any page: taken, and first in the plan."""
        said = {"immediate_danger": "yes"}
        outcome = self.send(Submission(token(), "change", "danger", said, "", after), who)
        assert outcome.entry
        assert outcome.turn.plan.items[0].id == EMERGENCY.rule

    @rule(tidy=st.booleans(), newer=st.booleans())
    def restart(self, tidy: bool, newer: bool) -> None:
        """The file is opened anew, now and then by another version of the pack."""
        if tidy:
            self.store.close()
        self.today = LATER if newer else ENGINE
        self.start()

    @invariant()
    def the_log_is_what_was_told(self) -> None:
        """Each once, in order, numbered without a gap."""
        if not hasattr(self, "store"):
            return
        log = list(self.store.log(self.case_id))
        assert log == self.told
        assert [e.seq for e in log] == list(range(1, len(log) + 1))
        for submission, entry in zip(self.sent, self.told, strict=True):
            if submission:
                assert self.store.sent(self.case_id, submission.token) == entry

    @invariant()
    def what_was_done_and_decided_is_never_hidden(self) -> None:
        """Whatever was answered, changed or undone since."""
        if not hasattr(self, "store"):
            return
        turn = self.service.turn(self.holders[0])
        assert turn.deeds.keys() == self.done.keys() | self.undone.keys() | self.decided.keys()
        there = {item.id for item in turn.plan.items}
        for item, deed in turn.deeds.items():
            done, decided = self.done.get(item), self.decided.get(item)
            assert (deed.done_at, deed.done_by) == ((done.at, done.by) if done else (None, ""))
            undone = self.undone.get(item)
            assert (deed.not_done and deed.not_done.at) == (undone and undone.at)
            assert (deed.decision and deed.decision.by) == (decided and decided.by)
            assert deed.in_plan == (item in there)
            assert deed.text

    @invariant()
    def each_holder_has_their_own_role(self) -> None:
        """The one that they said last themselves, and that was not undone."""
        if not hasattr(self, "store"):
            return
        for number, holder in enumerate(self.holders, 1):
            turn = self.service.turn(holder)
            said = [
                e.value["role"]
                for e in turn.position.turns
                if "role" in e.value and e.holder == number
            ]
            assert turn.holder.role == (said[-1] if said else "")
            assert turn.may_decide == (turn.holder.role in LEADS)

    def teardown(self) -> None:
        """Another installation takes all of it as it is. Leave nothing behind."""
        if hasattr(self, "store"):
            case = self.store.case(self.case_id)
            text = export_text(export_case(self.store, self.case_id, case.opened_at))
            other = MemoryStore()
            brought = import_case(other, text.encode(), "case.json", ENGINE.pack, case.opened_at)
            assert list(other.log(brought.case.id)) == self.told
            self.store.close()
            shutil.rmtree(self.folder)


Conversation.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestConversation = Conversation.TestCase
