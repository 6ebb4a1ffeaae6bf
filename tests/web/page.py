"""What a page says, read from its HTML as a reader without a browser would."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from msgspec import Struct, field

_VOID = {"input", "col", "meta", "link", "br", "hr", "img"}
_ROW = re.compile(r"\(([A0-9][\w.]*-\d+)\)")


class Form(Struct):
    action: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> list[str]:
        return self.fields.get("facts", "").split()


class Page(Struct):
    """Forms with their hidden fields; the buttons of the case; the plan's rows; texts by class.

    `loose` are hidden fields outside of any form, as a part of the page has them; `acts` what the
    buttons of the case do.
    """

    html: str
    forms: list[Form] = field(default_factory=list)
    loose: dict[str, str] = field(default_factory=dict)
    acts: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)

    @property
    def question(self) -> Form | None:
        """The form of what is asked now."""
        found = [form for form in self.forms if form.facts]
        if not found and "facts" in self.loose:
            found = [Form("/case/answer", "question", self.loose)]
        return found[0] if found else None

    @property
    def act(self) -> Form:
        """The form of the case's buttons."""
        return next(form for form in self.forms if form.action.partition("#")[0] == "/case/act")

    @property
    def items(self) -> list[str]:
        """The plan's items in their order."""
        return self.texts.get("h4", [])


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[tuple[str, str]] = []
        self.buffers: list[list[str]] = []
        self.heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        kind = found.get("class", "")
        if tag == "form":
            self.page.forms.append(Form(found.get("action", ""), kind))
        if tag == "input" and found.get("type") == "hidden":
            inside = any(name == "form" for name, _ in self.open)
            fields = self.page.forms[-1].fields if inside else self.page.loose
            fields[found["name"]] = found.get("value", "")
        if found.get("form") == "act" and found.get("name") == "do":
            self.page.acts.append(found.get("value", ""))
        if tag not in _VOID:
            self.open.append((tag, kind))
            self.buffers.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not self.open:
            return
        name, kind = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        text = " ".join("".join(self.buffers.pop()).split())
        if self.buffers:
            self.buffers[-1].append(f" {text} ")
        for key in {name, *kind.split()}:
            self.page.texts.setdefault(key, []).append(text)
        if name == "h3":
            self.heading = text
        if "cite" in kind.split() and self.heading != "Keep in mind":
            self.page.rows |= set(_ROW.findall(text))

    def handle_data(self, data: str) -> None:
        if self.buffers:
            self.buffers[-1].append(data)


def read_page(html: str) -> Page:
    """Read a page or a part of one. Every tag must be closed in its order."""
    page = Page(html)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    return page


def without_tokens(html: str) -> str:
    """HTML with what is random taken out, for comparison."""
    html = re.sub(r'((?:name="(?:token|key)" value|data-whose)=")[^"]*', r"\1", html)
    html = re.sub(r"(Code to come back: <strong>)[^<]*", r"\1", html)
    return re.sub(r"\s+", " ", html).strip()
