"""Looking for a status among the account's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from smmops.model.outcome import Absent, Finding, Found, Refusal, Remote, Unavailable
from smmops.model.ports import Parcel
from smmops.networks.answer import Answer
from smmops.networks.classify import unreadable
from smmops.networks.mastodon.api import Api, remote_of, status_path
from smmops.networks.mastodon.plain import plain, settled
from smmops.networks.mastodon.status import media_of, text_of
from smmops.networks.pace import iso

MARGIN: Final = timedelta(minutes=3)
"""Clocks differ: a status this much older than the first claim may still be ours (decisions: lease_margin)."""
_PAGE: Final = 40
_PAGES: Final = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a status must be like. `above` is the status that it answers; it counts only where `placed`."""

    text: str
    warning: str
    descriptions: tuple[str, ...]
    options: tuple[str, ...]
    above: str | None
    placed: bool

    def resembles(self, status: dict[str, Any]) -> bool:
        """Whether everything but the text is as wanted."""
        media, poll = status.get("media_attachments"), status.get("poll")
        items = [item for item in media if isinstance(item, dict)] if isinstance(media, list) else []
        described = tuple(settled(str(item.get("description") or "")) for item in items)
        choices = poll.get("options") if isinstance(poll, dict) else None
        titles = (
            tuple(str(c.get("title")) for c in choices if isinstance(c, dict))
            if isinstance(choices, list)
            else ()
        )
        return (
            (not self.placed or status.get("in_reply_to_id") == self.above)
            and described == self.descriptions
            and titles == self.options
            and settled(str(status.get("spoiler_text") or "")) == self.warning
        )


def wanted(parcel: Parcel, part: int, *, above: str | None, placed: bool) -> Wanted:
    """What one part of a publication looks like once it is live."""
    payload = parcel.payload
    poll = payload.poll if part == 1 else None
    return Wanted(
        text=settled(text_of(payload, part)),
        warning=settled(payload.content_warning or ""),
        descriptions=tuple(settled(item.alt or "") for _, item in media_of(payload, part)),
        options=poll.options if poll is not None else (),
        above=above,
        placed=placed,
    )


def find(api: Api, account: str, look: Wanted, *, since: datetime, owned: frozenset[str]) -> Finding:
    """Every status of ours since the first claim that is as wanted; one that was edited since counts as well."""
    statuses = own_statuses(api, account, since - MARGIN)
    if not isinstance(statuses, list):
        return unreadable(statuses)
    found: list[Remote] = []
    current = True
    for status in statuses:
        remote = remote_of(status)
        if remote is None or remote.id in owned:
            continue
        now = same(api, remote, status, look)
        once = now is False and isinstance(status.get("edited_at"), str) and _same_at_first(api, remote, look)
        for answer in (now, once):
            if not isinstance(answer, bool):
                return unreadable(answer)
        if now or once:
            found.append(remote)
            current = current and bool(now)
    if found:
        return Found(remotes=tuple(found), current=current)
    return Absent(proof=f"{len(statuses)} own statuses since {since:%Y-%m-%dT%H:%MZ}, strong", certain=True)


def own_statuses(api: Api, account: str, since: datetime) -> list[dict[str, Any]] | Refusal:
    """The account's own statuses from `since` on, newest first; Unavailable where there are more than 600."""
    path = f"/api/v1/accounts/{quote(account, safe='')}/statuses"
    kept: dict[str, dict[str, Any]] = {}
    params: tuple[tuple[str, str], ...] = (("limit", str(_PAGE)), ("exclude_reblogs", "true"))
    before: str | None = None
    for _ in range(_PAGES):
        answer = api.asked(path, *params, *((("max_id", before),) if before is not None else ()))
        if not isinstance(answer, Answer):
            return answer
        if not answer.ok:
            return api.refused(answer)
        page = answer.items()
        if page is None:
            return Unavailable(reason="own statuses were answered without a list")
        last = page[-1].get("id") if page else None
        times = [iso(status.get("created_at")) for status in page]
        young = [s for s, at in zip(page, times, strict=True) if at is None or at >= since]
        kept |= {str(status.get("id")): status for status in young}
        if not isinstance(last, str) or any(at is not None and at < since for at in times):
            return list(kept.values())
        if last == before:
            return Unavailable(reason="the server gives the same page of own statuses again")
        before = last
    return Unavailable(reason=f"more than {_PAGE * _PAGES} own statuses since the first claim")


def same(api: Api, remote: Remote, status: dict[str, Any], look: Wanted) -> bool | Refusal:
    """Whether a status is as wanted, as it stands now."""
    if not look.resembles(status):
        return False
    if plain(str(status.get("content") or "")) == look.text:
        return True
    answer = api.asked(status_path(remote.id, "/source"))
    if not isinstance(answer, Answer):
        return answer
    if answer.status in (404, 405, 501):
        return False
    source = answer.object().get("text")
    if not answer.ok or not isinstance(source, str):
        return api.refused(answer)
    return settled(source) == look.text


def _same_at_first(api: Api, remote: Remote, look: Wanted) -> bool | Refusal:
    answer = api.asked(status_path(remote.id, "/history"))
    if not isinstance(answer, Answer):
        return answer
    if answer.status in (404, 405, 501):
        return False
    versions = answer.items()
    if not answer.ok or versions is None:
        return api.refused(answer)
    return bool(versions) and plain(str(versions[0].get("content") or "")) == look.text
