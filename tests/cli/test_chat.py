"""The conversation in a terminal: odd input, an early end, and the same plan as a case file's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.present.report import consult
from tests.core.conversation import engine

ROOT = Path(__file__).parent.parent.parent
ENDED = "The conversation has ended. Nothing was kept."


def chat(text: bytes, **environment: str) -> str:
    """What a terminal shows when this is typed and then ends."""
    run = subprocess.run(
        [sys.executable, "run.py", "chat"],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=text,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    return run.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "text", [b"", b"quit\n", b"2\n1\n", b"2\n1\nchange\n", b"2\n1\nchange\n1\n"]
)
def test_it_ends_in_words_wherever_the_input_ends(text: bytes) -> None:
    assert chat(text).rstrip().endswith(ENDED)


@pytest.mark.parametrize(
    "odd",
    [
        b"\n \t\n",
        b"xyz\n",
        "\u00b2\n".encode(),
        b"-1\n1.5\n99\n",
        b"9" * 10_000 + b"\n",
        b"\x00\x1b[2J\n",
        b"change\n" + "\u00b2\n".encode(),
        b"change\n" + b"9" * 10_000 + b"\n",
        b"undo\nundo\nredo\n",
    ],
)
@pytest.mark.parametrize("strict", ["utf-8:surrogateescape", "utf-8:strict"])
def test_odd_input_is_answered_and_the_question_stays(odd: bytes, strict: str) -> None:
    told = chat(odd + b"yes\n", PYTHONIOENCODING=strict)
    assert ">> NOW: Ring 999 now" in told
    assert told.rstrip().endswith(ENDED)


@pytest.mark.parametrize("strict", ["utf-8:surrogateescape", "utf-8:strict"])
def test_bytes_that_are_no_text_are_no_answer(strict: str) -> None:
    told = chat(b"\xff\xfe\nyes\n", PYTHONIOENCODING=strict)
    assert ">> NOW: Ring 999 now" in told


def test_danger_can_be_said_at_any_moment() -> None:
    told = chat(b"no\nmissing\nno\ndanger\n")
    assert told.count("Ring 999 now") == 1
    assert "NOW: Ring 999 now" in told
    assert "NOW: Ring 999 now" in chat(b"no\n1\n" + b"?\n" * 40 + b"danger\n")


@pytest.mark.parametrize("words", ["chat", "consult -"])
def test_a_closed_input_is_said_in_one_line(words: str) -> None:
    run = subprocess.run(
        ["sh", "-c", f'"$0" run.py {words} <&-', sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)


def test_an_option_is_explained_where_it_is_offered() -> None:
    told = chat(b"no\n")
    for option in engine().pack.facts["task"].options:
        assert option.label in told
        assert " ".join(option.help.split()) in " ".join(told.split())


def test_at_the_end_what_is_not_understood_is_answered_with_what_can_be_typed() -> None:
    whole = b"no\n1\n" + b"?\n" * 60
    assert "That is the plan." in chat(whole)
    assert chat(whole + b"thanks\n").count("You can type:") > chat(whole).count("You can type:")


def test_the_plan_is_that_of_a_case_file_with_the_same_answers() -> None:
    held = consult(engine(), {"immediate_danger": "unknown", "task": "missing_now"})
    told = " ".join(chat(b"?\n2\n" + b"?\n" * 60).split())
    assert len(held.plan.items) > 3
    for item in held.plan.items:
        assert item.text in told


MISSING = b"no\n2\n" + b"?\n" * 60  # the conversation to its end: a child is missing
BACK = b"since\n4\nno\nan hour ago\n"


def test_what_has_happened_since_is_told_and_the_conversation_goes_on() -> None:
    told = chat(MISSING)
    assert told.count("That is the plan.") == 1
    after = " ".join(chat(MISSING + BACK + b"?\n" * 40).split()).partition("That is the plan.")[2]
    asked = ["4. The child is back", "Is the child in danger right now?", "When did the child come"]
    places = [after.index(text) for text in asked]
    assert places == sorted(places)
    assert "Hold a return interview with the child" in after
    assert "No longer in the plan: Ring the police now and report the child missing" in after
    assert after.count("That is the plan.") == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (b"since\n\n", "nothing to go back"),
        (b"since\n99\n", "nothing to go back"),
        (b"since\n4\nmaybe\n\n", 'Type the start of one of these: "Yes"'),
        (b"since\n4\nno\nsoon\n\n", "cannot be read as a time"),
        (b"since\n4\nno\ntomorrow at 9 am\n\n", "still to come"),
        (b"since\n4\ndanger\n", "NOW: Ring 999 now"),
        (b"since\ndanger\n", "NOW: Ring 999 now"),
        (b"since\n4\nquit\n", ENDED),
    ],
)
def test_an_event_that_is_not_told_to_its_end_changes_nothing(typed: bytes, says: str) -> None:
    told = " ".join(chat(MISSING + typed + b"plan\n").split())
    after = told.partition("That is the plan.")[2]
    assert says in after
    assert "No longer in the plan: Ring the police now and report" not in after


def test_an_event_can_be_taken_back() -> None:
    told = chat(MISSING + BACK + b"undo\n")
    assert told.rindex("Ring the police now and report the child missing") > told.rindex("<<")


def test_words_that_blame_a_child_are_hinted_at_and_the_question_stays() -> None:
    said = chat(b"he is promiscuous\n\n2\n")
    assert "It judges the child and hides who does the harm." in " ".join(said.split())
    assert "What do you need help with?" in said
    assert "judges the child" not in " ".join(chat(b"purple\n2\n").split())


def test_a_data_folder_that_cannot_be_is_refused_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    for data, why in (
        (file, f"--data: {file} is not a folder\n"),
        (file / "in", f"--data: the folder {file / 'in'} cannot be made: Not a directory\n"),
        (Path("/proc/nope/in"), "--data: the folder /proc/nope/in cannot be made: "),
    ):
        assert main(["chat", "--data", str(data)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(why)
        assert told.err.count("\n") == 1


def test_a_data_folder_that_can_be_made_is_none_before_something_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "quit")
    assert main(["chat", "--data", str(tmp_path / "new" / "data")]) == 0
    assert capsys.readouterr().out.rstrip().endswith(ENDED)
    assert list(tmp_path.iterdir()) == []
