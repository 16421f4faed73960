"""What the token of a job may do: each operation of the fake asks for one of these permissions.

Sources: https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
and https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions. Comments of issues
and of pull requests take either of two, as their pages say.
"""

from tests.forge.github.hub import Hub

_LEVELS = ("none", "read", "write")
_REPO = "/repos/{owner}/{repo}"
_ALWAYS = ("", "/collaborators/{username}/permission", "/rules/branches/{branch}", "/rulesets")
_AREAS = (
    ("/actions/", ("actions",)),
    ("/commits/{commit_sha}/pulls", ("pull-requests",)),
    ("/pulls", ("pull-requests",)),
    ("/issues/{issue_number}/comments", ("issues", "pull-requests")),
    ("/issues/comments", ("issues", "pull-requests")),
    ("/issues/{issue_number}/events", ("issues", "pull-requests")),
    ("/issues", ("issues",)),
)


def allowed(hub: Hub, operation: str) -> bool:
    """Whether the token of `hub.rights` may do that."""
    if hub.rights is None:
        return True
    method, path = operation.split(" ")
    below = path.removeprefix(_REPO)
    if not path.startswith(_REPO) or below in _ALWAYS:
        return True
    areas = next((areas for start, areas in _AREAS if below.startswith(start)), ("contents",))
    wanted = 1 if method == "GET" else 2
    return any(_LEVELS.index(hub.rights.get(area, "none")) >= wanted for area in areas)
