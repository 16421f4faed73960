"""`smmops doctor` against a fake GitHub: each setting that is wrong is told with the exact fix."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.test_github import PEOPLE, OnGitHub, github  # noqa: F401 -- the fixture
from tests.forge.github.hub import Fault

WORKFLOW = ".github/workflows/smmops-publish.yml"
RULES = [
    {
        "type": "pull_request",
        "parameters": {"require_code_owner_review": True, "dismiss_stale_reviews_on_push": True},
    },
    {"type": "non_fast_forward"},
    {"type": "deletion"},
]
FULL = {
    "allowed_merge_methods": ["squash"],
    "required_approving_review_count": 1,
    "require_last_push_approval": False,
    "required_review_thread_resolution": False,
}
NAMES = ["BLUESKY_HANEUL_APP_PASSWORD", "MASTODON_HANEUL_TOKEN"]


@pytest.fixture
def healthy(github: OnGitHub) -> OnGitHub:  # noqa: F811
    """Everything as it should be: then each test breaks one thing."""
    top = github.team.clone
    (top / WORKFLOW).parent.mkdir(parents=True, exist_ok=True)
    (top / WORKFLOW).write_text("name: smmops publish\n", encoding="utf-8")
    github.team.smmops("owners", "--write")
    hub = github.hub
    hub.rules = [{**rule, "ruleset_id": 1} for rule in RULES]
    hub.rules[0]["parameters"] = {**FULL, **RULES[0]["parameters"]}
    hub.environments = {"smmops-publish": ["main"]}
    hub.secrets = list(NAMES)
    now = datetime.now(UTC)
    hub.ticks = [now - timedelta(hours=hours, minutes=7) for hours in range(30)]
    return github


def said(healthy: OnGitHub) -> tuple[int, str]:
    ran = healthy.smmops("doctor")
    assert "Traceback" not in ran.err
    return ran.code, " ".join(ran.out.split())


def test_a_healthy_workspace_has_nothing_to_mend(healthy):
    code, text = said(healthy)
    assert code == 0, text
    assert "fix:" not in text
    for fine in (
        "smmops-publish: only main can use it",
        "secrets: every secret that active channels need is set on GitHub",
        "CODEOWNERS: it is in step",
        "ticks: the last one was 7 min",
        "smmops-state: it cannot be rewritten or deleted",
        "ledger: it is there and whole",
    ):
        assert fine in text, text


def test_findings_are_for_programs_too(healthy):
    healthy.hub.environments = {}
    forge = healthy.smmops("doctor", "--format", "json").json["forge"]
    found = next(one for one in forge if one["what"] == "smmops-publish")
    assert found["state"] == "advice"
    assert "Settings → Environments" in found["fix"]


@pytest.mark.parametrize(
    ("branches", "state", "words"),
    [
        ("any", "broken", "any branch can use it"),
        ("protected", "advice", "every protected branch can use it, not only main"),
        (["main", "release/*"], "advice", "branches that can use it: main, release/*; only main should"),
        (["develop"], "advice", "branches that can use it: develop"),
        ([], "broken", "no branch can use it"),
    ],
)
def test_an_environment_that_is_not_for_main_alone_is_told(healthy, branches, state, words):
    healthy.hub.environments = {"smmops-publish": branches}
    code, text = said(healthy)
    assert f"smmops-publish: {state}: {words}" in text
    assert "choose selected branches, and main alone" in text
    assert code == (1 if state == "broken" else 0)


def test_a_secret_is_missed_as_soon_as_a_post_needs_it(healthy):
    healthy.hub.secrets = ["BLUESKY_HANEUL_APP_PASSWORD"]
    code, text = said(healthy)
    assert (
        code,
        "mastodon-haneul: advice: MASTODON_HANEUL_TOKEN not set on GitHub; no post needs it" in text,
    ) == (
        0,
        True,
    )
    at = datetime.now(UTC) + timedelta(days=3)
    post = healthy.team.clone / "content/2026/12/soon.md"
    post.parent.mkdir(parents=True, exist_ok=True)
    post.write_text(
        f"---\npublish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [mastodon-haneul]\n---\nHello\n", encoding="utf-8"
    )
    code, text = said(healthy)
    assert code == 1
    assert f"posts up to a month ahead: 1, the first on {at:%Y-%m-%d %H:%M} UTC" in text
    assert "Add environment secret: MASTODON_HANEUL_TOKEN" in text


def test_a_token_that_may_not_list_is_told_what_it_lacks(healthy):
    healthy.hub.secrets = None
    code, text = said(healthy)
    assert code == 0
    assert "secrets: advice: they cannot be listed: GitHub answered 403" in text
    assert "`Environments: read`, `Secrets: read` and `Actions: read`" in text


def test_owners_that_are_missing_written_by_hand_or_out_of_step_are_told(healthy):
    path = healthy.team.clone / ".github/CODEOWNERS"
    made = path.read_text(encoding="utf-8")
    path.write_text(made.replace("/team.yaml @", "/team.yaml @left-"), encoding="utf-8")
    assert "advice: it is out of step" in said(healthy)[1]
    path.write_text("* @it\n", encoding="utf-8")
    assert "advice: it was written by hand" in said(healthy)[1]
    path.unlink()
    assert "there is no owners file" in said(healthy)[1]


def test_owners_whom_github_does_not_take_are_told(healthy):
    healthy.hub.owners_errors = [(2, "Unknown owner")]
    text = said(healthy)[1]
    assert "GitHub cannot use line 2: Unknown owner" in text
    assert "give that account write access" in text


@pytest.mark.parametrize(("hours", "state", "code"), [(7, "advice", 0), (30, "broken", 1)])
def test_a_last_tick_that_is_too_old_is_told(healthy, hours, state, code):
    healthy.hub.ticks = [datetime.now(UTC) - timedelta(hours=hours)]
    came, text = said(healthy)
    assert f"ticks: {state}: the last one was" in text
    assert "Run workflow" in text
    assert came == code


def test_ticks_that_came_late_are_told_longest_first(healthy):
    now = datetime.now(UTC)
    healthy.hub.ticks = [now - timedelta(hours=hours) for hours in (1, 10, 11, 23)]
    text = said(healthy)[1]
    assert "of the last 4 runs, these came late: 12 h before" in text
    assert text.index("12 h before") < text.index("9 h before")
    assert "1 h before" not in text.replace("11 h before", "")


def test_a_workflow_that_never_ran_is_told(healthy):
    healthy.hub.ticks = None
    assert "smmops-publish.yml never ran" in said(healthy)[1]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ({"require_code_owner_review": False}, "require review from Code Owners"),
        ({"dismiss_stale_reviews_on_push": False}, "dismiss stale approvals"),
    ],
)
def test_branch_rules_that_ask_too_little_are_told(healthy, left, words):
    healthy.hub.rules[0]["parameters"] = {**healthy.hub.rules[0]["parameters"], **left}
    assert words in said(healthy)[1]


def test_a_ledger_that_can_be_rewritten_is_told(healthy):
    healthy.hub.rules = healthy.hub.rules[:2]
    assert "blocks force pushes and deletions" in said(healthy)[1]


def test_where_another_host_ticks_github_is_not_asked_for_secrets_and_runs(healthy):
    (healthy.team.clone / WORKFLOW).unlink()
    healthy.hub.environments, healthy.hub.ticks = {}, None
    code, text = said(healthy)
    assert code == 0, text
    assert "smmops-publish" not in text
    assert not [path for _, path in healthy.hub.asked if "/environments/" in path or "/workflows/" in path]


def test_while_github_is_down_what_is_known_is_said(healthy):
    healthy.hub.faults.append(Fault("/environments", "503", times=99))
    text = said(healthy)[1]
    assert "smmops-publish: advice: it cannot be read: GitHub answered 503" in text


def test_a_missing_ledger_is_told(healthy):
    healthy.team.run_git("push", "--quiet", "origin", ":smmops-state")
    code, text = said(healthy)
    assert code == 1
    assert "ledger: broken" in text


def test_lateness_of_receipts_is_told(healthy):
    from tests.cli.test_github import MINA

    healthy.merge("autumn", "New books on Saturday", MINA)
    assert healthy.smmops("publish", "--live").code == 0
    text = said(healthy)[1]
    assert "lateness: posts of the last 30 days: 1, half of them within" in text
    assert "(haneul/autumn.bluesky-haneul)" in text


def test_numbers_of_members_are_written_for_review(healthy):
    team = healthy.team.clone / "team.yaml"
    team.write_text(PEOPLE.replace(", github_id: 1002", "") + "# the end\n", encoding="utf-8")
    ran = healthy.smmops("doctor", "--write")
    assert "juno: juno-writes is 1002" in ran.err
    written = team.read_text(encoding="utf-8")
    assert "github_id: 1002" in written
    assert written.endswith("# the end\n")
    assert healthy.smmops("check").code == 0


def test_an_account_that_is_no_person_or_not_there_gets_no_number(healthy):
    team = healthy.team.clone / "team.yaml"
    text = PEOPLE.replace("github: juno-writes, github_id: 1002", "github: gone-away")
    team.write_text(text, encoding="utf-8")
    healthy.smmops("doctor", "--write")
    assert team.read_text(encoding="utf-8") == text
