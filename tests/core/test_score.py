"""The SERAF: points, categories, the talk with a manager, and the range that the unknown leaves."""

from random import Random
from typing import Any

import pytest

from assistant.engine.plan import make_plan
from assistant.engine.score import Result, results
from assistant.engine.walk import walk
from assistant.flow.answers import Answer, Facts, read_answer
from assistant.flow.conditions import UNKNOWN
from tests.core.conversation import engine

LISTS = ("seraf_vulnerabilities", "seraf_moderate", "seraf_significant")
NOW, THEN, BOTH = ["current"], ["recent"], ["current", "recent"]

# Age, disability, vulnerabilities, moderate, significant -> score, category, talk with the manager.
VECTORS: list[tuple[int, str, int, int, list[list[str]], int, int, bool]] = [
    (15, "no", 0, 0, [], 0, 1, False),
    (15, "no", 5, 0, [], 5, 1, False),
    (15, "no", 6, 0, [], 6, 2, False),
    (15, "no", 0, 0, [THEN], 1, 1, True),
    (15, "no", 0, 0, [NOW], 5, 1, True),
    (15, "no", 0, 0, [BOTH], 6, 2, True),
    (12, "no", 0, 0, [THEN], 6, 2, True),
    (12, "no", 0, 0, [NOW], 10, 2, True),
    (12, "no", 0, 0, [BOTH], 11, 3, False),
    (13, "no", 0, 0, [NOW], 5, 1, True),
    (12, "no", 0, 5, [], 5, 1, False),
    (15, "no", 0, 0, [NOW, NOW], 10, 2, True),
    (15, "yes", 0, 0, [NOW, NOW], 11, 3, False),
    (15, "no", 0, 0, [NOW] * 3, 15, 3, False),
    (15, "no", 1, 0, [NOW] * 3, 16, 4, False),
    (15, "no", 11, 0, [], 11, 3, False),
    (15, "no", 11, 10, [], 21, 4, False),
    (12, "yes", 11, 10, [BOTH] * 9, 81, 4, False),
]


def seraf_facts(**more: Any) -> Facts:
    """A case in which the SERAF is filled in and nothing of it is unknown."""
    raw: dict[str, Any] = {
        "task": "worried",
        "immediate_danger": "no",
        "concerns": ["cse"],
        "record_seraf": "yes",
        "age": 15,
        "disability": "no",
        "seraf_unknown": [],
        **{name: [] for name in LISTS},
        **more,
    }
    facts = engine().pack.facts
    return {name: read_answer(facts[name], answer) for name, answer in raw.items()}


def result(facts: Facts) -> Result:
    """The SERAF of a whole conversation with these facts."""
    held = walk(engine(), facts)
    (found,) = results(engine().program, held.facts, held.view)
    return found


def values(name: str) -> tuple[str, ...]:
    """The items of a list, in its order."""
    return engine().pack.facts[name].values


def note(name: str) -> str:
    """The sentence of a note, by its id."""
    return next(note.text for note in engine().pack.scores[0].notes if note.id == name)


@pytest.mark.parametrize(
    ("age", "disability", "vulnerable", "moderate", "significant", "score", "category", "talk"),
    VECTORS,
)
def test_vectors(
    age: int,
    disability: str,
    vulnerable: int,
    moderate: int,
    significant: list[list[str]],
    score: int,
    category: int,
    *,
    talk: bool,
) -> None:
    facts = seraf_facts(
        age=age,
        disability=disability,
        seraf_vulnerabilities=list(values(LISTS[0])[:vulnerable]),
        seraf_moderate=list(values(LISTS[1])[:moderate]),
        seraf_significant=dict(zip(values(LISTS[2]), significant, strict=False)),
    )
    found = result(facts)
    assert (found.score, found.category) == (score, category)
    assert found.lowest == found.highest
    assert (found.lowest.score, found.lowest.category) == (score, category)
    assert sum(item.points for item in found.items) == score
    held = walk(engine(), facts)
    rows = make_plan(engine().program, held.facts, held.view).rows()
    assert ("A2-48" in rows) is talk
    # A category that no sign of risk stands behind is said to fit badly.
    bare = category >= 3 and not moderate and not significant
    assert (note("vulnerabilities-only") in found.notes) is bare
    # "Not at risk" never stands bare where a significant sign is ticked.
    assert (note("second-look") in found.notes) is talk
    assert note("not-a-verdict") in found.notes


