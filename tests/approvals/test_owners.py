"""CODEOWNERS says whom policy asks, in what GitHub can read, whatever people name things."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.approvals.owners import drift, has_marks, owner_lines, written
from smmops.model.people import Member, Role, Team
from smmops.model.settings import Settings

LINE = re.compile(r"(?:\*|/(?:[^\s!\[\]#\\]|\\ )*)(?: @[A-Za-z0-9][A-Za-z0-9_-]*)+")
"""A line that GitHub reads: https://docs.github.com/…/about-code-owners#syntax-exceptions."""

MINA = Member(id="mina", github="mina-acme", roles=("admin",))
JUNO = Member(id="juno", github="juno-acme", roles=("approver",))
FINN = Member(id="finn", github="finn-acme", roles=("finance",))


def settings(*rules: dict) -> Settings:
    return Settings.model_validate(
        {
            "version": 1,
            "id": "acme",
            "brand": "Acme",
            "timezone": "UTC",
            "channels": {"x-acme": {"network": "x", "handle": "acme"}},
            "policy": {"rules": list(rules)},
        }
    )


def team(*members: Member, **may: tuple[str, ...]) -> Team:
    roles = {"admin": ("**",), "approver": ("content/**",), **may}
    return Team(members=members, roles={name: Role(may_approve=globs) for name, globs in roles.items()})


def owners(path: str, lines: list[str]) -> str:
    """Whom GitHub asks: the last line that matches."""
    found = ""
    for line in lines:
        pattern, _, names = line.partition(" @")
        if line.startswith("#"):
            continue
        pattern = pattern.replace("\\ ", " ").removeprefix("/")
        below = pattern == "*" or (pattern.endswith("/") and path.startswith(pattern))
        if below or path == pattern or re.fullmatch(re.escape(pattern).replace(r"\*", "[^/]*"), path):
            found = names.replace(" @", " ")
    return found


def test_whoever_may_approve_a_path_is_asked_for_it():
    lines = owner_lines(settings(), team(MINA, JUNO, FINN, finance=("campaigns/**", "money.yaml")))
    assert owners("content/2026/12/brew.md", lines) == "mina-acme juno-acme"
    assert owners("campaigns/winter.yaml", lines) == "mina-acme finn-acme"
    assert owners("money.yaml", lines) == "mina-acme finn-acme"
    assert owners("README.md", lines) == "mina-acme juno-acme finn-acme"


@pytest.mark.parametrize("path", ["smmops.yaml", "team.yaml", "rights.yaml", ".github/workflows/x.yml"])
def test_settings_team_rights_and_workflows_ask_an_admin_whatever_roles_may(path):
    greedy = team(MINA, JUNO, approver=("**", "smmops.yaml", ".github/**", "team.yaml", "rights.yaml"))
    assert owners(path, owner_lines(settings(), greedy)) == "mina-acme"


def test_the_pauses_end_is_reviewed_by_whoever_may_approve_that_file():
    assert owners("freeze.yaml", owner_lines(settings(), team(MINA, JUNO))) == "mina-acme"


def test_a_rule_of_policy_about_paths_asks_its_roles():
    rule = {"match": {"paths": ["content/legal/**"]}, "approvals": {"any": ["finance", "approver"]}}
    lines = owner_lines(settings(rule), team(MINA, JUNO, FINN))
    assert owners("content/legal/terms.md", lines) == "juno-acme finn-acme"
    assert owners("content/2026/12/brew.md", lines) == "mina-acme juno-acme"


def test_a_rule_about_money_asks_for_the_files_that_hold_money():
    rule = {"match": {"money_over": "1000"}, "approvals": {"all": ["finance"]}}
    assert owners("campaigns/winter.yaml", owner_lines(settings(rule), team(MINA, FINN))) == "finn-acme"


def test_a_rule_about_what_a_post_is_does_not_bind_a_path():
    rule = {"match": {"paths": ["content/**"], "labels": ["regulated"]}, "approvals": {"all": ["finance"]}}
    assert owners("content/x.md", owner_lines(settings(rule), team(MINA, FINN))) == "mina-acme"


def test_a_brand_in_a_folder_speaks_of_that_folder_and_of_workflows():
    lines = owner_lines(settings(), team(MINA, JUNO), folder="brands/acme")
    assert owners("brands/acme/content/x.md", lines) == "mina-acme juno-acme"
    assert owners("brands/other/content/x.md", lines) == ""
    assert owners("brands/acme/team.yaml", lines) == "mina-acme"
    assert owners(".github/workflows/x.yml", lines) == "mina-acme"


