"""What of two payloads differs, in the words of the file."""

import json

_NAMES = {"parts": "text", "network": "network", "account": "account"}


def differing(before: bytes | None, after: bytes | None) -> tuple[str, ...]:
    """Names of what differs between two canonical payloads, in the payload's order; () where nothing does."""
    if before == after:
        return ()
    if before is None or after is None:
        return ("text",)
    one, two = json.loads(before), json.loads(after)
    names = sorted(one.keys() | two.keys())
    return tuple(_NAMES.get(name, name) for name in names if one.get(name) != two.get(name))
