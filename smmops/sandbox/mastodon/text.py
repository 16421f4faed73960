"""Text as Mastodon counts it and as it makes HTML of it.

Length: grapheme clusters of warning and text; a link counts 23 and a mention only its local part.
Source: the server's length validator and text formatter (mastodon/mastodon).
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import Final

import regex

ENTITY: Final = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)"
    r"|(?<![=/\w])@(?P<user>[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)(?:@(?P<domain>[\w]+(?:[.-][\w]+)*))?"
    r"|(?<![/\)\w])#(?P<tag>\w*[^\W\d_]\w*)",
    re.IGNORECASE,
)
TRAILING: Final = ".,;:!?'\""
SHOWN_URL: Final = 30


def pieces(text: str) -> Iterator[tuple[str, str, re.Match[str] | None]]:
    """The text in order as (`text` | `url` | `mention` | `tag`, the piece, its match)."""
    at = 0
    for found in ENTITY.finditer(text):
        if found.start() < at:
            continue
        kind = "url" if found["url"] else "mention" if found["user"] else "tag"
        whole = trimmed(found[0]) if kind == "url" else found[0]
        if at < found.start():
            yield "text", text[at : found.start()], None
        yield kind, whole, found
        at = found.start() + len(whole)
    if at < len(text):
        yield "text", text[at:], None


def trimmed(url: str) -> str:
    """A link without the punctuation that ends its sentence."""
    while url[-1] in TRAILING or (url[-1] == ")" and url.count("(") < url.count(")")):
        url = url[:-1]
    return url


def length(text: str, warning: str, per_url: int) -> int:
    """Grapheme clusters of warning and text, a link counting `per_url`."""

    def counted(kind: str, piece: str, found: re.Match[str] | None) -> str:
        if kind == "url":
            return "x" * per_url
        return f"@{found['user']}" if kind == "mention" and found else piece

    return len(regex.findall(r"\X", warning + "".join(counted(*piece) for piece in pieces(text))))


def as_html(text: str, base: str, resolve: Callable[[str], str | None]) -> str:
    """Paragraphs and links; `resolve` gives the page of an account named in the text, None for strangers."""

    def piece(kind: str, text: str, found: re.Match[str] | None) -> str:
        if kind == "url":
            return link(text)
        if kind == "tag" and found:
            tag = html.escape(found["tag"])
            return f'<a href="{base}/tags/{tag.lower()}" class="mention hashtag" rel="tag">#<span>{tag}</span></a>'
        page = resolve(text[1:]) if kind == "mention" else None
        if page and found:
            name = html.escape(found["user"])
            inner = f'<a href="{html.escape(page)}" class="u-url mention">@<span>{name}</span></a>'
            return f'<span class="h-card" translate="no">{inner}</span>'
        return html.escape(text, quote=False)

    body = "".join(piece(*part) for part in pieces(text.strip()))
    paragraphs = re.split(r"\n{2,}", body.replace("\r\n", "\n")) if body else []
    return "".join(f"<p>{part}</p>" for part in paragraphs).replace("\n", "<br />")


def link(url: str) -> str:
    """A link whose scheme and tail are there but not shown."""
    scheme = re.match(r"https?://(?:www\.)?", url)
    prefix = scheme[0] if scheme else ""
    rest = url[len(prefix) :]
    shown, tail = rest[:SHOWN_URL], rest[SHOWN_URL:]
    kind = ' class="ellipsis"' if tail else ' class=""'
    return (
        f'<a href="{html.escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{html.escape(prefix)}</span><span{kind}>{html.escape(shown)}</span>'
        f'<span class="invisible">{html.escape(tail)}</span></a>'
    )
