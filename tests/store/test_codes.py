"""A code that can be read out over the phone, and that people may type as they like."""

from __future__ import annotations

import pytest

from assistant.cases.codes import LENGTH, SIGNS, SPELLING, new_code, read_code, shown, spelled


def test_codes_are_long_and_never_the_same() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == LENGTH and set(code) <= set(SIGNS) for code in codes)
    assert len(SIGNS) ** LENGTH > 2**40
    assert {sign for code in codes for sign in code} == set(SIGNS)


def test_no_sign_is_a_vowel_or_looks_like_another() -> None:
    assert not set(SIGNS) & set("AEIOUY")
    for alike in ("0ODQ", "1IL7", "2Z", "5S", "8B", "6G", "UV"):
        assert len(set(SIGNS) & set(alike)) <= 1, alike


@pytest.mark.parametrize(
    "typed",
    [
        "KM7RT-2P3WX",
        "km7rt-2p3wx",
        "KM7RT2P3WX",
        " k m 7 r t   2 p 3 w x ",
        "Km7Rt–2p3wX",
        "KM7RT \u2014 2P3WX\n",
        "km7.rt2.p3wx",
        "KM7RT\u00a02P3WX",
    ],
)
def test_case_spaces_and_dashes_do_not_matter(typed: str) -> None:
    assert read_code(typed) == "KM7RT2P3WX"


@pytest.mark.parametrize(
    "typed", ["", "KM7RT-2P3W", "KM7RT-2P3WXX", "KM7RT-2P3WO", "KM7RT/2P3WX", "K" * 5000, "\x00"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_a_code_is_shown_in_halves_and_spelled_sign_by_sign() -> None:
    assert shown("KM7RT2P3WX") == "KM7RT-2P3WX"
    assert spelled("KM7RT2P3WX") == (
        "Kilo, Mike, 7, Romeo, Tango",
        "2, Papa, 3, Whiskey, X-ray",
    )
    assert all(word.startswith(sign) for sign, word in SPELLING.items())
    code = new_code()
    assert read_code(shown(code)) == code
