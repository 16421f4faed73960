"""The operations of the fake GitHub: which parameters each takes, and what it answers."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.forge.github import answers, answers_more
from tests.forge.github.hub import ACTIONS, Hub, Issue, Said
from tests.forge.github.repository_settings import SETTINGS

LONGEST = 65_536
TOO_LONG = (422, {"message": "Validation Failed: body is too long (maximum is 65536 characters)"})
PAGED = ("per_page", "page")
NOT_FOUND = (
    404,
    {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"},
)


@dataclass(frozen=True)
class Asked:
    """A request: values of the path, parameters of the query, the JSON body."""

    at: Mapping[str, str]
    params: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Found:
    """An operation's answer and the query parameters that it knows."""

    answer: Callable[[Hub, Asked], tuple[int, Any]]
    params: tuple[str, ...] = ()


def repo(hub: Hub, asked: Asked) -> tuple[int, Any]:
    return 200, answers.repository(hub)


def me(hub: Hub, asked: Asked) -> tuple[int, Any]:
    if hub.me is None:
        return 403, {
            "message": "Resource not accessible by integration",
            "documentation_url": "https://docs.github.com/rest",
        }
    return 200, answers.private_user(hub.me)


def user(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.account(asked.at["username"])
    return (200, answers.private_user(found)) if found else NOT_FOUND


def pulls_of(hub: Hub, asked: Asked) -> tuple[int, Any]:
    sha = asked.at["commit_sha"]
    known = [pull for pull in hub.pulls.values() if sha in pull.of or sha in {c.sha for c in pull.commits}]
    merged = [pull for pull in known if sha in pull.of]
    return 200, [answers.pull_simple(hub, pull) for pull in (merged or known)]


def pull(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.pulls.get(int(asked.at["pull_number"]))
    return (200, answers.pull(hub, found)) if found else NOT_FOUND


def reviews(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.pulls[int(asked.at["pull_number"])]
    return 200, [answers.review(hub, found, one) for one in found.reviews]


def commits_of(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.pulls[int(asked.at["pull_number"])]
    return 200, [answers.commit(hub, one) for one in found.commits[:250]]


def commits(hub: Hub, asked: Asked) -> tuple[int, Any]:
    chain, sha = [], asked.params["sha"]
    while sha in hub.main:
        chain.append(answers.commit(hub, hub.main[sha]))
        parents = hub.main[sha].parents
        sha = parents[0] if parents else ""
    return 200, chain


def events(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.pulls[int(asked.at["issue_number"])]
    return 200, [answers.event(hub, number, one) for number, one in enumerate(found.events, 1)]


def activity(hub: Hub, asked: Asked) -> tuple[int, Any]:
    if hub.pushes is None:
        return 422, {"message": "Validation Failed", "documentation_url": "https://docs.github.com/rest"}
    mine = [one for one in hub.pushes if f"refs/heads/{one.branch}" == asked.params.get("ref")]
    return 200, [answers.activity(number, one) for number, one in enumerate(mine, 1)]


def permission(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.account(asked.at["username"])
    if found is None:
        return NOT_FOUND
    return 200, answers.permission(found, hub.permissions.get(found.login, "none"))


def contents(hub: Hub, asked: Asked) -> tuple[int, Any]:
    sha = hub.blob(asked.params["ref"], asked.at["path"])
    return (200, answers.content(hub, asked.at["path"], sha)) if sha else NOT_FOUND


def run(hub: Hub, asked: Asked) -> tuple[int, Any]:
    number = int(asked.at["run_id"])
    if number in hub.checks:
        return 200, answers_more.check(hub, hub.checks[number])
    return (200, answers_more.run(hub, number, hub.runs[number])) if number in hub.runs else NOT_FOUND


def pulls(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = [answers.pull_simple(hub, one) for one in hub.pulls.values()]
    state, head = asked.params.get("state", "open"), asked.params.get("head")
    return 200, [
        one for one in found if state in (one["state"], "all") and head in (None, one["head"]["label"])
    ]


def files(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.pulls[int(asked.at["pull_number"])]
    return 200, [answers.file(hub, name, before) for name, before in found.files[:3000]]


def artifacts(hub: Hub, asked: Asked) -> tuple[int, Any]:
    name, of = asked.params.get("name"), int(asked.at["run_id"])
    found = [one for one in hub.artifacts if one.run == of and name in (None, one.name)]
    return 200, {"total_count": len(found), "artifacts": [answers_more.artifact(hub, one) for one in found]}


def archive(hub: Hub, asked: Asked) -> tuple[int, Any]:
    """Where the bytes are: the server adds the address, which is on another host."""
    found = next((one for one in hub.artifacts if one.id == int(asked.at["artifact_id"])), None)
    if found is None or asked.at["archive_format"] != "zip":
        return NOT_FOUND
    return (410, {"message": "Artifact has expired"}) if found.expired else (302, None)


def enable(hub: Hub, asked: Asked) -> tuple[int, Any]:
    hub.enabled.append(asked.at["workflow_id"])
    return 204, None


def rules(hub: Hub, asked: Asked) -> tuple[int, Any]:
    return 200, hub.rules


def rulesets(hub: Hub, asked: Asked) -> tuple[int, Any]:
    return 200, [{"id": 1, "name": "main", "source": hub.full_name, "enforcement": "active"}]


def comments(hub: Hub, asked: Asked) -> tuple[int, Any]:
    number = int(asked.at["issue_number"])
    return 200, [answers_more.comment(hub, one) for one in hub.comments if one.issue == number]


def say(hub: Hub, asked: Asked) -> tuple[int, Any]:
    if len(asked.body["body"]) > LONGEST:
        return TOO_LONG
    made = Said(
        1 + max((one.id for one in hub.comments), default=99),
        int(asked.at["issue_number"]),
        hub.me or ACTIONS,
        asked.body["body"],
    )
    hub.comments.append(made)
    return 201, answers_more.comment(hub, made)


def mend(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = next((one for one in hub.comments if one.id == int(asked.at["comment_id"])), None)
    if found is None:
        return NOT_FOUND
    if len(asked.body["body"]) > LONGEST:
        return TOO_LONG
    found.body = asked.body["body"]
    return 200, answers_more.comment(hub, found)


def issues(hub: Hub, asked: Asked) -> tuple[int, Any]:
    state = asked.params.get("state", "open")
    label = asked.params.get("labels")
    found = [
        one
        for one in hub.issues.values()
        if state in (one.state, "all")
        and (label is None or label in one.labels)
        and ("since" not in asked.params or one.at >= datetime.fromisoformat(asked.params["since"]))
    ]
    return 200, [answers_more.issue(hub, one) for one in found]


def open_issue(hub: Hub, asked: Asked) -> tuple[int, Any]:
    number = next(number for number in itertools.count(1) if number not in {*hub.issues, *hub.pulls})
    body = asked.body
    if len(body.get("body", "")) > LONGEST:
        return TOO_LONG
    made = Issue(number, hub.me or ACTIONS, body["title"], body.get("body", ""), list(body.get("labels", ())))
    made.at = hub.now()
    hub.issues[number] = made
    return 201, answers_more.issue(hub, made)


def change_issue(hub: Hub, asked: Asked) -> tuple[int, Any]:
    found = hub.issues.get(int(asked.at["issue_number"]))
    if found is None:
        return NOT_FOUND
    for name, value in asked.body.items():
        if name != "state_reason":
            setattr(found, name, value)
    found.at = hub.now()
    return 200, answers_more.issue(hub, found)


_REPO = "/repos/{owner}/{repo}"
ROUTES: Mapping[str, Found] = {
    f"GET {_REPO}": Found(repo),
    "GET /user": Found(me),
    "GET /users/{username}": Found(user),
    f"GET {_REPO}/commits/{{commit_sha}}/pulls": Found(pulls_of, PAGED),
    f"GET {_REPO}/pulls/{{pull_number}}": Found(pull),
    f"GET {_REPO}/pulls/{{pull_number}}/reviews": Found(reviews, PAGED),
    f"GET {_REPO}/pulls/{{pull_number}}/commits": Found(commits_of, PAGED),
    f"GET {_REPO}/commits": Found(commits, ("sha", *PAGED)),
    f"GET {_REPO}/issues/{{issue_number}}/events": Found(events, PAGED),
    f"GET {_REPO}/activity": Found(activity, ("ref", "per_page", "after")),
    f"GET {_REPO}/collaborators/{{username}}/permission": Found(permission),
    f"GET {_REPO}/contents/{{path}}": Found(contents, ("ref",)),
    f"GET {_REPO}/actions/runs/{{run_id}}": Found(run),
    f"GET {_REPO}/pulls": Found(pulls, ("state", "head", *PAGED)),
    f"GET {_REPO}/pulls/{{pull_number}}/files": Found(files, PAGED),
    f"GET {_REPO}/actions/runs/{{run_id}}/artifacts": Found(artifacts, ("name", *PAGED)),
    f"GET {_REPO}/actions/artifacts/{{artifact_id}}/{{archive_format}}": Found(archive),
    f"PUT {_REPO}/actions/workflows/{{workflow_id}}/enable": Found(enable),
    f"GET {_REPO}/rules/branches/{{branch}}": Found(rules, PAGED),
    f"GET {_REPO}/rulesets": Found(rulesets, PAGED),
    f"GET {_REPO}/issues/{{issue_number}}/comments": Found(comments, PAGED),
    f"POST {_REPO}/issues/{{issue_number}}/comments": Found(say),
    f"PATCH {_REPO}/issues/comments/{{comment_id}}": Found(mend),
    f"GET {_REPO}/issues": Found(issues, ("state", "labels", "since", *PAGED)),
    f"POST {_REPO}/issues": Found(open_issue),
    f"PATCH {_REPO}/issues/{{issue_number}}": Found(change_issue),
    **{operation: Found(*found) for operation, found in SETTINGS.items()},
}
