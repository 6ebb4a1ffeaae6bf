"""What never comes, or always does, is found where it stands: each put into the real pack."""

from __future__ import annotations

import pytest

from assistant.flow.problems import Problem
from assistant.proof.prove import prove
from tests.proof.seeds import Edit, seeded

NRM, NOW = "plan/nrm.yaml", "plan/now.yaml"
CONDITIONS, CHECKLISTS = "conditions.yaml", "checklists.yaml"

# What nothing or everything comes to: a name, the edit, what is said of it, and where: a file (that
# of the edit where it is empty) and how the line begins.
WARNINGS = [
    (
        "dead rule",
        Edit(NRM, "id: nrm-first-decision", "social and", "frontline and"),
        'rule "nrm-first-decision" is in no plan: its condition is true in no case',
        ("", "when:"),
    ),
    (
        "dead line",
        Edit(
            NOW,
            "id: ring-police-now",
            "new_information is yes",
            "police_informed is unknown and new_information is yes",
        ),
        'a line of rule "ring-police-now" is true in no case',
        ("", "- when:"),
    ),
    (
        "rule in every plan",
        Edit("plan/around.yaml", "id: count-case", "when: social", "when: social or frontline"),
        'rule "count-case" is in every plan; if that is meant, write `always`',
        ("", "when:"),
    ),
    (
        "unreachable step",
        Edit(
            "facts/worries.yaml",
            "push_pull_factors:",
            "asked: frontline",
            "asked: social and frontline",
        ),
        'step "reasons-for-going" is never reached: none of its questions is asked',
        ("stages/close.yaml", "- id: reasons-for-going"),
    ),
    (
        "question that is never asked",
        Edit(
            "facts/missing.yaml",
            "signs_of_plan:",
            "asked: is_missing",
            "asked: is_back and is_missing",
        ),
        'fact "signs_of_plan" is never asked: the condition is true in no case',
        ("", "asked:"),
    ),
    (
        "question whose answer changes nothing",
        Edit(
            "plan/missing.yaml",
            "id: bureau-not-right",
            "bureau_inappropriate is yes",
            "(bureau_inappropriate is yes or bureau_inappropriate is not yes)",
        ),
        (
            'fact "bureau_inappropriate": the answer changes neither plan, score nor contact'
            " in any case"
        ),
        ("facts/missing.yaml", "bureau_inappropriate:"),
    ),
    (
        "condition that is always true",
        Edit(CONDITIONS, "lead:", "role is", "role is unknown or role is answered or role is"),
        'condition "lead" is true in every case; if that is meant, write `always`',
        ("", "lead:"),
    ),
    (
        "condition that is never true",
        Edit(
            CONDITIONS,
            "in_residential_care:",
            "living is residential",
            "living is residential and living is foster",
        ),
        'condition "in_residential_care" is true in no case',
        ("", "in_residential_care:"),
    ),
    (
        "checklist that is never shown",
        Edit(
            CHECKLISTS,
            "id: passport",
            "task is received_referral",
            "task is worried and task is received_referral",
        ),
        'checklist "passport" is never shown: its condition is true in no case',
        ("", "- id: passport"),
    ),
    (
        "item that is never shown",
        Edit(CHECKLISTS, "id: attendees", "when: perpetrator_identified is yes", "when: frontline"),
        'an item of checklist "attendees" is never shown',
        ("", "- text: The probation worker"),
    ),
    (
        "item that needs no condition",
        Edit(CHECKLISTS, "id: attendees", "when: perpetrator_identified is yes", "when: social"),
        (
            'an item of checklist "attendees" is shown whenever the checklist is:'
            " it needs no condition"
        ),
        ("", "- text: The probation worker"),
    ),
    (
        "part of an `or`",
        Edit(
            CONDITIONS,
            "in_care:",
            "looked_after is yes",
            "looked_after is yes or (social and frontline)",
        ),
        'condition "in_care": the part "social and frontline" is never true where it stands',
        ("", "in_care:"),
    ),
    (
        "fact read where it is never asked",
        Edit(
            "plan/missing.yaml",
            "id: safe-and-well-check",
            "when: is_back",
            "when: is_back and whereabouts is not known",
        ),
        'rule "safe-and-well-check" reads "whereabouts" where it is never asked, so never known',
        ("", "when:"),
    ),
    (
        "fallback that is never needed",
        Edit(
            "plan/around.yaml",
            "id: fallback-social",
            "when: social",
            "when: social and strategy_meeting_due",
        ),
        'rule "fallback-social" is in no plan: there is always another item',
        ("", "when:"),
    ),
]


@pytest.mark.parametrize(
    ("edit", "message", "where"), [row[1:] for row in WARNINGS], ids=[row[0] for row in WARNINGS]
)
def test_what_never_or_always_comes_is_found_where_it_stands(
    edit: Edit, message: str, where: tuple[str, str]
) -> None:
    pack, line = seeded(edit)
    (found,) = [problem for problem in prove(pack) if problem.message == message]
    file, begins = where
    assert found.warning
    assert found.source.file == (file or edit.file)
    assert (
        pack.texts[found.source.file].splitlines()[found.source.line - 1].strip().startswith(begins)
    )
    if not file:
        assert 0 <= line - found.source.line <= 12


def test_a_category_that_no_sum_reaches_is_found() -> None:
    pack, _ = seeded(
        Edit("scores.yaml", "bands:", "to: 15", "to: 81"),
        Edit("scores.yaml", "bands:", "from: 16", "from: 82"),
    )
    (score,) = pack.scores
    message = 'score "seraf": no case comes to category 4'
    assert Problem(score.source, message, warning=True) in prove(pack)
    pack, _ = seeded(
        Edit("scores.yaml", "bands:", "to: 15", "to: 80"),
        Edit("scores.yaml", "bands:", "from: 16", "from: 81"),
    )
    assert message not in {problem.message for problem in prove(pack)}
