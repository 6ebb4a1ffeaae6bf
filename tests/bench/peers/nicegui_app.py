"""The ten questions on NiceGUI, with its own chat messages and buttons."""

from __future__ import annotations

import os
from functools import partial

from nicegui import ui

from tests.bench.peers.script import BUTTONS, QUESTIONS, THE_END, Answers

answers = Answers()


def page() -> None:
    """One conversation."""
    session = ui.context.client.id
    box = ui.column()

    def ask(number: int) -> None:
        with box:
            if number > len(QUESTIONS):
                ui.chat_message(THE_END, name="Assistant")
                return
            ui.chat_message(QUESTIONS[number - 1], name="Assistant")
            with ui.row() as row:
                for button in BUTTONS:
                    ui.button(button, on_click=partial(take, number, button, row))

    def take(number: int, answer: str, row: ui.row) -> None:
        answers.save(session, number, answer)
        row.delete()
        with box:
            ui.chat_message(answer, name="You", sent=True)
        ask(number + 1)

    ask(1)


ui.page("/")(page)
ui.run(
    host="127.0.0.1",
    port=int(os.environ["BENCH_PORT"]),
    reload=False,
    show=False,
    show_welcome_message=False,
    uvicorn_logging_level="error",
)
