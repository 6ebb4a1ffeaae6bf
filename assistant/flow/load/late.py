"""`late` of a rule: what to do when its time has gone by."""

from __future__ import annotations

from assistant.flow.load.fields import Fields, Notes
from assistant.flow.model import Late, Pack
from assistant.flow.problems import did_you_mean


def read_late(rule: Fields) -> Late | None:
    """What a rule says for when it is late; None where it says nothing."""
    if (node := rule.get("late")) is None:
        return None
    late = Fields(rule.notes, rule.file, node, f"late of {rule.what}", rule.line)
    found = Late(
        late.ids("chase"), late.texts("how"), late.text("then", required=False), late.source
    )
    if not found.how:
        late.error("how", '"how" is missing')
    late.done()
    return found


def check_late(pack: Pack, notes: Notes) -> None:
    """Note every contact and every rule that there is not."""
    rules = [rule.id for rule in pack.rules]
    for rule in pack.rules:
        if not (late := rule.late):
            continue
        what = f'late of rule "{rule.id}"'
        for name in late.contacts:
            if name not in pack.contacts:
                hint = did_you_mean(name, pack.contacts)
                notes.error(late.source, f'{what}: there is no contact "{name}".{hint}')
        if late.then and late.then not in rules:
            hint = did_you_mean(late.then, rules)
            notes.error(late.source, f'{what}: there is no rule "{late.then}".{hint}')
