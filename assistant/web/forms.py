"""What a browser sends, as a submission: the fields of a form, or one frame of a socket.

Only what a form and a frame have of their own is looked at here; the rest is for the service.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from assistant.cases.submission import Submission
from assistant.engine.replay import Refusal
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, Fact, FactType, Pack

_KEYS = ("token", "kind", "step", "value", "after")
_NUMBER = re.compile(r"[0-9]{1,6}")
NOT_TOGETHER = "Two answers that do not go together were given."


class Malformed(ValueError):
    """A form or a frame that no page of ours sends. The message says what is wrong with it."""


class Fields(Protocol):
    """The fields of a form: a name may stand several times."""

    def getlist(self, key: str, /) -> list[str]:
        """Every value of a name."""


def read_frame(frame: object) -> Submission:
    """The submission in one frame; its values are as they came. Raises Malformed."""
    if not isinstance(frame, dict) or not set(frame) <= set(_KEYS):
        raise Malformed(f"An answer is an object with {', '.join(_KEYS)}, and nothing else.")
    return Submission(
        token=frame.get("token", ""),
        kind=frame.get("kind", ""),
        step=frame.get("step", ""),
        value=frame.get("value", {}),
        by="",
        after=frame.get("after", -1),
    )


def read_form(form: Fields, value: Mapping[str, object], kind: str = "") -> Submission:
    """The submission of a form whose answers have been read. Raises Malformed.

    `kind` is what a button said, where the form does not.
    """
    after = single(form, "after")
    return Submission(
        token=single(form, "token"),
        kind=kind or single(form, "kind"),
        step="" if kind else single(form, "step"),
        value=value,
        by="",
        after=int(after) if _NUMBER.fullmatch(after) else -1,
    )


def read_act(form: Fields) -> tuple[str, dict[str, object]]:
    """The kind and the value of what a button of the case does. Raises Malformed.

    A button says `undo`, `redo`, `danger`, `tick ITEM`, `untick ITEM`, `decide ITEM` or
    `version VERSION`; why it was decided so stands in a field `because ITEM`. What is no such thing
    is Malformed.
    """
    said, _, name = single(form, "do").partition(" ")
    match said:
        case "undo" | "redo" | "danger" if not name:
            return said, {}
        case "tick" | "untick" if name:
            return "tick", {"item": name, "done": "yes" if said == "tick" else "no"}
        case "decide" if name:
            return "decide", {"item": name, "because": single(form, f"because {name}")}
        case "version" if name:
            return "version", {"version": name}
    raise Malformed("That button does nothing here.")


def form_facts(form: Fields, pack: Pack) -> list[Fact]:
    """The questions that a form says it answers. Raises Malformed for one that there is not."""
    names = single(form, "facts").split()
    if any(name not in pack.facts for name in names):
        raise Malformed("The form names a question that there is not.")
    return [pack.facts[name] for name in dict.fromkeys(names)]


def read_fields(form: Fields, facts: Iterable[Fact]) -> tuple[dict[str, object], Refusal | None]:
    """The answers in a form, and the first that contradicts itself.

    A question without an answer is left out; whether that may be is for the engine to say.
    """
    found: dict[str, object] = {}
    refusal = None
    for fact in facts:
        answers = _answers(form, fact)
        if answers:
            found[fact.name] = answers[0]
        if len(answers) > 1 and refusal is None:
            refusal = Refusal(NOT_TOGETHER, fact.name)
    return found, refusal


def single(form: Fields, name: str) -> str:
    """The one value of a name, empty where there is none. Raises Malformed."""
    values = form.getlist(name)
    if len(values) > 1:
        raise Malformed(f'"{name}" stands in the form more than once.')
    return values[0] if values else ""


def _answers(form: Fields, fact: Fact) -> list[object]:
    """Each answer given for a fact; more than one contradict each other."""
    found: list[object] = []
    if fact.type is FactType.PERIODS:
        ticks = {value: form.getlist(f"{fact.name}.{value}") for value in fact.values}
        periods = {value: ticked for value, ticked in ticks.items() if ticked}
        found += [periods] if periods else []
    elif fact.type is FactType.CHOICES:
        listed = form.getlist(fact.name)
        found += [listed] if listed else []
    else:
        found += [text.strip() for text in form.getlist(fact.name) if text.strip()]
    if fact.type in LISTS and form.getlist(f"{fact.name}.none"):
        found.append([])
    if form.getlist(f"{fact.name}.{UNKNOWN}"):
        found.append(UNKNOWN)
    return found
