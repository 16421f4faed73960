"""SMM270: an option is one that its network has."""

from collections.abc import Iterator

from smmops.model.files_post import PostFile
from smmops.model.message import Message, msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.store.options import keys_of


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        for key in variant.options:
            if key in network.options:
                continue
            known = keys_of(network)
            fallback = msg("{network} has {known}", network=network.name, known=few(known, len(known)))
            yield Hit(
                post.path,
                view.choice(post, variant, key),
                msg("{network} has no option `{key}`", network=network.name, key=key),
                _of_the_post(key) or meant(key, known, fallback=fallback),
            )


def _of_the_post(key: str) -> Message | None:
    """Where the key belongs, where it is one of the whole post; None where it is none."""
    if key not in {field.alias or name for name, field in PostFile.model_fields.items()}:
        return None
    return msg(
        "`{key}` holds for the whole post, on every channel: write it at the top of its file, outside of `options:`",
        key=key,
    )


_POST = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
options: {mastodon: {KEY: unlisted}}
---
Open on Sunday from ten.
"""

RULE = Rule(
    code="SMM270",
    slug="option-unknown",
    severity=Severity.ERROR,
    title="An option is one that its network has",
    why="An option under another name changes nothing: a post that was to be seen by followers only would be public.",
    bad=in_post(_POST.replace("KEY", "visible")),
    good=in_post(_POST.replace("KEY", "visibility")),
    post=_check,
)
