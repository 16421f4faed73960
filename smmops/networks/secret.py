"""Secrets that do not show, and the hosts that may see them."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_SHORTEST: Final = 4


class Secret:
    """An opaque string that no repr, str, format or pickle shows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The string itself, for a request's headers or body only."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is never pickled")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    @property
    def is_sendable(self) -> bool:
        """Whether it can stand in a header: printable ASCII, at least one character."""
        return self._value.isascii() and self.is_printable

    @property
    def is_printable(self) -> bool:
        """Whether it is one line of at least one character, as a person pastes it."""
        return self._value != "" and self._value.isprintable()


def hidden(text: str, secrets: frozenset[Secret]) -> str:
    """`text` with every secret in it replaced; what is shorter than 4 characters is not looked for."""
    values = sorted((secret.reveal() for secret in secrets), key=len, reverse=True)
    for value in values:
        if len(value) >= _SHORTEST:
            text = text.replace(value, "***")
    return text


@dataclass(frozen=True, slots=True)
class Bound:
    """Where secrets may be sent: the hosts of a network's spec and one server's own origin.

    `hosts` are names; `*.example` stands for every name below example. `server` is an origin
    (`https://social.example`) or None.
    """

    hosts: tuple[str, ...]
    server: str | None = None

    def allows(self, url: str) -> bool:
        """Whether a request with a secret may go to `url`: https, or http to the server on loopback."""
        try:
            asked = urlsplit(url)
            port = asked.port
        except ValueError:
            return False
        host = (asked.hostname or "").lower()
        if not host or asked.username is not None or asked.password is not None:
            return False
        if asked.scheme == "http" and host not in LOOPBACK:
            return False
        if asked.scheme not in {"http", "https"}:
            return False
        if self.server is not None and origin(url) == origin(self.server):
            return True
        standard = asked.scheme == "https" and port in (None, 443)
        return standard and any(_names(pattern, host) for pattern in self.hosts)


def origin(url: str) -> tuple[str, str, int | None]:
    """(scheme, host, port) of an address, the scheme's own port filled in; empty where it cannot be read."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ("", "", None)
    standard = {"https": 443, "http": 80}.get(parts.scheme)
    return (parts.scheme, (parts.hostname or "").lower(), port or standard)


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    return origin(url)[1] in LOOPBACK


def _names(pattern: str, host: str) -> bool:
    pattern = pattern.lower()
    if pattern.startswith("*."):
        return host.endswith(pattern[1:]) and host != pattern[2:]
    return host == pattern
