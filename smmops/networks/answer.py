"""What a server answered, read once and defensively."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from smmops.networks.secret import Secret, hidden

_LONGEST: Final = 240
_NAME: Final = 512
_ADDRESS: Final = 2048
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)
_QUERY: Final = re.compile(r"(https?://[^\s?#]+)[?#]\S+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Header names are lower case; `secrets` are those that its words must not repeat."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    secrets: frozenset[Secret] = field(default=frozenset(), repr=False)

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    @property
    def date(self) -> datetime | None:
        """The server's clock, UTC."""
        return http_date(self.headers.get("date", ""))

    def json(self) -> Any:
        """The body as JSON values, None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def object(self) -> dict[str, Any]:
        """The body as a JSON object, empty where it is none."""
        value = self.json()
        return value if isinstance(value, dict) else {}

    def items(self) -> list[dict[str, Any]] | None:
        """The objects of a JSON array, None where the body is no array."""
        value = self.json()
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else None

    @property
    def error(self) -> str:
        """The error's name as the network writes it, empty where there is none."""
        name = self.object().get("error")
        return name if isinstance(name, str) else ""

    @property
    def words(self) -> str:
        """Status, error and message in one line for people, cut, without secrets and control characters."""
        value = self.object()
        said = [value.get(key) for key in ("error", "message", "error_description")]
        named = [text for text in said if isinstance(text, str) and text.strip()]
        plain = self.cleaned(": ".join(named))
        return f"{self.status} {plain}".rstrip()

    def cleaned(self, text: str) -> str:
        """`text` in one line, cut, without secrets, control characters and the queries of addresses."""
        return cleaned(text, self.secrets)


def cleaned(text: str, secrets: frozenset[Secret]) -> str:
    """`text` in one line of at most 240 characters, without secrets, control characters, queries of addresses."""
    line = _QUERY.sub(r"\1?…", _UNSEEN.sub(" ", hidden(text, secrets))).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def name_in(value: object) -> str | None:
    """An id as a network gave it, None for what can be none: blank, over 512 characters, control characters."""
    return value if isinstance(value, str) and 0 < len(value) <= _NAME and value.isprintable() else None


def address_in(value: object) -> str | None:
    """A web address as a network gave it, None for any other scheme: people will follow it."""
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        return None
    return value if len(value) <= _ADDRESS and value.isprintable() and " " not in value else None


def http_date(text: str) -> datetime | None:
    """An HTTP date as UTC, None where it is none."""
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
