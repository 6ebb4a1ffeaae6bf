"""The booklet is the whole pack: every question, step, list, contact and word is in it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from assistant.engine.due import LONDON
from assistant.flow.conditions import ALWAYS, parse
from assistant.present.documents.blocks import Contents, Document, Heading, Table, said
from assistant.present.documents.docx import docx_file
from assistant.present.documents.page import page
from assistant.present.documents.paper import booklet
from assistant.present.documents.pdf import pdf
from assistant.present.documents.text import text
from assistant.present.documents.when import condition_words
from tests.core.conversation import engine
from tests.documents.cases import basis, paper
from tests.documents.reading import (
    bullets_as_pdf,
    docx_words,
    html_words,
    pdf_words,
    squeezed,
    tags,
)


@cache
def made() -> Document:
    return booklet(engine(), datetime(2026, 11, 25, 12, tzinfo=LONDON))


def test_everything_that_a_practitioner_is_told_is_in_it() -> None:
    pack = engine().pack
    words = "\n".join(said(made()))
    asked = [fact for fact in pack.facts.values() if not fact.heard]
    told = [fact.ask for fact in asked if fact.name != "task"]
    told += [option.label for fact in asked for option in fact.options]
    told += [text for event in pack.events for text in (event.say, event.help)]
    for rule in pack.rules:
        told += [rule.do, *rule.how, *rule.ready, rule.why]
        told += [line.say for line in rule.lines]
    told += [item.text for checklist in pack.checklists for item in checklist.items]
    told += [principle.text for principle in pack.principles]
    told += [note.text for score in pack.scores for note in score.notes]
    told += [term.text for term in pack.terms]
    for contact in pack.contacts.values():
        told += [contact.name, contact.known, *contact.voiceless]
        if contact.id not in pack.since.gone:
            told += [contact.look_up, contact.elsewhere]
    for line in pack.directory.lines:
        if line.contact not in pack.since.gone:
            told += [line.name, line.note, line.contradicts]
            told += [channel.value for channel in line.channels]
    told += [entry.now for entry in pack.since.entries]

    assert [text for text in told if text not in words] == []


def part(title: str) -> list[Table]:
    """The tables of a task."""
    blocks = made().blocks
    at = blocks.index(Heading(1, title))
    ends = next(i for i in range(at + 1, len(blocks)) if getattr(blocks[i], "level", 0) == 1)
    return [block for block in blocks[at:ends] if isinstance(block, Table)]


def test_it_is_in_parts_by_task() -> None:
    for option in engine().pack.facts["task"].options:
        questions, follows = part(option.label)
        assert len(questions.rows) > 10
        assert follows.rows[0][1] == engine().pack.rule("ring-999").do


def test_whoever_is_gone_is_named_only_where_it_is_said_that_they_are_gone() -> None:
    pack = engine().pack
    names = [contact.name for contact in pack.contacts.values() if contact.id in pack.since.gone]
    lines = [line for text in said(made()) for line in text.splitlines()]
    for name in names:
        assert name not in lines
        assert [line for line in lines if line.startswith("Contact: ") and name in line] == [
            f"Contact: {name}"
        ]
        assert lines[lines.index(f"Contact: {name}") + 1] == pack.since.says["gone"]


def test_a_task_has_what_can_come_of_it_and_no_more() -> None:
    def steps(title: str) -> set[str]:
        return {row[1] for row in part(title)[1].rows}

    child_back, assess = "A child who was missing is back", "I have a referral to assess"
    check = engine().pack.rule("safe-and-well-check").do
    missing_now = engine().pack.rule("missing-investigation").do
    assert check in steps(child_back)
    assert missing_now not in steps(child_back)
    assert missing_now in steps("A child is missing now")
    assert "When did the child come back?" not in {
        row[0] for row in part("A child is missing now")[0].rows
    }
    assert steps(assess) != steps(child_back)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("age < 18", "Age: less than 18"),
        ("child and not in_care", "they are, or may be, under 18 and not (the child is in care)"),
        ("police_informed is not yes", "Police told: any answer but Yes"),
        ("not (concerns has cse)", "Your worry, none of: Sexual exploitation"),
        ("not (any cse_indicators)", "not (Exploitation signs: any)"),
        ("concerns has cse", "Your worry, one of: Sexual exploitation"),
        ("any cse_indicators", "Exploitation signs: any"),
        ("seraf_category >= 3", "SERAF, the sexual exploitation risk form: at least 3"),
        ("seraf_category is 4", "SERAF, the sexual exploitation risk form, category 4"),
        ("age is unknown", "Age: I don't know"),
        (
            "child and (age < 13 or lead)",
            "they are, or may be, under 18 and (Age: less than 13 or you are a lead or a manager)",
        ),
        ("always", "Always"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_words(condition: str, words: str) -> None:
    assert condition_words(engine().pack, parse(condition)) == words


def test_what_has_changed_for_some_alone_says_for_whom() -> None:
    pack = engine().pack
    texts = list(said(made()))
    some = [entry for entry in pack.since.entries if entry.when != ALWAYS]

    assert some
    for entry in pack.since.entries:
        at = [i for i, text in enumerate(texts) if entry.now in text]
        assert at
        whom = f"This is only for cases where: {condition_words(pack, entry.when)}."
        assert all((texts[i + 2] == whom) == (entry in some) for i in at)


def test_what_else_has_changed_is_what_stands_nowhere_before() -> None:
    texts = list(said(made()))
    title = "What else has changed since"
    at = texts.index(title, texts.index(title) + 1)  # the first is in the contents
    end = texts.index("When it says so", at)
    label = engine().pack.since.says["label"]
    rest = [text for text in texts[at:end] if text.startswith(f"{label}: ")]

    assert rest
    assert [text for text in rest if text in texts[:at]] == []


def test_no_name_of_the_pack_is_left_in_its_words() -> None:
    names = {name for name in (*engine().pack.facts, *engine().pack.conditions) if "_" in name}
    words = " ".join(said(made()))

    assert [name for name in names if name in words] == []


def listed() -> tuple[str, list[Heading]]:
    """The title of the contents, and what they list: every heading of the first two levels."""
    (contents,) = [block for block in made().blocks if isinstance(block, Contents)]
    headings = [block for block in made().blocks if isinstance(block, Heading)]
    return contents.title, [heading for heading in headings if heading.level <= 2]


@cache
def as_pdf() -> bytes:
    return pdf(made())


def test_its_forms_agree_and_can_be_read_aloud() -> None:
    reader = PdfReader(BytesIO(as_pdf()))
    root: Any = reader.trailer["/Root"]
    wanted = squeezed(said(made()))
    title, headings = listed()
    numbered = re.compile(r"([0-9]+)".join(re.escape(squeezed([h.text])) for h in headings))
    printed = bullets_as_pdf(pdf_words(as_pdf()))
    found = numbered.search(printed)

    assert html_words(page(made()).encode()) == wanted
    assert docx_words(docx_file(made())) == wanted
    assert found
    last = re.match("[0-9]+", printed[found.end() :])
    assert last
    numbers = [int(number) for number in (*found.groups(), last[0])]
    plain = squeezed([title]) + squeezed([h.text for h in headings])
    assert printed[: found.start()].endswith(squeezed([title]))
    whole = printed[: found.start()] + plain[len(squeezed([title])) :]
    assert whole + printed[found.end() + last.end() :] == bullets_as_pdf(wanted)
    # Each number is that of the page on which the heading stands.
    for heading, number in zip(headings, numbers, strict=True):
        assert squeezed([heading.text]) in squeezed(reader.pages[number - 1].extract_text())
    assert numbers == sorted(numbers)
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_its_contents_lead_to_their_places_in_every_form() -> None:
    title, headings = listed()
    texts = [heading.text for heading in headings]
    assert len(texts) > 100

    reader: Any = PdfReader(BytesIO(as_pdf()))
    found = Counter(tags(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert found["/TOC"] > 0
    assert found["/TOCI"] == found["/Link"] == len(texts)
    links = [a.get_object() for p in reader.pages for a in p.get("/Annots", [])]
    assert len(links) == len(texts)
    assert all(link["/Dest"] for link in links)

    html = page(made())
    ways = re.findall(r'<a href="#(part-[0-9]+)">(.*?)</a>', html)
    places = dict(re.findall(r'<h[234] id="(part-[0-9]+)">(.*?)</h', html))
    assert [unescape(text) for _, text in ways] == texts
    assert all(places[place] == text for place, text in ways)

    body: Any = docx.Document(BytesIO(docx_file(made()))).element.body
    anchors = [(link.get(qn("w:anchor")), _words(link)) for link in body.iter(qn("w:hyperlink"))]
    marks = {
        mark.get(qn("w:name")): _words(mark.getparent())
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    assert [text for _, text in anchors] == [squeezed([text]) for text in texts]
    assert all(marks[name] == text for name, text in anchors)
    (code,) = body.iter(qn("w:instrText"))
    assert code.text.split()[:2] == ["TOC", "\\o"]
    kinds = [char.get(qn("w:fldCharType")) for char in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]

    lines = text(made()).splitlines()
    at = lines.index(title)
    plain = [f"{'  ' * (heading.level - 1)}- {heading.text}" for heading in headings]
    assert lines[at + 1 : at + 1 + len(plain)] == plain


def _words(element: Any) -> str:
    return squeezed(node.text for node in element.iter(qn("w:t")))


def test_a_paper_of_a_case_has_no_contents() -> None:
    document = paper(basis("02"), "referral")

    assert not [block for block in document.blocks if isinstance(block, Contents)]
    assert 'id="part-' not in page(document)
