"""What a reviewer should look at twice."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from smmops.compose.text import MENTION
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant
from smmops.plan.side import Side

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]}]+", re.IGNORECASE)
_DAY = (time(7), time(22))
_WEEKEND = 5


def risks(
    head: Side, post: Post, variant: Variant, *, known: frozenset[str], now: datetime
) -> tuple[Message, ...]:
    """Every reason to look twice; `known` are the hosts that the base already links to."""
    return (
        *_about_kind(post, variant),
        *_about_words(variant, known),
        *_about_time(head, variant, now),
        *(
            msg("{code} is silenced: {reason}", code=code, reason=reason)
            for code, reason in sorted(post.allows.items())
        ),
    )


def hosts_of(side: Side) -> frozenset[str]:
    """Hosts that any post of a side links to, and those that its policy allows."""
    settings = side.workspace.settings
    allowed = settings.policy.allowed_links if settings else ()
    texts = (text for post in side.workspace.posts.values() for v in post.variants for text in _texts(v))
    return frozenset({host for text in texts if "://" in text for host in _hosts(text)} | set(allowed))


def _about_kind(post: Post, variant: Variant) -> Iterator[Message]:
    for label in post.labels:
        yield msg("labelled {label}", label=label)
    if post.type == "risky":
        yield msg("of the type risky")
    said = variant.disclose
    if said and said.paid_partnership:
        yield msg("paid partnership with {names}", names=", ".join(said.paid_partnership))
    if said and said.own_brand:
        yield msg("promotes the own brand, and says so")
    if said and said.ai:
        yield msg("made with AI: {how}", how=said.ai)
    if variant.content_warning:
        yield msg("content warning: {text}", text=variant.content_warning)
    if variant.sensitive:
        yield msg("media behind a blur")
    for item in variant.media:
        if item.file is None:
            yield msg("{address} lies outside git and was not looked at", address=str(item.url))


def _about_words(variant: Variant, known: frozenset[str]) -> Iterator[Message]:
    names = dict.fromkeys(found[1] for text in _texts(variant) for found in MENTION.finditer(text))
    if names:
        yield msg("mentions {names}", names=", ".join(names))
    hosts = dict.fromkeys(host for text in _texts(variant) for host in _hosts(text))
    for host in hosts:
        if not any(host == other or host.endswith(f".{other}") for other in known):
            yield msg("links to {host}, which no post linked to before", host=host)


def _about_time(head: Side, variant: Variant, now: datetime) -> Iterator[Message]:
    settings = head.workspace.settings
    if variant.publish_at is None or settings is None:
        return
    channel = settings.channels[variant.channel]
    local = variant.publish_at.astimezone(ZoneInfo(channel.timezone))
    if channel.timezone != settings.timezone:
        yield msg("its channel is in {zone}: {time} there", zone=channel.timezone, time=f"{local:%H:%M}")
    if local.weekday() >= _WEEKEND:
        yield msg("on a weekend")
    if not _DAY[0] <= local.time() < _DAY[1]:
        yield msg("at night")
    team = head.workspace.team
    if team and local.date() in team.hours.holidays:
        yield msg("on a holiday of team.yaml")
    if variant.publish_at <= now and (variant.not_after is None or variant.not_after > now):
        yield msg("its time is here: it goes out as soon as it is merged")


def _texts(variant: Variant) -> Iterator[str]:
    yield from variant.parts
    if variant.first_comment:
        yield variant.first_comment
    if variant.link:
        yield variant.link


def _hosts(text: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(text):
        try:
            host = urlsplit(found.group()).hostname
        except ValueError:
            continue
        if host:
            yield host
