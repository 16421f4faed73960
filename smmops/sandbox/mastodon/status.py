"""Statuses: posting once for each Idempotency-Key, editing, deleting, reading.

Order of checks: the server's PostStatusService, UpdateStatusService and models (mastodon/mastodon).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from smmops.sandbox.clock import iso
from smmops.sandbox.mastodon import media, shape
from smmops.sandbox.mastodon.api import NAME, Ask, RefusalError, failed, not_found, truth
from smmops.sandbox.mastodon.ids import next_id
from smmops.sandbox.mastodon.poll import checked_poll
from smmops.sandbox.mastodon.text import length
from smmops.sandbox.state import Post

KEY_SECONDS: Final = 3600
AHEAD_SECONDS: Final = 300
STRIPPED: Final = " \t\n\v\f\r\0"  # what Ruby's strip takes
VISIBILITIES: Final = ("public", "unlisted", "private", "direct")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
POLICIES: Final = ("public", "followers", "nobody")


@dataclass(frozen=True, slots=True)
class Draft:
    """A status that passed every check, not saved yet."""

    body: dict[str, Any]
    media: list[Any]


def _key_of(ask: Ask) -> str | None:
    key = ask.call.headers.get("idempotency-key", "")
    return f"{ask.owner.id}:{key}" if key else None


def post(ask: Ask) -> dict[str, Any]:
    """A repeat of a key within the hour gives what the key made first; its own body is not looked at."""
    key = _key_of(ask)
    made = ask.ground.state.note(NAME, "key", key) if key else None
    if made is not None and ask.ground.clock.now() < made[1] + KEY_SECONDS:
        return _again(ask, made[2])
    at = scheduled_at(ask)
    draft = checked(ask)
    now = ask.ground.clock.now()
    name = next_id(ask.ground)
    if at is not None:
        value = {"at": at, "draft": draft.body}
        ask.ground.state.keep_note(ask.owner, "scheduled", name, at=now, value=value)
        answer = scheduled(ask, name, value)
    else:
        ask.ground.state.add_post(ask.owner, name=name, kind=shape.STATUS, at=now, body=draft.body)
        media.attach(ask, draft.media, name)
        answer = shape.status(ask, live(ask, name))
    if key:
        kind = "status" if at is None else "scheduled"
        ask.ground.state.keep_note(ask.owner, "key", key, at=now, value={"kind": kind, "id": name})
    return answer


def _again(ask: Ask, made: dict[str, str]) -> dict[str, Any]:
    if made["kind"] == "scheduled":
        note = ask.ground.state.note(NAME, "scheduled", made["id"])
        if note is None:
            raise not_found()
        return scheduled(ask, made["id"], note[2])
    found = live(ask, made["id"])
    ask.ground.state.count_request(found)
    return shape.status(ask, found)


def scheduled_at(ask: Ask) -> float | None:
    """The time asked for, or None; refused when it is less than five minutes ahead."""
    text = ask.text("scheduled_at")
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise failed("Scheduled at is not a time") from None
    seconds = at.timestamp() if at.tzinfo else datetime.fromisoformat(f"{at.isoformat()}+00:00").timestamp()
    if seconds < ask.ground.clock.now() + AHEAD_SECONDS:
        raise failed("Scheduled at The scheduled date must be in the future")  # wording unverified
    return seconds


def checked(ask: Ask, before: Post | None = None) -> Draft:
    """The body of a new status, or of `before` after an edit."""
    old = before.body if before else {}
    poll = ask.params.get("poll") if isinstance(ask.params.get("poll"), dict) else None
    ids = ask.texts("media_ids") if before is None or "media_ids" in ask.params else old["media"]
    blobs = media.chosen(ask, ids, status=before.id if before else None, poll=poll is not None)
    text = ask.text("status", old.get("text", "")).strip(STRIPPED)
    warning = ask.text("spoiler_text", old.get("warning", "")).strip(STRIPPED)
    if not text and warning and not blobs:
        text, warning = warning, ""
    parent = _replied(ask) if before is None else None
    made = checked_poll(ask, poll) if poll is not None else None
    _check_length(ask, text, warning, bare=not blobs and made is None)
    flagged = ask.flag("sensitive")
    body = {
        "text": text,
        "warning": warning,
        "sensitive": bool(warning) or (flagged if flagged is not None else bool(old.get("sensitive"))),
        "language": language(ask, old.get("language", "en")),
        "media": [blob.id for blob in blobs],
        "poll": kept_poll(old.get("poll"), made) if before else made,
        "application": old.get("application", ask.application),
        "visibility": old["visibility"] if before else _visibility(ask, parent),
        "reply_to": old["reply_to"] if before else parent.id if parent else None,
        "reply_account": old["reply_account"] if before else parent.account if parent else None,
        "quote": old["quote"] if before else _quoted(ask),
    }
    body["quote_policy"] = _policy(ask, body["visibility"], old.get("quote_policy", "public"))
    return Draft(body, blobs)


def kept_poll(old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any] | None:
    """A poll keeps its votes while its options stay; the end of a running poll moves with an edit."""
    if old and new and old["options"] == new["options"] and old["multiple"] == new["multiple"]:
        return {**new, "votes": old["votes"]}
    return new


def _check_length(ask: Ask, text: str, warning: str, *, bare: bool) -> None:
    if bare and not text:
        raise failed("Text can't be blank")
    most = ask.option("max_characters")
    if length(text, warning, ask.option("characters_reserved_per_url")) > most:
        raise failed(f"Text character limit of {most} exceeded")


def language(ask: Ask, default: str) -> str:
    """What looks like no language is passed over, not refused; the real server asks its own list."""
    wanted = ask.text("language")
    return wanted if LANGUAGE.fullmatch(wanted) else default


def _visibility(ask: Ask, parent: Post | None) -> str:
    wanted = ask.text("visibility") or (parent.body["visibility"] if parent else "public")
    if wanted not in VISIBILITIES:
        raise failed("Visibility is not included in the list")  # wording unverified
    return wanted


def _policy(ask: Ask, seen_by: str, default: str) -> str:
    wanted = ask.text("quote_approval_policy") or default
    if wanted not in POLICIES:
        raise failed("Quote approval policy is not included in the list")  # wording unverified
    return "nobody" if seen_by in {"private", "direct"} else wanted


def _replied(ask: Ask) -> Post | None:
    wanted = ask.text("in_reply_to_id")
    return live(ask, wanted) if wanted else None


def _quoted(ask: Ask) -> str | None:
    wanted = ask.text("quoted_status_id")
    if not wanted:
        return None
    found = live(ask, wanted)
    if found.account != ask.owner.id and found.body["quote_policy"] != "public":
        raise failed("Quote is not allowed by the author of the quoted post")  # wording unverified
    return found.id


def scheduled(ask: Ask, key: str, value: dict[str, Any]) -> dict[str, Any]:
    """A scheduled status as JSON."""
    body = value["draft"]
    poll = body["poll"]
    options = (
        {name: poll[name] for name in ("options", "expires_in", "multiple", "hide_totals")} if poll else None
    )
    params = {
        "text": body["text"],
        "media_ids": body["media"] or None,
        "sensitive": body["sensitive"],
        "spoiler_text": body["warning"] or None,
        "visibility": body["visibility"],
        "in_reply_to_id": int(body["reply_to"]) if body["reply_to"] else None,
        "language": body["language"],
        "application_id": 1,
        "idempotency": None,
        "scheduled_at": None,
        "with_rate_limit": False,
        "poll": options,
        "quoted_status_id": body["quote"],
        "quote_approval_policy": body["quote_policy"],
    }
    attached = shape.attachments(ask, body["media"])
    return {"id": key, "scheduled_at": iso(value["at"]), "params": params, "media_attachments": attached}


def live(ask: Ask, name: str) -> Post:
    """A status the asker may see; everything else is 404."""
    found = ask.ground.state.post(NAME, name)
    if found is None or not may_see(ask, found):
        raise not_found()
    return found


def may_see(ask: Ask, found: Post) -> bool:
    """Whether the asker may see a status."""
    if found.body["visibility"] in {"public", "unlisted"}:
        return True
    if ask.account is None:
        return False
    named = {one["id"] for one in shape.mentions(ask, found.body["text"])}
    return ask.account.id == found.account or ask.account.id in named


def own(ask: Ask) -> Post:
    """A status of the asker; 404 for another's."""
    found = live(ask, ask.path["id"])
    if found.account != ask.owner.id:
        raise not_found()
    return found


