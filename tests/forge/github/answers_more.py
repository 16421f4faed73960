"""The JSON of runs, comments and issues."""

from typing import Any

from tests.forge.github.answers import API, label, repository, user
from tests.forge.github.hub import Checked, Hub, Issue, Kept, Said


def run(hub: Hub, number: int, status: str) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/actions/runs/{number}"
    urls = (
        *("url", "html_url", "jobs_url", "logs_url", "check_suite_url", "artifacts_url", "cancel_url"),
        *("rerun_url", "workflow_url"),
    )
    return {
        **dict.fromkeys(urls, url),
        "id": number,
        "node_id": f"WFR_{number}",
        "head_branch": "main",
        "head_sha": "0" * 40,
        "path": ".github/workflows/publish.yml",
        "run_number": 1,
        "event": "schedule",
        "status": status,
        "conclusion": "success" if status == "completed" else None,
        "workflow_id": 1,
        "pull_requests": [],
        "created_at": "2026-11-20T09:00:00Z",
        "updated_at": "2026-11-20T09:00:00Z",
        "head_commit": None,
        "repository": repository(hub),
        "head_repository": repository(hub),
        "display_title": "publish",
    }


def check(hub: Hub, one: Checked) -> dict[str, Any]:
    return {
        **run(hub, one.number, "completed"),
        "event": one.event,
        "path": one.path,
        "head_sha": one.head,
        "head_branch": one.branch,
        "head_repository": repository(hub, fork=one.where == "fork"),
        "run_attempt": one.attempt,
        "conclusion": one.conclusion,
        "html_url": f"https://github.example/{hub.full_name}/actions/runs/{one.number}",
    }


def artifact(hub: Hub, one: Kept) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/actions/artifacts/{one.id}"
    return {
        "id": one.id,
        "node_id": f"A_{one.id}",
        "name": one.name,
        "size_in_bytes": len(one.content) if one.size is None else one.size,
        "url": url,
        "archive_download_url": f"{url}/zip",
        "expired": one.expired,
        "created_at": "2026-11-20T09:00:00Z",
        "expires_at": "2026-11-27T09:00:00Z",
        "updated_at": "2026-11-20T09:00:00Z",
    }


def comment(hub: Hub, one: Said) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/issues/{one.issue}"
    return {
        "id": one.id,
        "node_id": f"IC_{one.id}",
        **dict.fromkeys(("url", "html_url", "issue_url"), url),
        "body": one.body,
        "user": user(one.user),
        "created_at": "2026-11-20T09:00:00Z",
        "updated_at": "2026-11-20T09:00:00Z",
        "author_association": "NONE",
    }


def issue(hub: Hub, one: Issue) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/issues/{one.number}"
    urls = ("url", "html_url", "repository_url", "labels_url", "comments_url", "events_url")
    return {
        **dict.fromkeys(urls, url),
        "id": 50_000 + one.number,
        "node_id": f"I_{one.number}",
        "number": one.number,
        "state": one.state,
        "title": one.title,
        "body": one.body,
        "user": user(one.user),
        "labels": [label(name) for name in one.labels],
        **dict.fromkeys(("assignee", "milestone")),
        "locked": False,
        "comments": 0,
        "closed_at": None if one.state == "open" else "2026-11-20T09:00:00Z",
        "created_at": "2026-11-20T09:00:00Z",
        "updated_at": "2026-11-20T09:00:00Z",
        "author_association": "NONE",
    }
