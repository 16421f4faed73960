"""Problems at a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.render.text import text
from smmops.rules.run import Findings
from tests.render.findings import hostile, many, ordinary, problem


def test_a_problem_is_one_line_and_its_fix_the_next() -> None:
    assert text(Findings((problem(),), files=1)) == (
        "content/2026/12/launch.md:12:3: error SMM204 text-too-long: "
        "318 graphemes on bluesky, limit 300 (18 over)\n"
        "  fix: shorten it by 18\n"
        "\n"
        "✗ 1 error in 1 file\n"
    )


def test_nothing_wrong_is_said_too() -> None:
    assert text(Findings(files=12)) == "✓ nothing is wrong in 12 files\n"


def test_warnings_alone_are_not_failure() -> None:
    shown = text(Findings((problem(severity=Severity.WARNING),), files=1))
    assert shown.endswith("! 1 warning in 1 file\n")


def test_a_file_shows_three_problems_and_counts_the_rest() -> None:
    lines = text(Findings(many(7), files=1)).splitlines()
    assert sum("SMM204" in line for line in lines) == 3
    assert "  and 4 more in this file: `smmops check --all` shows them" in lines
    assert lines[-1] == "✗ 7 errors in 1 file"


def test_one_left_over_is_said_in_the_singular() -> None:
    assert (
        "  and 1 more in this file: `smmops check --all` shows it"
        in text(Findings(many(4), files=1)).splitlines()
    )


def test_errors_are_shown_before_warnings_are() -> None:
    warnings = tuple(problem(line=line, severity=Severity.WARNING) for line in (1, 2, 3))
    shown = text(Findings((*warnings, problem(line=9)), files=1))
    assert ":9:3: error" in shown
    assert shown.count("warning SMM204") == 2


def test_all_problems_of_a_file_can_be_asked_for() -> None:
    shown = text(Findings(many(7), files=1), most=None)
    assert shown.count("SMM204") == 7
    assert "more in this file" not in shown


def test_what_is_silenced_is_counted() -> None:
    assert text(ordinary()).splitlines()[-1] == "✗ 6 errors, 1 warning in 7 files, 1 silenced"


def test_what_a_later_stage_asks_is_said_to_those_who_ask_for_all_and_with_the_way_to_see_it() -> None:
    assert "stage grow" not in text(ordinary())
    assert text(ordinary(), most=None).splitlines()[-1] == (
        "stage grow would ask for 3 more values: write `stage: grow` into smmops.yaml, "
        "and `smmops check` names each"
    )


def test_a_problem_of_a_whole_file_still_has_a_place_to_click_on() -> None:
    assert "\nteam.yaml:1:1: error" in text(ordinary())


def test_other_places_that_take_part_are_named() -> None:
    shown = text(Findings((ordinary().problems[0],), files=1))
    assert "  see content/2026/12/other.md:4:1\n" in shown


def test_files_are_kept_apart_by_an_empty_line() -> None:
    shown = text(Findings((*many(1, "a.md"), *many(1, "b.md")), files=2))
    assert shown.count("\n\n") == 2


def test_colour_is_there_only_when_asked_for() -> None:
    assert "\x1b" not in text(ordinary())
    assert "\x1b[31merror\x1b[0m" in text(ordinary(), color=True)


def test_text_of_a_file_cannot_steer_the_terminal() -> None:
    shown = text(hostile())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\r" not in shown
    assert len(shown.splitlines()) == 4


def test_korean_workspaces_are_told_in_korean() -> None:
    shown = text(ordinary(), language="ko")
    assert "SMM204 text-too-long: " in shown
    assert "limit 300" not in shown


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_stays_in_its_two_lines(path: str, told: str) -> None:
    shown = text(Findings((problem(path, message=msg("{told}", told=told)),), files=1))
    assert len(shown.split("\n")) == 5
    assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
