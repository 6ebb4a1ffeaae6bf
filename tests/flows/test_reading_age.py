"""What the grade of a screen counts, and what it leaves out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from assistant.cases.packs import open_pack
from assistant.flow.model import Pack, Principle
from assistant.proof.reading_age import check_reading_age
from assistant.proof.screens import screens, spoken
from tests.flows.packs import BASE

PLAIN = "Tell the {} what you saw today. Ask them what they will do and when. Then write it down."


def with_text(*texts: str) -> Pack:
    pack = open_pack(BASE)
    old = pack.principles[0]
    principles = tuple(
        Principle(f"p{at}", text, old.when, old.clauses, old.source)
        for at, text in enumerate(texts)
    )
    return replace(pack, principles=principles)


def named(pack: Pack, name: str) -> Pack:
    return replace(pack, contacts={"x": replace(pack.contacts["police"], name=name)})


HARD = "Multidisciplinary Vulnerability Prioritisation Authority"


def test_a_name_from_the_pack_is_left_out_of_the_count() -> None:
    pack = with_text(PLAIN.format(HARD))

    assert [problem.source.file for problem in check_reading_age(pack)] == ["principles.yaml"]
    assert check_reading_age(named(pack, HARD)) == []
    assert check_reading_age(named(pack, f"{HARD} (MVPA)")) == []


def test_a_short_text_is_judged_with_its_like() -> None:
    hard = "Notify multidisciplinary organisations immediately."
    easy = ("Ask what they want.", "Go at the pace of the child.", "Sit down with them first.")

    assert len(check_reading_age(with_text(hard))) == 1
    assert check_reading_age(with_text(hard, *easy)) == []


def test_a_dot_within_a_word_ends_no_sentence() -> None:
    dotted = " ".join(["see part 5.1 on the page of GOV.UK and then go on to"] * 4)
    plain = dotted.replace(".", "")

    def grades(text: str) -> list[str]:
        found = check_reading_age(with_text(f"{text} the end."))
        return [problem.message.split(";")[0] for problem in found]

    assert grades(dotted) == grades(plain) != []


@pytest.mark.parametrize("text", ["the LADO", "a LADO.", "local authority designated officers"])
def test_a_name_is_found_in_full_and_in_short(text: str) -> None:
    assert spoken(["Local authority designated officer (LADO)"]).search(text)


@pytest.mark.parametrize("text", ["LADOX", "a local authority", "officer"])
def test_part_of_a_name_is_not_the_name(text: str) -> None:
    assert not spoken(["Local authority designated officer (LADO)"]).search(text)


def test_each_screen_has_words_and_a_line() -> None:
    for screen in screens(open_pack()):
        assert screen.words
        assert screen.source.line >= 1
