"""The pack: what its authors own, as frozen values."""

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
from assistant.flow.model.since import About, Changed, Layer, Since, Stands, Sure

__all__ = [
    "LISTS",
    "PERIODS",
    "About",
    "Band",
    "BesideYou",
    "Changed",
    "Channel",
    "Checklist",
    "ChecklistItem",
    "Clause",
    "Contact",
    "Due",
    "DueKind",
    "Emergency",
    "Extra",
    "Fact",
    "FactType",
    "Layer",
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
    "Since",
    "Stage",
    "Stands",
    "Step",
    "Sure",
    "Term",
    "Times",
    "Words",
]
