"""Which servers are this machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(server: str | None) -> bool:
    """Whether an address stays on this machine."""
    try:
        host = urlsplit(server or "").hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
