"""`times` of pack.yaml: what date and time questions take, with their quick choices."""

from __future__ import annotations

from assistant.flow.answers import AnswerError
from assistant.flow.load.fields import Fields
from assistant.flow.model import Times
from assistant.flow.problems import did_you_mean
from assistant.flow.said.moment import Ago, read_moment

LIES = ("past", "ahead")


def read_times(top: Fields) -> dict[str, Times]:
    """The kinds of times by name; none where a pack has no such key."""
    found = {}
    for name, fields in top.named("times", "times", required=False):
        lies = fields.text("lies")
        if lies and lies not in LIES:
            hint = did_you_mean(lies, LIES)
            fields.error("lies", f'"{lies}": times lie in the past or ahead.{hint}')
        times = Times(name, lies == "ahead", fields.flag("day_will_do"), fields.texts("quick"))
        for phrase in times.quick:
            if problem := _problem(times, phrase):
                fields.error("quick", f'"{phrase}": {problem}')
        found[name] = times
        fields.done()
    return found


def _problem(times: Times, phrase: str) -> str:
    """Why a phrase cannot be a quick choice; empty where it can.

    One that is not true at this moment ("this morning", at night) is left out when it is offered.
    """
    try:
        said = read_moment(phrase)
    except AnswerError as error:
        return str(error)
    if said is None:
        return "this cannot be read as a time"
    if isinstance(said, Ago):
        ahead = said.minutes < 0
    elif said.day is None or said.day.written in ("date", "iso"):
        return "say the day from today, so that it is right on any day"
    elif said.clock and not (said.clock.sure or said.part):
        return "say am or pm"
    elif not said.timed and not times.day_will_do:
        return "say the time of day too"
    else:
        ahead = said.day.days > 0 or said.day.months > 0
        if ahead == times.ahead or (said.day.days, said.day.months) == (0, 0):
            return ""
    if ahead != times.ahead:
        return f"this lies {'ahead' if ahead else 'in the past'}"
    return ""
