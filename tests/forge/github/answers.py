"""The JSON of a fake GitHub's answers, with every key that the official description requires."""

from datetime import datetime
from typing import Any

from tests.forge.github.hub import (
    GHOST,
    Account,
    Committed,
    Hub,
    Labelled,
    Pull,
    Pushed,
    Reviewed,
)

API = "https://api.github.example"
_USER_URLS = (
    *("followers_url", "following_url", "gists_url", "starred_url", "subscriptions_url", "organizations_url"),
    *("repos_url", "events_url", "received_events_url", "avatar_url", "url", "html_url"),
)
_REPO_URLS = (
    *("url", "html_url", "archive_url", "assignees_url", "blobs_url", "branches_url", "collaborators_url"),
    *("comments_url", "commits_url", "compare_url", "contents_url", "contributors_url", "deployments_url"),
    *(
        "downloads_url",
        "events_url",
        "forks_url",
        "git_commits_url",
        "git_refs_url",
        "git_tags_url",
        "git_url",
    ),
    *("issue_comment_url", "issue_events_url", "issues_url", "keys_url", "labels_url", "languages_url"),
    *("merges_url", "milestones_url", "notifications_url", "pulls_url", "releases_url", "ssh_url"),
    *("stargazers_url", "statuses_url", "subscribers_url", "subscription_url", "tags_url", "teams_url"),
    *("trees_url", "clone_url", "hooks_url", "svn_url"),
)


