"""How git shows a forge's token: as a header of this process alone, in no address, file or command line."""

import base64
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def header(server: str, token: str) -> tuple[tuple[str, str], ...]:
    """The git setting that sends `token` to `server` and to no other host; nothing where that is not https.

    `server` is the forge's address, `https://github.com`; http is taken on loopback only. An empty value first
    undoes what the repository's own configuration would send there.
    """
    parts = urlsplit(server)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not token or not safe or not parts.hostname or parts.username is not None:
        return ()
    key = f"http.{parts.scheme}://{parts.netloc}/.extraHeader"
    shown = base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
    return ((key, ""), (key, f"Authorization: Basic {shown}"))
