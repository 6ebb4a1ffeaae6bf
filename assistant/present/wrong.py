"""A message that an item of the guide may be wrong. It holds nothing of any case."""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

from assistant.flow.model import Pack, Rule
from assistant.present.transcript import sections


class WrongView(Struct, frozen=True):
    """The message, ready to send: `link` opens it in a mail program, empty where there is no
    address to send it to.
    """

    title: str
    intro: str
    owner: str
    address: str
    subject: str
    body: str
    link: str


def wrong_view(pack: Pack, rule: Rule, today: Pack | None = None) -> WrongView | None:
    """The message about a rule, the same whatever was answered: an item's own text would tell of
    the answers.

    `today` is the pack of today, whose owner gets it, and whose words are used where the case goes
    by a pack without any. None where neither has any.
    """
    today = today or pack
    address = today.owner_contact
    if (words := pack.scripts.wrong or today.scripts.wrong) is None:
        return None
    rows = tuple(dict.fromkeys(row for line in rule.lines for row in line.clauses))
    protocol = pack.protocol
    marks = {
        "{item}": rule.do,
        "{id}": rule.id,
        "{clauses}": sections(pack, rows),
        "{protocol}": f"{protocol.title}, {protocol.version}, {protocol.ratified}",
        "{pack}": pack.id,
        "{version}": pack.version,
    }
    subject = _put(words.subject, marks)
    body = "\n\n".join(_put(line, marks) for line in words.body)
    link = f"mailto:{address}?subject={quote(subject)}&body={quote(_lines(body))}"
    return WrongView(
        words.title, words.intro, today.owner, address, subject, body, link if address else ""
    )


def _lines(body: str) -> str:
    return body.replace("\n", "\r\n")


def _put(text: str, marks: dict[str, str]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
