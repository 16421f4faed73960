"""What the token of a job may do: each operation of the fake asks for one of these permissions.

Sources: https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
and https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions. Where GitHub takes
either of two permissions for a comment, the fake asks for the one of what it stands under.
"""

from collections.abc import Mapping

from tests.forge.github.hub import Hub

_LEVELS = ("none", "read", "write")
_REPO = "/repos/{owner}/{repo}"
_ALWAYS = ("", "/collaborators/{username}/permission", "/rules/branches/{branch}", "/rulesets")
_AREAS = (
    ("/actions/", "actions"),
    ("/commits/{commit_sha}/pulls", "pull-requests"),
    ("/pulls", "pull-requests"),
)
_CONTENTS = ("/commits", "/contents/{path}", "/activity")


def allowed(hub: Hub, operation: str, at: Mapping[str, str]) -> bool:
    """Whether the token of `hub.rights` may do that."""
    if hub.rights is None:
        return True
    method, path = operation.split(" ")
    below = path.removeprefix(_REPO)
    if not path.startswith(_REPO) or below in _ALWAYS:
        return True
    held = hub.rights.get(_area(hub, below, at), "none")
    return _LEVELS.index(held) >= (1 if method == "GET" else 2)


def _area(hub: Hub, below: str, at: Mapping[str, str]) -> str:
    for start, area in _AREAS:
        if below.startswith(start):
            return area
    if below in _CONTENTS:
        return "contents"
    number = int(at.get("issue_number", 0))
    if "comment_id" in at:
        number = next((one.issue for one in hub.comments if one.id == int(at["comment_id"])), 0)
    return "pull-requests" if number in hub.pulls else "issues"
