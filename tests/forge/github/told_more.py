"""Histories that take more than a line to tell."""

from datetime import timedelta

from tests.approvals.stage import POST, post
from tests.forge.github.hub import START, Account, Fault, Pushed
from tests.forge.github.told import (
    BY_CLIENT,
    FOR_CLIENT,
    LOOSE,
    SMMOPS,
    for_client,
    merged,
    opened,
    reviewed,
    rules,
)
from tests.forge.github.town import EMAILS, JUNO, MINA, SETTINGS, SORA, STRANGER, TEAM, Change, Town


def renamed_login(town: Town, account: Account, login: str) -> Town:
    """The account has another login from now on, everywhere."""
    held = town.hub.permissions.pop(account.login)
    town.hub.accounts.pop(account.login)
    town.hub.accounts[login] = Account(account.id, login)
    town.hub.permissions[login] = held
    for pull in town.hub.pulls.values():
        for review in pull.reviews:
            if review.user is account:
                review.user = town.hub.accounts[login]
    return town


def moved_away(town: Town) -> Town:
    """The organisation got another name; GitHub sends the old one on."""
    town.hub.moved, town.hub.owner = ["haneul-books/social"], "haneul-group"
    return town


def without(town: Town, account: Account, held: str | None = "read") -> Town:
    """The account may only do that from now on; None: it is gone from GitHub."""
    if held is None:
        town.hub.accounts.pop(account.login)
    else:
        town.hub.permissions[account.login] = held
    return town


def two_candidates(*, how: str = "squash") -> Town:
    """Two merged pull requests have the same merge commit."""
    town = reviewed(MINA, how=how)
    first = town.hub.pulls[10]
    other = town.open({"README.md": "x"}).review(MINA).pull
    other.merged_at, other.merge_sha, other.merged_by = first.merged_at, first.merge_sha, MINA
    other.of = set(first.of)
    return town


def lagging(minutes: int) -> Town:
    """Merged, and GitHub names no pull request for the commit yet. The judge comes an hour later, less this."""
    change = opened().review(MINA)
    change.merge(known=False)
    change.town.clock.at += timedelta(minutes=minutes - 60)
    return change.town


def faulty(about: str, kind: str, times: int = 9, after_s: int = 0) -> Town:
    town = reviewed(MINA)
    town.hub.faults.append(Fault(about, kind, times, after_s))
    return town


def late(change: Change, by: Account = MINA, state: str = "APPROVED") -> Town:
    """Merged, and reviewed only then."""
    change.merge()
    return change.review(by, state).town


def many(change, number):
    for _ in range(number):
        change.review(JUNO, "COMMENTED")
    return change


def deleted_fork():
    town = reviewed(MINA, by=STRANGER, where="gone")
    # the description says that `head.repo` is never null; GitHub answers null where a fork was deleted
    town.server.undescribed = ("$.head.repo: None", "[0].head.repo: None")
    return town


def no_activity():
    town = reviewed(MINA)
    town.hub.pushes = None
    return town


def in_one():
    town = Town(settings=BY_CLIENT)
    text = post(labels="[for-client]")
    oid = town.stage.remote._blob(text.encode()).oid
    said = f"blob: {oid}\nby: Café Nine\nvia: juno\nsaid: Fine\nat: 2026-11-20 18:00\n"
    return merged(town.open({POST: text, "reviews/brew-at-home/1.yaml": said}).review(MINA))


def by_other(change, account):
    """All commits are another's; who opened it stays."""
    for commit in change.pull.commits:
        commit.author, commit.email = account, "sora@acme.example"
    for push in change.town.hub.pushes:
        push.actor = account
    return change


def committed_by(change, account):
    change.pull.commits[0].committer = account
    change.pull.commits[0].committer_email = "mina@acme.example"
    return change


