"""What is said on GitHub: one comment a marker, issues by their markers, found again and mended in place."""

import functools
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, ParamSpec, TypeVar

from smmops.forge.github.api import PUBLIC
from smmops.forge.github.asking import Asking
from smmops.forge.github.shapes import Comment, Issue, User, shaped, shaped_all
from smmops.forge.github.trouble import GitHubError
from smmops.model.message import msg
from smmops.model.problem import SmmopsError
from smmops.model.talk import Opened, Posted, Said

LONGEST: Final = 65_536
"""Characters of a comment's or an issue's text, by GitHub's own refusal ("body is too long")."""
_WORKFLOW: Final = "github-actions[bot]"
_WORKFLOW_ID: Final = 41_898_282
"""The account that a workflow's token speaks as on github.com: https://api.github.com/users/github-actions[bot]."""
_Written = TypeVar("_Written", Comment, Issue)
_P = ParamSpec("_P")
_R = TypeVar("_R")


def for_people(method: Callable[_P, _R]) -> Callable[_P, _R]:
    """A method whose GitHubError becomes what a person must know and do."""

    @functools.wraps(method)
    def told(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return method(*args, **kwargs)
        except GitHubError as error:
            raise _refused(error) from None

    return told


class Talk:
    """Comments and issues of a repository. Writes are tried once.

    A marker is the first line of a text, an HTML comment (`<!-- smmops:plan v1 … -->`). Only what was written by
    the account of the token is taken for ours: anybody can paste a marker, and texts of others stand further down.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._me: User | None = None
        self._asked = False

    @for_people
    def found(self, number: int, *, marker: str) -> Posted | None:
        """Our comment with that marker below an issue or a pull request; the oldest, where there are several."""
        one = self._comment(number, marker)
        return None if one is None else Posted(one.id, one.html_url, _plain(one.body))

    @for_people
    def stick(self, number: int, body: str, *, marker: str) -> Said:
        """Writes our one comment with that marker, or mends the one that is there."""
        text = _marked(body, marker)
        found = self._comment(number, marker)
        if found is not None and _plain(found.body) == _plain(text):
            return Said(found.id, found.html_url, changed=False)
        method, path = ("POST", f"/issues/{number}/comments")
        if found is not None:
            method, path = ("PATCH", f"/issues/comments/{found.id}")
        made = shaped(Comment, self._sent(method, path, {"body": text}))
        return Said(made.id, made.html_url, changed=True)

    @for_people
    def issues(
        self, *, prefix: str, label: str, since: datetime | None, closed: bool = False
    ) -> Sequence[Opened]:
        """Our issues with that label whose marker begins so: open ones, or closed ones touched since then."""
        asked = {"state": "closed" if closed else "open", "labels": label}
        if since is not None:
            asked["since"] = since.strftime("%Y-%m-%dT%H:%M:%SZ")
        answer = shaped_all(Issue, self._asking.api.pages(self._asking.path("/issues"), asked))
        ours = self._ours((one for one in answer if one.pull_request is None), prefix)
        return [
            Opened(
                one.number,
                one.html_url,
                one.title,
                _plain(one.body),
                is_open=one.state == "open",
            )
            for one in ours
        ]

    @for_people
    def open_issue(self, title: str, body: str, *, label: str) -> Said:
        """Opens an issue; its body begins with its marker."""
        sent = {"title": title, "body": _short(body), "labels": [label]}
        made = shaped(Issue, self._sent("POST", "/issues", sent))
        return Said(made.number, made.html_url, changed=True)

    @for_people
    def mend_issue(self, number: int, title: str, body: str) -> Said:
        """Writes an issue of ours anew."""
        made = shaped(Issue, self._sent("PATCH", f"/issues/{number}", {"title": title, "body": _short(body)}))
        return Said(made.number, made.html_url, changed=True)

    @for_people
    def close_issue(self, number: int, body: str) -> None:
        """Closes an issue of ours as done, with a last text."""
        closed = {"state": "closed", "state_reason": "completed", "body": _short(body)}
        self._sent("PATCH", f"/issues/{number}", closed)

    def report(self, title: str, body: str, *, marker: str, label: str) -> Said:
        """Opens our one issue with that marker, or mends the one that is open."""
        text = f"{marker}\n{body}"
        for one in self.issues(prefix=marker, label=label, since=None):
            if (one.title, one.body) == (title, _plain(text)):
                return Said(one.number, one.url, changed=False)
            return self.mend_issue(one.number, title, text)
        return self.open_issue(title, text, label=label)

    def close(self, *, marker: str, label: str) -> bool:
        """Closes our open issue with that marker; False where there is none."""
        for one in self.issues(prefix=marker, label=label, since=None):
            self.close_issue(one.number, one.body)
            return True
        return False

    def _comment(self, number: int, marker: str) -> Comment | None:
        answer = self._asking.api.pages(self._asking.path(f"/issues/{number}/comments"))
        return next(iter(self._ours(shaped_all(Comment, answer), marker)), None)

    def _sent(self, method: str, below: str, body: dict[str, Any]) -> Any:
        return self._asking.api.send(method, self._asking.path(below), body)

    def _ours(self, items: Iterable[_Written], marker: str) -> list[_Written]:
        return [one for one in items if (one.body or "").startswith(marker) and self._wrote(one.user)]

    def _wrote(self, user: User | None) -> bool:
        """Whether that account is the token's. A workflow's token speaks as a bot whose name nobody can take."""
        if not self._asked:
            self._me, self._asked = self._asking.me(), True
        if user is None:
            return False
        if self._me is not None:
            return user.id == self._me.id
        known = user.id == _WORKFLOW_ID or not self._asking.api.is_at(PUBLIC)
        return user.type == "Bot" and user.login == _WORKFLOW and known


def _plain(text: str | None) -> str:
    """A text without what a forge or an editor may do to its line ends."""
    return (text or "").replace("\r\n", "\n").rstrip()


def _marked(body: str, marker: str) -> str:
    return _short(f"{marker}\n{body}")


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise GitHubError(f"takes {LONGEST} characters at most, the text has {len(text)}")
    return text


def _refused(error: GitHubError) -> SmmopsError:
    if error.status in (401, 403, 404) and error.until is None:
        return SmmopsError(
            msg("GITHUB_TOKEN may not do this on GitHub: it {reason}", reason=error.reason),
            msg(
                "the job's `permissions:` must name what it does: pull-requests and issues to write, actions to "
                "read"
            ),
            exit_code=1,
        )
    return SmmopsError(
        msg("GitHub did not do it: it {reason}", reason=error.reason),
        msg("nothing is lost; run the command again"),
    )
