"""SMM403: what is repeated was said."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.history.older import original, pair
from smmops.rules.near import meant
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    own = view.front(post)
    name = own.recycled_from if own else None
    if name is None or name in view.workspace.broken:
        return
    first = original(post, view)
    if first is None:
        yield Hit(
            post.path,
            view.value(post, "recycled_from"),
            msg("there is no post `{name}`", name=name)
            if name != post.id
            else msg("a post cannot repeat itself"),
            meant(
                name,
                view.workspace.posts,
                fallback=msg("name the post that did well, or take `recycled_from:` out"),
            ),
        )
        return
    front = view.front(first)
    draft = not any(variant.publish_at for variant in first.variants)
    down = bool(front and front.takedown)
    if draft or down:
        yield Hit(
            post.path,
            view.value(post, "recycled_from"),
            msg("`{other}` was taken down", other=first.id)
            if down
            else msg("`{other}` is a draft and never went out", other=first.id),
            msg("name the post that did well, or take `recycled_from:` out"),
        )


RULE = Rule(
    code="SMM403",
    slug="recycled-unsent",
    severity=Severity.ERROR,
    title="A post that is repeated went out before",
    why="What never went out, or had to be taken down, has no success to repeat; most often the id is that of another file.",
    bad=Example(
        pair(
            "2026-12-01", "Slow brewing, the second winter.", front="takedown: {reason: wrong temperature}\n"
        )
    ),
    good=Example(pair("2026-12-01", "Slow brewing, the second winter.")),
    post=_check,
)
