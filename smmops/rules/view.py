"""What rules look at: a workspace with its files, and what they ask of it again and again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from smmops.compose.payload import compose
from smmops.media.probe import Probe, probe
from smmops.model.base import Frozen
from smmops.model.document import Document, Documents, Section, Spot
from smmops.model.files_post import MediaFile, PostFile, Production
from smmops.model.payload import Payload
from smmops.model.ports import Blob, Tree
from smmops.model.post import FileRef, Media, Post, Variant
from smmops.model.settings import Settings
from smmops.model.workspace import Channel, Workspace
from smmops.rules.watch import Watch
from smmops.specs.limits import with_limits
from smmops.specs.registry import spec
from smmops.specs.spec import NetworkSpec

Kept = TypeVar("Kept")
F = TypeVar("F", bound=Frozen)

LARGEST_PROBED = 256 * 1024 * 1024
"""Bytes of a media file above which it is judged by its size alone."""


def blob_or_hash(file: FileRef) -> str:
    """What stands for a file's bytes where two are compared."""
    return file.sha256 or file.blob


def _same(written: MediaFile, item: Media) -> bool:
    """Whether an item as written became that item; a name used twice is told apart by its part."""
    if item.file is None:
        return written.url == item.url
    name = (written.file or "").removeprefix("./")
    return bool(name) and item.file.path.endswith(name.lstrip("./")) and written.part == item.part


