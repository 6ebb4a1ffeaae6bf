"""Every mutant against the cases; what no case shows is proved to be the same pack, or survives."""

from __future__ import annotations

import gc
import time
from multiprocessing import get_context

from msgspec import Struct, field

from assistant.cases.packs import open_pack
from assistant.flow.model import Pack
from tests.mutate.judge import Expected, Judge, drawn, worked
from tests.mutate.same import same
from tests.mutate.sites import CONTACT, DUE, OWNER, SCORE, Mutant, mutants, passed_over

WHOLE = (DUE, OWNER, CONTACT)
PROCESSES = 2
CASES = 4000
# Times and owners are read off whole plans, which take a hundred times as long to make.
WHOLE_PLANS = 600

SAME = -1


class _Shared(Struct):
    """What the processes inherit: a pack with its mutants, and cases to hold against them."""

    pack: Pack
    mutants: list[Mutant]
    all_cases: Judge | None = None
    few_cases: Judge | None = None
    drawn: list[Expected] = field(default_factory=list)


_shared: _Shared


def _draw(seeds: range) -> list[Expected]:
    return drawn(_shared.pack, seeds)


def _try(at: int) -> int | None:
    """The number of the case that catches a mutant, SAME, or None where it survives."""
    mutant = _shared.mutants[at]
    judge = _shared.few_cases if mutant.look in WHOLE else _shared.all_cases
    assert judge is not None
    caught = judge.caught(mutant)
    if caught is None and mutant.look not in (DUE, SCORE):
        return SAME if same(_shared.pack, mutant.build(_shared.pack)) else None
    return caught


def main() -> int:
    """Print what was tried and what survived. The exit code: 1 where anything did."""
    global _shared
    began = time.monotonic()
    pack = open_pack()
    _shared = _Shared(pack, list(mutants(pack)))
    context = get_context("fork")
    cases = worked(pack)
    number = len(cases)
    with context.Pool(PROCESSES) as pool:
        for share in pool.map(_draw, [range(at, CASES, PROCESSES) for at in range(PROCESSES)]):
            cases += share
    _shared.all_cases, _shared.few_cases = Judge(pack, cases), Judge(pack, cases[:WHOLE_PLANS])
    if wrong := next((look for look in (*WHOLE, SCORE) if _whole(look, pack)), None):
        print(f"the pack as it stands does not agree with the second reading ({wrong})")
        return 1
    gc.freeze()  # what is shared from here on is copied wherever the collector touches it
    with context.Pool(PROCESSES) as pool:
        found = pool.map(_try, range(len(_shared.mutants)), chunksize=8)
    _report(found, number)
    skipped = passed_over(pack)
    if skipped:
        print(f"{len(skipped)} passed over, since tests/mutate/ours.py does not read them:")
        print(f"  {', '.join(skipped)}")
    print(f"{time.monotonic() - began:.0f} seconds")
    return 1 if None in found or skipped else 0


def _whole(look: str, pack: Pack) -> bool:
    """Does the pack itself, unbroken, differ from what is expected of it?"""
    judge = _shared.all_cases if look == SCORE else _shared.few_cases
    assert judge is not None
    return judge.caught(Mutant("the pack", "as it is", look, lambda pack: pack)) is not None


def _report(found: list[int | None], number: int) -> None:
    by_worked = sum(case is not None and SAME < case < number for case in found)
    by_drawn = sum(case is not None and case >= number for case in found)
    print(f"{len(found)} mutants of {_shared.pack.id}")
    print(f"{by_worked:6} caught by one of {number} worked cases")
    print(f"{by_drawn:6} caught by the second reading of {CASES} random cases")
    print(f"{found.count(SAME):6} the same pack in every case (proved)")
    print(f"{found.count(None):6} survived")
    for mutant, case in zip(_shared.mutants, found, strict=True):
        if case is None:
            print(f"  {mutant}")
    unread = len(_shared.pack.principles)
    print(f"not broken, since plan.md does not rule on them: when {unread} principles show")
