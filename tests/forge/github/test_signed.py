"""Signatures where the forge is GitHub: it says who wrote, keys say who approved."""

from smmops.forge.ssh import SshKeygen
from smmops.model.verdict import Approved, Denied
from tests.approvals.pens import SIGNERS, sign, told
from tests.approvals.stage import POST, post
from tests.forge.github.town import JUNO, MINA, SETTINGS, TEAM, Change, Town

REPOSITORY = "haneul-books/social"
SIGNED = "policy: {approvals: {minimum: 1, level: signed}}\n"


def town(**options) -> Town:
    made = Town(settings=SETTINGS + SIGNED, files=SIGNERS, **options)
    made.stage.verify, made.stage.repository = SshKeygen(), REPOSITORY
    return made


def opened(**options) -> Change:
    return town(**options).open({POST: post()})


def merged(change: Change, how: str = "squash") -> Town:
    change.merge(how)
    return change.town


def denied(on: Town) -> str:
    verdict = on.verdict()
    assert isinstance(verdict, Denied), verdict
    return str(verdict.reason)


def test_a_signed_pull_request_may_go_out_and_its_evidence_holds_both():
    on = merged(opened().review(MINA))
    sign(on.stage, "sora")
    assert isinstance(on.verdict(), Approved)
    evidence = told(on.stage)
    assert (evidence["level"], evidence["forge"]) == ("signed", "github")
    assert [one["id"] for one in evidence["signatures"]] == ["sora"]
    assert evidence["pull_request"]["author"] == {"id": "juno", "user": "1002"}
    assert [one["id"] for one in evidence["reviews"]] == ["mina"]


def test_signatures_fit_every_way_of_merging():
    for how in ("merge", "squash", "rebase", "queue"):
        on = merged(opened(), how)
        sign(on.stage, "mina")
        assert isinstance(on.verdict(), Approved), how


def test_reviews_alone_are_not_enough():
    assert "0 of 1 signatures count" in denied(merged(opened().review(MINA)))


def test_who_opened_or_wrote_it_cannot_sign():
    on = merged(opened())
    sign(on.stage, "juno")
    assert "juno wrote a part" in denied(on)


def test_an_author_without_a_number_in_the_team_cannot_sign_his_own():
    nameless = TEAM.replace("github: juno-writes, github_id: 1002, ", "")
    on = merged(opened(team=nameless))
    on.hub.pulls[10].commits[0].email = "juno@home.example"
    sign(on.stage, "juno")
    assert "juno has no number in team.yaml" in denied(on)


def test_who_pushed_a_commit_of_another_cannot_sign():
    change = town().open({POST: post()}, by=JUNO).commit({POST: post("more")}, by=JUNO, pushed_by=MINA)
    on = merged(change)
    sign(on.stage, "mina")
    assert "mina wrote a part" in denied(on)


def test_who_asked_for_changes_after_signing_counts_no_more():
    change = opened()
    on = merged(change)
    sign(on.stage, "mina")
    change.review(MINA, "CHANGES_REQUESTED")
    assert "mina asked for changes last" in denied(on)


def test_a_signature_for_a_fork_does_not_count_here():
    on = merged(opened())
    sign(on.stage, "mina", repository="stranger/social")
    assert "signed for the repository stranger/social" in denied(on)


def test_a_pull_request_that_nobody_can_be_held_to_is_not_saved_by_a_signature():
    change = opened()
    change.pull.author = None
    on = merged(change)
    sign(on.stage, "mina")
    assert "was deleted" in denied(on)


def test_a_pull_request_larger_than_what_github_shows_is_not_saved_by_a_signature():
    change = opened()
    change.pull.size = (301, 600, 0)
    on = merged(change)
    sign(on.stage, "mina")
    assert "nobody has seen all of it" in denied(on)
