# ruff: noqa: T201 -- a measurement prints
"""How long `check`, `plan` and a tick with nothing due take for ten thousand posts: a table, whatever it says.

`python -m benchmarks.scale [--posts N] [--runs N] [--entries N,N] [--changed N]`. Whole processes, from start to exit; processor
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
from collections.abc import Callable, Sequence
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


def _surroundings() -> dict[str, str]:
    """Our sources on the path, and their bytecode kept, as an installed package has it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[1])}


def timed(
    command: Sequence[str], *, runs: int, folder: Path, before: Callable[[int], object] | None = None
) -> Taken:
    """A command run again and again; what it says and its exit code do not matter here.

    `before` is called with the number of the run, outside of what is measured.
    """
    walls, processors, peaks = [], [], []
    for number in range(runs):
        if before:
            before(number)
        began = time.perf_counter()
        pid = os.posix_spawn(
            command[0],
            command,
            _surroundings(),
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
    home = folder / "w"
    write(home, files)
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    fronts = _fronts(folder / "fronts", planned)
    slow = sum(read_fast(_front(post)) is None for post in planned)
    print(f"\ncheck, {posts:,} posts; {slow / posts:.2%} of them went to the slow parser")
    command = [*SMMOPS, "-C", str(home), "check"]
    least = timed([*command, "--no-cache"], runs=runs, folder=folder)
    row("smmops check, nothing kept from before", least)

    def change(number: int) -> None:
        (home / planned[number].path).write_bytes(edited(planned[number]))

    time.sleep(3)  # until the disk's clock tells what is written from now on from what was written before
    timed(command, runs=1, folder=folder)
    row("smmops check, one file changed", timed(command, runs=runs, folder=folder, before=change))
    for name, peer in _peers(fronts, folder).items():
        if peer is None:
            print(f"  {name:<44} not installed: `make bench` brings it")
        else:
            row(name, timed(peer, runs=runs, folder=folder), least=least.processor)


def plans(folder: Path, *, posts: int, changed: int, runs: int) -> None:
    """`plan` of a branch that changes many posts, against a remote whose ledger is young."""
    there, here = folder / "remote-plan", folder / "clone-plan"
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    remote(there, posts=posts, entries=1000, anchor=today)
    clone(there, here)
    _, planned = workspace(posts, anchor=today)
    for post in [post for post in planned if (here / post.path).exists()][-changed:]:
        (here / post.path).write_bytes((here / post.path).read_bytes() + b"\nOne more line.\n")
    _git(here, "checkout", "-q", "-b", "more")
    _git(here, "-c", "user.name=Mina", "-c", "user.email=mina@halla.example", "commit", "-qam", "more")
    print(f"\nplan, {changed} of {posts:,} posts changed")
    row("smmops plan", timed([*SMMOPS, "-C", str(here), "plan"], runs=runs, folder=folder))


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True)


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
    command = [*SMMOPS, "-C", str(here), "publish"]
    row("smmops publish, all is read (--full)", timed([*command, "--full"], runs=runs, folder=folder))
    timed([*command, "--live"], runs=1, folder=folder)
    row("smmops publish, after a checkpoint", timed(command, runs=runs, folder=folder))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--entries", default="1000,10000,40000,100000")
    parser.add_argument("--changed", type=int, default=300)
    given = parser.parse_args()
    print(
        f"{given.runs} runs: median of processor time, median and spread of the clock, peak, ratio to check"
    )
    with tempfile.TemporaryDirectory() as made:
        timed([*SMMOPS, "--version"], runs=1, folder=Path(made))
        checks(Path(made), posts=given.posts, runs=given.runs)
        if given.changed:
            plans(Path(made), posts=given.posts, changed=given.changed, runs=given.runs)
        for entries in filter(None, given.entries.split(",")):
            ticks(Path(made), posts=given.posts, entries=int(entries), runs=given.runs)


if __name__ == "__main__":
    main()