def test_an_owners_file_outside_of_github_is_owned_too():
    assert owners("CODEOWNERS", owner_lines(settings(), team(MINA, JUNO), place="CODEOWNERS")) == "mina-acme"


def test_nobody_with_an_account_leaves_no_line_that_lets_everybody_in():
    lines = owner_lines(settings(), team(Member(id="mina", roles=("admin",))))
    assert [line for line in lines if not line.startswith("#")] == []


@pytest.mark.parametrize(
    "glob", ["content/[ab]*/**", "!content/**", "a#b/**", "a\\b", "a\u202eb", "a\tb", "/x"]
)
def test_what_codeowners_cannot_say_is_a_comment_of_one_line(glob):
    lines = owner_lines(settings(), team(MINA, JUNO, approver=("content/**", glob)))
    assert [line for line in lines if "cannot say" in line]
    assert all(line.startswith("#") or LINE.fullmatch(line) for line in lines)


def test_a_blank_in_a_path_takes_a_backslash():
    lines = owner_lines(settings(), team(MINA, JUNO, approver=("content/new year/**",)))
    assert "/content/new\\ year/ @mina-acme @juno-acme" in lines


@pytest.mark.parametrize("login", ["juno acme", "@juno", "juno\n* @evil", "-juno", "", "juno[bot]", "юно"])
def test_a_login_that_is_none_is_left_out(login):
    lines = owner_lines(settings(), team(MINA, Member(id="juno", github=login, roles=("approver",))))
    assert owners("content/x.md", lines) == "mina-acme"
    assert "evil" not in "\n".join(lines)


@given(
    st.lists(st.text(min_size=1, max_size=30), max_size=4),
    st.lists(st.text(max_size=20), max_size=3),
    st.text(max_size=200).filter(lambda text: "# smmops" not in text),
)
def test_whatever_people_write_the_file_is_read_by_github_and_in_step_at_once(globs, logins, own):
    members = [Member(id=f"m{n}", github=login, roles=("approver",)) for n, login in enumerate(logins)]
    lines = owner_lines(settings(), team(MINA, *members, approver=tuple(globs)))
    text = written(own, lines, "acme")
    assert drift(text, lines, "acme") is None
    assert written(text, lines, "acme") == text
    assert all(line.startswith("#") or LINE.fullmatch(line) for line in lines)


def test_lines_of_people_stay_and_stand_above():
    lines = owner_lines(settings(), team(MINA, JUNO))
    text = written("# ours\n/docs/ @writers\n", lines, "acme")
    assert text.startswith("# ours\n/docs/ @writers\n\n# smmops acme: begin")
    later = written(text + "/content/ @somebody\n", lines, "acme")
    assert later.index("/content/ @somebody") < later.index("# smmops acme: begin")
    assert drift(later, lines, "acme") is None


def test_lines_of_another_brand_stay():
    lines = owner_lines(settings(), team(MINA, JUNO), folder="brands/acme")
    other = [line.replace("acme", "other") for line in lines]
    text = written(written("", other, "other"), lines, "acme")
    assert drift(text, lines, "acme") is None
    assert drift(text, other, "other") is None


@pytest.mark.parametrize(
    ("change", "line", "after"),
    [
        (lambda text: text.replace("/team.yaml @mina-acme", "/team.yaml @juno-acme"), 13, False),
        (lambda text: text.replace("/team.yaml @mina-acme\n", ""), 13, False),
        (lambda text: text.replace("/team.yaml", "/x @y\n/team.yaml"), 13, False),
        (lambda text: text.removesuffix("# smmops acme: end\n"), 17, False),
        (lambda text: text + "* @anybody\n", 19, True),
        (lambda text: text + "# smmops acme: begin again\n* @anybody\n# smmops acme: end\n", 19, True),
        (lambda text: text + "# a comment\n\n* @anybody\n", 21, True),
    ],
)
def test_any_other_line_is_told_with_its_number(change, line, after):
    lines = owner_lines(settings(), team(MINA, JUNO))
    found = drift(change(written("", lines, "acme")), lines, "acme")
    assert found is not None
    assert (found.line, found.after) == (line, after)


def test_a_comment_below_and_a_file_of_somebody_elses_are_in_step():
    lines = owner_lines(settings(), team(MINA, JUNO))
    assert drift(written("", lines, "acme") + "# end of file\n\n", lines, "acme") is None
    assert drift("* @anybody\n", lines, "acme") is None
    assert not has_marks("* @anybody\n", "acme")
    assert has_marks(written("", lines, "acme"), "acme")
