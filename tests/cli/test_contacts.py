"""`run.py contacts`, and the contacts in what `consult` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "data" / "protocol" / "cases"
DAY, NIGHT = "2026-11-25T10:00", "2026-11-25T21:00"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("at", "number"),
    [(DAY, "0300 555 1384. Answers now, until 5:00 pm."), (NIGHT, "0300 555 1373.")],
)
def test_it_lists_who_answers_in_an_area_at_a_time(
    capsys: pytest.CaptureFixture[str], at: str, number: str
) -> None:
    code, out, err = run(capsys, "contacts", "--area", "hampshire", "--at", at)
    assert (code, err) == (1, "")
    part = flat(out.partition("\nChildren's social care\n")[2].partition("\n\n")[0])
    assert number in part.partition("If nobody picks up")[0]
    assert "Portsmouth:" not in out


def test_in_an_area_the_whole_chain_is_of_that_area(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "contacts", "--area", "hampshire", "--at", NIGHT)
    part = flat(out.partition("\nYour manager or designated lead\n")[2].partition("\n\n")[0])
    assert "If nobody picks up: Children's social care out of hours" in part


def test_a_number_in_doubt_says_so_wherever_it_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = run(capsys, "contacts", "--area", "hampshire", "--at", DAY)
    part = flat(out.partition("\nChildren's social care\n")[2].partition("\n\n")[0])
    assert "0300 555 1386 (Check this." in part


def test_it_lists_what_is_missing_stale_unsure_or_contradicted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "contacts", "--at", DAY)
    wrong = out.rstrip().rpartition("\n\n")[2].splitlines()
    assert code == 1
    assert wrong[-1] == f"{len(wrong) - 1} to put right"
    for start in (
        "manager_or_lead: no number for Your manager or designated lead.",
        "adult_services: no number for Adult social care in Southampton.",
        "portsmouth-day: ",
    ):
        assert [line for line in wrong if line.startswith(start)], start
    # Who is gone is nobody to find a number for, also where what has changed is left out.
    printed = "ukhtc: UK Human Trafficking Centre (UKHTC), 0114 252 3891"
    assert printed not in out
    assert "There is nobody to ring here any more." in out
    without = run(capsys, "contacts", "--no-since", "--at", DAY)[1]
    assert printed not in without
    assert "There is nobody to ring here any more." in without
    assert len([line for line in wrong if "do not agree" in line]) >= 3
    assert not [line for line in wrong if line.startswith(("hampshire-day", "police", "emergency"))]
    _, out, _ = run(capsys, "contacts", "--at", "2027-05-23T10:00")
    assert "hampshire-day: Hampshire children's services, 0300 555 1384: Nobody has checked" in out


def test_it_ends_well_where_nothing_is_stale_or_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    base = str(ROOT / "tests" / "flows" / "base_pack")
    code, out, _ = run(capsys, "contacts", "--pack", base, "--at", DAY)
    assert (code, out.splitlines()[-1]) == (0, "Nothing is stale or missing")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--area", "hampshir"), 'there is no area "hampshir". Did you mean "hampshire"?'),
        (("--at", "tomorrow"), '"tomorrow" is no time'),
        (("--at", "2026-11-25T10:00+05:00"), "is no time"),
        (("--contacts", "nowhere.yaml"), "nowhere.yaml: No such file"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str], says: str
) -> None:
    code, out, err = run(capsys, "contacts", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_wrong_file_of_contacts_stops_consult_before_it_says_anything(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text("answering:\n  - {id: a, contact: police, name: x, channels: []}\n")
    case = str(min(CASES.glob("*.yaml")))
    code, out, err = run(capsys, "consult", case, "--contacts", str(path))
    assert (code, out) == (2, "")
    assert err == f'{path}:2: error: who answers, "a": "channels" is empty\n'


RING = "channels: [{telephone: 023 9200 0000}], "
TWICE = (
    "[{days: [monday], from: '09:00', to: '13:00'}, {days: [monday], from: '12:30', to: '18:00'}]"
)
WRONG = {
    "a wrong number": ("channels: [{telephone: 023}]", '"023" is no telephone number'),
    "hours that overlap": (f"{RING}hours: {TWICE}", '"hours" overlap on monday'),
    "an unknown area": (
        f"{RING}areas: [hampshir]",
        'there is no area "hampshir". Did you mean "hampshire"?',
    ),
}


def own(folder: Path, given: str) -> Path:
    path = folder / "ours.yaml"
    path.write_text(f"answering:\n  - {{id: a, contact: police, name: x, {given}}}\n")
    return path


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("command", ["contacts", "consult", "document", "calendar", "paper"])
def test_with_a_wrong_file_of_contacts_nothing_is_made(
    command: str, wrong: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given, says = WRONG[wrong]
    path, out, case = own(tmp_path, given), tmp_path / "made", str(min(CASES.glob("*.yaml")))
    words = {
        "contacts": [],
        "consult": [case],
        "document": [case, "--kind", "plan", "--out", str(out)],
        "calendar": [case, "--out", str(out)],
        "paper": ["--out", str(out)],
    }
    code, printed, err = run(capsys, command, *words[command], "--contacts", str(path))

    assert (code, printed) == (2, "")
    assert err.startswith(f"{path}:2: error: ")
    assert says in err
    assert len(err.splitlines()) == 1
    assert not out.exists()


def test_with_a_wrong_file_of_contacts_no_server_begins(tmp_path: Path) -> None:
    given, says = WRONG["a wrong number"]
    path, data = own(tmp_path, given), tmp_path / "data"
    ended = subprocess.run(
        [sys.executable, "run.py", "serve", "--data", str(data), "--contacts", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (2, "")
    assert says in ended.stderr
    assert not data.exists()


def case(folder: Path, now: str, area: str = "portsmouth") -> str:
    path = folder / "case.yaml"
    path.write_text(
        f"now: {now}\nfacts: {{task: worried, role: designated_lead, area: {area},"
        " concerns: [cse]}"
    )
    return str(path)


def test_the_object_has_who_answers_beside_id_and_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "consult", case(tmp_path, NIGHT), "--json")
    refer = next(item for item in json.loads(out)["plan"] if item["id"] == "refer")
    care = next(c for c in refer["contacts"] if c["id"] == "childrens_social_care")
    assert care["name"] == "Children's social care"
    assert care["now"]["channels"] == [{"telephone": "0300 555 1373"}]
    assert care["now"]["doubts"] == []
    assert [line["id"] for line in care["next"]] == ["police", "emergency"]
    day = care["more"][0]
    assert (day["id"], day["state"]) == ("portsmouth-day", "closed")
    assert day["doubts"] == ["Check this. It is from one source, or from an old one."]
    assert care["find"] is None


def test_the_transcript_says_what_is_in_doubt_and_what_to_look_up(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "consult", case(tmp_path, DAY))
    assert "0845 671 0271. Check this. It is from one source" in flat(out)
    assert "To check it: The number for a worry about a child" in flat(out)
    _, out, _ = run(capsys, "consult", case(tmp_path, DAY, "elsewhere"))
    assert "To find it: The number goes by where the child is." in flat(out)
    assert "0300 555" not in out
    _, out, _ = run(capsys, "consult", case(tmp_path, "2027-06-23T21:00", "hampshire"))
    assert "0300 555 1373. Nobody has checked this since 23 November 2026." in flat(out)
