"""Every rule's bad example breaks that rule, and its good example breaks none."""

import pytest

from smmops.model.problem import Problem, Severity
from smmops.rules.examples import STAGES, laid_out
from smmops.rules.registry import RULES
from smmops.rules.rule import Example, Rule
from smmops.rules.run import Findings, run
from smmops.store.load import load
from tests.rules.tree import Files

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.slug}")


def findings(example: Example) -> Findings:
    tree = Files(laid_out(example))
    return run(load(tree), tree, now=example.now)


def said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(
        f"{p.path}:{p.line}:{p.column} {p.code} {p.slug}: {p.message} | {p.fix}" for p in problems
    )


def test_the_ordinary_workspace_breaks_nothing() -> None:
    assert said(findings(Example({})).problems) == ""


@pytest.mark.parametrize("stage", STAGES)
def test_the_ordinary_workspace_of_a_later_stage_breaks_nothing(stage: str) -> None:
    assert said(findings(Example({stage: ""})).problems) == ""


@every_rule
def test_the_bad_example_breaks_this_rule_and_no_other(rule: Rule) -> None:
    found = findings(rule.bad).problems
    mine = [problem for problem in found if problem.code == rule.code]
    assert mine, said(found)
    assert {problem.severity for problem in mine} == {rule.severity}
    others = {p.code for p in found if p.severity is Severity.ERROR} - {rule.code}
    assert not others, said(found)


@every_rule
def test_the_good_example_breaks_nothing_that_matters(rule: Rule) -> None:
    found = findings(rule.good).problems
    assert not [p for p in found if p.code == rule.code or p.severity is Severity.ERROR], said(found)


@every_rule
def test_a_problem_points_at_a_line_and_says_what_to_write(rule: Rule) -> None:
    for problem in findings(rule.bad).problems:
        assert problem.line >= 1
        assert problem.column >= 1
        for sentence in (problem.message.fill(), problem.fix.fill()):
            assert (
                sentence[0] == sentence[0].lower() or not sentence[0].isalpha() or sentence[:3].isupper()
            ), sentence
            assert not sentence.endswith(".")
            assert "please" not in sentence.lower()
            assert "invalid" not in sentence.lower()


def test_codes_and_slugs_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


@every_rule
def test_a_rule_is_asked_about_exactly_one_thing(rule: Rule) -> None:
    assert sum(check is not None for check in (rule.post, rule.file, rule.workspace, rule.silence)) == 1
