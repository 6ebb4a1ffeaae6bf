"""YAML as its author wrote it: text stays text, and what is refused names file and line."""

import pytest

from assistant.flow.problems import Source, Unreadable
from assistant.flow.yamltext import MAX_BYTES, MAX_DEPTH, Map, Seq, Text, parse

PLAIN = [
    "yes",
    "no",
    "5.10",
    "21:05",
    "2026-11-23T21:05",
    "null",
    "~",
    "0x1F",
    "1e3",
    "010",
    "true",
]

REFUSED = [
    ("", "f.yaml: the file is empty"),
    ("# only a remark\n", "f.yaml: the file is empty"),
    ("a: 1\nb: 2\na: 3\n", 'f.yaml:3: the key "a" stands here twice'),
    ("x:\n  - {a: 1, a: 2}\n", 'f.yaml:2: the key "a" stands here twice'),
    ("a: &x 1\nb: 2\n", "f.yaml:1: anchors (&name) are not allowed"),
    ("b: 2\na: *x\n", "f.yaml:2: aliases (*name) are not allowed"),
    ("a: !!python/object/apply:os.system [ls]", "f.yaml:1: tags (!name) are not allowed"),
    ("a: 1\nb: !!int 5\n", "f.yaml:2: tags (!name) are not allowed"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2: more than one document in the file"),
    ("? [a, b]\n: c\n", "f.yaml:1: a key must be a plain word"),
    ("[" * 60 + "]" * 60, "f.yaml:1: nested more than 50 deep"),
    ("a: " + "x" * MAX_BYTES, "f.yaml: the file is larger than 256 KB"),
    ("é" * (MAX_BYTES // 2 + 1), "f.yaml: the file is larger than 256 KB"),
]

# Twenty lists of twenty of the list before: 20 to the 9th items if it were ever built.
BOMB = "a: &a [x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 20)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    root = parse(f"key: {text}\nlist: [{text}]\n", "f.yaml")
    assert root == {"key": text, "list": [text]}
    assert isinstance(root, Map)
    assert type(root["key"]) is Text


def test_no_value_is_an_empty_text() -> None:
    assert parse("a:\nb: ''\n", "f.yaml") == {"a": "", "b": ""}


def test_a_key_stays_text_too() -> None:
    assert parse("yes: 1\n5.10: 2\n", "f.yaml") == {"yes": "1", "5.10": "2"}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert parse("<<: {a: 1}\na: 2\n", "f.yaml") == {"<<": {"a": "1"}, "a": "2"}


def test_every_value_knows_its_line() -> None:
    root = parse("# remark\na: x\nb:\n  - y\n  - {c: z}\n", "f.yaml")
    assert isinstance(root, Map)
    assert isinstance(root["b"], Seq)
    assert [root.line, root["a"].line, root["b"].line] == [2, 2, 4]
    assert [root["b"][0].line, root["b"][1].line, root["b"][1]["c"].line] == [4, 5, 5]
    assert [key.line for key in root if isinstance(key, Text)] == [2, 3]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_refused_says_where(text: str, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text, "f.yaml")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["a: [1, 2", "a: b: c", "\t- a", "a: 'x", "{a: 1}}", "a: \x07", "%YAML 9", "- a\nb: c"]
)
def test_what_is_no_yaml_is_one_line_with_the_file(text: str) -> None:
    with pytest.raises(Unreadable, match=r"\Af\.yaml(:\d+)?: not YAML: [^\n]+\Z"):
        parse(text, "f.yaml")


def test_an_anchor_bomb_is_refused_at_its_first_anchor() -> None:
    with pytest.raises(Unreadable, match=r"\Af\.yaml:1: anchors"):
        parse(BOMB, "f.yaml")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_5000_deep_is_refused(opening: str) -> None:
    with pytest.raises(Unreadable):
        parse(opening * 5000, "f.yaml")


def test_nesting_up_to_the_limit_is_read() -> None:
    found = parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f.yaml")
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(found, Seq)
        found = found[0]
    assert found == []


def test_a_repeated_key_can_be_told_to_the_reader_instead() -> None:
    told: list[tuple[Source, str]] = []
    found = parse("a: 1\na: 2\nb: 3\n", "f.yaml", lambda *what: told.append(what))
    assert found == {"a": "1", "b": "3"}
    assert told == [(Source("f.yaml", 2), 'the key "a" stands here twice')]
