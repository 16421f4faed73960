"""`make release`: wheel and source of a commit, built twice and compared, with their SBOM, in dist/.

Both builds start from `git archive` and differ in all that must not count: folder, time, time zone, umask, locale
and the order in which files were written. The time inside is the commit's (SOURCE_DATE_EPOCH).
"""

import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Place:
    """Circumstances of one build. `age` is how long ago, in seconds, every file was written."""

    name: str
    umask: int
    age: int
    environment: Mapping[str, str]


PLACES = (
    Place("here", 0o022, 0, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    Place(
        "some/where else",
        0o077,
        86_400 * 400,
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "ko_KR.UTF-8", "PYTHONHASHSEED": "2"},
    ),
)


def archive(commit: str = "HEAD") -> bytes:
    """The commit's files as git keeps them: nothing that lies about in the work tree."""
    return subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout


def committed_at(commit: str = "HEAD") -> str:
    """The commit's time in seconds, for SOURCE_DATE_EPOCH."""
    command = ["git", "log", "-1", "--format=%ct", commit]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def build(source: bytes, place: Place, home: Path, *, epoch: str) -> dict[str, bytes]:
    """Name -> bytes of the wheel and the source archive, built in these circumstances."""
    tree, out = home / place.name / "tree", home / place.name / "out"
    before = os.umask(place.umask)
    try:
        _unpack(source, tree, place)
        for kind in ("wheel", "sdist"):
            subprocess.run(
                [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)],
                cwd=tree,
                env={**os.environ, **place.environment, "SOURCE_DATE_EPOCH": epoch},
                check=True,
                capture_output=True,
            )
    finally:
        os.umask(before)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def _unpack(source: bytes, tree: Path, place: Place) -> None:
    with tarfile.open(fileobj=io.BytesIO(source)) as packed:
        members = [member for member in packed.getmembers() if member.isfile()]
        random.Random(place.age).shuffle(members)  # noqa: S311 -- an order, not a secret
        for member in members:
            path = tree / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            found = packed.extractfile(member)
            path.write_bytes(found.read() if found else b"")
            if member.mode & 0o100:
                path.chmod(path.stat().st_mode | (0o111 & ~place.umask))
            moment = path.stat().st_mtime - place.age
            os.utime(path, (moment, moment))


def same(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """What differs between two builds, a line a file; nothing where they are the same bytes."""
    names = sorted({*one, *other})
    return [f"{name} differs between two builds" for name in names if one.get(name) != other.get(name)]


def main() -> int:
    """Builds, compares, keeps: 1 where two builds differ."""
    source, epoch = archive(), committed_at()
    with tempfile.TemporaryDirectory(prefix="smmops-release-") as home:
        first, second = (build(source, place, Path(home), epoch=epoch) for place in PLACES)
    differs = same(first, second)
    if differs:
        sys.stderr.write("\n".join(differs) + "\n")
        return 1
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir()
    for name, content in first.items():
        (dist / name).write_bytes(content)
        sys.stdout.write(f"{hashlib.sha256(content).hexdigest()}  dist/{name}\n")
    from release.sbom import write

    wheel = next(dist.glob("*.whl"))
    sys.stdout.write(f"{write(wheel, ROOT / 'smmops/data/requirements.txt', epoch=epoch)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
