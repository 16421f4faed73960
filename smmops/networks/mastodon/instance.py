"""A server's own limits. Source: `GET /api/v2/instance` (platform notes, 3)."""

from dataclasses import dataclass
from typing import Any

from smmops.model.outcome import Refusal, Rejected
from smmops.model.payload import Payload
from smmops.networks.answer import Answer
from smmops.networks.mastodon.api import Api
from smmops.networks.mastodon.status import media_of, text_of
from smmops.specs.mastodon import SPEC
from smmops.specs.measure import length


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server takes; None where it does not say, and then only its answer to a post will tell."""

    characters: int | None = None
    url_length: int | None = None
    media: int | None = None
    description: int | None = None
    mime: frozenset[str] | None = None
    poll_options: int | None = None
    option_characters: int | None = None


def limits(api: Api) -> Limits | Refusal:
    """The limits of the server; a server that does not know this address has none that we know."""
    answer = api.asked("/api/v2/instance")
    if not isinstance(answer, Answer):
        return answer
    if answer.status in (404, 405, 501):
        return Limits()
    if not answer.ok:
        return api.refused(answer)
    configuration = _part(answer.object(), "configuration")
    statuses, media, polls = (
        _part(configuration, name) for name in ("statuses", "media_attachments", "polls")
    )
    mime = media.get("supported_mime_types")
    return Limits(
        characters=_count(statuses, "max_characters"),
        url_length=_count(statuses, "characters_reserved_per_url"),
        media=_count(statuses, "max_media_attachments"),
        description=_count(media, "description_limit"),
        mime=frozenset(kind for kind in mime if isinstance(kind, str))
        if isinstance(mime, list) and mime
        else None,
        poll_options=_count(polls, "max_options"),
        option_characters=_count(polls, "max_characters_per_option"),
    )


def over(payload: Payload, part: int, limits: Limits) -> Rejected | None:
    """The first limit that a part passes, with both numbers."""
    rule = SPEC.text.model_copy(update={"url_length": limits.url_length or SPEC.text.url_length})
    count = length(text_of(payload, part), rule, warning=payload.content_warning or "").count
    items = [item for _, item in media_of(payload, part)]
    if limits.characters is not None and count > limits.characters:
        return Rejected(reason=f"part {part} has {count} characters, this server takes {limits.characters}")
    if limits.media is not None and len(items) > limits.media:
        return Rejected(reason=f"part {part} has {len(items)} media items, this server takes {limits.media}")
    for item in items:
        if limits.mime is not None and item.mime not in limits.mime:
            return Rejected(reason=f"this server does not take {item.mime}")
        if limits.description is not None and len(item.alt or "") > limits.description:
            many = len(item.alt or "")
            return Rejected(
                reason=f"an alt text has {many} characters, this server takes {limits.description}"
            )
    return _poll_over(payload, limits) if part == 1 else None


def _poll_over(payload: Payload, limits: Limits) -> Rejected | None:
    options = payload.poll.options if payload.poll is not None else ()
    if limits.poll_options is not None and len(options) > limits.poll_options:
        return Rejected(
            reason=f"the poll has {len(options)} options, this server takes {limits.poll_options}"
        )
    longest = max((len(option) for option in options), default=0)
    if limits.option_characters is not None and longest > limits.option_characters:
        most = limits.option_characters
        return Rejected(reason=f"a poll option has {longest} characters, this server takes {most}")
    return None


def _part(value: dict[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


def _count(value: dict[str, Any], name: str) -> int | None:
    number = value.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None
