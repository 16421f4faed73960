"""SMM229: no address that is written to look like another."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from smmops.model.document import Spot
from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View
from smmops.words.hidden import lookalike

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def _check(path: str, _: str, view: View) -> Iterator[Hit]:
    if path == view.path("smmops.yaml"):
        yield from _of_brand(view)
    post = view.post_at(path)
    for variant in post.variants if post else ():
        for written, spot in _written(post, variant, view) if post else ():
            yield from _hits(written, path, spot)


def _of_brand(view: View) -> Iterator[Hit]:
    for channel in view.workspace.channels.values():
        for key, written in (("handle", channel.handle), ("server", _host(channel.server or ""))):
            yield from _hits(written, *view.setting("channels", channel.id, key))
    for name, handles in view.settings.mentions.items():
        for network, handle in handles.items():
            if network != "name":
                yield from _hits(handle.lstrip("@"), *view.setting("mentions", name, network))


def _written(post: Post, variant: Variant, view: View) -> Iterator[tuple[str, Spot]]:
    if variant.link:
        yield _host(variant.link), view.choice(post, variant, "link")
    for number, part in enumerate(variant.parts, start=1):
        for found in _HOST.findall(part) if not part.isascii() else ():
            yield found, view.text_spot(post, variant, number)
    comment = variant.first_comment or ""
    for found in _HOST.findall(comment) if not comment.isascii() else ():
        yield found, view.text_spot(post, variant, 1, comment=True)


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _hits(written: str, path: str, spot: Spot) -> Iterator[Hit]:
    plain = lookalike(written) if written else None
    if plain is not None:
        yield Hit(
            path,
            spot,
            msg("`{written}` looks like `{plain}` and is another address", written=written, plain=plain),
            msg("type it anew in plain letters: `{plain}`", plain=plain),
        )


def _example(link: str) -> Example:
    return Example(
        {
            POST: f"---\nchannels: [bluesky-acme]\npublish_at: 2026-12-01 09:30\nlink: {link}\n---\nBrew at home.\n"
        }
    )


RULE = Rule(
    code="SMM229",
    slug="lookalike-host",
    severity=Severity.ERROR,
    title="No address, handle or server is written to look like another",
    why="The Cyrillic а in a name looks like the Latin a and leads to somebody else's site. "
    "Names that are whole in one script, and Korean or Japanese beside Latin, are what they are.",
    bad=_example("https://аcme.example/brew"),
    good=_example("https://acme.example/brew"),
    silenceable=False,
    file=_check,
)
