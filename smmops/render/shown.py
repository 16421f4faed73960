"""What a preview shows: a post as each channel gets it, with every text measured."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from smmops.model.payload import Payload
from smmops.model.ports import Blob, Tree
from smmops.model.post import Media, Post, Variant
from smmops.model.problem import Problem
from smmops.model.settings import Channel
from smmops.rules.run import errors_of
from smmops.rules.text.bounds import text_rule
from smmops.rules.text.hidden_character import RULE as HIDDEN
from smmops.rules.texts import texts
from smmops.rules.view import View
from smmops.specs.measure import length
from smmops.specs.seen import Marked, seen
from smmops.specs.spec import NetworkSpec, TextRule
from smmops.words.signs import BY_HAND, DRAFT, HELD, SCHEDULED, Outlook


@dataclass(frozen=True, slots=True)
class Text:
    """A text as sent, counted in `unit`. `limit` is None where no bound is known."""

    text: str
    count: int
    limit: int | None
    unit: str
    size: int
    byte_limit: int | None
    marked: Marked

    @property
    def over(self) -> bool:
        """Whether it is longer than the network takes."""
        return (self.limit is not None and self.count > self.limit) or (
            self.byte_limit is not None and self.size > self.byte_limit
        )


@dataclass(frozen=True, slots=True)
class Item:
    """One media item: what it is called, its bytes (None: not known), its alt text (None: none), its part."""

    name: str
    mime: str
    size: int | None
    pixels: tuple[int, int] | None
    alt: str | None
    part: int
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One channel's view of a post. `payload` is None where it cannot be composed, which `problems` say."""

    variant: Variant
    channel: Channel
    network: NetworkSpec
    payload: Payload | None
    parts: tuple[Text, ...]
    comment: Text | None
    media: tuple[Item, ...]
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Preview:
    """A post as it will be seen. `problems` are those errors that keep it from going out."""

    post: Post
    shown: tuple[Shown, ...]
    problems: tuple[Problem, ...]
    language: str
    now: datetime | None = None


def preview(
    post: Post, view: View, *, only: Collection[str] = (), outlooks: Mapping[str, Outlook] | None = None
) -> Preview:
    """The post on its channels; `only` keeps some of them, or those of some networks.

    `outlooks` by channel: what else keeps it from going out there.
    """
    shown = tuple(
        replace(
            _shown(post, variant, channel, view=view, network=network),
            outlook=(outlooks or {}).get(channel.id) or _plainly(variant),
        )
        for variant, channel, network in view.variants(post)
        if not only or channel.id in only or channel.network in only
    )
    problems = (*errors_of(post, view), *_hidden(post, view))
    return Preview(post, shown, problems, view.settings.language, view.now)


def _plainly(variant: Variant) -> Outlook:
    """How a variant stands by its file alone."""
    if variant.publish_at is None:
        return Outlook(DRAFT)
    return Outlook(HELD if variant.hold else BY_HAND if variant.deliver == "remind" else SCHEDULED)


@dataclass(frozen=True, slots=True)
class _OneFile:
    """A tree of which only one path is looked at."""

    tree: Tree
    path: str

    def blobs(self) -> Mapping[str, Blob]:
        return {self.path: self.tree.blobs()[self.path]}

    def read(self, path: str) -> bytes:
        return self.tree.read(path)

    def sha256(self, path: str) -> str:
        return self.tree.sha256(path)


def _hidden(post: Post, view: View) -> Iterator[Problem]:
    """What people do not see in the post's file: that rule reads files, not posts."""
    assert HIDDEN.file is not None
    for path, text in texts(View(view.workspace, _OneFile(view.tree, post.path))):
        yield from map(HIDDEN.problem, HIDDEN.file(path, text, view))


def _shown(post: Post, variant: Variant, channel: Channel, *, view: View, network: NetworkSpec) -> Shown:
    payload = view.payload(post, variant)
    rule = text_rule(variant, network)
    warning = variant.content_warning or ""
    parts = payload.parts if payload else variant.parts
    comment = payload.first_comment if payload else variant.first_comment
    return Shown(
        variant=variant,
        channel=channel,
        network=network,
        payload=payload,
        parts=tuple(_text(part, rule, network, warning=warning) for part in parts),
        comment=_text(comment, network.first_comment or network.text, network)
        if comment is not None
        else None,
        media=tuple(_item(item, view) for item in variant.media),
        outlook=_plainly(variant),
    )


def _text(text: str, rule: TextRule, network: NetworkSpec, *, warning: str = "") -> Text:
    measured = length(text, rule, warning=warning)
    return Text(
        text=text,
        count=measured.count,
        limit=rule.limit,
        unit=rule.unit.value,
        size=measured.bytes,
        byte_limit=rule.byte_limit,
        marked=seen(text, network.name),
    )


def _item(item: Media, view: View) -> Item:
    file = item.file
    looked = view.probe(file) if file else None
    pixels = (looked.width, looked.height) if looked and looked.width and looked.height else None
    return Item(
        name=file.path.rpartition("/")[2] if file else item.url or "",
        mime=looked.mime if looked else item.mime,
        size=item.bytes if file is None else file.size if file.sha256 is None else None,
        pixels=pixels,
        alt="" if item.decorative else item.alt,
        part=item.part,
        captions=tuple(language for language, _ in item.captions),
    )
