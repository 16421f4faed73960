"""The local forge reads merges and their trailers, and judges nothing."""

from datetime import UTC, datetime

import pytest

from smmops.forge.github.forge import GitHubForge
from smmops.forge.local import LocalForge
from smmops.forge.registry import forge_at, forge_of
from smmops.model.ports import Commit, Forge
from smmops.model.problem import SmmopsError
from smmops.model.settings import Channel, ForgeSettings, Settings
from tests.forge.github.town import TestClock

AT = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def commit(
    *, parents=("a" * 40, "b" * 40), trailers=(("Approved-by", "mina"),), authors=("juno@acme.example",)
):
    return Commit(
        oid="c" * 40,
        parents=parents,
        at=AT,
        author="mina@acme.example",
        committer="web@forge.example",
        subject="Merge brew",
        trailers=trailers,
        branch_authors=authors,
    )


def test_a_merge_came_from_its_second_parent_and_its_trailers_approve_that_head():
    landing = LocalForge().landing(commit(trailers=(("Approved-by", "mina"), ("approved-by", "kim"))))
    assert (landing.kind, landing.head, landing.at) == ("merge", "b" * 40, AT)
    assert landing.approvals == (("mina", "b" * 40, AT), ("kim", "b" * 40, AT))


def test_who_wrote_and_who_merged_are_kept_apart():
    landing = LocalForge().landing(commit())
    assert landing.authors == ("juno@acme.example",)
    assert landing.merged_by == "mina@acme.example"
    assert landing.evidence["committed_by"] == "web@forge.example"


def test_an_approval_given_twice_is_there_once():
    landing = LocalForge().landing(commit(trailers=(("Approved-by", "mina"), ("Approved-by", "mina"))))
    assert len(landing.approvals) == 1


@pytest.mark.parametrize("parents", [(), ("a" * 40,)])
def test_a_push_to_main_has_no_approvals_whatever_its_trailers_say(parents):
    landing = LocalForge().landing(commit(parents=parents))
    assert (landing.kind, landing.head, landing.approvals, landing.merged_by) == ("direct", None, (), None)


def test_a_break_glass_trailer_is_a_label_and_needs_a_reason():
    assert LocalForge().landing(commit(trailers=(("Break-glass", "price is wrong"),))).labels == (
        "break-glass",
    )
    assert LocalForge().landing(commit(trailers=(("Break-glass", ""),))).labels == ()


def test_it_has_no_clock_and_knows_no_runs():
    forge: Forge = LocalForge()
    assert (forge.level, forge.now(), forge.has_ended("run-1")) == ("merged", None, None)


def settings(kind, repository=None):
    channel = Channel(id="bluesky-acme", network="bluesky", handle="acme.example")
    return Settings(
        version=1,
        id="acme",
        brand="Acme Coffee",
        timezone="Asia/Seoul",
        channels={"bluesky-acme": channel},
        forge=ForgeSettings(kind=kind, repository=repository) if kind else None,
    )


class Unset:
    """No secret is set."""

    def get(self, name):
        return None


def opened(kind, repository=None, address=""):
    return forge_of(
        settings(kind, repository), address=address, clock=TestClock(), secrets=Unset(), jitter=lambda: 0.5
    )


@pytest.mark.parametrize("kind", ["local", None])
def test_the_local_forge_is_the_one_without_a_name(kind):
    assert isinstance(opened(kind), LocalForge)


def test_github_is_the_forge_of_its_name_and_needs_no_token_before_it_is_asked():
    assert isinstance(opened("github", "haneul-books/social"), GitHubForge)


@pytest.mark.parametrize(
    "repository",
    [None, "", "social", "a/b/c", "a/..", "../b", "a/b?x=1", "a b/c", "https://github.com/a/b", "a/."],
)
def test_a_repository_that_is_none_is_refused_with_what_to_write(repository):
    with pytest.raises(SmmopsError) as refused:
        opened("github", repository)
    assert "names no repository" in str(refused.value)
    assert "forge: {kind: github, repository: OWNER/NAME}" in refused.value.hint.fill()


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/haneul-books/social.git",
        "https://github.com/haneul-books/social",
        "https://x-access-token:secret@github.com/haneul-books/social.git",
        "git@github.com:haneul-books/social.git",
        "ssh://git@github.com/haneul-books/social.git",
    ],
)
def test_a_remote_on_github_is_a_forge_that_nobody_has_to_name(address):
    assert forge_at(address) == ForgeSettings(kind="github", repository="haneul-books/social")
    assert isinstance(opened(None, address=address), GitHubForge)
    assert isinstance(opened("local", address=address), LocalForge)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "../origin.git",
        "/srv/git/social.git",
        "https://gitlab.com/a/b",
        "https://github.com.evil.example/a/b",
        "https://evil.example/github.com/a/b",
        "git@github.com.evil.example:a/b",
        "https://github.com/a",
    ],
)
def test_any_other_remote_is_git_alone(address):
    assert forge_at(address).kind == "local"
