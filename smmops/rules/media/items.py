"""What the media of one variant are: kinds by bytes, grouped by the parts of its thread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smmops.media.probe import Probe
from smmops.model.post import Media, Post, Variant
from smmops.rules.view import View
from smmops.specs.limits import media_rule
from smmops.specs.spec import Kind, MediaRule, NetworkSpec

_OFFICE = {
    "application/zip": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "application/x-ole-storage": ("application/msword", "application/vnd.ms-powerpoint"),
}
_KINDS = {"image": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.AUDIO, "application": Kind.DOCUMENT}


@dataclass(frozen=True, slots=True)
class Item:
    """A media item with what its bytes say. `seen` is None where nobody looked: an LFS pointer, an address."""

    media: Media
    kind: Kind | None
    mime: str
    seen: Probe | None

    @property
    def name(self) -> str:
        """The file's path, else its address."""
        return self.media.file.path if self.media.file else str(self.media.url)

    @property
    def size(self) -> int:
        """Bytes."""
        return self.media.file.size if self.media.file else self.media.bytes or 0

    def rule(self, variant: Variant, network: NetworkSpec) -> MediaRule | None:
        """What bounds this file; None where the format or its kind is not taken, which other rules say."""
        if self.kind is None or variant.format not in network.formats:
            return None
        return media_rule(network, variant.format, self.kind)


def items(variant: Variant, view: View) -> Iterator[Item]:
    """The media of a variant; the bytes decide, the suffix only where nobody looked."""
    for media in variant.media:
        seen = view.probe(media.file) if media.file else None
        if seen is None:
            yield Item(media, kind_of(media.mime), media.mime, None)
        elif media.mime in _OFFICE.get(seen.mime, ()):
            yield Item(media, Kind.DOCUMENT, media.mime, seen)
        else:
            yield Item(media, seen.kind, seen.mime, seen)


def kind_of(mime: str) -> Kind | None:
    """The kind that a type belongs to."""
    if mime == "image/gif":
        return Kind.GIF
    return None if mime == "image/svg+xml" else _KINDS.get(mime.partition("/")[0])


def by_part(variant: Variant, view: View) -> Mapping[int, list[Item]]:
    """Items by the part of the thread that they go with; part 1 is always there."""
    parts: dict[int, list[Item]] = {1: []}
    for item in items(variant, view):
        parts.setdefault(item.media.part, []).append(item)
    return parts


def media_hits(post: Post, view: View) -> Iterator[tuple[Variant, NetworkSpec, Item, MediaRule]]:
    """Every item that a rule bounds, with that rule."""
    for variant, _, network in view.variants(post):
        for item in items(variant, view):
            rule = item.rule(variant, network)
            if rule:
                yield variant, network, item, rule
