"""What an answer of GitHub's holds: its body, its words, its clock."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from smmops.forge.github.trouble import GitHubError


def plain_headers(headers: httpx.Headers) -> dict[str, str]:
    """Headers of an answer whose body was decoded already."""
    gone = {"content-encoding", "content-length", "transfer-encoding"}
    return {name: value for name, value in headers.items() if name.lower() not in gone}


def json_of(response: httpx.Response) -> Any:
    """The body as JSON; GitHubError for anything else."""
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        raise GitHubError("answered with something else than JSON", is_passing=True) from None


def words_of(response: httpx.Response) -> str:
    """What a refusal says of itself; "" where it says nothing."""
    try:
        body = json.loads(response.content)
    except (ValueError, RecursionError):
        return ""
    said = body.get("message") if isinstance(body, dict) else None
    return said if isinstance(said, str) else ""


def date_of(text: str) -> datetime | None:
    """The time of a `Date` header, UTC; None where it is none."""
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
