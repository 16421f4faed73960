"""What the fake GitHub says of a repository's settings: environments, names of secrets, owners, runs of a workflow."""

from collections.abc import Callable
from typing import Any

from tests.forge.github import answers_more
from tests.forge.github.answers import API
from tests.forge.github.hub import Hub

Answer = tuple[int, Any]
_GONE = (404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"})
_REFUSED = (
    403,
    {
        "message": "Resource not accessible by personal access token",
        "documentation_url": "https://docs.github.com/rest",
        "status": "403",
    },
)
_AT = "2026-11-20T09:00:00Z"


def environment(hub: Hub, asked: Any) -> Answer:
    name = asked.at["environment_name"]
    if name not in hub.environments:
        return _GONE
    branches = hub.environments[name]
    policy = {
        "protected_branches": branches == "protected",
        "custom_branch_policies": branches != "protected",
    }
    return 200, {
        "id": 1,
        "node_id": "EN_1",
        "name": name,
        "url": f"{API}/repos/{hub.full_name}/environments/{name}",
        "html_url": f"https://github.com/{hub.full_name}/settings/environments",
        "created_at": _AT,
        "updated_at": _AT,
        "deployment_branch_policy": None if branches == "any" else policy,
    }


def branches(hub: Hub, asked: Any) -> Answer:
    named = hub.environments[asked.at["environment_name"]]
    rows = [{"id": n, "node_id": f"BP_{n}", "name": name} for n, name in enumerate(named, 1)]
    return 200, {"total_count": len(rows), "branch_policies": rows}


def _secrets(names: list[str] | None) -> Answer:
    if names is None:
        return _REFUSED
    rows = [{"name": name, "created_at": _AT, "updated_at": _AT} for name in names]
    return 200, {"total_count": len(rows), "secrets": rows}


def environment_secrets(hub: Hub, asked: Any) -> Answer:
    return _secrets(hub.secrets) if asked.at["environment_name"] in hub.environments else _GONE


def repository_secrets(hub: Hub, asked: Any) -> Answer:
    return _secrets(None if hub.secrets is None else [])


def owners_errors(hub: Hub, asked: Any) -> Answer:
    rows = [
        {"line": line, "column": 1, "kind": kind, "message": kind, "path": ".github/CODEOWNERS"}
        for line, kind in hub.owners_errors
    ]
    return 200, {"errors": rows}


def runs_of(hub: Hub, asked: Any) -> Answer:
    if asked.at["workflow_id"] != "smmops-publish.yml" or hub.ticks is None:
        return _GONE
    newest = sorted(hub.ticks, reverse=True)[: int(asked.params.get("per_page", 30))]
    rows = [
        {**answers_more.run(hub, n, "completed"), "created_at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}
        for n, at in enumerate(newest, 1)
    ]
    return 200, {"total_count": len(hub.ticks), "workflow_runs": rows}


_REPO = "/repos/{owner}/{repo}"
SETTINGS: dict[str, tuple[Callable[[Hub, Any], Answer], tuple[str, ...]]] = {
    f"GET {_REPO}/environments/{{environment_name}}": (environment, ()),
    f"GET {_REPO}/environments/{{environment_name}}/deployment-branch-policies": (
        branches,
        ("per_page", "page"),
    ),
    f"GET {_REPO}/environments/{{environment_name}}/secrets": (environment_secrets, ("per_page", "page")),
    f"GET {_REPO}/actions/secrets": (repository_secrets, ("per_page", "page")),
    f"GET {_REPO}/codeowners/errors": (owners_errors, ("ref",)),
    f"GET {_REPO}/actions/workflows/{{workflow_id}}/runs": (runs_of, ("per_page", "page")),
}
