"""The pack: what its authors own, as frozen values."""

from assistant.flow.model.events import Event, Learned, Takes
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
from assistant.flow.model.plan import (
    Checklist,
    ChecklistItem,
    Due,
    DueKind,
    Late,
    Line,
    Principle,
    Rule,
)
from assistant.flow.model.register import Channel, Clause, Contact, Party, Term
from assistant.flow.model.scores import Band, Extra, Points, Score, ScoreList, ScoreNote

__all__ = [
    "LISTS",
    "PERIODS",
    "Band",
    "BesideYou",
    "Channel",
    "Checklist",
    "ChecklistItem",
    "Clause",
    "Contact",
    "Due",
    "DueKind",
    "Emergency",
    "Event",
    "Extra",
    "Fact",
    "FactType",
    "Late",
    "Learned",
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
    "Stage",
    "Step",
    "Takes",
    "Term",
    "Times",
    "Words",
]
