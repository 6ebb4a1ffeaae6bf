"""What to say in one call, made from the answers and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from assistant.engine.deeds import Deed
from assistant.engine.entries import ROLE
from assistant.engine.known import key_of
from assistant.engine.plan import Plan
from assistant.engine.program import View
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import WAYS, Call, Pack, Spoken
from assistant.present.said import Saying, child_words, gap_words, named, sayings
from assistant.present.score_said import score_lines

BLANK = "______"


class Sentence(Struct, frozen=True):
    """One thing that is said. `key` names the answer that it says ("fact" or "fact.item"), empty
    for a line that says none; `way` is how that is known, empty where nobody has said.
    """

    text: str
    key: str = ""
    way: str = ""


class Part(Struct, frozen=True):
    """Sentences under one heading. `id` is what the heading stands for."""

    id: str
    title: str
    lines: tuple[Sentence, ...]


class ScriptView(Struct, frozen=True):
    """One call. `number` is its place in the pack, from 1; `contacts` are the ids of those whom it
    is to; `before` is for the caller alone.
    """

    number: int
    title: str
    contacts: tuple[str, ...]
    before: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def answers(self) -> tuple[Sentence, ...]:
        """What it says of the answers, each of which is known in some way."""
        return tuple(line for part in self.parts for line in part.lines if line.key)


class Speaker(Struct, frozen=True):
    """Who speaks in a call, and where the case stands for them.

    `facts` are the answers that count, with the speaker's own role; `planned` the ids of their own
    items that are not done, `done` of those that are ticked; `known` how each answer is known.
    """

    engine: Engine
    position: Position
    facts: Facts
    view: View
    planned: frozenset[str]
    done: frozenset[str]
    known: Mapping[str, str]


def speaker(
    engine: Engine,
    position: Position,
    plan: Plan,
    deeds: Mapping[str, Deed],
    known: Mapping[str, str],
    role: str = "",
) -> Speaker:
    """The speaker. `role` is theirs, where another person answered what the role is."""
    answers, view, facts = position.answers, position.view, position.facts
    if role and answers.get(ROLE) != role and ROLE in answers:
        answers = {**answers, ROLE: role}
        view = engine.view(answers)
        facts = engine.counted(answers, view)
    standing = (*plan.items, *plan.kept)
    settled = {item for item, deed in deeds.items() if deed.done_at or deed.decision}
    return Speaker(
        engine,
        position,
        facts,
        view,
        planned=frozenset(i.id for i in standing if i.yours and i.id not in settled),
        done=frozenset(item for item, deed in deeds.items() if deed.done_at),
        known=known,
    )


def call_number(pack: Pack, call: Call) -> int:
    """A call's place in the pack, from 1: a name for it that says nothing in an address."""
    return pack.scripts.calls.index(call) + 1


def script(who: Speaker, call: Call, own: str = "") -> ScriptView:
    """What to say in a call. `own` is what the speaker has written to be said as well."""
    pack, reader = who.engine.pack, Reader(who.engine.program, who.view)
    words = pack.scripts.headings
    person = child_words(pack, reader)
    parts: list[tuple[str, list[Sentence]]] = [
        ("start", list(_lines(who, reader, call.start, person))),
        ("own", [Sentence(line) for line in own.splitlines() if line.strip()]),
        *_known(who, call, person),
        ("score", [_scored(who, s) for s in score_lines(who.engine, who.facts, who.view, call)]),
        *_gaps(who, call, person),
        *((key, list(_lines(who, reader, getattr(call, key), person))) for key in ("need", "will")),
        ("ask", list(_lines(who, reader, call.ask, person))),
    ]
    instead = next((other for other in call.instead if reader.truth(other.when) is True), None)
    return ScriptView(
        call_number(pack, call),
        instead.title if instead else call.title,
        (instead.contact,) if instead else call.contacts,
        tuple(line.text for line in _lines(who, reader, call.before, person)),
        tuple(Part(key, words[key], tuple(lines)) for key, lines in parts if lines),
    )


def script_text(view: ScriptView, ways: Mapping[str, str]) -> str:
    """The script as text to paste. `ways` are the words for how a thing is known."""
    found = [view.title]
    for part in view.parts:
        found += ["", part.title]
        for line in part.lines:
            tag = f" ({ways[line.way]})" if line.way and part.id not in WAYS else ""
            found.append(f"- {line.text}{tag}")
    return "\n".join(found)


def _lines(
    who: Speaker, reader: Reader, lines: tuple[Spoken, ...], person: Mapping[str, str]
) -> Iterator[Sentence]:
    for line in lines:
        if reader.truth(line.when) is not True:
            continue
        if line.planned and line.planned not in who.planned:
            continue
        if line.done and line.done not in who.done:
            continue
        if line.fact:
            yield from (
                _sentence(who, saying)
                for saying in sayings(who.engine.pack, line.fact, who.facts, person)
            )
        else:
            text = line.say or f"{line.fill}: {BLANK}"
            yield Sentence(named(text, person))


def _known(
    who: Speaker, call: Call, person: Mapping[str, str]
) -> Iterator[tuple[str, list[Sentence]]]:
    """What the answers say, apart by how it is known; first what nobody has said that of."""
    started = {line.fact for line in call.start if line.fact}
    told = [
        _sentence(who, saying)
        for name in call.tells
        if name not in started
        for saying in sayings(who.engine.pack, name, who.facts, person)
    ]
    for way in ("", *WAYS):
        yield way or "known", [line for line in told if line.way == way]


def _gaps(
    who: Speaker, call: Call, person: Mapping[str, str]
) -> Iterator[tuple[str, list[Sentence]]]:
    """What the listener will ask for: what is not known, and apart from it what was not asked, so
    that nobody has said that it is not known.
    """
    pack, at = who.engine.pack, who.engine.program.codec.at
    unknown = [name for name in call.gaps if who.facts.get(name) == UNKNOWN]
    later = [name for name in call.gaps if name not in who.facts and not who.view.barred[at[name]]]
    yield "gaps", [Sentence(gap_words(pack, name, person)) for name in unknown]
    yield "later", [Sentence(f"{gap_words(pack, name, person)}: {BLANK}") for name in later]


def _sentence(who: Speaker, saying: Saying) -> Sentence:
    key = key_of(saying.fact, saying.item)
    given = who.known.get(key) or who.known.get(saying.fact)
    return Sentence(saying.text, key, given or who.engine.pack.scripts.said[saying.fact].way)


def _scored(who: Speaker, saying: Saying) -> Sentence:
    return _sentence(who, saying) if saying.fact else Sentence(saying.text)
