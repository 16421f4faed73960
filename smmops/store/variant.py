"""One channel's variant of a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smmops.model.document import Section, Spot, Trail
from smmops.model.files_post import PostFile
from smmops.model.moment import Moment
from smmops.model.post import Audience, Card, Deliver, Disclosure, FileRef, Media, Poll, Variant
from smmops.model.settings import Channel, Policy
from smmops.specs.registry import spec
from smmops.specs.spec import NetworkSpec
from smmops.store.finding import Finding
from smmops.store.formats import default_format
from smmops.store.names import Names
from smmops.store.options import (
    Choice,
    choices,
    deliver_of,
    format_of,
    limit_of,
    link_of,
    moment_of,
    sent,
    text_of,
)
from smmops.store.times import later, settle, zone_of


@dataclass(frozen=True, slots=True)
class Shared:
    """What all variants of a post have in common. `files` are those of the card."""

    post: str
    front: PostFile
    spots: Mapping[Trail, Spot]
    sections: tuple[Section, ...]
    names: Names
    policy: Policy
    media: tuple[tuple[Media, tuple[str, ...]], ...]
    card: Card | None
    poll: Poll | None
    disclose: Disclosure | None
    audience: Audience | None
    files: tuple[FileRef, ...]

    def spot(self, *trail: str | int) -> Spot:
        """Where a value stands, else its parents, else where the front matter begins."""
        for end in range(len(trail), -1, -1):
            found = self.spots.get(trail[:end])
            if found:
                return found
        return (1, 1)


def variant(
    channel: Channel, shared: Shared, *, findings: list[Finding], used: dict[int, set[str]]
) -> Variant | None:
    """What that channel gets; None with findings where a value cannot be read.

    `used` collects by section (its index) the networks whose channels take their text from it.
    """
    front = shared.front
    before = len(findings)
    facts = known_spec(channel.network)
    chosen = choices(front, channel, names=shared.names, spots=shared.spots)
    publish_at, not_after = _times(channel, shared, chosen, findings)
    media = tuple(item for item, wanted in shared.media if not wanted or shared.names.covers(wanted, channel))
    title, link, format_ = _texts(chosen, front, facts, findings=findings)
    deliver = _deliver(chosen, front, findings)
    text = _section(channel, shared, used, comment=False)
    comment = _section(channel, shared, used, comment=True)
    if len(findings) > before:
        return None
    takedown = front.takedown
    struck = takedown and (not takedown.channels or shared.names.covers(takedown.channels, channel))
    return Variant(
        post=shared.post,
        channel=channel.id,
        network=channel.network,
        publish_at=publish_at,
        not_after=not_after,
        late=front.late or shared.policy.late,
        deliver=deliver,
        format=format_ or default_format(media, facts),
        title=title,
        parts=tuple(part.text for part in text.parts) if text else (),
        first_comment="\n\n".join(part.text for part in comment.parts) if comment else None,
        media=media,
        link=link,
        card=shared.card,
        poll=shared.poll,
        language=front.language or channel.language,
        disclose=shared.disclose,
        content_warning=front.content_warning,
        sensitive=front.sensitive,
        audience=shared.audience,
        reply_to=front.reply_to,
        quote=front.quote,
        options=sent(chosen, facts),
        hold=front.hold,
        takedown=takedown.reason if takedown and struck else None,
    )


def known_spec(network: str) -> NetworkSpec | None:
    """The facts of a network, None for one that is not known."""
    try:
        return spec(network)
    except KeyError:
        return None


def _texts(
    chosen: Mapping[str, Choice], front: PostFile, facts: NetworkSpec | None, *, findings: list[Finding]
) -> tuple[str | None, str | None, str | None]:
    """Title, link and format of the channel; a format of None is to be taken from the media."""
    title, link, wanted = front.title, front.link, None
    if "title" in chosen:
        found = text_of(chosen["title"], "title")
        if isinstance(found, Finding):
            findings.append(found)
        else:
            title = None if found == "none" else found
    if "link" in chosen:
        address = link_of(chosen["link"])
        if isinstance(address, Finding):
            findings.append(address)
        else:
            link = address
    if "format" in chosen and chosen["format"].value != "none":
        name = format_of(chosen["format"], facts)
        if isinstance(name, Finding):
            findings.append(name)
        else:
            wanted = name
    return title, link, wanted


def _deliver(chosen: Mapping[str, Choice], front: PostFile, findings: list[Finding]) -> Deliver:
    """Who sends the channel's post."""
    if "deliver" not in chosen:
        return front.deliver
    found = deliver_of(chosen["deliver"])
    if isinstance(found, Finding):
        findings.append(found)
        return front.deliver
    return found


def _times(
    channel: Channel, shared: Shared, chosen: Mapping[str, Choice], findings: list[Finding]
) -> tuple[datetime | None, datetime | None]:
    """`publish_at` and `not_after` of the channel, UTC."""
    zone = zone_of(channel.timezone)
    if zone is None:
        return None, None
    front = shared.front
    day = front.publish_at.day if front.publish_at else None
    moment: Moment | None = front.publish_at
    trail: Trail = ("publish_at",)
    if "publish_at" in chosen:
        found = moment_of(chosen["publish_at"])
        if isinstance(found, Finding):
            findings.append(found)
            return None, None
        moment, trail = found, chosen["publish_at"].trail
    if moment is None:
        return None, None
    at = settle(moment, zone=zone, day=day, spot=shared.spot(*trail), trail=trail)
    if isinstance(at, Finding):
        findings.append(at)
        return None, None
    limit: Moment | timedelta | None = front.not_after
    limit_trail: Trail = ("not_after",)
    if "not_after" in chosen:
        wanted = limit_of(chosen["not_after"])
        if isinstance(wanted, Finding):
            findings.append(wanted)
            return None, None
        limit, limit_trail = wanted, chosen["not_after"].trail
    if limit is None:
        limit = shared.policy.not_after
    if isinstance(limit, timedelta):
        return at, later(at, limit)
    on: date = at.astimezone(zone).date()
    end = settle(limit, zone=zone, day=on, spot=shared.spot(*limit_trail), trail=limit_trail)
    if isinstance(end, Finding):
        findings.append(end)
        return None, None
    return at, end


def _section(channel: Channel, shared: Shared, used: dict[int, set[str]], *, comment: bool) -> Section | None:
    """The channel's section, else its network's, else the default text (which no comment has)."""
    best: tuple[int, int] | None = None
    for index, section in enumerate(shared.sections):
        if section.comment is not comment:
            continue
        rank = 3 if comment or section.names else 2
        for name in section.names:
            folded = name.casefold()
            rank = min(rank, 0 if folded == channel.id else 1 if folded == channel.network else 3)
        if rank < 3 and (best is None or rank < best[0]):
            best = (rank, index)
    if best is None:
        return None
    used.setdefault(best[1], set()).add(channel.network)
    return shared.sections[best[1]]
