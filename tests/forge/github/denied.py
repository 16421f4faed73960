"""Histories on GitHub that end not approved, and words of the reason."""

from tests.forge.github.denied_by_policy import BY_POLICY
from tests.forge.github.hub import Account
from tests.forge.github.told import (
    JUNO,
    MINA,
    PICTURE,
    POST,
    ROBOT,
    SORA,
    STRANGER,
    TEAM,
    TRAINED,
    after,
    merged,
    opened,
    post,
    reviewed,
    sized,
)
from tests.forge.github.told_more import (
    by_other,
    committed_by,
    endless,
    lagging,
    late,
    many,
    merged_by_another_commit,
    merged_by_hand,
    other_base,
    other_repository,
    pushed_and_counted,
    pushed_head,
    taken_login,
    two_candidates,
    without,
)
from tests.forge.github.town import KIM, Town

BOT_MEMBER = TEAM.replace("github: sora-s, github_id: 1003", 'github: "review-robot[bot]", github_id: 7007')
NO_NUMBER = TEAM.replace("github_id: 1001, ", "")

WITH_PICTURE = post(labels="[for-client]", media=PICTURE)

DENIED = {
    "nobody looked at it": (lambda: merged(opened()), "0 of 1 approvals count"),
    "a push to main": (lambda: after(Town(), lambda town: town.push({POST: post()})), "without a merge"),
    "a push to main that says it was approved": (
        lambda: after(Town(), lambda town: town.push({POST: post()}, message="x\n\nApproved-by: mina")),
        "without a merge",
    ),
    "GitHub names no pull request long after the merge": (lambda: lagging(30), "without a merge"),
    "the pull request is open still": (pushed_head, "without a merge"),
    "merged into another branch first": (other_base, "without a merge"),
    "merged by another commit": (merged_by_another_commit, "without a merge"),
    "a push that GitHub counts to a pull request": (pushed_and_counted, "without a merge"),
    "merged by hand with one more commit": (merged_by_hand, "mina approved another commit"),
    "merged in another repository": (other_repository, "without a merge"),
    "two candidates": (two_candidates, "2 merged pull requests have it as their merge: #10, #11"),
    "a stale approval": (
        lambda: merged(opened().review(MINA).commit({POST: post("neu")})),
        "mina approved another commit",
    ),
    "updated with the button after the approval": (
        lambda: merged(opened().review(MINA).update_branch(by=JUNO)),
        "mina approved another commit",
    ),
    "the one who pressed the update button approves": (
        lambda: merged(opened().update_branch(by=MINA).review(MINA)),
        "mina wrote a part",
    ),
    "an approval of no commit": (
        lambda: merged(opened().review(MINA, commit=None)),
        "approved another commit",
    ),
    "pushed after the approval, straight into the merge": (
        lambda: merged(opened().review(MINA), "merge", added={POST: post("nobody saw this")}),
        "the merge itself changed it",
    ),
    "a squash that holds more than was approved": (
        lambda: merged(opened().review(MINA), added={POST: post("nobody saw this")}),
        "the merge itself changed it",
    ),
    "approved after the merge": (lambda: late(opened()), "mina came after the merge"),
    "taken back after the merge": (
        lambda: late(opened().review(MINA), MINA, "CHANGES_REQUESTED"),
        "mina asked for changes last",
    ),
    "changes requested later": (
        lambda: merged(opened().review(MINA).review(MINA, "CHANGES_REQUESTED")),
        "mina asked for changes last",
    ),
    "changes requested on the third page": (
        lambda: merged(many(opened().review(MINA), 230).review(MINA, "CHANGES_REQUESTED")),
        "mina asked for changes last",
    ),
    "dismissed": (lambda: merged(opened().review(MINA).dismiss(MINA)), "mina approved, and was dismissed"),
    "only comments": (lambda: merged(opened().review(MINA, "COMMENTED")), "0 of 1"),
    "a ghost reviewer": (lambda: merged(opened().review(None)), "unknown is no member"),
    "a stranger": (lambda: reviewed(STRANGER), "unknown is no member"),
    "a bot": (lambda: reviewed(ROBOT), "unknown is no member"),
    "a bot that is in team.yaml": (lambda: reviewed(ROBOT, team=BOT_MEMBER), "sora is no person"),
    "an author who approves": (lambda: reviewed(JUNO), "juno wrote a part"),
    "who opened it approves what another wrote": (
        lambda: merged(by_other(opened(by=MINA), SORA).review(MINA)),
        "mina wrote a part",
    ),
    "a co-author approves": (
        lambda: merged(opened(message="edit\n\nCo-authored-by: M <mina@home.example>").review(MINA)),
        "mina wrote a part",
    ),
    "a co-author by the number in his address": (
        lambda: merged(
            opened(message="edit\n\nCo-authored-by: S <1003+sora-old@users.noreply.github.com>").review(SORA)
        ),
        "sora wrote a part",
    ),
    "a committer approves": (lambda: merged(committed_by(opened(), MINA).review(MINA)), "mina wrote a part"),
    "who pushed under another's name approves": (
        lambda: merged(opened(pushed_by=MINA).review(MINA)),
        "mina wrote a part",
    ),
    "an author of an older commit approves": (
        lambda: merged(opened().commit({"README.md": "x"}, by=MINA).commit({"README.md": "y"}).review(MINA)),
        "mina wrote a part",
    ),
    "an author under an address of no account": (
        lambda: merged(opened(email="mina@home.example", account=False).review(MINA)),
        "mina wrote a part",
    ),
    "an author under an address of another account": (
        lambda: merged(opened(email="mina@home.example", by=STRANGER).review(MINA)),
        "mina wrote a part",
    ),
    "an address of nobody, and an approver without addresses": (
        lambda: merged(
            opened(
                email="hanna@agency.example",
                account=False,
                team=TEAM.replace("git_emails: [mina@acme.example, mina@home.example], ", ""),
            ).review(MINA)
        ),
        "mina has no git_emails",
    ),
    "the account that opened it was deleted": (
        lambda: merged(opened(by=None).review(MINA)),
        "the account that opened #10 was deleted",
    ),
    "more files than GitHub shows": (
        lambda: sized(301, 600, 0),
        "changes 301 files and 600 lines and GitHub shows 300 and 20000",
    ),
    "more lines than GitHub shows": (
        lambda: sized(2, 15_000, 5_001),
        "changes 2 files and 20001 lines and GitHub shows 300 and 20000",
    ),
    "more commits than GitHub lists": (endless, "has 252 commits and GitHub lists 250"),
    "lost write access": (lambda: without(reviewed(MINA), MINA), "mina may not write"),
    "an approver's account was deleted": (lambda: without(reviewed(MINA), MINA, None), "mina may not write"),
    "an approver's login belongs to somebody else now": (taken_login, "mina may not write"),
    "somebody else took a member's login": (
        lambda: merged(opened().review(Account(6666, "mina-books"))),
        "unknown is no member",
    ),
    "a member without a number": (
        lambda: reviewed(MINA, team=NO_NUMBER),
        "mina has no number in team.yaml, and names change: write `github_id: 1001`",
    ),
    "lapsed training": (
        lambda: reviewed(SORA, team=TRAINED % "2025-10-01"),
        "sora had no valid training in brand-voice",
    ),
    "training after the approval": (
        lambda: reviewed(SORA, team=TRAINED % "2026-11-21"),
        "sora had no valid training",
    ),
    "an administrator merges past the rules": (lambda: merged(opened(), by=MINA), "0 of 1"),
    "an administrator merges his own": (lambda: reviewed(MINA, by=MINA, by_whom=MINA), "mina wrote a part"),
    "from a fork, by its author's word": (
        lambda: reviewed(STRANGER, by=STRANGER, where="fork"),
        "unknown is no member",
    ),
    "roles that may not approve content": (
        lambda: reviewed(KIM),
        "kim has no role that may approve content/2026/12/brew-at-home.md",
    ),
    **BY_POLICY,
}
