"""The code with one guard taken out, at every layer that stands for it: each of these must be caught."""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.exactly_once.mutants import MUTANTS as SINGLE
from tests.exactly_once.mutants import J, L, Mutant, P, planted
from tests.proof.history import tell

SLACK = 20
"""How many seeds that the shipped code fails itself are passed over in one hunt."""


def _layers(name: str, *edits: tuple[str, str, str]) -> Mutant:
    return Mutant(name, edits)


_BY_NAME = {mutant.name: mutant for mutant in SINGLE}
_LATE = (f"{J}/fence.py", "    if not in_time(shift, errand):", "    if False:")
_ALARM = (f"{J}/send.py", "    shift.world.alarm.arm(", "    str(")
_TIME = (f"{P}/first.py", "    if at > scene.now or not is_free(", "    if not is_free(")
_HOLD = (f"{J}/fence.py", "    if variant.hold or variant.takedown is not None:", "    if False:")

LAYERED = (
    _layers("no nonce", *_BY_NAME["no nonce"].edits, _LATE, _ALARM),
    _layers("alarm never armed", _ALARM, _LATE),
    _layers("hold not asked", *_BY_NAME["hold not asked"].edits, _HOLD),
    _layers("time not asked", *_BY_NAME["time not asked"].edits, _TIME),
    _layers(
        "a removed key returns",
        (
            f"{P}/free.py",
            "    if record.settled or record.gone:\n        return False",
            "    if record.gone:\n        return True",
        ),
        (f"{P}/due.py", "    if record.settled:\n", "    if record.settled and not record.gone:\n"),
        (f"{L}/branch.py", "draft.entry.mends or lawful(record.state, draft.entry.state)", "True"),
        (f"{L}/book.py", "        if not lawful(self.state, entry.state):\n", "        if False:\n"),
    ),
    _layers(
        "former channel ids forgotten",
        *_BY_NAME["former channel ids forgotten"].edits,
        *_BY_NAME["duplicates of the ledger"].edits,
    ),
)
"""Guards that stand twice: one alone may go without harm, so each is taken out with those behind it."""

MORE = (
    _layers(
        "a receipt is not kept when the push fails",
        (f"{J}/record.py", "    path = _shelved(shift, name, draft)\n", "    path = None\n"),
    ),
    _layers(
        "half a thread goes on from the first part",
        (f"{J}/outcome.py", "return entry, errand.but(live=steps, part=step.part + 1)",
         "return entry, errand.but(live=steps, part=1)"),
    ),
    _layers(
        "held forgets what is live",
        (f"{P}/free.py", "            return restored and last.publish_at != variant.publish_at\n",
         "            return True\n"),
        (f"{L}/book.py", "            elif entry.steps:\n                steps = entry.steps\n",
         "            elif entry.steps and entry.state is not State.HELD:\n                steps = entry.steps\n"
         "            elif entry.state is State.HELD:\n                steps = ()\n"),
    ),
    _layers(
        "a first comment is sent again",
        (f"{J}/send.py", "    if errand.receipt:\n        return adapter.comment(parcel, live=live)\n",
         "    if errand.receipt:\n        first = adapter.comment(parcel, live=live)\n        return "
         'adapter.comment(parcel, live=live) if first.kind == "unknown" else first\n'),
    ),
    _layers(
        "a mark in doubt taken as ours",
        (f"{J}/send.py", "    saved = save(shift, drafts, seal=True)\n    stands = {entry.key for entry in saved.entries} "
         "if saved else set()\n    return [errand for errand in errands if errand.key in stands]",
         "    saved = save(shift, drafts, seal=True)\n    return list(errands)"),
        (f"{J}/fence.py", "if not ours or (record.state not in OPEN and not errand.receipt):", "if False:"),
    ),
)  # fmt: skip

COVERED = (
    _layers(
        "no margins",
        (f"{L}/book.py", "now >= claim.lease_until + margin", "now >= claim.lease_until"),
        (
            f"{J}/send.py",
            "tenth = shift.settings.policy.lease / 10",
            "tenth = 0 * shift.settings.policy.lease",
        ),
        _LATE,
    ),
    _layers(
        "epoch never grows", (f"{J}/claim.py", "else published[-1].epoch + 1", "else published[-1].epoch")
    ),
)
"""Guards behind which the model has never found harm: a call that began in its lease has its effect before anyone
may look (the calls' own budget and the alarm see to that), and an older payload is proven absent before a newer
one is claimed. They stand for networks and machines that keep less than the model assumes.
"""

_HERE = {mutant.name for mutant in LAYERED}
MUTANTS = (*(mutant for mutant in SINGLE if mutant.name not in _HERE), *LAYERED, *MORE)


def caught(mutant: Mutant, folder: Path, *, histories: int) -> str | None:
    """What the first history says that catches it and that the shipped code passes; None where none does."""
    planted(mutant, folder)
    first = 0
    for _ in range(SLACK):
        said = _first_wrong(folder, first, histories - first)
        if said is None:
            return None
        seed = int(said.split()[1].strip(":("))
        if not tell(seed).wrong:
            return said
        first = seed + 1
    return None


def _first_wrong(folder: Path, first: int, count: int) -> str | None:
    command = [sys.executable, "-m", "tests.proof", "--jobs", "1", "--first"]
    command += ["--seed", str(first), "--histories", str(count)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"the proof itself ended with {ran.returncode}: {ran.stderr[-600:]}")
    said = next((line for line in ran.stdout.splitlines() if line.startswith("seed ")), None)
    if said is None and ran.returncode == 1:
        raise RuntimeError(f"the mutant does not run: {ran.stderr[-600:]}")
    return said


def hunt(mutants: tuple[Mutant, ...], *, histories: int, jobs: int) -> bool:
    """Whether every mutant is caught; says at which seed."""

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
