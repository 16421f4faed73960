"""SMM222: no UTM parameters by hand."""

from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    front = view.front(post)
    links = [(front.link, ("link",))] if front and front.link else []
    for name, own in (front.options if front else {}).items():
        if isinstance(own.get("link"), str):
            links.append((own["link"], ("options", name, "link")))  # type: ignore[arg-type]
    for link, trail in links:
        names = sorted(
            {piece.split("=")[0] for piece in link.partition("?")[2].split("&") if piece[:4] == "utm_"}
        )
        if names:
            yield Hit(
                post.path,
                view.value(post, *trail),
                msg("{names} written by hand, the same on every network", names=", ".join(names)),
                msg("write `{link}`: policy.utm adds them when it is sent", link=_without(link)),
            )


def _without(link: str) -> str:
    whole, hash_, fragment = link.partition("#")
    head, _, query = whole.partition("?")
    rest = "&".join(piece for piece in query.split("&") if piece[:4] != "utm_")
    return (f"{head}?{rest}" if rest else head) + hash_ + fragment


RULE = Rule(
    code="SMM222",
    slug="utm-by-hand",
    severity=Severity.WARNING,
    title="UTM parameters are not written by hand",
    why="`policy.utm` adds them to every link, each network its own. One that is written by hand stays as it is on all networks, "
    "so that clicks of one are counted as another's.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew?size=2&utm_source=bluesky
---
Brew at home in three steps.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
link: https://acme.example/brew?size=2
---
Brew at home in three steps.
"""
    ),
    post=_check,
)
