"""Each promise, broken in the real pack, is found broken, with a case that breaks it."""

from __future__ import annotations

import pytest

from assistant.flow.answers import Facts
from assistant.flow.model import Pack
from assistant.flow.model.promises import AlwaysAsked, Apart, First, OneOf
from assistant.flow.problems import Source
from assistant.proof.example import in_words
from assistant.proof.prove import prove
from tests.proof.seeds import Edit, seeded

NOW, REFER = "plan/now.yaml", "plan/refer.yaml"

# Promises that some case breaks: a name, the edits, the promise's words, what is said, and
# answers of the case that is shown.
BROKEN = [
    (
        "999 not in every plan",
        [
            Edit(
                NOW,
                "id: ring-999",
                "immediate_danger is yes",
                "immediate_danger is yes and role is not police",
            )
        ],
        "the emergency comes first",
        'rule "ring-999" is not in the plan',
        {"immediate_danger": "yes"},
    ),
    (
        "999 not first",
        [
            Edit("pack.yaml", "plan:", "[now, missing,", "[missing, now,"),
            Edit(
                "plan/missing.yaml",
                "id: tell-police-anything-new",
                "    when:",
                "    due: now\n    when:",
            ),
        ],
        "Where the child is in danger now, or nobody can say, 999 comes first",
        'rule "tell-police-anything-new" stands before rule "ring-999"',
        {"police_category": "absent"},
    ),
    (
        "999 not due now",
        [Edit(NOW, "id: ring-999", "due: now", "due: 24 h after referral_date")],
        "the emergency comes first",
        'rule "ring-999" is not both due now and the person\'s own',
        {"immediate_danger": "yes"},
    ),
    (
        "danger not always asked",
        [
            Edit(
                "facts/start.yaml",
                "immediate_danger:",
                "asked: always",
                "asked: task is not plan_intervention",
            )
        ],
        "Nobody comes to the end without being asked about danger now",
        '"immediate_danger" is not asked',
        {"task": "plan_intervention"},
    ),
    (
        "a contradiction",
        [
            Edit(
                "plan/strategy.yaml",
                "id: strategy-within-24h",
                "immediate_danger is no",
                "immediate_danger is not yes",
            )
        ],
        "The strategy discussion has one time limit",
        'rules "strategy-within-24h" and "strategy-at-once" are in one plan',
        {},
    ),
    (
        "a contradiction through the score",
        [
            Edit(
                "plan/seraf.yaml",
                "id: consider-meeting",
                "seraf_category is 2",
                "seraf_category is one of (2, 3)",
            )
        ],
        "The score calls for one kind of meeting, and an adult has the adult way",
        'rules "consider-meeting" and "meeting-and-safety-plan" are in one plan',
        {"record_seraf": "yes"},
    ),
    (
        "nobody to talk to",
        [Edit(REFER, "id: discuss", "frontline and", "frontline and role is not police and")],
        "Who has not talked the worry over, and is no lead, is told to",
        "the plan has none of these rules",
        {"role": "police"},
    ),
    (
        "talking is somebody else's",
        [Edit(REFER, "id: discuss", "owner: you", "owner: police")],
        "Who has not talked the worry over, and is no lead, is told to",
        'rule "discuss" is not the person\'s own',
        {},
    ),
    (
        "not knowing withholds",
        [Edit(NOW, "id: ring-police-now", "police_informed is not yes", "police_informed is no")],
        'not knowing "Police told" withholds nothing',
        '5.2-8 (rule "ring-police-now") is lost where it is unknown',
        {"police_informed": "no"},
    ),
    (
        "not knowing the age withholds",
        [Edit("plan/intervene.yaml", "id: keep-recording", "stands", "stands and age is answered")],
        'not knowing "Age" withholds nothing',
        '(rule "keep-recording") is lost where it is unknown',
        {"age": 18},
    ),
    (
        "an empty plan",
        [
            Edit(
                "plan/around.yaml",
                "id: fallback-social",
                "when: social",
                "when: social and is_back",
            )
        ],
        "no plan is empty",
        "no rule and no fallback is in the plan",
        {},
    ),
]


@pytest.mark.parametrize(
    ("edits", "words", "what", "case"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_promise_is_found_with_a_case(
    edits: list[Edit], words: str, what: str, case: Facts
) -> None:
    pack, _ = seeded(*edits)
    broken = f'broken promise "{words}": '
    (found,) = [p for p in prove(pack) if p.message.startswith(broken) and what in p.message]
    assert not found.warning
    said = in_words(pack, case).removesuffix("nothing else is known")
    assert said in found.message
    assert found.source in _promised(pack, words)


def _promised(pack: Pack, words: str) -> list[Source]:
    """Where a promise of these words stands; what every pack owes stands in pack.yaml."""
    promises = pack.promises
    named: list[First | AlwaysAsked | Apart | OneOf] = [*promises.first, *promises.asked]
    named += [*promises.apart, *promises.one_of]
    declared = [promise.source for promise in named if promise.words == words]
    declared += [p.source for p in promises.not_knowing if pack.facts[p.fact].short in words]
    return declared or [Source("pack.yaml", 1), pack.emergency.source]
