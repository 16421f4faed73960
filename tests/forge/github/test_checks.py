"""What a check left on GitHub: asked of GitHub, never believed."""

import pytest

from smmops.forge.github.api import Api
from smmops.forge.github.asking import Asking
from smmops.forge.github.checks import PACKED, GitHubChecks
from smmops.model.problem import SmmopsError
from smmops.model.talk import NoPlanError, OpenPull
from tests.forge.github.hub import START, TOKEN, Account, Checked, Committed, Fault, Hub, Kept, Pull
from tests.forge.github.server import HubTransport, Server
from tests.forge.github.town import TestClock
from tests.forge.packed import packed

HEAD = "ab" * 20
JUNO = Account(1002, "juno-writes")


@pytest.fixture
def hub():
    made = Hub()
    made.pulls[12] = Pull(12, JUNO, HEAD, "autumn", START)
    made.pulls[12].commits = [Committed(HEAD, "autumn", "juno@acme.example", JUNO)]
    made.checks[8812] = Checked(8812, HEAD, "autumn")
    made.artifacts.append(Kept(1, 8812, "smmops-plan", packed({"plan.json": b"{}"})))
    return made


@pytest.fixture
def checks(hub):
    server = Server(hub)
    api = Api(server.base, TOKEN, clock=TestClock(), jitter=lambda: 0.5, transport=HubTransport(server))
    yield GitHubChecks(Asking(api, "haneul-books/social"))
    assert server.wrong == []


def run(checks, number=8812):
    found = checks.run(number)
    assert found is not None
    return found


def test_a_run_is_known_by_its_file_its_head_and_its_event(checks, hub):
    hub.checks[8812].path += "@refs/pull/12/merge"
    found = run(checks)
    assert (found.workflow, found.head, found.event) == (
        ".github/workflows/smmops-check.yml",
        HEAD,
        "pull_request",
    )
    assert checks.run(1) is None


def test_the_pull_request_is_the_open_one_of_that_head(checks):
    assert checks.pull_of(run(checks), main="main") == OpenPull(12, HEAD)


def test_the_pull_request_of_a_fork_is_found_by_its_branch(checks, hub):
    """What GitHub lists for a commit is at times empty for forks."""
    hub.pulls[12].head_repo = hub.checks[8812].where = "fork"
    hub.pulls[12].commits = []
    hub.pulls[13] = Pull(13, JUNO, "cd" * 20, "autumn", START)
    assert checks.pull_of(run(checks), main="main") == OpenPull(12, HEAD)


def test_another_pull_request_with_the_same_commit_takes_nobodys_comment_away(checks, hub):
    """A stranger may copy a branch and open a pull request of his own with it."""
    hub.pulls[13] = Pull(13, JUNO, HEAD, "copy", START, head_repo="fork")
    hub.pulls[14] = Pull(14, JUNO, HEAD, "autumn", START, head_repo="fork")
    for number in (13, 14):
        hub.pulls[number].commits = hub.pulls[12].commits
    assert checks.pull_of(run(checks), main="main") == OpenPull(12, HEAD)
    hub.checks[1] = Checked(1, HEAD, "copy", where="fork")
    assert checks.pull_of(run(checks, 1), main="main") == OpenPull(13, HEAD)


def test_no_pull_request_is_meant_by_an_older_head_another_branch_or_a_closed_one(checks, hub):
    for changed in (
        {"head": "cd" * 20},
        {"base": "other"},
        {"base_repo": "fork"},
        {"closed": True},
        {"merged_at": START},
    ):
        before = {name: getattr(hub.pulls[12], name) for name in changed}
        for name, value in changed.items():
            setattr(hub.pulls[12], name, value)
        assert checks.pull_of(run(checks), main="main") is None, changed
        for name, value in before.items():
            setattr(hub.pulls[12], name, value)
    assert checks.pull_of(run(checks), main="main") is not None


def test_the_archive_is_fetched_from_the_other_host_without_the_token(checks, hub):
    assert checks.plan(run(checks)) == b"{}"
    assert hub.fetched == ["/_blob/1?sig=secret"]


def test_of_several_archives_the_newest_counts(checks, hub):
    hub.artifacts.append(Kept(3, 8812, "smmops-plan", packed({"plan.json": b"3"})))
    hub.artifacts.append(Kept(2, 8812, "smmops-plan", packed({"plan.json": b"2"})))
    hub.artifacts.append(Kept(9, 8812, "other", packed({"plan.json": b"9"})))
    hub.artifacts.append(Kept(10, 1, "smmops-plan", packed({"plan.json": b"10"})))
    assert checks.plan(run(checks)) == b"3"


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        (None, "left no plan"),
        (Kept(1, 8812, "smmops-plan", b"x", expired=True), "expired"),
        (Kept(1, 8812, "smmops-plan", b"x", size=PACKED + 1), "at most"),
        (Kept(1, 8812, "smmops-plan", b"x"), "no zip archive"),
        (Kept(1, 8812, "smmops-plan", packed({"../plan.json": b"{}"})), "not called plan.json"),
        (Kept(1, 8812, "smmops-plan", packed({"plan.json": b"0" * 9_000_000})), "more than 8388608 bytes"),
    ],
    ids=["none", "expired", "big", "no zip", "path", "bomb"],
)
def test_an_archive_that_is_not_as_expected_is_no_plan(checks, hub, kept, why):
    hub.artifacts[:] = [kept] if kept else []
    with pytest.raises(NoPlanError, match=why):
        checks.plan(run(checks))


def test_an_archive_that_is_longer_than_it_says_is_not_read_on(checks, hub):
    hub.artifacts[0].content, hub.artifacts[0].size = b"x" * (PACKED + 1), 10
    with pytest.raises(SmmopsError, match="more than"):
        checks.plan(run(checks))


@pytest.mark.parametrize(
    "blobs", ["http://blobs.github.example", "ftp://blobs.github.example", "file:///etc", ""]
)
def test_an_archive_is_only_fetched_over_https(hub, blobs):
    server = Server(hub)
    server.blobs = blobs
    api = Api(server.base, TOKEN, clock=TestClock(), jitter=lambda: 0.5, transport=HubTransport(server))
    checks = GitHubChecks(Asking(api, "haneul-books/social"))
    with pytest.raises(SmmopsError, match="no https address"):
        checks.plan(run(checks))
    assert hub.fetched == []


@pytest.mark.parametrize("kind", ["500", "drop"])
def test_a_host_of_archives_that_fails_is_tried_by_the_next_run(checks, hub, kind):
    hub.faults.append(Fault("/_blob/", kind, times=9))
    with pytest.raises(SmmopsError) as refused:
        checks.plan(run(checks))
    assert refused.value.exit_code == 75
    assert "sig=secret" not in str(refused.value)


def test_a_pull_request_that_changes_what_checks_it_is_told_apart(checks, hub):
    pull = hub.pulls[12]
    pull.files = [("content/2026/12/brew.md", None)] * 150
    assert not checks.changes_checks(12)
    pull.files.append(("docs/smmops-check.yml", ".github/workflows/smmops-check.yml"))
    assert checks.changes_checks(12)
    pull.files[-1] = (".github/smmops/requirements.txt", None)
    assert checks.changes_checks(12)


def test_more_files_than_github_names_count_as_changing_everything(checks, hub):
    hub.pulls[12].files = [(f"content/{n}.md", None) for n in range(3_200)]
    assert checks.changes_checks(12)
