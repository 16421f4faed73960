"""Running rules: what is silenced, what is counted, and in which order it comes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from smmops.model.message import msg
from smmops.model.problem import Severity
from smmops.rules.examples import SETTINGS, TEAM
from smmops.rules.registry import RULES
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.run import errors_of, run, silenceable
from smmops.rules.view import View
from smmops.store.codes import CODES
from smmops.store.load import load
from tests.rules.checked import findings
from tests.rules.tree import Files

LOUD = "---\n# smmops: allow SMM216 -- {reason}\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n---\nGuaranteed fresh.\n"
BANNED = {"smmops.yaml+": "policy: {banned: [{text: guaranteed}]}\n"}


def test_an_allowed_problem_is_counted_with_its_reason_and_not_shown() -> None:
    found = findings({**BANNED, POST: LOUD.format(reason="the lawyers signed it off")})
    assert found.problems == ()
    assert [(each.problem.code, each.reason) for each in found.silenced] == [
        ("SMM216", "the lawyers signed it off")
    ]


def test_an_allow_without_a_reason_silences_nothing() -> None:
    found = findings({**BANNED, POST: LOUD.replace(" -- {reason}", "")})
    assert "SMM173" in {problem.code for problem in found.problems}
    assert found.silenced == ()


def test_an_allow_counts_only_in_the_file_it_stands_in() -> None:
    other = "content/2026/12/other.md"
    loud = (
        LOUD.format(reason="signed off")
        .replace("# smmops: allow SMM216 -- signed off\n", "")
        .replace("fresh", "hot")
    )
    found = findings(
        {**BANNED, POST: LOUD.format(reason="signed off"), other: loud.replace("09:30", "12:30")}
    )
    assert [(problem.path, problem.code) for problem in found.problems] == [(other, "SMM216")]


def test_a_secret_cannot_be_silenced() -> None:
    text = (
        "---\n# smmops: allow SMM704 -- only for today\nchannels: [bluesky-acme]\n"
        "notes: the password is abcd-efgh-2345-wxyz\n---\nOpen on Sunday.\n"
    )
    assert {"SMM704", "SMM172"} <= {problem.code for problem in findings({POST: text}).problems}


def test_an_error_of_reading_cannot_be_silenced() -> None:
    text = (
        "---\n# smmops: allow SMM137 -- soon\nchannels: [bluesky-acme, tumblr-acme]\n---\nOpen on Sunday.\n"
    )
    assert {"SMM137", "SMM172"} <= {problem.code for problem in findings({POST: text}).problems}


def test_warnings_of_reading_can_be_silenced() -> None:
    text = "---\n# smmops: allow SMM135 -- the law demands it\nchannels: [bluesky-acme]\n---\n**Contains milk.**\n"
    assert findings({POST: text}).problems == ()


FIXED = {
    "hidden-character",
    "lookalike-host",
    "unknown-right",
    "was-twice",
    "audience-unsupported",
    "disclosure-unsaid",
    "brand-twice",
    "right-unfit",
    "bet-on-guess",
}


def test_what_is_about_secrets_approvals_and_hidden_characters_is_never_silenced() -> None:
    for rule in RULES:
        about_duty = rule.slug in ("member-roleless", "duty-week", "duty-gap", "hours-form")
        if (rule.code.startswith("SMM7") and not about_duty) or rule.slug in FIXED:
            assert not rule.silenceable, rule.code


def test_what_may_spend_money_wrongly_is_never_silenced() -> None:
    for rule in RULES:
        if rule.code.startswith("SMM6") and rule.severity is Severity.ERROR:
            assert not rule.silenceable, rule.code


def test_every_code_of_reading_and_rules_is_known_to_silencing() -> None:
    assert set(silenceable()) == {*CODES, *(rule.code for rule in RULES)}


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    files = {
        f"content/2026/12/{name}.md": LOUD.format(reason="x").replace("SMM216", "SMM999") for name in "cab"
    }
    found = findings({**BANNED, **files}).problems
    assert [problem.order for problem in found] == sorted(problem.order for problem in found)


def test_the_same_thing_is_said_once_for_two_channels_of_a_network() -> None:
    second = "  bluesky-bar: {network: bluesky, handle: bar.example}\n"
    text = f"---\nchannels: [bluesky-acme, bluesky-bar]\npublish_at: 2026-12-01 09:30\n---\n{'x' * 301}\n"
    found = findings({"smmops.yaml+channels": second, POST: text}).problems
    assert [problem.message.fill() for problem in found] == [
        "301 graphemes on bluesky, limit 300 (1 over)"
    ] * len(found)
    assert len({problem.fix for problem in found}) == len(found)


def test_without_smmops_yaml_only_reading_is_told() -> None:
    tree = Files({"team.yaml": TEAM, POST: LOUD})
    found = run(load(tree), tree).problems
    assert found
    assert {problem.code for problem in found} <= set(CODES)


def test_what_a_later_stage_asks_is_a_count() -> None:
    found = findings({POST: "---\nchannels: [bluesky-acme]\n---\nOpen on Sunday.\n"})
    assert [stage for stage, _ in found.later] == ["grow", "scale"]
    assert all(count > 0 for _, count in found.later)
    assert found.problems == ()


def test_counts_go_by_severity() -> None:
    found = findings({POST: LOUD.replace("SMM216", "SMM999"), **BANNED})
    assert found.count(Severity.ERROR) == sum(
        problem.severity is Severity.ERROR for problem in found.problems
    )


def said(view: View) -> Iterator[Hit]:
    yield Hit("smmops.yaml", (1, 1), msg("seen"), msg("nothing to do"))


def test_the_severity_is_the_rules() -> None:
    quiet = replace(RULES[0], code="SMM299", severity=Severity.WARNING, post=None, workspace=said)
    tree = Files({"smmops.yaml": SETTINGS, "team.yaml": TEAM})
    (problem,) = run(load(tree), tree, rules=[quiet]).problems
    assert (problem.code, problem.severity) == ("SMM299", Severity.WARNING)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.silence], ids=lambda rule: rule.code)
def test_a_rule_whose_body_is_gone_finds_nothing_in_its_own_example(rule: Rule) -> None:
    from smmops.rules.examples import laid_out

    empty = replace(
        rule,
        post=rule.post and (lambda post, view: iter(())),
        file=rule.file and (lambda path, text, view: iter(())),
        workspace=rule.workspace and (lambda view: iter(())),
    )
    tree = Files(laid_out(rule.bad))
    gone = run(load(tree), tree, now=rule.bad.now, rules=[empty])
    there = run(load(tree), tree, now=rule.bad.now, rules=[rule])
    assert rule.code not in {problem.code for problem in gone.problems}
    assert rule.code in {problem.code for problem in there.problems}


def test_a_brand_in_a_folder_has_its_paths_from_the_root() -> None:
    files = {
        f"brands/acme/{path}": text for path, text in {"smmops.yaml": SETTINGS, "team.yaml": TEAM}.items()
    }
    files["brands/acme/content/2026/12/brew.md"] = (
        "---\nchannels: [x-acme]\npublish_at: 2026-12-01 09:30\n---\n" + "x" * 281 + "\n"
    )
    tree = Files(files)
    found = {problem.code: problem for problem in run(load(tree, "brands/acme"), tree).problems}
    assert found["SMM204"].path == "brands/acme/content/2026/12/brew.md"
    assert found["SMM165"].path == "brands/acme/smmops.yaml"
    assert found["SMM165"].line > 1


def test_no_rule_looks_into_another_brand() -> None:
    mine = {"smmops.yaml": SETTINGS, "team.yaml": TEAM}
    other = {"content/other/notes.txt": "ghp_" + "a" * 36}
    tree = Files({**{f"acme/{path}": text for path, text in mine.items()}, **other})
    assert run(load(tree, "acme"), tree).problems == ()


def test_an_example_is_laid_over_the_ordinary_workspace() -> None:
    from smmops.rules.examples import laid_out

    assert laid_out(Example({"team.yaml": None})).keys() == {"smmops.yaml"}


def test_one_post_can_be_asked_about_alone() -> None:
    body = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\n{more}---\n{text}\n"
    files = {
        "smmops.yaml": SETTINGS,
        "team.yaml": TEAM,
        "content/2026/12/long.md": body.format(more="", text="x" * 301),
        "content/2026/12/allowed.md": body.format(
            more="# smmops: allow SMM204 -- on purpose\n", text="y" * 301
        ),
        "content/2026/11/early.md": body.format(more="", text="Warned only."),
    }
    tree = Files(files)
    view = View(load(tree), tree)
    found = {id_: [p.code for p in errors_of(post, view)] for id_, post in view.workspace.posts.items()}
    assert found == {"long": ["SMM204"], "allowed": [], "early": []}


def test_a_channel_that_comes_from_a_campaign_has_its_place_too() -> None:
    campaign = "name: Winter\ngoal: awareness\nperiod: {from: 2026-12-01, to: 2026-12-31}\nchannels: [threads-acme]\n"
    text = "---\ncampaign: winter\npublish_at: 2026-12-01 09:30\n---\nOpen.\n"
    found = findings({"campaigns/winter.yaml": campaign, POST: text}).problems
    assert [(p.path, p.line) for p in found if p.code == "SMM160"] == [(POST, 2)]
