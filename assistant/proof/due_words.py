"""Is every due time said in words, and is each of these words in use?"""

from __future__ import annotations

from assistant.flow.model import DueKind, Pack
from assistant.flow.problems import Problem, Source

NOT_KNOWN = "unknown"


def check_due_words(pack: Pack) -> list[Problem]:
    """A warning for each due time that is only said as its rule, and for words that nothing uses.

    What is said where the time it counts from is not known stands under NOT_KNOWN.
    """
    used, said = {NOT_KNOWN}, pack.words.due
    found = []
    for rule in pack.rules:
        for due in dict.fromkeys(line.due for line in rule.lines if line.due):
            used.add(due.words)
            if due.kind is not DueKind.NOW and due.words not in said:
                message = f'rule "{rule.id}": "due_words" of pack.yaml does not say "{due.words}"'
                found.append(Problem(rule.source, message, warning=True))
    if len(used) > 1 and said and NOT_KNOWN not in said:
        found.append(_pack(f'"due_words" does not say "{NOT_KNOWN}"'))
    found += [_pack(f'"due_words": no rule is due "{words}"') for words in said.keys() - used]
    return found


def _pack(message: str) -> Problem:
    return Problem(Source("pack.yaml", 1), message, warning=True)
