"""What a claim keeps of a review on GitHub, when GitHub has forgotten it."""

import json

from tests.approvals.stage import POST, post
from tests.forge.github.approved import APPROVED
from tests.forge.github.told import JUNO, MINA, STRANGER, merged, opened
from tests.forge.github.town import Town


def proof(town: Town, path: str = POST):
    return {one["path"]: one for one in town.verdict().evidence["files"]}[path]


def test_it_names_the_pull_request_the_reviews_and_what_was_reviewed():
    change = opened().review(MINA, "CHANGES_REQUESTED").review(MINA)
    found = proof(merged(change, by=JUNO))
    pull = change.pull
    assert found["level"] == "attested"
    assert (found["kind"], found["came_by"], found["how"]) == ("merge", "squash-or-rebase", "approved")
    assert (found["head"], found["commit"]) == (pull.head, pull.merge_sha)
    assert found["base"] == change.town.hub.main[pull.merge_sha].parents[0]
    assert found["repository"] == 777_001
    assert found["pull_request"] == {
        "number": 10,
        "id": 90_010,
        "author": {"id": "juno", "user": "1002"},
        "merged_by": {"id": "juno", "user": "1002"},
        "merged_at": "2026-11-20T09:07:00Z",
        "commits": 1,
        "files": 1,
        "is_from_fork": False,
        "pushers_known": True,
    }
    assert [(one["id"], one["user"], one["review"], one["state"]) for one in found["reviews"]] == [
        ("mina", "1001", "500", "changes-requested"),
        ("mina", "1001", "501", "approved"),
    ]
    assert {one["commit"] for one in found["reviews"]} == {pull.head}
    assert found["break_glass"] is False


def test_it_names_the_owners_file_of_the_commit_before():
    owners = ".github/CODEOWNERS"
    town = Town(files={owners: "* @mina-books\n"})
    held = town.stage.remote.nodes[town.stage.remote.refs["refs/heads/main"]].files[owners].oid
    change = town.open({POST: post(), owners: "* @juno-writes\n"}).review(MINA)
    assert proof(merged(change))["owners"] == held


def test_it_says_who_did_not_count_and_why():
    found = proof(merged(opened().review(STRANGER).review(JUNO).review(MINA)))
    assert found["not_counted"] == [
        {"who": "unknown", "why": "is no member of team.yaml"},
        {"who": "juno", "why": "wrote a part of what was merged"},
    ]


def test_nobody_but_members_stands_in_it():
    change = opened(by=STRANGER, where="fork").review(STRANGER, "CHANGES_REQUESTED").review(MINA)
    found = merged(change).verdict().evidence
    said = json.dumps(found)
    for private in ("stranger", "6006", "@", "mina-books"):
        assert private not in said
    assert {one["path"]: one for one in found["files"]}[POST]["pull_request"]["author"] == {"id": "unknown"}


def test_every_way_that_a_change_comes_to_main_is_named():
    ways = {
        case: proof(APPROVED[case]())["came_by"]
        for case in (
            "merged with a merge commit",
            "rebased",
            "rebased, the post in an older commit than the last",
            "squashed from several commits",
        )
    }
    assert list(ways.values()) == ["merge", "squash-or-rebase", "rebase", "squash"]


def test_an_emergency_is_flagged_with_its_reason():
    evidence = APPROVED["an emergency with its reason"]().verdict().evidence
    assert (evidence["bypass"], evidence["reason"]) == (True, "the shop shows 1 won")
    assert {one["path"]: one for one in evidence["files"]}[POST]["break_glass"] is True


def test_a_clients_word_is_shown_as_what_it_is():
    found = proof(APPROVED["the client's word by a named proxy"]())
    assert [(one["role"], one["via"], one["path"]) for one in found["proxied"]] == [
        ("client", "juno", "reviews/brew-at-home/1.yaml")
    ]
    assert [one["id"] for one in found["approvers"]] == ["mina"]


def test_who_could_not_be_known_to_have_pushed_is_said():
    assert proof(APPROVED["who pushed cannot be read"]())["pull_request"]["pushers_known"] is False
