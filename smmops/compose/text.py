"""Text as it is sent: account names and the link in their places."""

import re
from collections.abc import Mapping

from smmops.model.post import Variant
from smmops.specs.spec import LinkPlace, NetworkSpec

LINK = re.compile(r"\{\{\s*link\s*\}\}")
MENTION = re.compile(r"\{\{\s*@([a-z0-9-]{1,64})\s*\}\}")

Mentions = Mapping[str, Mapping[str, str]]
"""A name of `mentions:` to {network or `name`: handle}."""


def link_place(variant: Variant, network: NetworkSpec) -> LinkPlace:
    """Where this variant's link goes on its network, where no `{{ link }}` says so.

    A card needs `card:` and a post without media: a post holds one of the two, so the link then joins the text.
    """
    if not variant.link:
        return LinkPlace.NONE
    if network.card and variant.card and not variant.media:
        return LinkPlace.CARD
    return LinkPlace.TEXT if network.link is LinkPlace.CARD else network.link


def fill(
    variant: Variant, *, mentions: Mentions, network: NetworkSpec, link: str | None, place: LinkPlace
) -> tuple[tuple[str, ...], str | None]:
    """The parts and the first comment as sent.

    `{{ @name }}` becomes that account's name on the network, else its plain name; `{{ link }}` the tagged link.
    Without `{{ link }}` anywhere and with `place` TEXT the link ends the last part, after an empty line.
    """
    texts = [*variant.parts, *([variant.first_comment] if variant.first_comment is not None else [])]
    placed = any(LINK.search(text) for text in texts)
    filled = [LINK.sub(lambda _: link or "", _named(text, mentions, network)) for text in texts]
    parts = filled[: len(variant.parts)]
    comment = filled[-1] if variant.first_comment is not None else None
    if link and place is LinkPlace.TEXT and not placed:
        parts = [*parts[:-1], f"{parts[-1]}\n\n{link}"] if parts else [link]
    return tuple(parts), comment


def _named(text: str, mentions: Mentions, network: NetworkSpec) -> str:
    def name(found: re.Match[str]) -> str:
        known = mentions.get(found[1], {})
        handle = known.get(network.name)
        return network.mention.format(handle=handle.lstrip("@")) if handle else known.get("name", found[1])

    return MENTION.sub(name, text)