@pytest.mark.parametrize(
    ("more", "score", "category", "lowest", "highest"),
    [
        # Items in seraf_unknown widen the top: 1, 1 and 6.
        ({"seraf_unknown": ["physical_abuse"]}, 0, 1, 0, 1),
        ({"seraf_unknown": ["unknown_vehicles"]}, 0, 1, 0, 6),
        # Ticked all the same: counts as ticked, and leaves nothing open.
        (
            {
                "seraf_unknown": ["unknown_vehicles"],
                "seraf_significant": {"unknown_vehicles": THEN},
            },
            1,
            1,
            1,
            1,
        ),
        ({"disability": UNKNOWN}, 0, 1, 0, 1),
        # An unknown age may be under 13 only where a significant sign is or may be ticked.
        ({"age": UNKNOWN}, 0, 1, 0, 0),
        ({"age": UNKNOWN, "seraf_significant": {"unknown_vehicles": NOW}}, 5, 1, 5, 10),
        ({"age": UNKNOWN, "seraf_unknown": ["unknown_vehicles"]}, 0, 1, 0, 11),
        ({"age": 12, "seraf_unknown": ["unknown_vehicles"]}, 0, 1, 0, 11),
        # An unanswered list leaves the category open: 11 by 1, 10 by 1, 9 by 6.
        ({"seraf_vulnerabilities": UNKNOWN}, 0, None, 0, 11),
        ({"seraf_moderate": UNKNOWN}, 0, None, 0, 10),
        ({"seraf_significant": UNKNOWN}, 0, None, 0, 54),
        ({"seraf_significant": UNKNOWN, "age": 12}, 0, None, 0, 59),
        (dict.fromkeys((*LISTS, "age", "disability", "seraf_unknown"), UNKNOWN), 0, None, 0, 81),
    ],
)
def test_the_range_that_the_unknown_leaves(
    more: dict[str, Any], score: int, category: int | None, lowest: int, highest: int
) -> None:
    found = result(seraf_facts(**more))
    assert (found.score, found.category) == (score, category)
    assert (found.lowest.score, found.highest.score) == (lowest, highest)
    assert (found.label is None) is (category is None)


@pytest.mark.parametrize("answer", ["no", UNKNOWN])
def test_no_seraf_where_it_is_not_recorded(answer: str) -> None:
    held = walk(engine(), seraf_facts(record_seraf=answer))
    assert results(engine().program, held.facts, held.view) == ()


def some_seraf(random: Random) -> Facts:
    """A SERAF with something unknown in it."""
    every = [item for name in LISTS for item in values(name)]
    raw: dict[str, Any] = {
        "age": random.choice((UNKNOWN, 11, 12, 13, 17)),
        "disability": random.choice((UNKNOWN, "yes", "no")),
        "seraf_unknown": random.choice((UNKNOWN, random.sample(every, random.randint(0, 6)))),
        "seraf_significant": {
            item: random.choice((NOW, THEN, BOTH))
            for item in random.sample(values(LISTS[2]), random.randint(0, 3))
        },
    }
    for name in LISTS[:2]:
        raw[name] = random.sample(values(name), random.randint(0, 5))
    if random.random() < 0.3:
        raw[random.choice(LISTS)] = UNKNOWN
    return seraf_facts(**raw)


def told(facts: Facts, random: Random, chance: float) -> Facts:
    """The same SERAF with everything unknown now known: yes with that chance, else no."""

    def yes() -> bool:
        return random.random() < chance

    found: dict[str, Answer] = {**facts, "seraf_unknown": []}
    doubtful = facts["seraf_unknown"]
    for name in LISTS:
        answer = facts[name]
        held = answer if isinstance(answer, list | dict) else []
        maybe = doubtful if isinstance(doubtful, list) else []
        if answer == UNKNOWN:
            maybe = list(values(name))
        more = [item for item in values(name) if item in maybe and item not in held and yes()]
        if name == "seraf_significant":
            ticks = answer if isinstance(answer, dict) else {}
            found[name] = {
                **ticks,
                **{
                    item: BOTH if chance == 1 else random.choice((NOW, THEN, BOTH)) for item in more
                },
            }
        else:
            found[name] = [item for item in values(name) if item in held or item in more]
    if facts["age"] == UNKNOWN:
        found["age"] = 12 if yes() else 15
    if facts["disability"] == UNKNOWN:
        found["disability"] = "yes" if yes() else "no"
    return found


@pytest.mark.parametrize("seed", range(40))
def test_whatever_turns_out_lies_in_the_range_and_its_ends_are_reached(seed: int) -> None:
    random = Random(seed)
    for facts in (some_seraf(random) for _ in range(3)):
        found = result(facts)
        assert found.lowest.score == result(told(facts, random, 0)).score == found.score
        assert found.highest.score == result(told(facts, random, 1)).score
        for chance in (0.2, 0.5, 0.8):
            later = result(told(facts, random, chance))
            assert found.lowest.score <= later.score <= found.highest.score
            assert later.category is not None
            assert found.lowest.category <= later.category <= found.highest.category
