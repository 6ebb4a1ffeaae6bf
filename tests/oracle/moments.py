"""Random local times, close to where a due time is easily got wrong."""

from datetime import UTC, datetime, timedelta
from random import Random

from tests.oracle.clock import LONDON

FORM = "%Y-%m-%dT%H:%M"

# Changes of the clock, Easter, bank holidays, Christmas with its substitute days, ends of months.
ANCHORS = (
    datetime(2026, 3, 29, 1),
    datetime(2026, 10, 25, 2),
    datetime(2027, 3, 28, 1),
    datetime(2027, 10, 31, 2),
    datetime(2026, 4, 3),
    datetime(2027, 3, 29),
    datetime(2026, 5, 4),
    datetime(2026, 8, 31),
    datetime(2025, 12, 25),
    datetime(2026, 12, 25),
    datetime(2027, 12, 27),
    datetime(2028, 1, 3),
    datetime(2026, 1, 31),
    datetime(2028, 2, 29),
    datetime(2026, 9, 30),
    datetime(2026, 12, 31),
)


def happens_once(local: datetime) -> bool:
    """Whether a local time names one instant: neither skipped nor repeated by a clock change."""
    first, second = (local.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return first.utcoffset() == second.utcoffset()


def in_london(local: datetime) -> datetime:
    """The local time itself, or two hours earlier where the clock change makes it doubtful."""
    return local if happens_once(local) else local - timedelta(hours=2)


def clock(random: Random) -> datetime:
    """A time for `now`: at most twelve days from an anchor, or anywhere in three years."""
    if random.random() < 0.7:
        minutes = random.randint(-12 * 24 * 60, 12 * 24 * 60)
        return in_london(random.choice(ANCHORS) + timedelta(minutes=minutes))
    minutes = random.randint(0, 3 * 365 * 24 * 60)
    return in_london(datetime(2025, 6, 1) + timedelta(minutes=minutes))


def before(random: Random, now: datetime, most_days: int) -> str:
    """A local time before `now`, sooner rather than later, as a case file writes it."""
    minutes = int(most_days * 24 * 60 * random.random() ** 2) + 1
    instant = now.replace(tzinfo=LONDON).astimezone(UTC) - timedelta(minutes=minutes)
    return in_london(instant.astimezone(LONDON).replace(tzinfo=None)).strftime(FORM)
