"""Nobody is told to ring their own service (plan.md, ruling 7)."""

import pytest

from assistant.present.report import consult
from tests.core.conversation import engine
from tests.oracle.generate import generate

SEEDS = range(400)
OWN = {
    "police": {"police", "emergency", "public_protection_unit"},
    "social_worker": {"childrens_social_care", "lead_officer", "allocated_social_worker"},
    "designated_lead": {"manager_or_lead", "child_protection_lead"},
}


@pytest.mark.parametrize("role", OWN)
def test_no_item_of_anybody_names_ones_own_service(role: str) -> None:
    contacted: set[str] = set()
    for seed in SEEDS:
        held = consult(engine(), {**generate(seed)["facts"], "role": role})
        contacts = {contact.id for item in held.plan.items for contact in item.contacts}
        assert not contacts & OWN[role], seed
        contacted |= contacts
    assert contacted, "nobody was to be contacted at all, so nothing was tested"


def test_an_item_of_somebody_else_keeps_its_own_words() -> None:
    for seed in SEEDS:
        held = consult(engine(), {**generate(seed)["facts"], "role": "police"})
        for item in held.plan.items:
            if not item.yours:
                assert not item.rule.own or item.text != item.rule.own, (seed, item.id)
