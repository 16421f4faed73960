"""A small business hears nothing that it did not ask for."""

from collections.abc import Mapping

import pytest

from smmops.rules.run import Findings, run
from smmops.store.load import load
from tests.rules.tree import Files

SETTINGS = """\
version: 1
id: mok
brand: Café Mok
timezone: Asia/Seoul
language: ko
forge: {kind: local}
channels:
  bluesky: {network: bluesky, handle: mok.example}
"""
POSTS = {
    "content/2026/12/opening.md": "---\nchannels: [bluesky]\npublish_at: 2026-12-01 09:30\n---\n오늘부터 아침 7시에 엽니다.\n",
    "content/2026/12/yuja.md": "---\nchannels: [bluesky]\npublish_at: 2026-12-03 09:30\n---\n유자 케이크가 돌아왔어요 🍋\n",
    "content/2026/12/snow.md": "---\nchannels: [bluesky]\npublish_at: 2026-12-05 09:30\n---\n눈 오는 날에는 첫 잔을 대접합니다.\n",
}


def looked_at(files: Mapping[str, str], now: str | None) -> Findings:
    from datetime import UTC, datetime

    tree = Files(files)
    return run(load(tree), tree, now=datetime.fromisoformat(now).astimezone(UTC) if now else None)


@pytest.mark.parametrize(
    "now", [None, "2026-11-25T09:00+09:00", "2026-12-04T09:00+09:00", "2028-01-01T00:00+09:00"]
)
@pytest.mark.parametrize("team", ["", "solo: true\nmembers: [{id: sora, git_emails: [sora@mok.example]}]\n"])
def test_a_cafe_with_one_channel_and_three_posts_has_no_problem_at_all(team: str, now: str | None) -> None:
    """Whatever the day; only a missing team is told, since nothing could be approved."""
    team = team or "solo: true\nmembers: [{id: sora}]\n"
    found = looked_at({"smmops.yaml": SETTINGS, "team.yaml": team, **POSTS}, now)
    assert [(p.path, p.code, p.message.fill()) for p in found.problems] == []


def test_the_alone_may_leave_tasks_without_an_owner() -> None:
    files = {
        "smmops.yaml": SETTINGS,
        "team.yaml": "solo: true\nmembers: [{id: sora}]\n",
        "tasks/menu.md": "---\nwhat: New menu\ndue: 2026-12-04\n---\n",
        "moderation.yaml": "hide: [free iphone]\n",
        **POSTS,
    }
    assert looked_at(files, None).problems == ()


def test_an_experiment_needs_no_metric_at_explore_and_needs_a_result_once_it_is_over() -> None:
    text = "---\nhypothesis: Questions bring more answers\nfrom: 2026-11-01\nto: 2026-11-28\n---\n"
    files = {"smmops.yaml": SETTINGS, "team.yaml": "solo: true\n", "experiments/questions.md": text}
    assert "SMM523" not in {p.code for p in looked_at(files, "2026-11-28T23:59+09:00").problems}
    assert "SMM523" in {p.code for p in looked_at(files, "2026-11-29T00:00+09:00").problems}
