"""SMM219: a mention has a name on the network it goes to."""

from collections.abc import Iterator

from smmops.compose.text import MENTION
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    known = view.settings.mentions
    for variant, _, network in view.variants(post):
        texts = [*enumerate(variant.parts, start=1), (0, variant.first_comment or "")]
        for number, text in texts:
            for name in sorted(set(MENTION.findall(text))):
                handles = known.get(name)
                if handles is None or (network.name not in handles and not handles.get("name")):
                    yield Hit(
                        post.path,
                        view.text_spot(post, variant, number or 1, comment=not number),
                        msg(
                            "`{name}` has neither a handle on {network} nor a name, so its id would be sent",
                            name=name,
                            network=network.name,
                        ),
                        msg(
                            "add `{name}: {{name: …, {network}: …}}` to `mentions:` in smmops.yaml",
                            name=name,
                            network=network.name,
                        ),
                    )


RULE = Rule(
    code="SMM219",
    slug="mention-unnamed",
    severity=Severity.ERROR,
    title="Who is mentioned has a handle on that network, or a name",
    why="`{{ @olivia-cafe }}` becomes the account's name on each network and the plain name where there is no account. "
    "Without either the id from the file would stand in the text.",
    bad=in_post(
        """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Today we brew with {{ @mok-bakery }}.
"""
    ),
    good=in_post(
        """\
---
channels: [bluesky-acme, mastodon-acme]
publish_at: 2026-12-01 09:30
---
Today we brew with {{ @olivia-cafe }}.
"""
    ),
    post=_check,
)
