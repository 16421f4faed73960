"""Every threat has a test that tries it, every attack a row, and docs/threats.md says so."""

from dataclasses import replace

import pytest

from tests.adversarial.matrix import attacks, collected, matrix, page, wrong
from tests.project.tree import ROOT

FROM_APPROVALS = {"bound", "level", "count", "steps", "emergency", "forge", "ledger"}
TEN_RISKS = {"injection", "pwn", "workflow", "yaml", "rendering", "scope", "supply", "logs", "bots", "flood"}
TRAPS = {
    "unescaped-plan",
    "empty-plan",
    "approved-then-planned",
    "reader-approves",
    "before-merge",
    "large-review",
}


def test_every_row_has_tests_that_are_collected_and_every_attack_a_row():
    assert wrong(matrix(), collected(), attacks()) == []


def test_nothing_that_has_to_be_there_is_missing():
    table = matrix()
    assert set(table.sources) >= FROM_APPROVALS | TEN_RISKS
    assert {row.id for row in table.threats} >= TRAPS
    assert len(table.threats) >= 70


def test_the_page_is_what_the_table_says(golden):
    golden(ROOT / "docs" / "threats.md", page(matrix()))


ONE = "sources: {a: A}\nthreats:\n  - {id: x, from: a, attack: does, then: blocked, what: no, tests: [t.py::test_x]}\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tests": ()}, "x: no test"),
        ({"tests": ("t.py::test_gone",)}, "x: t.py::test_gone is not collected"),
        ({"tests": ("t.py::test_x[gone]",)}, "x: t.py::test_x[gone] is not collected"),
        ({"then": "hoped"}, "x: hoped is neither blocked nor flagged"),
        ({"source": "b"}, "x: from b, which is no source"),
    ],
)
def test_a_row_that_is_wrong_is_seen(change, said):
    table = matrix(ONE)
    broken = replace(table, threats=[replace(table.threats[0], **change)])
    assert said in wrong(broken, ["t.py::test_x[case]"], [])


def test_a_row_that_is_right_is_fine_and_an_attack_without_a_row_is_seen():
    table = matrix(ONE)
    assert wrong(table, ["t.py::test_x[case]"], ["t.py::test_x[case]"]) == []
    assert wrong(table, ["t.py::test_x"], ["t.py::test_y"]) == ["t.py::test_y: an attack without a row"]
