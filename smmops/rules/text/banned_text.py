"""SMM216: no text that policy bans."""

import unicodedata
from collections.abc import Iterator

from smmops.model.message import msg
from smmops.model.post import Post, Variant
from smmops.model.problem import Severity
from smmops.model.settings import Banned
from smmops.rules.rule import POST, Example, Hit, Rule
from smmops.rules.view import View


def _check(post: Post, view: View) -> Iterator[Hit]:
    banned = [(entry, _plain(entry.text)) for entry in view.settings.policy.banned if entry.text.strip()]
    if not banned:
        return
    for variant in post.variants:
        for text, spot in _texts(post, variant, view):
            plain = _plain(text)
            yield from (_hit(post, spot, entry) for entry, wanted in banned if wanted in plain)


def _plain(text: str) -> str:
    """Text as a reader compares it: without case, widths of blanks and forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _texts(post: Post, variant: Variant, view: View) -> Iterator[tuple[str, tuple[int, int]]]:
    payload = view.payload(post, variant)
    if payload is None:
        return
    for number, part in enumerate(payload.parts, start=1):
        yield part, view.text_spot(post, variant, number)
    yield payload.first_comment or "", view.text_spot(post, variant, 1, comment=True)
    yield payload.title or "", view.choice(post, variant, "title")
    yield payload.content_warning or "", view.value(post, "content_warning")
    for item in variant.media:
        yield item.alt or "", view.media_spot(post, item, "alt")
    if payload.poll:
        yield "\n".join([payload.poll.question or "", *payload.poll.options]), view.value(post, "poll")
    if payload.card:
        yield f"{payload.card.title}\n{payload.card.description}", view.value(post, "card")


def _hit(post: Post, spot: tuple[int, int], entry: Banned) -> Hit:
    said = (
        msg("`{text}` is banned: {why}", text=entry.text, why=entry.why)
        if entry.why
        else msg("`{text}` is banned by policy", text=entry.text)
    )
    fix = msg("write `{instead}`", instead=entry.instead) if entry.instead else msg("say it in other words")
    return Hit(post.path, spot, said, fix)


_POLICY = "policy: {banned: [{text: guaranteed, why: legal, instead: designed to}]}\n"

RULE = Rule(
    code="SMM216",
    slug="banned-text",
    severity=Severity.ERROR,
    title="Nothing that is sent holds a text of policy.banned",
    why="Some words cost a lawsuit or do not fit the brand. "
    "They are looked for without regard to case, in texts, first comments, titles, alt texts, polls and cards. "
    "An entry is a text, never a pattern.",
    bad=Example(
        {
            "smmops.yaml+": _POLICY,
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Guaranteed to stay hot for six hours.
""",
        }
    ),
    good=Example(
        {
            "smmops.yaml+": _POLICY,
            POST: """\
---
channels: [bluesky-acme]
publish_at: 2026-12-01 09:30
---
Designed to stay hot for six hours.
""",
        }
    ),
    post=_check,
)
