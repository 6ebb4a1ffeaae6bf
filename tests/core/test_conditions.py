"""The condition language: what its texts mean, what it refuses, and the way back to words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.flow.conditions import (
    MAX_DEPTH,
    MAX_LENGTH,
    RESERVED,
    All,
    AnyOf,
    Compare,
    Condition,
    ConditionError,
    Const,
    Has,
    Is,
    Name,
    Not,
    parse,
)
from assistant.flow.reading import names_read, words
from tests.core.conversation import engine, steady

A, B, C = Name("a"), Name("b"), Name("c")

TREES = [
    ("always", Const(True)),
    ("never", Const(False)),
    ("child", Name("child")),
    ("not child", Not(Name("child"))),
    ("not not child", Not(Not(Name("child")))),
    ("task is missing_now", Is("task", ("missing_now",))),
    ("consent is not given", Not(Is("consent", ("given",)))),
    ("age is unknown", Is("age", ("unknown",))),
    ("age is answered", Not(Is("age", ("unknown",)))),
    ("role is one of (manager, met_lead)", Is("role", ("manager", "met_lead"))),
    ("role is not one of (manager, met_lead)", Not(Is("role", ("manager", "met_lead")))),
    ("concerns has cse", Has("concerns", ("cse",))),
    ("risks has one of (a, b)", Has("risks", ("a", "b"))),
    ("any cse_indicators", Has("cse_indicators", ())),
    ("episodes >= 3", Compare("episodes", ">=", 3)),
    ("age < 18", Compare("age", "<", 18)),
    ("seraf_category is 4", Is("seraf_category", ("4",))),
    ("a and b and c", All((A, B, C))),
    ("a or b and c", AnyOf((A, All((B, C))))),
    ("(a or b) and c", All((AnyOf((A, B)), C))),
    ("not (a and b)", Not(All((A, B)))),
    ("not a and b", All((Not(A), B))),
]

ALSO_READ = [
    ("age is not answered", Is("age", ("unknown",))),
    ("not consent is given", Not(Is("consent", ("given",)))),
    ("  a\n  and\tb ", All((A, B))),
    ("a and(b or c)", All((A, AnyOf((B, C))))),
    ("((a))", A),
    ("age>=18", Compare("age", ">=", 18)),
    ("age >= 00018", Compare("age", ">=", 18)),
]

WRONG = [
    ("", "the condition is empty"),
    ("   \n", "the condition is empty"),
    ("and", 'expected a fact or a condition, found "and"'),
    ("a and", 'expected a fact or a condition after "a and", found the end'),
    ("a b", 'expected "and", "or" or the end after "a", found "b"'),
    ("a, b", 'expected "and", "or" or the end after "a", found ","'),
    ("(a", 'expected ")" after "( a", found the end'),
    ("a)", 'expected "and", "or" or the end after "a", found ")"'),
    ("task is", 'expected a value after "task is", found the end'),
    ("task is not", 'expected a value after "task is not", found the end'),
    ("task is one of a", 'expected "of (" and a list of values after "is one of", found "a"'),
    ("task is one of ()", 'expected a value after "one of (", found ")"'),
    ("task is one of (a,)", 'expected a value after "( a ,", found ")"'),
    ("task is one of (a b)", 'expected "," or ")" after "of ( a", found "b"'),
    ("concerns has any", 'expected a value after "concerns has", found "any"'),
    ("any", 'expected the name of a list after "any", found the end'),
    ("age >= many", 'expected a whole number after "age >=", found "many"'),
    ("age >= -3", 'expected a whole number after "age >=", found "-"'),
    ("age >= 15.5", 'expected "and", "or" or the end after "age >= 15", found "."'),
    ("age == 3", 'there is no "=": write "is" or "is not"'),
    ("task = missing_now", 'there is no "=": write "is" or "is not"'),
    ("not", 'expected a fact or a condition after "not", found the end'),
    ("3 <= age", 'expected a fact or a condition, found "3"'),
    ("__import__('os')", 'expected "and", "or" or the end after "__import__", found "("'),
    ("a; b", 'expected "and", "or" or the end after "a", found ";"'),
    ("âge < 18", 'expected a fact or a condition, found "â"'),
    ("age >= ²", 'expected a whole number after "age >=", found "²"'),
    ("age >= １８", 'expected a whole number after "age >=", found "１"'),
    ("a\0b", 'expected "and", "or" or the end after "a", found "\0"'),
    ("😀", 'expected a fact or a condition, found "😀"'),
]

TOO_MUCH = {
    "brackets nested 5,000 deep": "(" * 5000 + "a" + ")" * 5000,
    "5,000 nots": "not " * 5000 + "a",
    "20,000 terms": " or ".join(["a"] * 20_000),
    "ten million characters": "a" * 10_000_000,
    "brackets as many as the length allows": "(" * MAX_LENGTH,
    "nots as many as the length allows": "not " * (MAX_LENGTH // 4),
    "nested 40 deep": "(" * 40 + "a" + ")" * 40,
}

names = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True).filter(
    lambda name: name not in RESERVED and name != "unknown"
)
values = names | st.just("unknown") | st.integers(0, 99).map(str)
several = st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Const, st.booleans()),
    st.builds(Name, names),
    st.builds(Is, names, several),
    st.builds(Has, names, st.just(()) | several),
    st.builds(Compare, names, st.sampled_from(["<", "<=", ">", ">="]), st.integers(0, 999)),
)


def _join(kind: type[All] | type[AnyOf]) -> "st.SearchStrategy[Condition]":
    return (
        st.lists(trees, min_size=2, max_size=3)
        .map(
            lambda parts: kind(
                tuple(part for part in parts if not isinstance(part, kind)) or (A, B)
            )
        )
        .filter(lambda made: len(made.parts) > 1)
    )


trees: st.SearchStrategy[Condition] = st.deferred(
    lambda: leaves | st.builds(Not, trees) | _join(All) | _join(AnyOf)
)


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_a_text_and_its_tree(text: str, tree: Condition) -> None:
    assert parse(text) == tree
    assert words(tree) == text


@pytest.mark.parametrize(("text", "tree"), ALSO_READ)
def test_other_ways_to_write_it(text: str, tree: Condition) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_cannot_be_read_is_said(text: str, message: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert "at most" in str(caught.value)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_names_nothing(word: str) -> None:
    for text in (f"{word} is yes", f"task is {word} of", f"concerns has {word}", f"a and {word} b"):
        try:
            tree = parse(text)
        except ConditionError:
            continue
        # Where such a text can be read, the word has its own meaning in it.
        assert word not in names_read(tree), text


@steady
@given(trees)
def test_the_words_of_a_tree_read_as_that_tree(tree: Condition) -> None:
    text = words(tree)
    # What is too long or too deep is refused, as a test above has it.
    nested = text.count("(") + text.count("not ")
    if len(text) <= MAX_LENGTH and nested < MAX_DEPTH:
        assert parse(text) == tree


def test_needless_brackets_are_dropped_and_nothing_else() -> None:
    assert words(parse("((a and b) and c) or (c or a)")) == "a and b and c or c or a"


@steady
@given(st.text(max_size=60) | st.lists(st.sampled_from([*RESERVED, "(", ")", ",", "a", ">=", "3"])))
def test_any_text_is_read_or_refused(text: str | list[str]) -> None:
    text = text if isinstance(text, str) else " ".join(text)
    try:
        tree = parse(text)
    except ConditionError:
        return
    said = words(tree)
    assert words(parse(said)) == said


def test_every_condition_of_the_pack_survives_its_words() -> None:
    pack = engine().pack
    found = [*pack.conditions.values(), *(fact.asked for fact in pack.facts.values())]
    found += [line.when for rule in pack.rules for line in rule.lines]
    assert len(found) > 200
    for condition in found:
        assert parse(words(condition)) == condition
