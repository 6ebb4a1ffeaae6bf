"""An id names one thing: no two of a kind in a pack have the same."""

from __future__ import annotations

from assistant.flow.load.fields import Notes
from assistant.flow.model import Pack
from assistant.flow.problems import Source


def check_unique(pack: Pack, notes: Notes) -> None:
    """Note every id that a second thing of its kind has."""
    groups = {
        "stage": [(stage.id, Source(f"stages/{stage.id}.yaml", 1)) for stage in pack.stages],
        "step": [(step.id, step.source) for step in pack.steps],
        "rule": [(rule.id, rule.source) for rule in pack.rules],
        "checklist": [(item.id, item.source) for item in pack.checklists],
        "principle": [(item.id, item.source) for item in pack.principles],
        "term": [(item.id, item.source) for item in pack.terms],
        "score": [(item.id, item.source) for item in pack.scores],
        "note": [(note.id, note.source) for item in pack.scores for note in item.notes],
    }
    for kind, ids in groups.items():
        seen: set[str] = set()
        for name, source in ids:
            if name in seen:
                notes.error(source, f'there are two {kind}s with the id "{name}"')
            seen.add(name)
