"""An answer typed in words: "no", "she is 16", "2 hours ago", the start of an option's words.

The clock is given, never read here. Nothing is guessed: what fits no answer, or more than one, is
said, and the question stays.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from assistant.flow.answers import Answer, AnswerError, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, Fact, FactType
from assistant.flow.said.plain import plain, slips
from assistant.words.typed.everyday import meant
from assistant.words.typed.items import read_items, read_periods
from assistant.words.typed.moment import moment_of
from assistant.words.typed.number import read_number
from assistant.words.typed.option import allowed, read_option, read_yes_no

MAX_LENGTH = 2000
_NOT_KNOWN = (
    "unknown", "dont know", "do not know", "i dont know", "i do not know", "we dont know",
    "we do not know", "dont no", "dunno", "idk", "not known", "not sure", "im not sure",
    "i am not sure", "unsure", "no idea", "i have no idea", "cant say", "i cant say", "skip",
)  # fmt: skip


def read_typed(fact: Fact, text: str, now: datetime, *, numbered: bool = True) -> Answer:
    """The canonical answer that `text` means. `now` is aware. Raises AnswerError with a plain
    sentence.

    `numbered`: an option can be named by its place, from 1.
    """
    if len(text) > MAX_LENGTH:
        raise AnswerError(f"That is too long. {allowed(fact)}")
    text = text.strip()
    if fact.type not in LISTS and text in fact.values:
        return read_answer(fact, text)
    words = plain(text)
    if "?" in text:  # "safe?" asks
        fact = replace(fact, says={})
    if not words and text not in ("?", "-"):
        raise AnswerError(f"Nothing was typed. {allowed(fact)}")
    if text in ("?", "-") or _not_known(words) or meant(fact, words) == (UNKNOWN,):
        if not fact.may_be_unknown:
            raise AnswerError(f"This one needs an answer. {allowed(fact)}", close=True)
        return UNKNOWN
    match fact.type:
        case FactType.YES_NO:
            return read_answer(fact, read_yes_no(fact, text, numbered=numbered))
        case FactType.CHOICE:
            return read_answer(fact, read_option(fact, text, numbered=numbered).value)
        case FactType.WHOLE:
            return read_answer(fact, read_number(fact, text))
        case FactType.DATETIME:
            return read_answer(fact, moment_of(fact, text, now))
        case FactType.CHOICES:
            return read_answer(fact, read_items(fact, text, numbered=numbered))
        case FactType.PERIODS:
            return read_answer(fact, read_periods(fact, text, numbered=numbered))


def _not_known(words: str) -> bool:
    if words in _NOT_KNOWN:
        return True
    # Long enough that one slip makes no other answer of it; "now known" is not "not known".
    return 9 <= len(words) <= 16 and any(
        slips(words, known) <= 1 for known in _NOT_KNOWN if known.endswith((" know", " no idea"))
    )
