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
from assistant.flow.model.language import Blaming, Language
from assistant.flow.model.pack import BesideYou, Emergency, Pack, Protocol, Right, Words
from assistant.flow.model.plan import Checklist, ChecklistItem, Due, DueKind, Line, Principle, Rule
from assistant.flow.model.register import Channel, Clause, Contact, Party, Term
from assistant.flow.model.scores import Band, Extra, Points, Score, ScoreList, ScoreNote
from assistant.flow.model.scripts import WAYS, Call, Called, Said, Scripts, Spoken, Wrong

__all__ = [
    "LISTS",
    "PERIODS",
    "WAYS",
    "Band",
    "BesideYou",
    "Blaming",
    "Call",
    "Called",
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
    "Language",
    "Line",
    "Option",
    "Pack",
    "Party",
    "Points",
    "Principle",
    "Protocol",
    "Right",
    "Rule",
    "Said",
    "Score",
    "ScoreList",
    "ScoreNote",
    "Scripts",
    "Spoken",
    "Stage",
    "Step",
    "Term",
    "Times",
    "Words",
    "Wrong",
]