def edit(ask: Ask) -> dict[str, Any]:
    """Changes what was sent; a status that stays as it was is not marked as edited."""
    found = own(ask)
    attributes = ask.params.get("media_attributes")
    changed = describe(ask, found, attributes) if isinstance(attributes, list) else False
    draft = checked(ask, found)
    if draft.body != found.body or changed:
        ask.ground.state.edit_post(found, draft.body, ask.ground.clock.now())
        gone = [name for name in found.body["media"] if name not in draft.body["media"]]
        media.attach(ask, [b for name in gone for b in ask.ground.state.blobs(NAME, "id = ?", name)], None)
        media.attach(ask, draft.media, found.id)
    ask.ground.state.count_request(found)
    return shape.status(ask, live(ask, found.id))


def describe(ask: Ask, found: Post, attributes: list[Any]) -> bool:
    """New alt texts and focus points for attachments of a posted status; says whether any differ."""
    changed = False
    for one in attributes:
        if not isinstance(one, dict) or str(one.get("id")) not in found.body["media"]:
            raise RefusalError(404, "Record not found")
        blob = ask.ground.state.blobs(NAME, "id = ?", str(one["id"]))[0]
        text = one.get("description", blob.detail["description"])
        if text is not None and len(str(text)) > ask.option("description_limit"):
            raise failed(f"Description is too long (maximum is {ask.option('description_limit')} characters)")
        changed |= text != blob.detail["description"]
        ask.ground.state.keep_blob_detail(blob, {**blob.detail, "description": text})
    return changed


def delete(ask: Ask) -> dict[str, Any]:
    """Gives the status with its source text; its files may be used again unless `delete_media`."""
    found = own(ask)
    answer = shape.status(ask, found, source=True)
    ask.ground.state.count_request(found)
    ask.ground.state.delete_post(found, ask.ground.clock.now())
    blobs = [blob for name in found.body["media"] for blob in ask.ground.state.blobs(NAME, "id = ?", name)]
    if truth(ask.params.get("delete_media")):
        for blob in blobs:
            ask.ground.state.delete_blob(blob)
    else:
        media.attach(ask, blobs, None)
    return answer
