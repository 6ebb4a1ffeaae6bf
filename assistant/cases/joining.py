"""Going on with a case by its code, and why nobody can try codes out.

Every try counts until it has been found right. After so many wrong ones from one address, or from
all together, codes are not even looked at for a while, right or wrong.
"""

from __future__ import annotations

import re
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from threading import Lock

from assistant.cases.codes import read_code
from assistant.cases.log import Clash, NoSuchCase, Store
from assistant.cases.shelf import Shelf
from assistant.cases.turn import engine_of
from assistant.engine.entries import HANDOVER, ROLE, Entry, Refusal
from assistant.engine.replay import Engine
from assistant.flow.answers import AnswerError, read_answer

TOKEN_BYTES = 18
WINDOW_SECONDS = 600
WRONG_BY_ADDRESS = 10
WRONG_BY_ALL = 200
# As some proxies hand an address on.
_WITH_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}|\[([0-9a-fA-F:.]+)\](?::[0-9]{1,5})?")


class TooManyTries(Exception):
    """So many wrong codes were tried that none is looked at for `seconds` more."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, round(seconds / 60))
        wait = f"{minutes} minutes" if minutes > 1 else "a minute"
        super().__init__(f"Too many wrong codes were tried. Wait {wait}, then try again.")
        self.seconds = seconds


class Tries:
    """The tries of late, by address. Kept in memory: a restart forgets them."""

    def __init__(self) -> None:
        self._tries: deque[tuple[float, str]] = deque()
        self._lock = Lock()

    @contextmanager
    def one(self, address: str, now: float) -> Iterator[None]:
        """One try, `now` in seconds: a wrong one where what is done in it raises NoSuchCase.

        It counts from the start, so that many at once gain nothing. Raises TooManyTries.
        """
        mine = (now, _household(address))
        with self._lock:
            self._begin(mine)
        try:
            yield
        except NoSuchCase:
            raise
        except BaseException:
            self._forget(mine)
            raise
        self._forget(mine)

    def _begin(self, mine: tuple[float, str]) -> None:
        now, household = mine
        while self._tries and not 0 <= now - self._tries[0][0] < WINDOW_SECONDS:
            self._tries.popleft()
        own = [at for at, other in self._tries if other == household]
        for tries, most in ((own, WRONG_BY_ADDRESS), (self._times(), WRONG_BY_ALL)):
            if len(tries) >= most:
                raise TooManyTries(int(tries[-most] + WINDOW_SECONDS - now) + 1)
        self._tries.append(mine)

    def _forget(self, mine: tuple[float, str]) -> None:
        with self._lock:
            if mine in self._tries:
                self._tries.remove(mine)

    def _times(self) -> list[float]:
        return [at for at, _ in self._tries]


def _household(address: str) -> str:
    """What one person has at their disposal: of IPv6, a whole /64. A port makes no difference."""
    bare = _WITH_PORT.fullmatch(address)
    try:
        found = ip_address(bare[1] or bare[2] if bare else address)
    except ValueError:
        return address[:64]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or int(found) >> 64)


class Door:
    """Lets people in who have a code."""

    def __init__(self, store: Store, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.shelf = shelf
        self.clock = clock
        self.tries = Tries()

    def join(self, code: str, role: str, address: str) -> str:
        """A token for the case of that code, which goes on in this role.

        Raises AnswerError for a role that there is not, TooManyTries, and NoSuchCase.
        """
        _check_role(self.shelf.current, role)
        with self.tries.one(address, self.clock().timestamp()):
            case = self.store.find(_read(code))
        _check_role(engine_of(case, self.store.log(case.id), self.shelf), role)
        token = new_token()
        number = self.store.add_holder(case.id, token)
        entry_token = new_token()
        while True:
            log = self.store.log(case.id)
            entry = Entry(len(log) + 1, HANDOVER, "", {ROLE: role}, at=self.clock(), holder=number)
            checked = engine_of(case, log, self.shelf).checked(log, entry)
            if isinstance(checked, Refusal):  # another version was taken meanwhile
                raise AnswerError(checked.message)
            try:
                self.store.append(case.id, checked, entry_token)
            except Clash:
                continue
            return token


def new_token() -> str:
    """144 random bits, fit for a URL: nobody can guess it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_case_id(now: datetime) -> str:
    """An id for a case, which opens nothing. `now` is when it comes into the store, an aware time.

    Ids are in the order of that second, so cases that are talked about together stand together in
    the file, and what is said at once goes into few of its pages.
    """
    return f"{int(now.timestamp()):09x}-{new_token()}"


def _read(code: str) -> str:
    if found := read_code(code):
        return found
    raise NoSuchCase(code)


def _check_role(engine: Engine, role: str) -> None:
    read_answer(engine.pack.facts[ROLE], role)
