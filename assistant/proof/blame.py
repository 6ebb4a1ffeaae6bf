"""Does a pack's own text put blame on a child? It is held to the list it offers to others."""

from __future__ import annotations

from assistant.flow.language import flags
from assistant.flow.model import Pack
from assistant.flow.problems import Problem
from assistant.proof.screens import screens


def check_blame(pack: Pack) -> list[Problem]:
    """A warning for each sentence of the pack that has a word of `language.yaml` outside quotes."""
    return [
        Problem(
            screen.source,
            f'{screen.name}: "{flag.words}" may put blame on a child. Better: {flag.entry.better}',
            warning=True,
        )
        for screen in screens(pack)
        for sentence in screen.sentences
        for flag in flags(pack.language, sentence)
    ]
