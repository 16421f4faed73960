"""SMM405: no circle of posts that wait."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(view: View) -> Iterator[Hit]:
    waits = {
        post.id: {name for v in post.variants for name in (v.reply_to, v.quote) if name}
        for post in view.workspace.posts.values()
    }
    for post in view.workspace.posts.values():
        if waits[post.id] and _returns(post.id, waits):
            yield Hit(
                post.path,
                _spot(post, view),
                msg("`{id}` waits for a post that waits for `{id}`", id=post.id),
                msg("take `reply_to:` or `quote:` out of one of them"),
            )


def _returns(start: str, waits: dict[str, set[str]]) -> bool:
    """Whether what a post waits for comes back to it; only few posts wait at all."""
    seen: set[str] = set()
    ahead = [*waits[start]]
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            ahead.extend(waits.get(name, ()))
    return False


def _spot(post: Post, view: View) -> tuple[int, int]:
    front = view.front(post)
    return view.value(post, "reply_to" if front and front.reply_to else "quote")


def _example(second: str) -> Example:
    post = "---\nchannels: [mastodon-acme]\n{front}---\n{text}\n"
    return Example(
        {
            POST: post.format(front="reply_to: brew-more\n", text="And then you pour."),
            "content/2026/12/brew-more.md": post.format(front=second, text="First you wait."),
        }
    )


RULE = Rule(
    code="SMM405",
    slug="waits-for-itself",
    severity=Severity.ERROR,
    title="No post waits for a post that waits for it",
    why="An answer goes out once its question is live. Two posts that answer each other both wait for ever.",
    bad=_example("quote: brew-at-home\n"),
    good=_example(""),
    workspace=_check,
)
