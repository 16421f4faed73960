"""Runs the proof: `python -m tests.proof --histories 100000 --mutants`; `--replay SEED` plays one again."""

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from smmops.model.state import State
from tests.proof.history import Told, tell
from tests.proof.hunt import hunt
from tests.proof.mutants import COVERED, MUTANTS
from tests.proof.seasons import SEASONS, season_of

SAID_AT = 1000
ASSUMED = (
    "no byte of a call leaves after the process's alarm",
    "a call has its effect within 50 s of its bytes, or never",
    "clocks of runs and networks are within 60 s of each other",
    "the remote's compare-and-swap of refs is atomic",
    "a person who decides an unknown looks at the network",
)
"""What the model takes for granted; docs/proof.md says the same."""


def stories(first: int, count: int, *, jobs: int) -> Iterator[Told]:
    """Every history from a seed on."""
    if jobs == 1:
        yield from map(tell, range(first, first + count))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(tell, range(first, first + count), chunksize=25)


def prove(first: int, count: int, *, jobs: int, stop: bool = False) -> list[Told]:
    """Plays the histories, reports, and gives those in which something did not hold."""
    begun, faults, states, wrong = time.monotonic(), Counter[str](), Counter[str](), list[Told]()
    for number, told in enumerate(stories(first, count, jobs=jobs), start=1):
        faults.update(told.counts)
        states.update(told.states)
        if told.wrong:
            wrong.append(told)
            print(f"seed {told.seed} ({season_of(told.seed).name}): {told.wrong[0]}", flush=True)
            if stop:
                return wrong
        if number % SAID_AT == 0:
            print(f"{number} of {count} histories, {len(wrong)} wrong", file=sys.stderr, flush=True)
    print(f"{count} histories from seed {first}, {len(wrong)} wrong, {time.monotonic() - begun:.0f} s")
    print("seasons: " + ", ".join(season.name for season in SEASONS))
    print("faults and deeds: " + ", ".join(f"{n} {kind}" for kind, n in sorted(faults.items())))
    print("histories that reached: " + ", ".join(f"{states[str(s)]} {s}" for s in State))
    print("assumed: " + "; ".join(ASSUMED))
    return wrong


def main() -> int:
    """The command line; 1 where something did not hold or a mutant was missed."""
    asked = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    asked.add_argument("--histories", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--first", action="store_true", help="stop at the first history that is wrong")
    asked.add_argument("--mutants", action="store_true", help="hunt every mutant as well")
    asked.add_argument("--mutant", help="hunt one mutant alone")
    asked.add_argument("--within", type=int, default=5000, help="histories for each mutant")
    asked.add_argument("--replay", type=int, help="play one history again and say what was wrong")
    given = asked.parse_args()
    gc.set_threshold(100_000, 20, 20)  # a history is a world of objects that go together
    if given.replay is not None:
        told = tell(given.replay)
        print("\n".join(told.wrong) or "nothing was wrong")
        return bool(told.wrong)
    if given.mutant:
        chosen = tuple(mutant for mutant in (*MUTANTS, *COVERED) if mutant.name == given.mutant)
        return not (chosen and hunt(chosen, histories=given.within, jobs=1))
    wrong = prove(given.seed, given.histories, jobs=given.jobs, stop=given.first)
    missed = given.mutants and not hunt(MUTANTS, histories=given.within, jobs=given.jobs)
    return bool(wrong or missed)


if __name__ == "__main__":
    sys.exit(main())
