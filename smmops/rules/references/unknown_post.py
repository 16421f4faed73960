"""SMM153: a post that is answered, quoted or followed is there."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import meant
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    if front is None:
        return
    posts, broken = view.workspace.posts, view.workspace.broken
    wanted = (("reply_to", front.reply_to), ("quote", front.quote), ("follows", front.follows))
    for key, name in wanted:
        if name is None or _is_address(name):
            continue
        if name == post.id:
            yield Hit(
                post.path,
                view.value(post, key),
                msg("`{key}` names this post itself", key=key),
                msg("name the other post, or take `{key}` out", key=key),
            )
        elif name not in posts and name not in broken:
            yield Hit(
                post.path,
                view.value(post, key),
                msg("`{key}`: there is no post `{name}`", key=key, name=name),
                meant(
                    name,
                    [other for other in {**posts, **broken} if other != post.id],
                    fallback=msg("write a post's id or a whole address"),
                ),
            )


def _is_address(name: str) -> bool:
    return "://" in name


_POST = """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
reply_to: TARGET
---
And this is how it tastes with soft water.
"""

RULE = Rule(
    code="SMM153",
    slug="unknown-post",
    severity=Severity.ERROR,
    title="A post that is answered, quoted or followed is there",
    why="An answer waits until the other post is live. On one that does not exist it waits for ever.",
    bad=in_post(_POST.replace("TARGET", "water-teaser")),
    good=in_post(_POST.replace("TARGET", "https://bsky.app/profile/acme.example/post/3kabcdefghi2x")),
    post=_check,
)
