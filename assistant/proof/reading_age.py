"""Can everybody read it? The grade of each screen by Flesch and Kincaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.flow.model import Pack
from assistant.flow.problems import Problem, Source
from assistant.proof.screens import screens, spoken

HIGHEST = 8.0
HIGHEST_MEAN = 6.0
SHORT_WORD = "name"
_INNER_STOP = re.compile(r"(?<=\S)\.(?=\S)")  # 5.10 and GOV.UK end no sentence


def check_reading_age(pack: Pack) -> list[Problem]:
    """A warning for each screen above HIGHEST, and one where the mean is above HIGHEST_MEAN.

    Names of posts, bodies and forms are left out of the count, for nobody can choose them: they are
    taken from the pack itself (owners, services, contacts, terms, scores, the protocol, what has
    changed since).
    """
    plain = _Plain(pack)
    grades = [(screen, plain.grade(screen.text)) for screen in screens(pack)]
    found = [
        Problem(
            screen.source,
            f"{screen.name}: its words read at grade {grade:.1f}; {HIGHEST:.0f} is the most."
            f' Hardest: "{_start(max(screen.sentences, key=plain.grade))}"',
            warning=True,
        )
        for screen, grade in grades
        if grade > HIGHEST
    ]
    mean = sum(grade for _, grade in grades) / max(1, len(grades))
    if mean > HIGHEST_MEAN:
        message = (
            f"the words of the pack read at grade {mean:.1f} in the mean;"
            f" {HIGHEST_MEAN:.0f} is the most"
        )
        found.append(Problem(Source("pack.yaml", 1), message, warning=True))
    return found


class _Plain:
    """Grades text with a short word in the place of every name."""

    def __init__(self, pack: Pack) -> None:
        import textstat  # late: it takes a second, and only this check needs it

        self._grade: Callable[[str], float] = textstat.flesch_kincaid_grade
        self._names = spoken(_names(pack))

    def grade(self, text: str) -> float:
        """The grade by Flesch and Kincaid: years of school in the United States."""
        return self._grade(_INNER_STOP.sub("", self._names.sub(SHORT_WORD, text)))


def _names(pack: Pack) -> Iterator[str]:
    yield pack.protocol.title
    yield pack.protocol.publisher
    yield from (party.name for party in pack.owners.values())
    yield from (party.name for party in pack.services.values())
    yield from (contact.name for contact in pack.contacts.values())
    yield from (line.name for line in pack.directory.lines)
    yield from (term.term for term in pack.terms)
    yield from (score.title for score in pack.scores)
    yield from pack.since.names


def _start(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}..."
