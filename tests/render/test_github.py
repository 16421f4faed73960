"""Problems as annotations."""

import re

from hypothesis import given
from hypothesis import strategies as st

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.render.github import github
from smmops.rules.run import Findings
from tests.render.findings import hostile, many, ordinary, problem


def commands(shown: str) -> list[str]:
    return [line for line in shown.splitlines() if line.startswith("::")]


def test_an_annotation_names_file_line_and_code() -> None:
    assert commands(github(Findings((problem(),), files=1))) == [
        "::error file=content/2026/12/launch.md,line=12,col=3,title=SMM204 text-too-long"
        "::318 graphemes on bluesky, limit 300 (18 over)%0Afix: shorten it by 18"
    ]


def test_ten_annotations_are_the_most_and_the_last_counts_the_rest() -> None:
    shown = commands(github(Findings(many(40), files=1)))
    assert len(shown) == 10
    assert "and 31 more" in shown[-1]


def test_nine_annotations_need_no_counting() -> None:
    assert len(commands(github(Findings(many(9), files=1)))) == 9


def test_errors_come_before_warnings() -> None:
    warnings = tuple(problem(line=line, severity=Severity.WARNING) for line in range(1, 20))
    shown = commands(github(Findings((*warnings, problem(line=30)), files=1)))
    assert shown[0].startswith("::error ")
    assert shown[-1].startswith("::warning ")


def test_the_last_line_counts_everything() -> None:
    assert "6 errors, 1 warning in 7 files, 1 silenced" in github(ordinary())


def test_text_of_a_file_starts_no_command() -> None:
    shown = github(hostile())
    assert len(commands(shown)) == 1
    assert "%250A" in shown
    assert len(shown.splitlines()) == 2


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_stays_in_one_command(path: str, told: str) -> None:
    shown = github(Findings((problem(path, message=msg("{told}", told=told)),), files=1))
    first, rest = shown.split("\n", 1)
    properties = re.fullmatch(
        r"::error file=([^:,]*),line=12,col=3,title=SMM204 text-too-long::(.*)", first, re.S
    )
    assert properties, first
    assert "\r" not in first
    assert rest == "1 error in 1 file\n"
