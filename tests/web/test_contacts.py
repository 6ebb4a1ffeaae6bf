"""Who answers, on the page: at this hour, in doubt, and when the hour has turned."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.web.render import Renderer, environment
from assistant.web.written import write
from tests.core import conversation
from tests.store.talking import answering, unsure
from tests.web.page import read_page

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
DAY, NIGHT = "2026-11-25T16:58", "2026-11-25T21:00"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return conversation.engine()


class Case:
    """One case of a referral, held at a time of one's own choosing."""

    def __init__(self, engine: Engine, now: str, **facts: object) -> None:
        self.at(now)
        store = MemoryStore()
        self.service = Service(store, Shelf(engine, store), lambda: self.now)
        self.renderer = Renderer(environment(str(TEMPLATES)), engine.pack)
        self.token = self.service.open()
        given = {"task": "worried", "role": "designated_lead", "concerns": ["cse"]} | facts
        while not (turn := self.service.turn(self.token)).position.done:
            known = {k: v for k, v in given.items() if k in turn.position.asking}
            sent = answering(turn, unsure(engine, turn) | known)
            assert self.service.submit(self.token, sent).entry

    def at(self, now: str) -> None:
        self.now = datetime.fromisoformat(now).replace(tzinfo=LONDON)

    def told(self, after: int) -> dict[str, dict[str, str]]:
        """What a page that shows entry `after` is sent of each list."""
        found = json.loads(write(self.renderer.since(self.service.turn(self.token), after)))
        return {name: dict(list_.get("new", ())) for name, list_ in found["lists"].items()}

    def items(self) -> list[str]:
        """The items of the plan as HTML, in their order."""
        found = self.renderer.screen(self.service.turn(self.token)).lists["items"].values()
        return [str(self.renderer.draw(drawn)) for drawn in found if drawn[0] == "item"]

    def item(self) -> str:
        """The item with the card of children's social care."""
        (found,) = (item for item in self.items() if 'id="whom-childrens_social_care"' in item)
        return found

    def log(self) -> str:
        found = self.renderer.screen(self.service.turn(self.token))
        return "".join(str(self.renderer.draw(drawn)) for drawn in found.lists["log"].values())


