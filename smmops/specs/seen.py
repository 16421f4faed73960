"""What a network makes of a plain text: its links, mentions and tags, by the network's own rules where known."""

from dataclasses import dataclass

from smmops.specs.links import (
    Span,
    bluesky_links,
    bluesky_mentions,
    bluesky_tags,
    hashtags,
    http_urls,
    mastodon_mentions,
    mentions,
    x_urls,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The spans of a text that a network links, in order of the text in each."""

    links: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()
    tags: tuple[Span, ...] = ()

    @property
    def spans(self) -> list[Span]:
        """All of them by place; of two that overlap the first stays."""
        found: list[Span] = []
        for span in sorted((*self.links, *self.mentions, *self.tags), key=lambda s: (s.start, -s.end)):
            if not found or span.start >= found[-1].end:
                found.append(span)
        return found


def seen(text: str, network: str) -> Marked:
    """What `network` links in `text`; networks without rules of their own get those that most share."""
    match network:
        case "bluesky":
            return Marked(
                tuple(bluesky_links(text)), tuple(bluesky_mentions(text)), tuple(bluesky_tags(text))
            )
        case "mastodon":
            return Marked(tuple(http_urls(text)), tuple(mastodon_mentions(text)), tuple(hashtags(text)))
        case "x":
            return Marked(tuple(x_urls(text)), tuple(mentions(text)), tuple(hashtags(text)))
        case "instagram" | "tiktok":  # addresses in a caption are plain text there
            return Marked((), tuple(mentions(text)), tuple(hashtags(text)))
        case _:
            return Marked(tuple(http_urls(text)), tuple(mentions(text)), tuple(hashtags(text)))
