"""What to write instead of a key that a post has not: the words of other tools, and of people."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from smmops.model.document import Trail
from smmops.model.files_post import PostFile
from smmops.model.message import Message, msg
from smmops.model.scalar import as_moment
from smmops.specs.registry import NETWORKS, spec
from smmops.store import guess, guess_time
from smmops.store.kinds import KINDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TIMES = _set(
    "date time when day datetime schedule scheduled scheduled_at scheduled_for schedule_at publish publish_on "
    "publish_date publish_time published_at post_at send_at due 날짜 시간 시각 일시 예약"
)
_MEDIA = _set(
    "image images img picture pictures pic photo photos attachment attachments file files asset assets "
    "이미지 사진 그림 첨부"
)
_FILMS = _set("video videos film clip movie 영상 동영상 비디오")
_CHANNELS = _set(
    "network networks channel platform platforms account accounts profile profiles page pages to where "
    "채널 계정 플랫폼"
)
_LINKS = _set("url urls links website site landing_page 링크 주소")
_TEXT = msg("take it away: the text stands below the second `---`")
_STATUS = msg("take it away: approval is a merged review and a draft is a post without `publish_at`")
_COMMENT = msg("write `## first comment: CHANNEL` as a line of the text, and the comment below it")
_TAGS = msg("write hashtags into the text; `labels:` is for what policy matches on")
_SAID: Mapping[str, Message] = {
    **dict.fromkeys(_set("text body caption copy message content description post 본문 내용 글 캡션"), _TEXT),
    **dict.fromkeys(("status", "state", "draft", "published", "ready", "상태"), _STATUS),
    **dict.fromkeys(_set("first_comment firstcomment comment comments 첫댓글 댓글"), _COMMENT),
    **dict.fromkeys(("tags", "tag"), _TAGS),
    **dict.fromkeys(
        ("hashtags", "hashtag", "해시태그"), msg("take it away: hashtags stand in the text")
    ),
    **dict.fromkeys(
        ("approved", "approver", "approved_by", "approval", "승인"),
        msg("take it away: approval cannot be typed, it is a merged review"),
    ),
    **dict.fromkeys(("id", "slug"), msg("take it away: the id is the file's name without its suffix")),
    **dict.fromkeys(
        ("alt", "alt_text", "alttext", "대체텍스트"),
        msg("write `alt:` beside its `file:`, each picture's own, under `media:`"),
    ),
    **dict.fromkeys(("thread", "parts", "tweets"), msg("write a line of exactly `---` between the parts of a thread")),
    **dict.fromkeys(
        ("mention", "mentions", "handle", "handles"),
        msg("write `{hole}` into the text, and the account under `mentions:` of smmops.yaml", hole="{{ @name }}"),
    ),
    **dict.fromkeys(
        ("author", "owner", "assignee", "담당자"),
        msg("write `production: {open}owner: NAME{close}`, an id of team.yaml", open="{", close="}"),
    ),
    **dict.fromkeys(("name", "headline", "subject", "제목"), msg("write `title:`")),
    "timezone": msg("write the offset at the time, `2026-12-01 09:30+09:00`; a channel's zone stands in smmops.yaml"),
}  # fmt: skip


def instead(key: str, got: Any) -> Message | None:
    """What somebody meant by a key at the top of a post's front matter; None for a word that nobody foresaw.

    Values that can be kept stand in the answer.
    """
    word = _plain(key)
    right = _written(word, got)
    return msg("write `{right}`", right=right) if right else _SAID.get(word) or _option(word, got)


def _written(word: str, got: Any) -> str:
    """The line that says the same in our words, "" where it takes more than a line."""
    if word in _TIMES:
        return f"publish_at: {_moment(got)}"
    if word in _CHANNELS:
        ids = [each.lower() for each in _words(got)]
        named = ids and all(re.fullmatch(r"[a-z0-9-]{1,64}", each) for each in ids)
        return f"channels: [{', '.join(ids) if named else 'bluesky-acme'}]"
    if word in _LINKS:
        address = next(iter(_words(got)), "")
        whole = address if address.startswith(("https://", "http://")) else guess.address(address)
        return f"link: {whole or 'https://acme.example/brew'}"
    if word in _MEDIA | _FILMS:
        files = [each.partition("?")[0].rpartition("/")[2] for each in _words(got)] or [
            "brew.jpg" if word in _MEDIA else "brew.mp4"
        ]
        alt = ", alt: what it shows" if word in _MEDIA else ""
        return f"media: [{', '.join(f'{{file: {file}{alt}}}' for file in files)}]"
    return ""


def beside_a_file(key: str) -> Message | None:
    """What somebody meant by a key of one item of `media`."""
    word = _plain(key)
    if word in _MEDIA | _FILMS | _LINKS | {"src", "path", "name"}:
        return msg("write `file:` with its name in content/media; an address is not fetched")
    if word in ("alt_text", "alttext", "caption", "description", "title", "text"):
        return msg("write `alt:`, what it shows, for people who do not see it")
    return None


def foreseen(model: type[BaseModel], parent: Trail, key: str, got: Any) -> Message | None:
    """What to write for an unknown key at a place of a file, where the key is a word that people are known to try."""
    if model is PostFile:
        if not parent:
            return instead(key, got)
        return beside_a_file(key) if parent[0] == "media" and len(parent) == 2 else None
    kind = next((kind for kind in KINDS.values() if kind.model is model), None)
    if kind is None or parent:
        return None
    word = _plain(key)
    return _SAID[word] if (kind.page and word in ("text", "body")) or (kind.named and word == "id") else None


def _option(word: str, got: Any) -> Message | None:
    """A key that stands under `options:`, with the networks that have it."""
    owners = ["CHANNEL"] if word == "format" else [name for name in NETWORKS if word in spec(name).options]
    if not owners:
        return None
    right = f"options: {{{owners[0]}: {{{word}: {', '.join(_words(got)) or '…'}}}}}"
    if len(owners) == 1:
        return msg("write `{right}`", right=right)
    return msg("write `{right}`; {networks} have it", right=right, networks=", ".join(owners))


def _moment(got: Any) -> str:
    """The value as a time of ours where it is one; a day keeps itself, an hour too."""
    text = str(got).strip() if isinstance(got, str) else ""
    if as_moment(text):
        return text if len(text) > len("09:30") else f"2026-12-01 {text}"
    two = guess_time.twofold(text)
    if two:
        return f"{two[0]}` or `{two[1]}"
    day, clock = guess_time.day(text), guess_time.clock(text)
    return guess_time.moment(text) or (f"{day} 09:30" if day else f"2026-12-01 {clock or '09:30'}")


def _words(got: Any) -> list[str]:
    """The one value, or those of a list or between commas; [] where they do not fit into a line of YAML."""
    items = got if isinstance(got, list) else str(got).split(",") if isinstance(got, str) else []
    words = [str(each).strip() for each in items]
    fit = all(0 < len(each) <= 60 and not re.search(r"[\n`{}\[\],#]|: ", each) for each in words)
    return words if fit and len(words) <= 4 else []


def _plain(key: str) -> str:
    return "_".join(re.split(r"[\s_-]+", key.casefold()))
