"""What was said of a time, and the clock now -> minutes local to Europe/London.

On the night when the clocks go forward one hour is not there, and naming it is refused. When they
go back one hour comes twice: an answer has no offset, and means the first, so that what is counted
from it falls due early rather than late.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.flow.model import Fact
from assistant.flow.said.clock import Clock
from assistant.flow.said.moment import Ago, Said, read_moment, read_since
from assistant.flow.said.plain import shown
from assistant.words.typed.day import day_of
from assistant.words.typed.option import allowed
from assistant.words.typed.times import clock_words, day_words, or_words

# What is meant where a part of the day is all that was said.
_USUAL = {
    "morning": time(9),
    "afternoon": time(15),
    "evening": time(19),
    "night": time(22),
    "beforeschool": time(8),
    "lunchtime": time(12, 30),
    "afterschool": time(15, 30),
}
_HOURS = {
    "morning": range(12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "beforeschool": range(6, 10),
    "lunchtime": range(11, 15),
    "afterschool": range(14, 20),
}
_SAID = {"beforeschool": "before school", "afterschool": "after school"}
_NIGHT, _SMALL_HOURS = range(17, 24), range(7)


def moment_of(fact: Fact, text: str, now: datetime) -> str:
    """The canonical date and time. `now` is aware. Raises AnswerError."""
    said = read_moment(text)
    if said is None and fact.ask.lower().startswith("since when"):
        said = read_since(text)
    if said is None:
        raise AnswerError(f'"{shown(text)}" cannot be read as a time. {allowed(fact)}')
    local = now.astimezone(LONDON)
    try:
        if isinstance(said, Ago):
            moment = (now.astimezone(UTC) - timedelta(minutes=said.minutes)).astimezone(LONDON)
        else:
            moment = _Reading(fact, said, local).moment()
    except OverflowError:
        raise AnswerError(f"That is too far away. {allowed(fact)}") from None
    if _past(fact) and _first(moment) > now:
        raise _to_come(_named(moment, local))
    return moment.strftime("%Y-%m-%dT%H:%M")


class _Reading:
    def __init__(self, fact: Fact, said: Said, local: datetime) -> None:
        self.fact = fact
        self.said = said
        self.local = local
        self.today = local.date()

    def moment(self) -> datetime:
        """The one time that it can be. Raises AnswerError where there is none or more."""
        day = day_of(self.fact, self.said.day, self.today)
        if not self.said.timed:
            if _past(self.fact) and day > self.today:
                raise _to_come(day_words(day, self.today))
            if self.fact.day_will_do:
                return datetime.combine(day, time(), LONDON)
            if self.said.day and self.said.day.written == "iso" and self.fact.times is None:
                return datetime.combine(day, time(), LONDON)
            raise AnswerError(f"{self.when(day)}: at what time? {self.example(day)}")
        found = self.times(day)
        if len(found) > 1 and self.said.day and self.fact.times:
            found = self.possible(found) or found
        if len(found) > 1:
            named = or_words([_named(each, self.local) for each in found])
            raise AnswerError(f"Is that {named}? Type it in full.")
        return self.there(found[0])

    def possible(self, found: list[datetime]) -> list[datetime]:
        """Those on the side of now on which the answer must lie."""
        if _past(self.fact):
            return [each for each in found if _first(each) <= self.local.astimezone(UTC)]
        return [each for each in found if _first(each) >= self.local.astimezone(UTC)]

    def times(self, day: date) -> list[datetime]:
        """Each time of that day that was said."""
        part, clock = self.said.part, self.said.clock
        if clock is None:
            if part == "night" and day == self.today:
                raise AnswerError(f"At what time tonight? {self.example(day)}")
            return [datetime.combine(day, _USUAL[part], LONDON)]
        if clock.midnight:
            return self.midnights(day, part)
        hours = [clock.hour] if clock.sure else [clock.hour % 12, clock.hour % 12 + 12]
        at: list[datetime] = []
        for hour in hours:
            moment = datetime.combine(day, time(hour, clock.minute), LONDON)
            if part == "night" and hour in _SMALL_HOURS:
                at += self.small_hours(moment)
            elif not part or hour in (_NIGHT if part == "night" else _HOURS[part]):
                at.append(moment)
        if not at:
            named = _SAID.get(part, f"in the {part}")
            raise AnswerError(f"{_sentence(_said(clock))} is not {named}. Type it again.")
        return at

    def small_hours(self, moment: datetime) -> list[datetime]:
        """ "Last night at 2" is this morning, but in the small hours it may be a day before."""
        after = moment + timedelta(days=1)
        if self.local.hour in _SMALL_HOURS and after.date() == self.today:
            return [moment, after]
        return [after]

    def midnights(self, day: date, part: str) -> list[datetime]:
        """The night's own midnight; else a day begins with one and ends with one."""
        begins = datetime.combine(day, time(), LONDON)
        if part == "night":
            return [begins + timedelta(days=1)]
        if part:
            named = _SAID.get(part, f"in the {part}")
            raise AnswerError(f"Midnight is not {named}. Type it again.")
        if self.said.day is None and _past(self.fact):
            return [begins]
        named = day_words(day, self.today)
        raise AnswerError(
            f"Is that when {named} begins or when it ends? Type the day with 00:01 or 11:59 pm."
        )

    def there(self, moment: datetime) -> datetime:
        """The time itself, refused where the clocks left it out."""
        if moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(
            tzinfo=None
        ):
            raise AnswerError(
                f"There was no {clock_words(moment)} on {day_words(moment.date(), self.today)}: the"
                " clocks went forward. Type an hour earlier or later."
            )
        return moment

    def when(self, day: date) -> str:
        """The day, as the beginning of a sentence."""
        return _sentence(day_words(day, self.today))

    def example(self, day: date) -> str:
        """A way to say it in full."""
        name = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((day - self.today).days)
        return f'For example "{name or f"{day.day} {day:%B}"} at 9 pm".'


def _first(moment: datetime) -> datetime:
    """The first time that a clock in London shows what an answer says. In UTC: two times of one
    zone are compared by their clocks alone.
    """
    return moment.replace(fold=0).astimezone(UTC)


def _to_come(when: str) -> AnswerError:
    return AnswerError(
        f"{_sentence(when)} is still to come. Type when it happened, with the day: for example"
        ' "yesterday at 9 pm".'
    )


def _past(fact: Fact) -> bool:
    return fact.times is not None and not fact.times.ahead


def _named(moment: datetime, local: datetime) -> str:
    return f"{clock_words(moment)} on {day_words(moment.date(), local.date())}"


def _said(clock: Clock) -> str:
    if not clock.sure:
        return f"{clock.hour}:{clock.minute:02}" if clock.minute else str(clock.hour)
    return clock_words(time(clock.hour, clock.minute))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
