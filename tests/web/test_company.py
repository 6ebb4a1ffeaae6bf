"""Who is told that a case has gone on: its other open pages, and nobody else."""

from __future__ import annotations

from assistant.web.company import Company, speaking


class Lines:
    """A server's connections, by id: how each is made. It keeps whom it told."""

    def __init__(self, **made: str) -> None:
        self.made = made
        self.told: list[str] = []

    def transport(self, sid: str) -> str:
        return self.made[sid]

    def emit(self, event: str, *, to: str) -> None:
        assert event == "moved"
        self.told.append(to)


def test_the_other_pages_of_a_case_are_told() -> None:
    lines = Lines(me="websocket", other="websocket", third="websocket", stranger="websocket")
    company = Company(lines)
    for sid in ("me", "other", "third", "gone"):
        company.come(sid, "case")
    company.come("stranger", "another case")
    company.go("third")
    before = speaking.set("me")
    company.moved("case")
    speaking.reset(before)
    assert lines.told == ["other"], "not who speaks, not who left, not one that has just gone"
    company.moved("case")
    assert sorted(lines.told) == ["me", "other", "other"], "a plain form speaks for nobody"


def test_a_line_of_long_polling_costs_nothing() -> None:
    lines = Lines(slow="polling")
    company = Company(lines)
    company.come("slow", "case")
    company.moved("case")
    company.go("slow")
    company.go("slow")
    company.moved("case")
    assert lines.told == []
