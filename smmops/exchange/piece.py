"""What every importer makes of a row: a post to be, in our terms; and the file that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smmops.store.writing import block, listed, page, scalar


@dataclass(frozen=True, slots=True)
class Piece:
    """A post to be. `at` is as a post writes it (with an offset where its channels' clocks do not say it), "" for none.

    `texts` maps a channel or network, "" for all others, to its text; `comments` the same of first comments.
    `media` are (file, alt). `more` are further keys of a post with one value each.
    """

    row: int
    title: str
    at: str
    channels: tuple[str, ...]
    texts: Mapping[str, str]
    comments: Mapping[str, str] = field(default_factory=dict)
    media: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    id: str = ""


def written(piece: Piece) -> str:
    """The post's file."""
    front = [f"title: {scalar(piece.title)}"] if piece.title else []
    if piece.at:
        front.append(f"publish_at: {scalar(piece.at)}")
    front.append(f"channels: {listed(piece.channels)}")
    if piece.labels:
        front.append(f"labels: {listed(piece.labels)}")
    front += [f"{key}: {block(value)}" for key, value in piece.more.items() if value]
    if piece.media:
        front.append("media:")
        for file, alt in piece.media:
            front += [f"  - file: {scalar(file)}", *([f"    alt: {scalar(alt)}"] if alt else [])]
    sections = [(name, text) for name, text in piece.texts.items() if name]
    sections += [
        (f"first comment: {name or ', '.join(piece.channels)}", text) for name, text in piece.comments.items()
    ]
    return page(front, piece.texts.get("", ""), sections)
