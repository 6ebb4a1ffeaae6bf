"""What reads as a question, and what reads as something noticed or an answer."""

from __future__ import annotations

import pytest

from assistant.words.ask import is_question
from tests.core.conversation import engine


@pytest.mark.parametrize(
    "text",
    [
        "what is SERAF",
        "Can I tell her mum",
        "ok so who do I ring",
        "should we wait",
        "do i need consent",
        "is it my job to investigate",
        "she is back, what now?",
        "and what about her brother",
        "what if social care says no",
        "am I allowed to take her phone",
        "how long have I got",
        "Hi, who is the MET lead",
        "he will not talk, can I ask him why? ",
        "tell me what nrm means",
        "can boys be victims",
        "does GDPR stop me",
        "he has not come home, when do I ring the police",
        "definition of grooming",
    ],
)
def test_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "15",
        "I don't know",
        "not sure",
        "she has a new phone and won't say who gave it to her",
        "he keeps going missing",
        "Is",
        "whatever he says he is scared",
        "can't sleep",
        "Willow House",
        "last night at 10",
        "has bruises on her arm",
        "could be groomed by an older man",
        "does drugs at the weekend",
        "is being hit by his dad",
        "will not talk to anyone",
        "is scared of a man",
        "there is a man who waits in a car",
        "a" * 100_000,
    ],
)
def test_no_question(text: str) -> None:
    assert not is_question(text)


def test_nearly_all_that_people_ask_as_a_question_reads_as_one() -> None:
    openers = {"what", "who", "how", "can", "should", "do", "does", "when", "why", "is", "could"}
    asked = [text for question in engine().pack.asking.questions for text in question.asks]
    asked = [text for text in asked if text.split()[0].lower() in openers]
    missed = [text for text in asked if not is_question(text)]
    assert len(missed) < 0.03 * len(asked), missed
