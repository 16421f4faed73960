"""Approvals that are asked can be given."""

import pytest

from smmops.model.problem import Problem
from tests.rules.checked import codes, findings, told


def policy(text: str, **more: str | None) -> list[Problem]:
    files = {name.replace("_", "."): content for name, content in more.items()}
    return list(findings({"smmops.yaml+": f"policy: {text}\n", **files}).problems)


LOCAL = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: local}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example, server: "http://127.0.0.1:2583"}
policy: {lease: 6s, lease_margin: 1s}
"""


@pytest.mark.parametrize(
    ("forge", "level", "fine"),
    [
        ("local", "on-main", True),
        ("local", "merged", True),
        ("local", "attested", False),
        ("local", "signed", True),
        ("github", "attested", True),
        ("github", "signed", True),
    ],
)
def test_a_level_is_one_that_the_forge_gives(forge: str, level: str, fine: bool) -> None:
    settings = LOCAL.replace("kind: local", f"kind: {forge}, repository: acme/social")
    settings = settings.replace(
        "lease_margin: 1s", f"lease_margin: 1s, approvals: {{minimum: 1, level: {level}}}"
    )
    assert ("SMM720" not in codes(list(findings({"smmops.yaml": settings}).problems))) is fine


def test_a_rule_of_policy_asks_for_a_level_too() -> None:
    rules = "{rules: [{match: {labels: [legal]}, approvals: {level: attested}}]}"
    assert "SMM720" in codes(policy(rules))


def test_alone_nobody_else_is_asked() -> None:
    solo = "members: [{id: mina, roles: [admin]}]\nsolo: true\n"
    asked = "{approvals: {minimum: 2, level: attested, all: [legal]}}"
    assert codes(policy(asked, team_yaml=solo)) == set()
    assert {"SMM720", "SMM721"} <= codes(policy(asked))


def test_without_a_team_nobody_can_approve() -> None:
    found = list(findings({"team.yaml": None}).problems)
    assert codes(found) == {"SMM721"}
    assert told(found, "SMM721") == ["an approval is asked, and no member may approve a post"]


def test_a_role_that_may_not_approve_posts_does_not_count() -> None:
    team = (
        "members: [{id: mina, roles: [admin]}, {id: juno, roles: [finance]}]\n"
        'roles: {admin: {may_approve: ["**"]}, finance: {may_approve: [money.yaml]}}\n'
    )
    assert codes(policy("{approvals: {minimum: 1}}", team_yaml=team)) == set()
    assert "SMM721" in codes(policy("{approvals: {minimum: 2}}", team_yaml=team))


def test_one_of_several_roles_is_enough() -> None:
    assert "SMM721" not in codes(
        policy("{rules: [{match: {type: [risky]}, approvals: {any: [legal, approver]}}]}")
    )
    assert "SMM721" in codes(
        policy("{rules: [{match: {type: [risky]}, approvals: {any: [legal, finance]}}]}")
    )


def test_somebody_must_be_able_to_change_the_settings() -> None:
    team = 'members: [{id: mina, roles: [approver]}]\nroles: {approver: {may_approve: ["**"]}}\n'
    assert codes(policy("{}", team_yaml=team)) == {"SMM721"}


@pytest.mark.parametrize(
    "match", ["channels: [blusky-acme]", "networks: [twitter]", "campaigns: [winter]", "disclose: [paid]"]
)
def test_a_rule_that_matches_nothing_is_found(match: str) -> None:
    assert "SMM723" in codes(policy(f"{{rules: [{{match: {{{match}}}, approvals: {{minimum: 2}}}}]}}"))


@pytest.mark.parametrize(
    "match", ["channels: [bluesky-acme]", "networks: [x]", "disclose: [ai]", "labels: [anything]"]
)
def test_a_rule_that_may_match_is_fine(match: str) -> None:
    assert "SMM723" not in codes(policy(f"{{rules: [{{match: {{{match}}}, approvals: {{minimum: 2}}}}]}}"))


@pytest.mark.parametrize("twin", ["id: mina", "id: juno, github: Mina-Acme", "id: juno, github_id: 7"])
def test_one_person_is_one_member(twin: str) -> None:
    team = (
        f"members: [{{id: mina, github: mina-acme, github_id: 7, roles: [admin]}}, {{{twin}, roles: [approver]}}]\n"
        'roles: {admin: {may_approve: ["**"]}, approver: {may_approve: ["content/**"]}}\n'
    )
    assert "SMM724" in codes(policy("{}", team_yaml=team))


def test_an_admin_without_an_entry_may_approve_everything() -> None:
    assert (
        codes(policy("{approvals: {minimum: 1}}", team_yaml="members: [{id: mina, roles: [admin]}]\n"))
        == set()
    )


def test_a_glob_of_one_folder_does_not_reach_below_it() -> None:
    team = "members: [{id: mina, roles: [admin]}, {id: juno, roles: [a]}]\nroles: {a: {may_approve: [content/*.md]}}\n"
    assert "SMM721" in codes(policy("{approvals: {minimum: 2}}", team_yaml=team))
