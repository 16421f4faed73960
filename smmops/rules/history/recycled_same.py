"""SMM402: a second life has its own words."""

from collections.abc import Iterator

from smmops.compose.payload import text_digest
from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.history.older import original, pair
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View, blob_or_hash


def _check(post: Post, view: View) -> Iterator[Hit]:
    first = original(post, view)
    if first is None:
        return
    texts = {variant.channel: text_digest(variant, digest_of=blob_or_hash) for variant in first.variants}
    for variant, _, _ in view.variants(post):
        if texts.get(variant.channel) == text_digest(variant, digest_of=blob_or_hash):
            yield Hit(
                post.path,
                view.text_spot(post, variant, 1),
                msg("word by word `{other}` on {channel}", other=first.id, channel=variant.channel),
                msg("say what is new since then, or begin with another line"),
            )
            return


RULE = Rule(
    code="SMM402",
    slug="recycled-same",
    severity=Severity.ERROR,
    title="A post that is repeated says it anew",
    why="The same words come back as spam, to readers and to networks. A year later there is something new to say.",
    bad=Example(pair("2026-12-01", "Brew slowly, it pays.")),
    good=Example(pair("2026-12-01", "Slow brewing, the second winter.")),
    post=_check,
)
