"""A new workspace: passes `check` at once, in both languages, and overwrites nothing."""

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smmops.jobs.check import check
from smmops.jobs.init import Answers, Person, Place, as_yaml, workspace, write
from smmops.specs.registry import NETWORKS
from smmops.store.disk import DiskTree
from smmops.store.load import load

MINA = Person("mina", ("editor", "approver", "admin"), github="mina-acme", email="mina@acme.example")
JUNO = Person("juno", ("editor", "approver", "admin"), github="juno-acme")
HANDLES = {
    "bluesky": ("acme.example", "https://bsky.social"),
    "mastodon": ("acme", "https://social.example"),
}


def place(network: str) -> Place:
    handle, server = HANDLES.get(network, ("acmecoffee", None))
    return Place(f"{network}-acme", network, handle, server)


ALONE = Answers(
    id="acme",
    brand="Acme Coffee",
    timezone="Asia/Seoul",
    channels=(place("bluesky"),),
    people=(MINA,),
    today=date(2026, 12, 1),
)
ON_GITHUB = replace(
    ALONE,
    people=(replace(MINA, github_id=1001), replace(JUNO, github_id=1002)),
    solo=False,
    repository="acme/social",
    requirements="x==1 --hash=sha256:0\n",
    wheel=("smmops-1-py3-none-any.whl", b"wheel"),
)


@pytest.mark.parametrize(
    ("language", "answers"), [*itertools.product(("en", "ko"), (ALONE, ON_GITHUB))], ids=lambda v: str(v)[:2]
)
def test_a_new_workspace_has_no_problem(tmp_path: Path, language: str, answers: Answers) -> None:
    write(tmp_path, workspace(replace(answers, language=language)))
    if (
        answers.repository
    ):  # the level that reviews give is asked for, which the forge of this build may not give
        settings = tmp_path / "smmops.yaml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("attested", "merged"), encoding="utf-8"
        )
    found = check(DiskTree(tmp_path))
    assert [str(p.message) for p in found.findings.problems] == []
    assert found.findings.files == 3


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_may_be_the_first(tmp_path: Path, network: str) -> None:
    write(tmp_path, workspace(replace(ALONE, channels=(place(network),))))
    assert check(DiskTree(tmp_path)).exit_code == 0


def test_a_first_draft_goes_only_where_text_alone_may_go() -> None:
    both = workspace(replace(ALONE, channels=(place("instagram"), place("x"))))
    assert b"channels: [x-acme]" in both["content/2026/12/first-post.md"]
    assert not [
        path for path in workspace(replace(ALONE, channels=(place("instagram"),))) if "first-post" in path
    ]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("solo: true\n", encoding="utf-8")
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    made = write(tmp_path, workspace(ALONE))
    assert made.kept == ["README.md", "team.yaml"]
    assert (tmp_path / "team.yaml").read_text(encoding="utf-8") == "solo: true\n"
    assert not (tmp_path / "nowhere").exists()
    assert write(tmp_path, workspace(ALONE)).written == []


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_text_is_one_scalar_on_one_line(text: str) -> None:
    assert "\n" not in as_yaml(text)
    assert yaml.safe_load(f"key: {as_yaml(text)}") == {"key": text}


def test_a_hostile_brand_stays_a_name(tmp_path: Path) -> None:
    brand = 'Onda: "café" # 온다 ☕\nstage: scale << 7 * 7 >>'
    write(tmp_path, workspace(replace(ALONE, brand=brand)))
    settings = load(DiskTree(tmp_path)).settings
    assert settings is not None
    assert (settings.brand, settings.stage) == (brand, "explore")


def test_git_alone_needs_nothing_of_github() -> None:
    assert not [path for path in workspace(ALONE) if path.startswith(".github/")]


