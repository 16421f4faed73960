"""The table of threats: read, compared with the tests that there are, and told as a page."""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.project.tree import ROOT

TABLE = Path(__file__).with_name("threats.yaml")
TESTS = ROOT / "tests"
MARK = "mark.adversarial"
_HEAD = """\
# Threats

What somebody could try in order to get an unapproved byte to a live post, what happens, and the test that tries it.
"Blocked" means that nothing is sent; "flagged" that it can happen, and is shown as the row says.
Each row names at least one test, which runs on every change of smmops.
What is trusted all the same stands in [security.md](security.md#what-is-trusted).
"""


@dataclass(frozen=True)
class Threat:
    """One row. `tests` are named from tests/, without cases where all of them are meant."""

    id: str
    source: str
    attack: str
    then: str
    what: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole table; `sources` are what threats come from, in their order."""

    sources: Mapping[str, str]
    threats: Sequence[Threat]


def matrix(text: str | None = None) -> Matrix:
    """The committed table, or that of a text."""
    read = yaml.safe_load(TABLE.read_text(encoding="utf-8") if text is None else text)
    threats = [
        Threat(row["id"], row["from"], row["attack"], row["then"], row["what"], tuple(row.get("tests") or ()))
        for row in read["threats"]
    ]
    return Matrix(read["sources"], threats)


def wrong(table: Matrix, collected: Iterable[str], marked: Iterable[str]) -> list[str]:
    """What is not as it must be. `collected` are all tests there are, `marked` those that are attacks."""
    known = set(collected)
    functions = known | {name.partition("[")[0] for name in known}
    found = [
        f"{row.id}: from {row.source}, which is no source"
        for row in table.threats
        if row.source not in table.sources
    ]
    found += [
        f"{row.id}: {row.then} is neither blocked nor flagged"
        for row in table.threats
        if row.then not in ("blocked", "flagged")
    ]
    found += [f"{row.id}: no test" for row in table.threats if not row.tests]
    found += [
        f"{row.id}: {test} is not collected"
        for row in table.threats
        for test in row.tests
        if test not in functions
    ]
    ids = [row.id for row in table.threats]
    found += [f"{name}: twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    found += [
        f"{name}: no threat comes from it"
        for name in table.sources
        if name not in {row.source for row in table.threats}
    ]
    named = {test.partition("[")[0] for row in table.threats for test in row.tests}
    found += [
        f"{test}: an attack without a row"
        for test in sorted({name.partition("[")[0] for name in marked})
        if test not in named
    ]
    return found


def collected() -> tuple[str, ...]:
    """What pytest collects of the files that the table names, named from tests/."""
    return _collected({test.partition("::")[0] for row in matrix().threats for test in row.tests})


def attacks() -> tuple[str, ...]:
    """Every test that is marked as an attack, wherever it lies."""
    files = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("test_*.py")
        if MARK in path.read_text(encoding="utf-8")
    }
    return _collected(files, "-m", "adversarial")


def _collected(names: Iterable[str], *options: str) -> tuple[str, ...]:
    files = [str(TESTS / name) for name in sorted(names) if (TESTS / name).is_file()]
    words = ["-m", "pytest", "--collect-only", "-q", "-n", "0", "-p", "no:cacheprovider", *options, *files]
    ran = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr
    return tuple(line.removeprefix("tests/") for line in ran.stdout.splitlines() if "::" in line)


def page(table: Matrix) -> str:
    """docs/threats.md."""
    parts = [_HEAD]
    for source, title in table.sources.items():
        rows = [row for row in table.threats if row.source == source]
        parts.append(f"\n## {title}\n\n| somebody | then | test |\n|---|---|---|\n")
        for row in rows:
            tests = "<br>".join(f"`{_escaped(test)}`" for test in row.tests)
            parts.append(
                f'| <a id="{row.id}"></a>{_escaped(row.attack)} | **{row.then}**: {_escaped(row.what)} | {tests} |\n'
            )
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
