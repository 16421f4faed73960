"""What is said on GitHub: one comment a marker, one issue a marker, found again and mended in place."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar

from smmops.forge.github.asking import Asking
from smmops.forge.github.shapes import Comment, Issue, User, shaped, shaped_all
from smmops.forge.github.trouble import GitHubError

LONGEST: Final = 65_536
"""Characters of a comment's or an issue's text, by GitHub's own refusal ("body is too long")."""
_WORKFLOW: Final = "github-actions[bot]"
_Written = TypeVar("_Written", Comment, Issue)


@dataclass(frozen=True, slots=True)
class Said:
    """What stands on GitHub now. `changed` is False where the same text stood there already."""

    number: int
    url: str
    changed: bool


class Talk:
    """Comments and issues of a repository. Every method raises GitHubError; writes are tried once.

    A marker is a line of HTML comment in the text (`<!-- smmops:plan v1 … -->`). Only what was written by the
    account of the token is taken for ours: anybody can paste a marker.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._me: User | None = None
        self._asked = False

    def comment(self, number: int, *, marker: str) -> Comment | None:
        """Our comment with that marker below an issue or a pull request; the oldest, where there are several."""
        answer = self._asking.api.pages(self._asking.path(f"/issues/{number}/comments"))
        return self._ours(shaped_all(Comment, answer), marker)

    def stick(self, number: int, body: str, *, marker: str) -> Said:
        """Writes our one comment with that marker, or mends the one that is there."""
        text = _marked(body, marker)
        found = self.comment(number, marker=marker)
        if found is not None and found.body == text:
            return Said(found.id, found.html_url, changed=False)
        method, path = ("POST", f"/issues/{number}/comments")
        if found is not None:
            method, path = ("PATCH", f"/issues/comments/{found.id}")
        made = shaped(Comment, self._sent(method, path, {"body": text}))
        return Said(made.id, made.html_url, changed=True)

    def issue(self, *, marker: str, label: str) -> Issue | None:
        """Our open issue with that label and marker."""
        answer = self._asking.api.pages(self._asking.path("/issues"), {"state": "open", "labels": label})
        issues = [one for one in shaped_all(Issue, answer) if one.pull_request is None]
        return self._ours(issues, marker)

    def report(self, title: str, body: str, *, marker: str, label: str) -> Said:
        """Opens our one issue with that marker, or mends the one that is open."""
        text = _marked(body, marker)
        found = self.issue(marker=marker, label=label)
        if found is not None and (found.title, found.body) == (title, text):
            return Said(found.number, found.html_url, changed=False)
        if found is not None:
            came = self._sent("PATCH", f"/issues/{found.number}", {"title": title, "body": text})
        else:
            came = self._sent("POST", "/issues", {"title": title, "body": text, "labels": [label]})
        made = shaped(Issue, came)
        return Said(made.number, made.html_url, changed=True)

    def close(self, *, marker: str, label: str) -> bool:
        """Closes our open issue with that marker; False where there is none."""
        found = self.issue(marker=marker, label=label)
        if found is not None:
            closed = {"state": "closed", "state_reason": "completed"}
            self._sent("PATCH", f"/issues/{found.number}", closed)
        return found is not None

    def _sent(self, method: str, below: str, body: dict[str, Any]) -> Any:
        return self._asking.api.send(method, self._asking.path(below), body)

    def _ours(self, items: list[_Written], marker: str) -> _Written | None:
        return next((one for one in items if marker in (one.body or "") and self._wrote(one.user)), None)

    def _wrote(self, user: User | None) -> bool:
        """Whether that account is the token's. A workflow's token speaks as a bot whose name nobody can take."""
        if not self._asked:
            self._me, self._asked = self._asking.me(), True
        if user is None:
            return False
        if self._me is None:
            return user.type == "Bot" and user.login == _WORKFLOW
        return user.id == self._me.id


def _marked(body: str, marker: str) -> str:
    text = f"{marker}\n{body}"
    if len(text) > LONGEST:
        raise GitHubError(f"takes {LONGEST} characters at most, the text has {len(text)}")
    return text
