"""From a post and its variant to what is sent: one pure function for plan, claim, adapters and audit."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import rfc8785

from smmops.compose.text import fill, link_place
from smmops.compose.utm import tagged
from smmops.model.payload import Payload, PayloadCard, PayloadMedia, PayloadPoll
from smmops.model.post import Disclosure, FileRef, Media, Post, Variant
from smmops.model.settings import Channel, Settings
from smmops.specs.registry import spec
from smmops.specs.spec import LinkPlace, NetworkSpec

Digest = Callable[[FileRef], str]
"""Gives the hex SHA-256 of a file's bytes."""


def compose(post: Post, variant: Variant, *, settings: Settings, digest_of: Digest) -> Payload:
    """Exactly what `variant` sends: names filled in, the link tagged and placed, media by digest.

    KeyError for a channel or network that does not exist: rules find those before.
    """
    channel = settings.channels[variant.channel]
    network = spec(variant.network)
    place = link_place(variant, network)
    link = (
        tagged(variant.link, _names(post, variant, channel, settings), settings.policy.utm)
        if variant.link
        else None
    )
    parts, comment = fill(variant, mentions=settings.mentions, network=network, link=link, place=place)
    return Payload(
        network=variant.network,
        account=channel.account or channel.handle,
        format=variant.format,
        title=variant.title if _takes_title(variant, network) else None,
        parts=parts,
        first_comment=comment,
        media=tuple(_media(item, digest_of) for item in variant.media),
        link=link if place in (LinkPlace.FIELD, LinkPlace.CARD) else None,
        card=_card(variant, digest_of) if network.card and place is LinkPlace.CARD else None,
        poll=_poll(variant),
        language=variant.language,
        disclose=_disclose(variant.disclose),
        content_warning=variant.content_warning,
        sensitive=True if variant.sensitive else None,
        audience=variant.audience.model_dump(mode="json", exclude_defaults=True)
        if variant.audience
        else None,
        reply_to=variant.reply_to,
        quote=variant.quote,
        options=dict(variant.options) or None,
    )


def canonical(payload: Payload) -> bytes:
    """The payload as RFC 8785 JSON, absent keys left out: what is hashed, and what `plan --payload` prints."""
    return rfc8785.dumps(_present(payload.model_dump(mode="json", by_alias=True)))


def digest(payload: Payload) -> str:
    """Hex SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(payload)).hexdigest()


def text_digest(variant: Variant, *, digest_of: Digest) -> str:
    """Hex SHA-256 of what makes two posts the same to a reader: the text as written, else the media.

    Blanks and case do not count; link tags are left out, since they name the post.
    """
    text = "\n---\n".join(" ".join(part.casefold().split()) for part in variant.parts)
    if not text:
        text = " ".join(digest_of(item.file) if item.file else str(item.sha256) for item in variant.media)
    return hashlib.sha256(text.encode()).hexdigest()


def _takes_title(variant: Variant, network: NetworkSpec) -> bool:
    """Whether the title is sent: elsewhere it is for people, and changing it changes nothing that is."""
    rule = network.formats.get(variant.format)
    return rule is not None and rule.title != "none"


def _names(post: Post, variant: Variant, channel: Channel, settings: Settings) -> Mapping[str, str]:
    return {
        "network": variant.network,
        "channel": channel.id or variant.channel,
        "brand": settings.id,
        "post": post.id,
        "campaign": post.campaign or "",
    }


def _media(item: Media, digest_of: Digest) -> PayloadMedia:
    return PayloadMedia(
        sha256=digest_of(item.file) if item.file else str(item.sha256),
        mime=item.mime,
        alt="" if item.decorative else item.alt,
        captions=tuple((language, digest_of(file)) for language, file in item.captions),
        cover=digest_of(item.cover) if item.cover else None,
        title=item.title,
        part=item.part,
    )


def _card(variant: Variant, digest_of: Digest) -> PayloadCard | None:
    if not variant.card:
        return None
    image = variant.card.image
    return PayloadCard(
        title=variant.card.title,
        description=variant.card.description,
        image=digest_of(image) if image else None,
    )


def _poll(variant: Variant) -> PayloadPoll | None:
    if not variant.poll:
        return None
    seconds = int(variant.poll.duration.total_seconds())
    return PayloadPoll(question=variant.poll.question, options=variant.poll.options, seconds=seconds)


def _disclose(disclosure: Disclosure | None) -> Mapping[str, Any] | None:
    return disclosure.model_dump(mode="json", exclude_defaults=True) or None if disclosure else None


def _present(value: Any) -> Any:
    """The same without keys whose value is absent: None, an empty list or an empty mapping."""
    if isinstance(value, dict):
        kept = {key: _present(inner) for key, inner in value.items()}
        return {
            key: inner for key, inner in kept.items() if inner is not None and inner != [] and inner != {}
        }
    if isinstance(value, list):
        return [_present(inner) for inner in value]
    return value