def test_the_publish_job_is_given_the_secrets_of_its_channels_and_no_others() -> None:
    channels = (place("bluesky"), place("mastodon"))
    text = workspace(replace(ON_GITHUB, channels=channels))[".github/workflows/smmops-publish.yml"]
    job = yaml.safe_load(text)["jobs"]["publish"]
    granted = {
        "GITHUB_TOKEN": "${{ github.token }}",
        "BLUESKY_ACME_APP_PASSWORD": "${{ secrets.BLUESKY_ACME_APP_PASSWORD }}",
        "MASTODON_ACME_TOKEN": "${{ secrets.MASTODON_ACME_TOKEN }}",
    }
    given = {step["name"]: step["env"] for step in job["steps"] if "env" in step}
    assert given == {
        **dict.fromkeys(("Publish what is due", "Measure what is due to be measured"), granted),
        "Tell what went out and what waits for a person": {"GITHUB_TOKEN": "${{ github.token }}"},
    }


def test_the_publish_job_has_the_rights_that_it_needs_and_no_more() -> None:
    jobs = yaml.safe_load(workspace(ON_GITHUB)[".github/workflows/smmops-publish.yml"])["jobs"]
    assert list(jobs) == ["publish"]
    assert jobs["publish"]["permissions"] == {
        "contents": "write",
        "pull-requests": "read",
        "issues": "write",
        "actions": "read",
    }


def test_the_comment_is_made_by_main_and_never_by_the_pull_request() -> None:
    text = workspace(ON_GITHUB)[".github/workflows/smmops-comment.yml"].decode()
    job = yaml.safe_load(text)["jobs"]["comment"]
    assert "secrets." not in text
    assert "environment" not in job
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    checkouts = [step["with"] for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert checkouts == [{"ref": "main", "persist-credentials": False}]
    assert not [step for step in job["steps"] if "download-artifact" in step.get("uses", "")]
    told = {name: value for step in job["steps"] for name, value in step.get("env", {}).items()}
    assert told == {"RUN": "${{ github.event.workflow_run.id }}", "GITHUB_TOKEN": "${{ github.token }}"}
    assert "pull_request_target" not in text


def test_checks_of_pull_requests_see_no_secret() -> None:
    text = workspace(ON_GITHUB)[".github/workflows/smmops-check.yml"].decode()
    job = yaml.safe_load(text)["jobs"]["check"]
    assert "secrets." not in text
    assert job["permissions"] == {"contents": "read"}


def test_a_publish_job_ends_before_its_lease() -> None:
    text = workspace(ON_GITHUB)[".github/workflows/smmops-publish.yml"]
    assert yaml.safe_load(text)["jobs"]["publish"]["timeout-minutes"] < 20


def test_actions_are_pinned_and_rights_begin_at_none() -> None:
    for path, text in workspace(ON_GITHUB).items():
        if path.startswith(".github/workflows/"):
            said = yaml.safe_load(text)
            assert said["permissions"] == {}
            used = [step["uses"] for job in said["jobs"].values() for step in job["steps"] if "uses" in step]
            assert all(len(name.rpartition("@")[2]) == 40 for name in used)


def test_a_number_of_github_stands_where_it_is_known_and_is_asked_for_where_not() -> None:
    known = replace(ON_GITHUB, people=(replace(MINA, github_id=1001), JUNO))
    members = yaml.safe_load(workspace(known)["team.yaml"])["members"]
    assert [member.get("github_id") for member in members] == [1001, None]
    assert b"# github_id: 1234567" in workspace(known)["team.yaml"]


def test_owners_are_those_who_may_approve() -> None:
    lines = workspace(ON_GITHUB)[".github/CODEOWNERS"].decode().splitlines()
    assert "* @mina-acme @juno-acme" in lines
    assert "/smmops.yaml @mina-acme @juno-acme" in lines


def test_workflows_install_the_wheel_that_was_given() -> None:
    files = workspace(ON_GITHUB)
    assert files[".github/smmops/smmops-1-py3-none-any.whl"] == b"wheel"
    assert files[".github/smmops/requirements.txt"] == b"x==1 --hash=sha256:0\n"
