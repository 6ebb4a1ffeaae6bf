"""The pack: what its authors own, as frozen values."""

from assistant.flow.model.answering import (
    AREA,
    ROLE,
    AnsweringLine,
    Directory,
    Hours,
    HoursKind,
    Span,
    Trust,
)
from assistant.flow.model.facts import (
    LISTS,
    PERIODS,
    Fact,
    FactType,
    Option,
    Stage,
    Step,
    Times,
)
from assistant.flow.model.pack import BesideYou, Emergency, Pack, Protocol, Right, Words
from assistant.flow.model.plan import Checklist, ChecklistItem, Due, DueKind, Line, Principle, Rule
from assistant.flow.model.register import Channel, Clause, Contact, Party, Term
from assistant.flow.model.scores import Band, Extra, Points, Score, ScoreList, ScoreNote

__all__ = [
    "AREA",
    "LISTS",
    "PERIODS",
    "ROLE",
    "AnsweringLine",
    "Band",
    "BesideYou",
    "Channel",
    "Checklist",
    "ChecklistItem",
    "Clause",
    "Contact",
    "Directory",
    "Due",
    "DueKind",
    "Emergency",
    "Extra",
    "Fact",
    "FactType",
    "Hours",
    "HoursKind",
    "Line",
    "Option",
    "Pack",
    "Party",
    "Points",
    "Principle",
    "Protocol",
    "Right",
    "Rule",
    "Score",
    "ScoreList",
    "ScoreNote",
    "Span",
    "Stage",
    "Step",
    "Term",
    "Times",
    "Trust",
    "Words",
]
