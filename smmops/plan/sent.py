"""What one channel gets, for people: texts with their counts, media with alt text, everything resolved."""

from collections.abc import Iterator

from smmops.compose.payload import canonical, compose, digest
from smmops.compose.utm import tagged
from smmops.model.payload import Payload
from smmops.model.plan import Counted, Item, Sent
from smmops.model.post import FileRef, Media, Post, Variant
from smmops.model.settings import Settings
from smmops.plan.side import Side, blob_or_hash
from smmops.specs.limits import with_limits
from smmops.specs.measure import length
from smmops.specs.registry import spec
from smmops.specs.spec import NetworkSpec, TextRule
from smmops.words.time import duration

_VALUES = ("pillar", "type", "persona", "purpose", "demand", "funnel", "campaign")


def draft(side: Side, post: Post, variant: Variant) -> bytes | None:
    """The payload with blob ids for digests: two are equal where the same is sent, and no file is read for it.

    None where it cannot be composed; `check` says why.
    """
    assert side.workspace.settings is not None
    try:
        return canonical(compose(post, variant, settings=side.workspace.settings, digest_of=blob_or_hash))
    except (KeyError, ValueError):
        return None


def sent(side: Side, post: Post, variant: Variant) -> Sent | None:
    """What the variant sends; None where it cannot be composed."""
    settings = side.workspace.settings
    assert settings is not None
    try:
        payload = compose(post, variant, settings=settings, digest_of=side.sha256)
    except (KeyError, ValueError):
        return None
    channel = settings.channels[variant.channel]
    facts = with_limits(spec(variant.network), channel.limits)
    rule = _rule(variant, facts)
    warning = variant.content_warning or ""
    comment = facts.first_comment or facts.text
    return Sent(
        payload_sha256=digest(payload),
        account=channel.handle,
        format=payload.format,
        title=payload.title,
        parts=tuple(_counted(part, rule, warning=warning) for part in payload.parts),
        first_comment=_counted(payload.first_comment, comment) if payload.first_comment is not None else None,
        media=tuple(_item(item, side, payload.media[at].sha256) for at, item in enumerate(variant.media)),
        link=_link(post, variant, settings),
        facts=tuple(_facts(payload, variant)),
        values=tuple(_values(post, variant)),
    )


def _rule(variant: Variant, facts: NetworkSpec) -> TextRule:
    form = facts.formats.get(variant.format)
    return form.text_rule if form and form.text_rule else facts.text


def _counted(text: str, rule: TextRule, *, warning: str = "") -> Counted:
    count = length(text, rule, warning=warning).count
    return Counted(text, count, rule.limit, rule.unit.value)


def _item(item: Media, side: Side, sha256: str) -> Item:
    file = item.file
    return Item(
        name=_short(file, side) if file else str(item.url),
        mime=item.mime,
        bytes=file.size if file else item.bytes,
        sha256=sha256,
        alt=item.alt,
        decorative=item.decorative,
        part=item.part,
        title=item.title,
        cover=_short(item.cover, side) if item.cover else None,
        captions=tuple((language, _short(named, side)) for language, named in item.captions),
        unseen=file is None,
    )


def _short(file: FileRef, side: Side) -> str:
    """The name as a post writes it: without the folder that all media lie in."""
    return file.path.removeprefix(f"{side.home}content/media/")


def _link(post: Post, variant: Variant, settings: Settings) -> str | None:
    """The link as tagged, wherever the network puts it."""
    if not variant.link:
        return None
    names = {
        "network": variant.network,
        "channel": variant.channel,
        "brand": settings.id,
        "post": post.id,
        "campaign": post.campaign or "",
    }
    return tagged(variant.link, names, settings.policy.utm)


def _facts(payload: Payload, variant: Variant) -> Iterator[tuple[str, str]]:
    """What is sent beside texts, media and link: (name as in the file, value)."""
    yield "language", payload.language
    if payload.card:
        yield "card", " · ".join(text for text in (payload.card.title, payload.card.description) if text)
    if payload.poll and variant.poll:
        if payload.poll.question:
            yield "poll question", payload.poll.question
        for number, option in enumerate(payload.poll.options, start=1):
            yield f"poll option {number}", option
        yield "poll duration", duration(variant.poll.duration)
    for name in ("reply_to", "quote", "content_warning"):
        value = getattr(payload, name)
        if value:
            yield name, value
    if payload.sensitive:
        yield "sensitive", "true"
    for name in ("disclose", "audience", "options"):
        for key, value in sorted((getattr(payload, name) or {}).items()):
            yield f"{name}: {key}", _plain(value)


def _values(post: Post, variant: Variant) -> Iterator[tuple[str, str]]:
    """What the file comes to for ourselves, after inheritance; what is nowhere given is left out."""
    for name in _VALUES:
        value = getattr(post, name)
        if value:
            yield name, value
    if post.labels:
        yield "labels", ", ".join(post.labels)
    yield "late", variant.late
    if variant.deliver != "publish":
        yield "deliver", variant.deliver


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(_plain(each) for each in value)
    return str(value)