def words(html: str) -> str:
    """The text of a piece of HTML on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_out_of_hours_the_out_of_hours_line_comes_first_and_the_day_line_next(
    engine: Engine,
) -> None:
    html = Case(engine, NIGHT, area="hampshire").item()
    assert html.index("tel:03005551373") < html.index("0300 555 1384")
    assert 'class="way call" href="tel:03005551373"' in html
    assert "It opens Thursday 26 November 2026, 8:30 am" in words(html)
    assert "If nobody picks up: Police (101)" in words(html)


def test_urgent_advice_rings_who_answers_now(engine: Engine) -> None:
    for now, number in ((DAY, "03005551384"), (NIGHT, "03005551373")):
        html = Case(engine, now, area="hampshire").log()
        assert f'class="ring" href="tel:{number}"' in html
        assert "If nobody picks up" in words(html)


def test_when_the_hour_turns_the_same_screen_rings_somebody_else(engine: Engine) -> None:
    case = Case(engine, DAY, area="hampshire")
    assert 'class="way call" href="tel:03005551384"' in case.item()
    seq = case.service.turn(case.token).seq
    case.now += timedelta(minutes=2)
    assert 'class="way call" href="tel:03005551373"' in case.item()
    assert 'class="ring" href="tel:03005551373"' in case.log()
    assert case.service.turn(case.token).seq == seq


@pytest.mark.parametrize("another", [False, True])
def test_a_page_of_the_day_is_told_that_it_is_night(engine: Engine, another: bool) -> None:
    """What a socket sends goes by who answered when that page was drawn; `another` page of the
    same person may have been drawn since.
    """
    case = Case(engine, DAY, area="hampshire")
    shown = case.told(-1)
    seq = case.service.turn(case.token).seq
    case.at(NIGHT)
    if another:
        case.items()
    sent = answering(
        case.service.turn(case.token), {"item": "refer", "done": "yes"}, kind="tick", step=""
    )
    assert case.service.submit(case.token, sent).entry
    told = case.told(seq)
    case.renderer = Renderer(case.renderer.env, engine.pack)
    now = case.told(-1)
    assert shown["items"] != now["items"]
    assert {name: shown[name] | told.get(name, {}) for name in now} == now


def test_what_is_in_doubt_says_so_before_its_number_and_has_no_button(engine: Engine) -> None:
    portsmouth = Case(engine, "2026-11-25T11:00", area="portsmouth")
    stale = Case(engine, "2027-06-23T21:00", area="hampshire")
    for case, number, doubt in (
        (portsmouth, "0845 671 0271", "Check this."),
        (stale, "0300 555 1373", "Nobody has checked this since 23 November 2026."),
    ):
        for html in (case.item(), case.log()):
            digits = number.replace(" ", "")
            assert html.index(doubt) < html.index(number)
            assert f'call" href="tel:{digits}"' not in html
            assert f'class="ring" href="tel:{digits}"' not in html


def shown(html: str) -> str:
    """The words that stand there before anything is opened."""
    while html != (
        less := re.sub(
            r"<details(?: class=\"[^\"]*\")?>(?:(?!<details).)*?</details>",
            "",
            html,
            flags=re.DOTALL,
        )
    ):
        html = less
    return words(html)


def test_each_contact_is_told_in_full_once_and_named_with_its_number_elsewhere(
    engine: Engine,
) -> None:
    case = Case(engine, NIGHT, area="hampshire")
    items = "".join(case.items())
    cards = re.findall(r'id="whom-(\w+)"', items)
    assert len(cards) == len(set(cards))
    assert "childrens_social_care" in cards
    named = [item for item in case.items() if 'href="#whom-childrens_social_care"' in item]
    assert named, "other items ask for the same people"
    for item in named:
        assert 'class="way call" href="tel:03005551373"' in item
    assert set(re.findall(r'href="#whom-(\w+)"', items)) <= set(cards)


def test_what_is_in_doubt_says_so_wherever_it_is_named(engine: Engine) -> None:
    case = Case(engine, "2026-11-25T11:00", area="portsmouth")
    named = [item for item in case.items() if 'href="#whom-childrens_social_care"' in item]
    assert named
    for item in named:
        assert item.index("Check this.") < item.index("0845 671 0271")
        assert 'call" href="tel:08456710271"' not in item


def test_that_two_numbers_contradict_each_other_is_said_once_and_both_stand(
    engine: Engine,
) -> None:
    case = Case(engine, "2026-11-25T11:00", area="southampton", role="foster_carer")
    for html in (case.item(), case.log()):
        said = shown(html)
        assert said.count("Two pages of the council do not agree.") == 1
        assert said.index("do not agree") < said.index("Ring 023 8083 3336")
        assert "Ring 023 8083 3004" in said
        assert 'call" href="tel:0238083' not in html


def test_each_number_that_nobody_has_checked_says_so(engine: Engine) -> None:
    said = shown(Case(engine, "2027-06-23T21:00", area="hampshire").item())
    assert said.count("Nobody has checked this since") == 2
    assert "0300 555 1384: Nobody has checked" in said


@pytest.mark.parametrize("area", ["elsewhere", "unknown"])
def test_without_a_number_it_says_how_to_find_one(engine: Engine, area: str) -> None:
    case = Case(engine, NIGHT, area=area)
    for html in (case.item(), case.log()):
        assert "To find it: The number goes by where the child is." in words(html)
        assert "0300 555" not in html
        assert 'href="tel:101"' in html


def test_what_the_protocol_printed_cannot_be_tapped(engine: Engine) -> None:
    page = Case(
        engine,
        DAY,
        task="received_referral",
        role="social_worker",
        concerns=["trafficking"],
        nrm_stage="reasonable_grounds_positive",
    )
    turn = page.service.turn(page.token)
    found = page.renderer.screen(turn).lists["items"]
    html = "".join(str(page.renderer.draw(drawn)) for drawn in found.values())
    assert read_page(html).html
    assert "tel:01142523891" not in html
    assert "tel:02030148012" not in html
