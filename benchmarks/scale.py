# ruff: noqa: T201 -- a measurement prints
"""How long `check` and a tick with nothing due take for ten thousand posts: a table, whatever it says.

`python -m benchmarks.scale [--posts N] [--runs N] [--entries N,N]`. Whole processes, from start to exit; processor
time stands beside the clock, because it says more where a machine is shared. Peers read the same front matter.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.ledgers import clone, remote
from benchmarks.workspaces import Planned, edited, workspace, write
from smmops.store.frontmatter import split
from smmops.store.yaml import read_fast

SMMOPS = (sys.executable, "-m", "smmops")


@dataclass(frozen=True, slots=True)
class Taken:
    """The medians of some runs in seconds, the spread of the clock, and the largest peak in MB."""

    wall: float
    spread: float
    processor: float
    peak: float


def timed(command: Sequence[str], *, runs: int, folder: Path) -> Taken:
    """A command run again and again; what it says and its exit code do not matter here."""
    walls, processors, peaks = [], [], []
    for _ in range(runs):
        began = time.perf_counter()
        pid = os.posix_spawn(
            command[0],
            command,
            {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, str(folder / "errors"), os.O_WRONLY | os.O_CREAT, 0o600),
            ],
        )
        used = os.wait4(pid, 0)[2]
        walls.append(time.perf_counter() - began)
        processors.append(used.ru_utime + used.ru_stime)
        peaks.append(used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
    return Taken(statistics.median(walls), max(walls) - min(walls), statistics.median(processors), max(peaks))


def row(name: str, taken: Taken, *, least: float | None = None) -> None:
    """One line of the table; `least` is the processor time that the ratio counts from."""
    ratio = f"{taken.processor / least:6.2f}x" if least else "       "
    print(
        f"  {name:<44}{taken.processor:8.2f} s{taken.wall:8.2f} s ±{taken.spread:5.2f}{taken.peak:7.0f} MB {ratio}"
    )


def checks(folder: Path, *, posts: int, runs: int) -> None:
    """`check` of everything, beside what only reads the YAML."""
    files, planned = workspace(posts)
    write(folder / "w", files)
    subprocess.run(["git", "init", "-q", str(folder / "w")], check=True)
    fronts = _fronts(folder / "fronts", planned)
    slow = sum(read_fast(_front(post)) is None for post in planned)
    print(f"\ncheck, {posts:,} posts; {slow / posts:.2%} of them went to the slow parser")
    least = timed([*SMMOPS, "-C", str(folder / "w"), "check"], runs=runs, folder=folder)
    row("smmops check, nothing kept from before", least)
    first = planned[0]
    (folder / "w" / first.path).write_bytes(edited(first))
    row(
        "smmops check, one file changed",
        timed([*SMMOPS, "-C", str(folder / "w"), "check"], runs=runs, folder=folder),
    )
    for name, command in _peers(fronts, folder).items():
        if command is None:
            print(f"  {name:<44} not installed: `make bench` brings it")
        else:
            row(name, timed(command, runs=runs, folder=folder), least=least.processor)


def _front(post: Planned) -> str:
    page = split(post.text.decode())
    return getattr(page, "front", "")


def _fronts(folder: Path, planned: Sequence[Planned]) -> Path:
    """The front matter alone, as the YAML files that peers read."""
    folder.mkdir()
    for post in planned:
        (folder / f"{post.id}.yaml").write_text(_front(post), encoding="utf-8")
    schema = '{"type": "object", "required": ["channels"], "properties": {"channels": {"type": "array"}}}'
    (folder.parent / "schema.json").write_text(schema, encoding="utf-8")
    return folder


def _peers(fronts: Path, folder: Path) -> dict[str, list[str] | None]:
    relaxed = ["-d", "{extends: relaxed, rules: {line-length: disable}}"]
    commands = {
        "yamllint": ["yamllint", *relaxed, str(fronts)],
        "check-jsonschema": ["check-jsonschema", "--schemafile", str(folder / "schema.json")],
    }
    files = [str(path) for path in sorted(fronts.iterdir())]
    found: dict[str, list[str] | None] = {}
    for name, words in commands.items():
        program = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.defpath]))
        if program is None:
            found[name] = None
            continue
        label = f"{name} {_version(name)}, YAML only"
        found[label] = [program, *words[1:], *(files if name == "check-jsonschema" else ())]
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def ticks(folder: Path, *, posts: int, entries: int, runs: int) -> None:
    """A tick that finds nothing to do, and the bytes that a clone of all branches brought."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    there, here = folder / f"remote-{entries}", folder / f"clone-{entries}"
    remote(there, posts=posts, entries=entries, anchor=today)
    clone(there, here)
    packs = sum(path.stat().st_size for path in (here / ".git/objects").rglob("*") if path.is_file())
    print(f"\ntick, nothing due, {posts:,} posts, {entries:,} entries; a clone fetches {packs / 1e6:.1f} MB")
    row(
        "smmops publish, without a checkpoint",
        timed([*SMMOPS, "-C", str(here), "publish"], runs=runs, folder=folder),
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--entries", default="1000,10000,40000,100000")
    given = parser.parse_args()
    print(
        f"{given.runs} runs: median of processor time, median and spread of the clock, peak, ratio to check"
    )
    with tempfile.TemporaryDirectory() as made:
        checks(Path(made), posts=given.posts, runs=given.runs)
        for entries in filter(None, given.entries.split(",")):
            ticks(Path(made), posts=given.posts, entries=int(entries), runs=given.runs)


if __name__ == "__main__":
    main()
