"""Counting what a forge vouches for: which head, when, and by whom."""

from datetime import UTC, datetime, timedelta

import pytest

from smmops.approvals.count import count
from smmops.approvals.required import Demand
from smmops.model.people import Member, Role, Team
from smmops.model.ports import Landing

AT = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
HEAD = "b" * 40
POST = "content/2026/12/brew-at-home.md"
MINA = Member(
    id="mina", github="Mina-Acme", github_id=1234567, git_emails=("mina@acme.example",), roles=("approver",)
)
TEAM = Team(members=(MINA,), roles={"approver": Role(may_approve=("content/**",))})
ONE = Demand(minimum=1, level="merged")


def landing(*, approvals, authors=("juno@acme.example",)):
    return Landing(kind="merge", commit="c" * 40, head=HEAD, at=AT, authors=authors, approvals=approvals)


def why(came):
    tally = count(came, POST, demand=ONE, team=TEAM)
    assert tally.missing is not None
    assert tally.approvers == ()
    return [(one.who, one.why) for one in tally.uncounted]


def test_an_approval_of_an_older_head_does_not_count():
    came = landing(approvals=(("mina", "a" * 40, AT),))
    assert why(came) == [("mina", "approved another commit than the one that was merged")]


def test_an_approval_after_the_merge_does_not_count():
    came = landing(approvals=(("mina", HEAD, AT + timedelta(seconds=1)),))
    assert why(came) == [("mina", "came after the merge")]


def test_a_merge_whose_authors_nobody_knows_has_no_approvals():
    assert why(landing(approvals=(("mina", HEAD, AT),), authors=())) == [
        ("mina", "nobody is known to have written the change")
    ]


@pytest.mark.parametrize(
    "author",
    [
        "1234567",
        "mina-acme",
        "1234567+mina-acme@users.noreply.github.com",
        "Mina-Acme@users.noreply.github.com",
    ],
)
def test_an_author_is_known_by_every_name_that_a_forge_gives_him(author):
    assert why(landing(approvals=(("mina", HEAD, AT),), authors=(author,))) == [
        ("mina", "wrote a part of what was merged")
    ]


@pytest.mark.parametrize("who", ["mina", "1234567"])
def test_a_member_is_named_by_id_or_by_the_forges_number(who):
    tally = count(landing(approvals=((who, HEAD, AT),)), POST, demand=ONE, team=TEAM)
    assert tally.missing is None
    assert [(one.id, one.roles) for one in tally.approvers] == [("mina", ("approver",))]


@pytest.mark.parametrize("who", ["", "Mina-Acme", "0", "mina juno", "mina <", "<mina@acme.example>"])
def test_nothing_else_names_a_member(who):
    assert why(landing(approvals=((who, HEAD, AT),))) == [("unknown", "is no member of team.yaml")]
