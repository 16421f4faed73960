"""Hunting mutants: a copy of the code with one in it plays histories until one of them goes wrong."""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.proof.history import tell
from tests.proof.mutants import Mutant

ROOT = Path(__file__).parents[2]


class MisfitError(Exception):
    """A mutant's old text does not stand in the code exactly once, or the mutant does not run."""


def planted(mutant: Mutant, folder: Path) -> None:
    """Copies the package and this proof to a folder, with the mutant in them."""
    away = shutil.ignore_patterns("__pycache__", "workspaces")
    shutil.copytree(ROOT / "smmops", folder / "smmops", ignore=away)
    shutil.copytree(ROOT / "tests" / "proof", folder / "tests" / "proof", ignore=away)
    for file, old, new in mutant.edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise MisfitError(f"{mutant.name}: {file} holds {text.count(old)} times: {old}")
        path.write_text(text.replace(old, new), encoding="utf-8")


def caught(mutant: Mutant, folder: Path, *, histories: int) -> str | None:
    """What the first history says that catches it; None where none does, or where the shipped code fails it too."""
    planted(mutant, folder)
    command = [sys.executable, "-m", "tests.proof", "--jobs", "1", "--first", "--histories", str(histories)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = next((line for line in ran.stdout.splitlines() if line.startswith("seed ")), None)
    if ran.returncode not in (0, 1) or (said is None and ran.returncode):
        raise MisfitError(f"{mutant.name}: the proof itself ended with {ran.returncode}: {ran.stderr[-600:]}")
    return said if said and not tell(int(said.split()[1].strip(":("))).wrong else None


def hunt(mutants: tuple[Mutant, ...], *, histories: int, jobs: int) -> bool:
    """Whether every mutant is caught; says at which seed."""

    def one(mutant: Mutant) -> tuple[Mutant, str | None]:
        with tempfile.TemporaryDirectory(prefix="smmops-mutant-") as folder:
            return mutant, caught(mutant, Path(folder) / "copy", histories=histories)

    missed = 0
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, said in pool.map(one, mutants):
            missed += said is None
            seen = f"caught: {mutant.name} ({said})" if said else f"MISSED: {mutant.name}"
            print(seen, flush=True)
    print(f"{len(mutants) - missed} of {len(mutants)} mutants caught within {histories} histories each")
    return not missed