@dataclass(frozen=True, slots=True)
class View:
    """A workspace and the tree that it was read from. `now` is UTC, None where no rule may ask for it.

    `watch` notices who asks for other posts, while rules about one post or file are asked.

    Variants and payloads are kept for the post that was asked about last: those of all posts would fill memory.
    """

    workspace: Workspace
    tree: Tree
    now: datetime | None = None
    watch: Watch = field(default_factory=Watch)
    _whole: Mapping[str, Post] | None = field(default=None, repr=False)
    _variants: dict[str, tuple[tuple[Variant, Channel, NetworkSpec], ...]] = field(
        default_factory=dict, repr=False
    )
    _payloads: dict[tuple[str, str], Payload | None] = field(default_factory=dict, repr=False)
    _probes: dict[str, Probe | None] = field(default_factory=dict, repr=False)
    _specs: dict[str, NetworkSpec | None] = field(default_factory=dict, repr=False)
    _limited: dict[str, NetworkSpec] = field(default_factory=dict, repr=False)
    _kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    _typed: dict[type[Frozen], list[Document]] = field(default_factory=dict, repr=False)

    def kept(self, make: "Callable[[View], Kept]") -> Kept:
        """What `make` gives for this view, made once however many rules ask."""
        if make not in self._kept:
            before, self.watch.seen = self.watch.seen, False
            self._kept[make] = (make(self), self.watch.seen)
            self.watch.seen = before
        found: Kept
        found, seen = self._kept[make]
        self.watch.seen = self.watch.seen or seen
        return found

    def watched(self) -> "View":
        """The same view, in which it is noticed who asks for other posts."""
        watch, whole = Watch(), self.workspace
        seen = {"posts": watch.over(whole.posts), "broken": watch.over(whole.broken)}
        return replace(
            self, workspace=whole.model_copy(update=seen), watch=watch, _kept={}, _whole=whole.posts
        )

    @property
    def settings(self) -> Settings:
        """smmops.yaml; rules run only where there is one."""
        assert self.workspace.settings is not None
        return self.workspace.settings

    @property
    def blobs(self) -> Mapping[str, Blob]:
        """Every path of the tree."""
        return self.tree.blobs()

    def path(self, name: str) -> str:
        """A file of the brand's folder, from the repository's root."""
        return f"{self.workspace.folder}/{name}" if self.workspace.folder else name

    def spec(self, network: str) -> NetworkSpec | None:
        """The facts of a network; None for one that is not known."""
        if network not in self._specs:
            try:
                self._specs[network] = spec(network)
            except KeyError:
                self._specs[network] = None
        return self._specs[network]

    def facts(self, channel: Channel) -> NetworkSpec | None:
        """The facts of a channel's network, with the channel's own `limits:`."""
        known = self.spec(channel.network)
        if known is None or not channel.limits:
            return known
        if channel.id not in self._limited:
            self._limited[channel.id] = with_limits(known, channel.limits)
        return self._limited[channel.id]

    def variants(self, post: Post) -> Sequence[tuple[Variant, Channel, NetworkSpec]]:
        """What a post sends, where channel and network are known; facts as `facts` gives them."""
        if post.id not in self._variants:
            self._variants.clear()
            self._variants[post.id] = tuple(self._known(post))
        return self._variants[post.id]

    def _known(self, post: Post) -> Iterator[tuple[Variant, Channel, NetworkSpec]]:
        for variant in post.variants:
            channel = self.workspace.channels.get(variant.channel)
            facts = self.facts(channel) if channel else None
            if channel and facts:
                yield variant, channel, facts

    def payload(self, post: Post, variant: Variant) -> Payload | None:
        """What is sent; None where it cannot be composed, which another rule says.

        Media stand with their blob ids: nothing here is a receipt, and hashing a film takes its time.
        """
        key = (variant.post, variant.channel)
        if key not in self._payloads:
            if self._payloads and next(iter(self._payloads))[0] != variant.post:
                self._payloads.clear()
            try:
                self._payloads[key] = compose(post, variant, settings=self.settings, digest_of=blob_or_hash)
            except (KeyError, ValueError):
                self._payloads[key] = None
        return self._payloads[key]

    def probe(self, file: FileRef) -> Probe | None:
        """What a media file is by its bytes; None for an LFS pointer and for what cannot be looked at."""
        if file.sha256 is not None or file.size > LARGEST_PROBED:
            return None
        if file.blob not in self._probes:
            try:
                self._probes[file.blob] = probe(self.tree.read(file.path))
            except KeyError:
                self._probes[file.blob] = None
        return self._probes[file.blob]

    def files(self, model: type[F]) -> Iterator[tuple[Document, F]]:
        """Every file that is that model, which is none of posts, with what it says; sorted by model once."""
        if not self._typed:
            for document in self._at_hand():
                if document.front is not None:
                    self._typed.setdefault(type(document.front), []).append(document)
        for document in self._typed.get(model, ()):
            if isinstance(document.front, model):
                yield document, document.front

    def in_production(self) -> Iterator[tuple[Document, Production]]:
        """The posts that say how far they are: those are never kept, so that all of them are at hand."""
        for document in self._at_hand():
            if isinstance(document.front, PostFile) and document.front.production:
                yield document, document.front.production

    def _at_hand(self) -> Iterator[Document]:
        """What was read: all files but posts that were judged before."""
        documents = self.workspace.documents
        return documents.at_hand() if isinstance(documents, Documents) else iter(documents.values())

    def document(self, path: str) -> Document | None:
        """A file as it was read."""
        return self.workspace.documents.get(path)

    def post_at(self, path: str) -> Post | None:
        """The post of a file; None where it is none, or cannot be used."""
        found = (self._whole or self.workspace.posts).get(path.rpartition("/")[2].removesuffix(".md"))
        return found if found and found.path == path else None

    def unread(self, name: str) -> bool:
        """Whether a file of the brand's folder is there and cannot be used: reading has said why."""
        path = self.path(name)
        found = self.document(path)
        return path in self.blobs and (found is None or found.front is None)

    def spot(self, path: str, *trail: str | int) -> Spot:
        """Where a value stands in a file; line 1 of a file without positions."""
        found = self.document(path)
        return found.spot(*trail) if found else (1, 1)

    def setting(self, *trail: str | int) -> tuple[str, Spot]:
        """Path and position of a value of smmops.yaml."""
        path = self.path("smmops.yaml")
        return path, self.spot(path, *trail)

    def front(self, post: Post) -> PostFile | None:
        """A post's front matter as written."""
        found = self.document(post.path)
        return found.front if found and isinstance(found.front, PostFile) else None

    def value(self, post: Post, *trail: str | int) -> Spot:
        """Where a value of a post's front matter stands."""
        return self.spot(post.path, *trail)

    def choice(self, post: Post, variant: Variant, key: str) -> Spot:
        """Where a key stands that may be given under `options:` of the channel or network, else at the top."""
        found = self.document(post.path)
        for name in (variant.channel, variant.network):
            if found and ("options", name, key) in found.spots:
                return found.spot("options", name, key)
        return self.value(post, key)

    def channel_spot(self, post: Post, variant: Variant) -> Spot:
        """Where the post names the variant's channel, else what it inherits its channels from."""
        front = self.front(post)
        if front and variant.channel in front.channels:
            return self.value(post, "channels", front.channels.index(variant.channel))
        inherited = "channels" if not front or front.channels else "campaign" if front.campaign else "pillar"
        return self.value(post, inherited)

    def media_spot(self, post: Post, item: Media, *trail: str | int) -> Spot:
        """Where an item of a variant's media stands, or a value of it."""
        front = self.front(post)
        for index, written in enumerate(front.media if front else ()):
            if _same(written, item):
                return self.value(post, "media", index, *trail)
        return self.value(post, "media")

    def section(self, post: Post, variant: Variant, *, comment: bool = False) -> Section | None:
        """The section of the body that a variant's text comes from."""
        found = self.document(post.path)
        wanted = [s for s in found.sections if s.comment is comment] if found else []
        for name in (variant.channel, variant.network):
            for section in wanted:
                if name in (written.lower() for written in section.names):
                    return section
        return next((section for section in wanted if not section.names), None)

    def text_spot(self, post: Post, variant: Variant, part: int, *, comment: bool = False) -> Spot:
        """Where a part of a variant's text begins; `part` counts from 1."""
        known = self.workspace.known.get(post.path)
        if known and part == 1 and not comment and variant.channel in known.lines:
            return (known.lines[variant.channel], 1)
        section = self.section(post, variant, comment=comment)
        if section is None:
            return (1, 1)
        if part <= len(section.parts):
            return (section.parts[part - 1].line, 1)
        return (section.line, 1)
