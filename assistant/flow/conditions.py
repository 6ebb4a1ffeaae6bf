"""The condition language: what a condition can say, and how its text is read.

    missing_status is missing_now and police_informed is not yes
    concerns has cse or any cse_indicators
    episodes_in_90_days >= 3 and not in_care

A condition that cannot be read raises ConditionError with one plain sentence.
"""

from __future__ import annotations

import re
from typing import NoReturn

from msgspec import Struct

MAX_LENGTH = 2000
MAX_DEPTH = 20

UNKNOWN = "unknown"


class ConditionError(ValueError):
    """A condition that cannot be read."""


class Const(Struct, frozen=True):
    """`always` and `never`."""

    value: bool


class Is(Struct, frozen=True):
    """The fact has one of these values (`unknown` may be among them)."""

    fact: str
    values: tuple[str, ...]


class Has(Struct, frozen=True):
    """The list holds at least one of these items; no items stands for `any`."""

    fact: str
    items: tuple[str, ...]


class Compare(Struct, frozen=True):
    """A whole number against a limit; false where the number is unknown."""

    fact: str
    op: str
    limit: int


class Name(Struct, frozen=True):
    """A condition that conditions.yaml defines."""

    name: str


class Not(Struct, frozen=True):
    """True where the other is false."""

    inner: Condition


class All(Struct, frozen=True):
    """Every one of them."""

    parts: tuple[Condition, ...]


class AnyOf(Struct, frozen=True):
    """At least one of them."""

    parts: tuple[Condition, ...]


Condition = Const | Is | Has | Compare | Name | Not | All | AnyOf
ALWAYS = Const(True)

_WORD = re.compile(r"[A-Za-z_]\w*")
_NUMBER = re.compile(r"[0-9]+")
_TOKEN = re.compile(r"\s*(?:([0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|(>=|<=|>|<|\(|\)|,)|(\S))")
RESERVED = {"and", "or", "not", "is", "has", "any", "one", "of", "answered", "always", "never"}


def parse(text: str) -> Condition:
    """The condition that `text` says. Raises ConditionError."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"a condition may have at most {MAX_LENGTH} characters")
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = [
            m.group(m.lastindex or 0) for m in _TOKEN.finditer(text) if m.group().strip()
        ]
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def accept(self, word: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == word:
            self.at += 1
            return True
        return False

    def fail(self, wanted: str) -> NoReturn:
        found = f'"{self.peek()}"' if self.peek() else "the end"
        before = " ".join(self.tokens[max(0, self.at - 3) : self.at])
        after = f' after "{before}"' if before else ""
        raise ConditionError(f"expected {wanted}{after}, found {found}")

    def whole(self) -> Condition:
        if not self.tokens:
            raise ConditionError("the condition is empty")
        condition = self.either()
        if self.peek() in ("=", "!"):
            raise ConditionError(f'there is no "{self.peek()}": write "is" or "is not"')
        if self.at < len(self.tokens):
            self.fail('"and", "or" or the end')
        return condition

    def either(self) -> Condition:
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self) -> Condition:
        parts = [self.negated()]
        while self.accept("and"):
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def negated(self) -> Condition:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConditionError(f"brackets and nots may be nested {MAX_DEPTH} deep at most")
        try:
            if self.accept("not"):
                return Not(self.negated())
            if self.accept("("):
                inner = self.either()
                if not self.accept(")"):
                    self.fail('")"')
                return inner
            return self.atom()
        finally:
            self.depth -= 1

    def atom(self) -> Condition:
        if self.accept("always"):
            return Const(True)
        if self.accept("never"):
            return Const(False)
        if self.accept("any"):
            return Has(self.word("the name of a list"), ())
        name = self.word("a fact or a condition")
        if self.accept("is"):
            return self.is_part(name)
        if self.accept("has"):
            return Has(name, self.values())
        if self.peek() in (">=", "<=", ">", "<"):
            op = self.take()
            if not _NUMBER.fullmatch(self.peek()):
                self.fail("a whole number")
            return Compare(name, op, int(self.take()[:9]))
        return Name(name)

    def is_part(self, name: str) -> Condition:
        negated = self.accept("not")
        if self.accept("answered"):
            condition: Condition = Is(name, (UNKNOWN,))
            return condition if negated else Not(condition)
        condition = Is(name, self.values())
        return Not(condition) if negated else condition

    def values(self) -> tuple[str, ...]:
        if not self.accept("one"):
            return (self.word("a value"),)
        if not self.accept("of") or not self.accept("("):
            self.fail('"of (" and a list of values')
        found = [self.word("a value")]
        while self.accept(","):
            found.append(self.word("a value"))
        if not self.accept(")"):
            self.fail('"," or ")"')
        return tuple(found)

    def word(self, wanted: str) -> str:
        token = self.peek()
        number = wanted == "a value" and _NUMBER.fullmatch(token)
        if not number and (not _WORD.fullmatch(token) or token in RESERVED):
            self.fail(wanted)
        return self.take()
