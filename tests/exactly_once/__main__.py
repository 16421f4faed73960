"""Runs the proof: `python -m tests.exactly_once --histories 100000 --mutants`; `--replay SEED` plays one again."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from smmops.model.state import State
from tests.exactly_once.history import Told, tell
from tests.exactly_once.mutants import MUTANTS, Mutant, caught

ASSUMED = (
    "no byte of a call leaves after the process's alarm",
    "a call has its effect within 50 s of its bytes, or never",
    "clocks of runs and networks are within 30 s of each other",
    "the remote's compare-and-swap of refs is atomic",
)


def _told(seed: int) -> Told:
    try:
        return tell(seed)
    except Exception as bug:  # noqa: BLE001 -- a history that ends in an exception is caught as well
        return Told(seed, [f"{type(bug).__name__}: {bug}"], {}, set())


def stories(first: int, count: int, jobs: int) -> Iterator[Told]:
    """Every history from a seed on."""
    if jobs == 1:
        yield from map(_told, range(first, first + count))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_told, range(first, first + count), chunksize=25)


def prove(first: int, count: int, *, jobs: int, stop: bool = False) -> bool:
    """Plays the histories and reports; whether everything held."""
    begun, faults, states, wrong = time.monotonic(), Counter[str](), Counter[str](), list[Told]()
    for number, told in enumerate(stories(first, count, jobs), start=1):
        faults.update(told.counts)
        states.update(told.states)
        if told.wrong:
            wrong.append(told)
            print(f"seed {told.seed}: {told.wrong[0]}", flush=True)
            if stop:
                return False
        if number % 1000 == 0:
            print(f"{number} of {count} histories, {len(wrong)} wrong", file=sys.stderr, flush=True)
    print(f"{count} histories from seed {first}, {len(wrong)} wrong, {time.monotonic() - begun:.0f} s")
    print("faults and deeds: " + ", ".join(f"{n} {kind}" for kind, n in sorted(faults.items())))
    print("histories that reached: " + ", ".join(f"{states[str(s)]} {s}" for s in State))
    print("assumed: " + "; ".join(ASSUMED))
    return not wrong


def hunt(mutants: tuple[Mutant, ...], *, histories: int, jobs: int) -> bool:
    """Whether every mutant is caught."""

    def one(mutant: Mutant) -> tuple[Mutant, str | None]:
        with tempfile.TemporaryDirectory(prefix="smmops-mutant-") as folder:
            return mutant, caught(mutant, Path(folder) / "copy", histories=histories)

    missed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, said in pool.map(one, mutants):
            missed += said is None
            print(
                f"{'caught' if said else 'MISSED'}: {mutant.name}" + (f" ({said})" if said else ""),
                flush=True,
            )
    print(f"{len(mutants) - missed} of {len(mutants)} mutants caught within {histories} histories each")
    return not missed


def main() -> int:
    """The command line."""
    asked = argparse.ArgumentParser(prog="python -m tests.exactly_once", description=__doc__)
    asked.add_argument("--histories", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--first", action="store_true", help="stop at the first history that is wrong")
    asked.add_argument("--mutants", action="store_true", help="hunt every mutant as well")
    asked.add_argument("--mutant", help="hunt one mutant alone")
    asked.add_argument("--within", type=int, default=5000, help="histories for each mutant")
    asked.add_argument("--replay", type=int, help="play one history again and say what was wrong")
    given = asked.parse_args()
    if given.replay is not None:
        told = tell(given.replay)
        print("\n".join(told.wrong) or "nothing was wrong")
        return bool(told.wrong)
    if given.mutant:
        chosen = tuple(mutant for mutant in MUTANTS if mutant.name == given.mutant)
        return not (chosen and hunt(chosen, histories=given.within, jobs=1))
    held = prove(given.seed, given.histories, jobs=given.jobs, stop=given.first)
    if given.mutants:
        held = hunt(MUTANTS, histories=given.within, jobs=given.jobs) and held
    return not held


if __name__ == "__main__":
    sys.exit(main())