def iso(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def user(account: Account) -> dict[str, Any]:
    url = f"{API}/users/{account.login.replace('[bot]', '')}"
    return {
        **dict.fromkeys(_USER_URLS, url),
        "login": account.login,
        "id": account.id,
        "node_id": f"U_{account.id}",
        "gravatar_id": "",
        "type": account.type,
        "site_admin": False,
    }


def private_user(account: Account) -> dict[str, Any]:
    count = dict.fromkeys(
        (
            *(
                "public_repos",
                "public_gists",
                "followers",
                "following",
                "private_gists",
                "total_private_repos",
            ),
            *("owned_private_repos", "disk_usage", "collaborators"),
        ),
        0,
    )
    none = dict.fromkeys(("name", "company", "blog", "location", "email", "hireable", "bio"))
    return {
        **user(account),
        **count,
        **none,
        "created_at": "2020-01-01T00:00:00Z",
        "updated_at": "2020-01-01T00:00:00Z",
        "two_factor_authentication": True,
    }


def repository(hub: Hub, *, fork: bool = False) -> dict[str, Any]:
    owner = Account(5, hub.owner, "Organization") if not fork else Account(6, "stranger")
    name = hub.full_name if not fork else f"stranger/{hub.name}"
    url = f"{API}/repos/{name}"
    counts = dict.fromkeys(
        (
            *("forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size"),
            *("open_issues", "open_issues_count", "subscribers_count", "network_count"),
        ),
        0,
    )
    flags = dict.fromkeys(
        (
            *("private", "has_issues", "has_projects", "has_wiki", "has_pages", "has_downloads"),
            *("has_discussions", "archived", "disabled"),
        ),
        False,
    )
    return {
        **dict.fromkeys(_REPO_URLS, url),
        **counts,
        **flags,
        **dict.fromkeys(("description", "mirror_url", "homepage", "language", "license")),
        "id": hub.id + (1 if fork else 0),
        "node_id": "R_1",
        "name": hub.name,
        "full_name": name,
        "owner": user(owner),
        "fork": fork,
        "default_branch": "main",
        "pushed_at": "2026-11-20T09:00:00Z",
        "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-11-20T09:00:00Z",
    }


def side(hub: Hub, ref: str, sha: str, *, where: str = "ours") -> dict[str, Any]:
    owner = Account(5, hub.owner, "Organization") if where == "ours" else Account(6, "stranger")
    repo = None if where == "gone" else repository(hub, fork=where == "fork")
    return {"label": f"{owner.login}:{ref}", "ref": ref, "sha": sha, "user": user(owner), "repo": repo}


def pull_simple(hub: Hub, pull: Pull) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/pulls/{pull.number}"
    urls = (
        *("url", "html_url", "diff_url", "patch_url", "issue_url", "commits_url", "review_comments_url"),
        *("review_comment_url", "comments_url", "statuses_url"),
    )
    links = ("comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self")
    closed = iso(pull.merged_at) or ("2026-11-20T09:00:00Z" if pull.closed else None)
    return {
        **dict.fromkeys(urls, url),
        **dict.fromkeys(("milestone", "assignee", "auto_merge")),
        "_links": {name: {"href": url} for name in links},
        "id": pull.id,
        "node_id": f"PR_{pull.id}",
        "number": pull.number,
        "state": "closed" if closed else "open",
        "locked": False,
        "title": f"Change {pull.number}",
        "user": user(pull.author or GHOST),
        "body": pull.body,
        "labels": [label(name) for name in pull.labels],
        "created_at": iso(pull.opened),
        "updated_at": closed or iso(pull.opened),
        "closed_at": closed,
        "merged_at": iso(pull.merged_at),
        "merge_commit_sha": pull.merge_sha,
        "head": side(hub, pull.branch, pull.head, where=pull.head_repo),
        "base": side(hub, pull.base, "0" * 40, where=pull.base_repo),
        "author_association": "MEMBER",
    }


def pull(hub: Hub, one: Pull) -> dict[str, Any]:
    return {
        **pull_simple(hub, one),
        "merged": one.merged_at is not None,
        "mergeable": None,
        "mergeable_state": "unknown",
        "merged_by": user(one.merged_by) if one.merged_by else None,
        "comments": 0,
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": len(one.commits) + one.more_commits,
        "additions": one.size[1],
        "deletions": one.size[2],
        "changed_files": one.size[0],
    }


def file(hub: Hub, name: str, before: str | None) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/blob/x"
    renamed = {"previous_filename": before} if before else {}
    return {
        **dict.fromkeys(("blob_url", "raw_url", "contents_url"), url),
        **dict.fromkeys(("additions", "deletions", "changes"), 1),
        "sha": "0" * 40,
        "filename": name,
        "status": "renamed" if before else "modified",
        **renamed,
    }


def label(name: str) -> dict[str, Any]:
    return {
        "id": 1,
        "node_id": "L_1",
        "url": f"{API}/labels/1",
        "name": name,
        "description": "",
        "color": "ff0000",
        "default": False,
    }


def review(hub: Hub, pull: Pull, one: Reviewed) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/pulls/{pull.number}"
    return {
        "id": one.id,
        "node_id": f"PRR_{one.id}",
        "user": user(one.user) if one.user else None,
        "body": "",
        "state": one.state,
        "html_url": url,
        "pull_request_url": url,
        "_links": {"html": {"href": url}, "pull_request": {"href": url}},
        "submitted_at": iso(one.at),
        "commit_id": one.commit,
        "author_association": "MEMBER",
    }


def commit(hub: Hub, one: Committed) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/commits/{one.sha}"
    committer = one.committer_email or one.email
    committed = one.committer or (None if one.committer_email else one.author)
    signed = {"name": "Somebody", "date": "2026-11-20T09:00:00Z"}
    return {
        **dict.fromkeys(("url", "html_url", "comments_url"), url),
        "sha": one.sha,
        "node_id": f"C_{one.sha[:8]}",
        "commit": {
            "url": url,
            "author": {**signed, "email": one.email},
            "committer": {**signed, "email": committer},
            "message": one.message,
            "comment_count": 0,
            "tree": {"sha": "0" * 40, "url": url},
        },
        "author": user(one.author) if one.author else None,
        "committer": user(committed) if committed else None,
        "parents": [{"sha": sha, "url": url, "html_url": url} for sha in one.parents],
    }


def activity(number: int, one: Pushed) -> dict[str, Any]:
    return {
        "id": number,
        "node_id": f"PSH_{number}",
        "before": "0" * 40,
        "after": one.after,
        "ref": f"refs/heads/{one.branch}",
        "timestamp": iso(one.at),
        "activity_type": "push",
        "actor": user(one.actor),
    }


def event(hub: Hub, number: int, one: Labelled) -> dict[str, Any]:
    return {
        "id": number,
        "node_id": f"E_{number}",
        "url": f"{API}/repos/{hub.full_name}/issues/events/{number}",
        "actor": user(one.actor),
        "event": one.event,
        "commit_id": None,
        "commit_url": None,
        "created_at": iso(one.at),
        "performed_via_github_app": None,
        "label": {"name": one.label, "color": "ff0000"},
    }


def permission(account: Account, held: str) -> dict[str, Any]:
    return {"permission": held, "role_name": held, "user": {**user(account), "role_name": held}}


def content(hub: Hub, path: str, sha: str) -> dict[str, Any]:
    url = f"{API}/repos/{hub.full_name}/contents/x"
    return {
        "type": "file",
        "encoding": "base64",
        "size": 0,
        "name": path.rpartition("/")[2],
        "path": path,
        "content": "",
        "sha": sha,
        **dict.fromkeys(("url", "git_url", "html_url", "download_url"), url),
        "_links": dict.fromkeys(("git", "html", "self"), url),
    }