def pushed_head():
    """Juno pushes his branch to main himself while the pull request is open and approved: GitHub lists it as open."""
    change = opened().review(MINA)
    change.merge("rebase")
    change.pull.merged_at = change.pull.merge_sha = change.pull.merged_by = None
    return change.town


def other_base():
    change = opened(base="staging").review(MINA)
    change.merge()
    return change.town


def other_repository():
    town = reviewed(MINA)
    town.hub.pulls[10].base_repo = "fork"
    return town


def endless():
    change = opened().review(MINA)
    change.pull.more_commits = 251
    return merged(change)


def taken_login():
    """Mina renamed her account after the review, somebody took the login, and GitHub's review shows the old one."""
    town = reviewed(MINA)
    town.hub.accounts["mina-books"] = Account(6666, "mina-books")
    return town


def loosened(how):
    """The change makes nobody's approval enough, and brings the post that would need two."""
    change = Town(settings=rules("{match: {networks: [bluesky]}, approvals: {minimum: 2}}")).open(
        {SMMOPS: LOOSE}
    )
    return merged(change.commit({POST: post()}).review(MINA), how)


def merged_by_another_commit():
    """A merge was pushed by hand, and GitHub says that the pull request came in by another commit."""
    town = reviewed(MINA, how="merge")
    town.hub.pulls[10].merge_sha = "f" * 40
    return town


def pushed_and_counted():
    """A push that GitHub counts to a pull request which came in by another commit, after it."""
    town = Town()
    pushed = town.push({POST: post()})
    change = town.open({"README.md": "x"}).review(MINA)
    change.merge()
    change.pull.of.add(pushed)
    return town


def merged_by_hand():
    """What was merged is a commit on top of the head that was approved."""
    change = opened().review(MINA)
    pull, town = change.pull, change.town
    head = pull.head
    pull.head = town.write([head], {"README.md": "x"}, email=EMAILS[JUNO.id], message="late")
    change.merge("merge")
    pull.head = head
    return town


def used_branch():
    """The approver pushed to a branch of that name before, for another pull request."""
    change = opened().review(MINA)
    change.town.hub.pushes.append(Pushed(change.pull.branch, "d" * 40, MINA, START))
    return merged(change)


def by_github_itself():
    """GitHub committed on its pages and finds no account to its own address; the approver has no addresses."""
    nameless = TEAM.replace("git_emails: [mina@acme.example, mina@home.example], ", "")
    change = opened(team=nameless).update_branch(by=SORA).review(MINA)
    change.pull.commits[-1].committer = None
    return merged(change)


def changed_word():
    """The client's word was approved for another text, and the merge made it this one's."""
    town = for_client()
    oid = town.stage.remote._blob(FOR_CLIENT.encode()).oid
    said = "blob: %s\nby: Café Nine\nvia: juno\nsaid: Fine\nat: 2026-11-20 18:00\n"
    file = "reviews/brew-at-home/1.yaml"
    town.open({file: said % ("0" * 40)}).review(MINA).merge(added={file: said % oid})
    return town


def pushed_word():
    town = for_client()
    oid = town.stage.remote._blob(FOR_CLIENT.encode()).oid
    said = f"blob: {oid}\nby: Café Nine\nvia: juno\nsaid: Fine\nat: 2026-11-20 18:00\n"
    town.push({"reviews/brew-at-home/1.yaml": said})
    return town


def declared_late():
    change = opened(body="Break-glass: x")
    change.merge()
    change.town.clock.at += timedelta(minutes=1)
    return change.label("break-glass").town


def nobody_asked_two():
    town = Town(settings=SETTINGS + "policy: {approvals: {minimum: 0, level: merged}}\n")
    merged(town.open({POST: post()}))
    other = town.open({"README.md": "x"}).pull
    first = town.hub.pulls[10]
    other.merged_at, other.merge_sha, other.merged_by, other.of = (
        first.merged_at,
        first.merge_sha,
        MINA,
        set(first.of),
    )
    return town
