"""Whole outputs over small repositories, held word by word in `expected.txt`."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smmops.jobs.check import Checked, check, rendered
from smmops.rules.registry import RULES
from smmops.store.codes import CODES
from smmops.store.disk import DiskTree

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if (path / "smmops.yaml").exists())


def looked_at(case: Path) -> Checked:
    """What `check` finds, at the time that the case's file `now` names, if it has one."""
    now = case / "now"
    at = (
        datetime.fromisoformat(now.read_text(encoding="utf-8").strip()).astimezone(UTC)
        if now.exists()
        else None
    )
    return check(DiskTree(case), now=at)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_check_says_exactly_this(case: Path, golden: Callable[..., None]) -> None:
    golden(case / "expected.txt", rendered(looked_at(case), everything=True))


def test_every_rule_fires_in_a_committed_workspace() -> None:
    fired = {problem.code for case in CASES for problem in looked_at(case).findings.problems}
    assert {rule.code for rule in RULES} - fired == set()


ELSEWHERE = {"SMM108", "SMM119", "SMM124", "SMM144", "SMM145"}
"""Codes of reading that no committed file can show: a file of 1 MiB, two names that differ by case, and the like."""


def test_every_code_of_reading_fires_in_a_committed_workspace() -> None:
    fired = {problem.code for case in CASES for problem in looked_at(case).findings.problems}
    assert set(CODES) - fired <= ELSEWHERE


def test_a_workspace_as_people_write_it_has_nothing_wrong() -> None:
    checked = check(DiskTree(HERE / "clean"))
    assert (checked.exit_code, checked.findings.problems) == (0, ())


def test_a_brand_in_a_folder_is_checked_by_itself() -> None:
    tree = DiskTree(HERE)
    whole = check(tree, "approvals").findings
    assert whole.problems
    assert {problem.path.split("/")[0] for problem in whole.problems} == {"approvals"}
    alone = check(DiskTree(HERE / "approvals")).findings
    assert [problem.code for problem in whole.problems] == [problem.code for problem in alone.problems]
