"""What a person types into a paper's fields: made fit to print, and bounded. It is never kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct

from assistant.flow.model import DocumentKind, FormField
from assistant.present.documents.basis import Basis

LONGEST = 4000  # signs in one field
REASON = "why."
_JOINERS = "\u200c\u200d"  # how some languages are spelt hangs on them


class Asked(Struct, frozen=True):
    """A field that the case's answers leave empty, for a person to fill in."""

    id: str
    label: str
    lines: int


def asked_fields(basis: Basis, kind: DocumentKind) -> tuple[Asked, ...]:
    """The fields that a person may fill in: those without an answer that may apply, and a reason
    for each tick.
    """
    found: list[Asked] = []
    for part in kind.parts:
        if basis.holds(part.when) is False:
            continue
        if part.show == "score":
            found += _reasons(basis, part.names)
        found += [
            Asked(one.id, one.label, one.lines)
            for one in part.fields
            if not _answered(basis, one) and basis.holds(one.when) is not False
        ]
    return tuple(found)


def _answered(basis: Basis, field: FormField) -> bool:
    """The case's own answer stands in the field."""
    if not (field.fact and basis.known(field.fact)):
        return False
    return basis.position.facts[field.fact] not in field.but_for


def _reasons(basis: Basis, names: Iterable[str]) -> list[Asked]:
    pack, facts = basis.pack, basis.position.facts
    found = []
    for score in (one for one in pack.scores if one.id in names):
        for part in score.lists:
            answer = facts.get(part.fact)
            for option in pack.facts[part.fact].options:
                if isinstance(answer, dict | list) and option.value in answer:
                    label = basis.words("reason_of", sign=option.label)
                    found.append(Asked(reason_id(option.value), label, 2))
    return found


def reason_id(item: str) -> str:
    """The id of the field that says why an item of a score is ticked."""
    return f"{REASON}{item}"


def fit(text: str) -> str:
    """The text as it can be printed: its lines ended by newlines, without signs that print nothing.

    Signs that turn the direction of a line are left out too: they would make it read as another.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join("".join(map(_sign, line)).split()) for line in lines).strip()


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Zs", "Zl", "Zp") or sign == "\t":
        return " "
    return "" if category[0] == "C" and sign not in _JOINERS else sign


def value_of(basis: Basis, field: FormField, typed: Mapping[str, str]) -> str:
    """What stands in a field: the case's answer, or what was typed, or that it is not known.

    Where the answers say that it cannot apply, it says so.
    """
    if _answered(basis, field):
        return basis.answer(field.fact)
    if basis.holds(field.when) is False:
        return basis.words("not_apply")
    return fit(typed.get(field.id, "")) or basis.words("not_known")
