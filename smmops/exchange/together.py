"""One `.tweet` file of twitter-together: what that tool sent of it, and what it ignored or misread.

The format and its traps are those of twitter-together/action, lib/common/parse-tweet-file-content.js and tweet.js at
08d8f09 (checked 2026-11-25): a front matter between lines of `---` with `\\n` ends, `thread-delimiter`, `reply`,
`retweet`, `media` (a list of `file` and `alt`), `poll` (a list), polls as last lines `( ) one`, a poll of one day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from smmops.model.message import Message, msg

POLL_LASTS = "1d"
_FRONT = re.compile(r"\A---\n(.*?)\n---(?:\Z|\n+)", re.DOTALL)
_OPTION = re.compile(r"\(\s?\)\s+")
_TWEET = re.compile(r"https://twitter\.com/[^/\s]+/status/(\d+)")
_ANY_TWEET = re.compile(r"https://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/\s]+/status/\d+(?:[?#]\S*)?")
_KNOWN = frozenset(("thread-delimiter", "reply", "retweet", "media", "poll", "schedule"))
_LARGEST_FRONT = 64 * 1024
_MOST_PARTS = 200


class NeverSentError(Exception):
    """The tool could send nothing of the file: why."""

    def __init__(self, why: Message) -> None:
        super().__init__()
        self.why = why


@dataclass(slots=True)
class Part:
    """One tweet of a file as it went out. `media` are (path below media/, alt text)."""

    text: str = ""
    media: list[tuple[str, str]] = field(default_factory=list)
    poll: list[str] = field(default_factory=list)
    reply: str = ""
    quote: str = ""


@dataclass(slots=True)
class Tweets:
    """A file's tweets, and what a person should know of them."""

    parts: list[Part]
    remarks: list[Message] = field(default_factory=list)


def tweets(data: bytes) -> Tweets:
    """What twitter-together made of a file; NeverSentError where it could make nothing."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NeverSentError(msg("it is not UTF-8")) from None
    found = Tweets([])
    if text.startswith("\ufeff"):
        found.remarks.append(msg("a mark stands before its first line: the front matter went out as text"))
    elif "\r\n" in text and re.match(r"---\r?\n", text):
        found.remarks.append(msg("its lines end as on Windows: the front matter went out as text"))
    delimiter = "---"
    rest: str | None = text
    while rest is not None:
        part, delimiter, rest = _one(rest, found, delimiter if found.parts else "---")
        found.parts.append(part)
        if len(found.parts) > _MOST_PARTS:
            raise NeverSentError(msg("more than {limit} parts", limit=_MOST_PARTS))
    if len(found.parts) > 1 and not all(part.text or part.media for part in found.parts):
        found.remarks.append(msg("a part of the thread has neither text nor media: there it broke off"))
        empty = next(n for n, part in enumerate(found.parts) if not part.text and not part.media)
        found.parts = found.parts[:empty]
    only = found.parts[0] if found.parts else Part()
    if not only.text and not only.media:
        if only.quote:
            raise NeverSentError(
                msg("it is a plain retweet, which is no post of its own: {url}", url=only.quote)
            )
        raise NeverSentError(msg("it holds neither text nor media"))
    return found


def _one(text: str, found: Tweets, _before: str) -> tuple[Part, str, str | None]:
    """The first tweet of a text, its thread delimiter, and the text of the others."""
    part, delimiter = Part(), "---"
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        delimiter = _options(front[1], part, found)
        if found.parts and part.reply:
            raise NeverSentError(msg("a later part of its thread has `reply:`, which the tool refuses"))
    rest = None
    cut = re.search(rf"\n+{re.escape(delimiter)}\n+", text) if delimiter else None
    if cut:
        text, rest = text[: cut.start()], text[cut.end() :]
        if part.quote and not text:
            raise NeverSentError(msg("a thread cannot begin with a plain retweet"))
    if not part.poll:
        text = _poll(text, part)
    if len(part.poll) > 4:
        raise NeverSentError(msg("{count} answers of a poll, limit 4", count=len(part.poll)))
    part.text = text.strip()
    return part, delimiter, rest


def _poll(text: str, part: Part) -> str:
    """Takes the last lines that are answers of a poll."""
    lines = text.strip().split("\n")
    answers: list[str] = []
    while lines and _OPTION.match(lines[-1]):
        answers.append(_OPTION.sub("", lines.pop(), count=1).strip())
        while lines and not lines[-1].strip():
            lines.pop()
    if not answers:
        return text
    part.poll = answers[::-1]
    return "\n".join(lines)


def _options(front: str, part: Part, found: Tweets) -> str:
    """Reads a front matter as the tool does, and remarks on what it drops."""
    values = _yaml(front)
    if not isinstance(values, dict):
        return "---"
    found.remarks += _dropped(values)
    part.reply = _address(values.get("reply"), "reply", found)
    part.quote = _address(values.get("retweet"), "retweet", found)
    poll = values.get("poll")
    part.poll = [each for each in poll if isinstance(each, str)] if isinstance(poll, list) else []
    media = values.get("media")
    for item in media if isinstance(media, list) else []:
        if isinstance(item, dict) and isinstance(item.get("file"), str):
            alt = item.get("alt")
            part.media.append((item["file"], alt if isinstance(alt, str) else ""))
        else:
            found.remarks.append(msg("an item of `media:` names no file: it went out without it"))
    delimiter = values.get("thread-delimiter")
    return delimiter if isinstance(delimiter, str) else "---"


def _dropped(values: dict[Any, Any]) -> Iterator[Message]:
    for key in values:
        if key not in _KNOWN:
            yield msg("`{key}:` is no key of that tool: it was ignored", key=str(key)[:60])
    if "schedule" in values:
        yield msg("`schedule:` was ignored: it went out when it was merged")
    for key in ("media", "poll"):
        if values.get(key) is not None and not isinstance(values[key], list):
            yield msg("`{key}:` is no list: it went out without it", key=key)


def _address(value: Any, key: str, found: Tweets) -> str:
    """The tweet that is answered or quoted; "" (and a remark) where the tool did not see it as one."""
    if value is None:
        return ""
    if isinstance(value, str) and _TWEET.fullmatch(value):
        return value
    said = str(value)[:120]
    why = (
        msg(
            "`{key}: {url}` is not `https://twitter.com/…/status/…`: it was not seen as one",
            key=key,
            url=said,
        )
        if isinstance(value, str) and _ANY_TWEET.fullmatch(value)
        else msg("`{key}: {url}` is no address of a tweet: it was not seen as one", key=key, url=said)
    )
    found.remarks.append(why)
    return ""


def _yaml(front: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(front) > _LARGEST_FRONT:
        raise NeverSentError(msg("its front matter is longer than {limit} characters", limit=_LARGEST_FRONT))
    if re.search(r"(?:^|[\s\[{,:-])[&*][^\s]", front):
        raise NeverSentError(msg("its front matter has anchors or aliases, which are not read"))
    try:
        return YAML(typ="safe", pure=True).load(StringIO(front))
    except (YAMLError, ValueError, RecursionError):
        raise NeverSentError(msg("its front matter is not YAML, which the tool refuses")) from None
