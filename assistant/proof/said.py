"""Can every answer be said to somebody, and is there something to say in every call?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow.model import Pack
from assistant.flow.problems import Problem


def check_said(pack: Pack) -> list[Problem]:
    """A warning for each answer that no call says, and each contact that has no script.

    A pack without scripts owes none.
    """
    if not pack.scripts.calls:
        return []
    return [*_facts(pack), *_contacts(pack)]


def _facts(pack: Pack) -> Iterator[Problem]:
    scripts = pack.scripts
    told = {name for call in scripts.calls for name in call.tells}
    told |= {line.fact for call in scripts.calls for line in call.lines}
    scored = {name for call in scripts.calls for name in call.scores}
    told |= {part.fact for s in pack.scores if s.id in scored for part in s.lists}
    for name, fact in pack.facts.items():
        what = f'fact "{name}"'
        if name in scripts.said and name in scripts.unsaid:
            message = 'scripts.yaml has a way to say it, and says that it is "unsaid"'
        elif name in scripts.unsaid:
            continue
        elif name not in scripts.said:
            message = 'scripts.yaml has no way to say it; where that is meant, say why in "unsaid"'
        elif name not in told:
            message = "scripts.yaml has a way to say it, but no call says it"
        else:
            continue
        yield Problem(fact.source, f"{what}: {message}", warning=True)


def _contacts(pack: Pack) -> Iterator[Problem]:
    scripts = pack.scripts
    rung = {contact for rule in pack.rules for contact in rule.contacts}
    for contact in pack.contacts.values():
        what = f'contact "{contact.id}"'
        has = bool(scripts.calls_for(contact.id))
        if has and contact.id in scripts.no_call:
            message = 'a call in scripts.yaml is for it, and "no_call" says that nobody rings it'
        elif contact.id in rung and not has and contact.id not in scripts.no_call:
            message = 'no call in scripts.yaml is for it; where that is meant, say why in "no_call"'
        else:
            continue
        yield Problem(contact.source, f"{what}: {message}", warning=True)
