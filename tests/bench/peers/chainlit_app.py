"""The ten questions on Chainlit, as its own guide asks a question with buttons."""

from __future__ import annotations

import chainlit

from tests.bench.peers.script import BUTTONS, QUESTIONS, THE_END, Answers

answers = Answers()


async def start() -> None:
    """One conversation."""
    session = chainlit.user_session.get("id")
    for number, text in enumerate(QUESTIONS, 1):
        actions = [chainlit.Action(name="answer", payload={"v": b}, label=b) for b in BUTTONS]
        asked = chainlit.AskActionMessage(content=text, actions=actions, timeout=600)
        given = await asked.send()
        if given is None:
            return
        answers.save(session, number, given["payload"]["v"])
    await chainlit.Message(content=THE_END).send()


chainlit.on_chat_start(start)
