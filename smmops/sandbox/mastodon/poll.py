"""Polls: what the server takes as one."""

from typing import Any

from smmops.sandbox.mastodon.api import Ask, failed, truth

# The wordings of this module are unverified; the status (422) is what clients go by.


def checked_poll(ask: Ask, poll: dict[str, Any]) -> dict[str, Any]:
    """The poll to keep: `options`, `votes`, `multiple`, `hide_totals`, `expires_in`, `expires_at`."""
    wanted = poll.get("options")
    options = [str(option) for option in wanted if str(option).strip()] if isinstance(wanted, list) else []
    most, longest = ask.option("poll_max_options"), ask.option("poll_max_characters_per_option")
    if len(options) < 2:
        raise failed("Options must have more than one item")
    if len(options) > most:
        raise failed(f"Options can't contain more than {most} items")
    if any(len(option) > longest for option in options):
        raise failed(f"Options can't be longer than {longest} characters each")
    if len(set(options)) < len(options):
        raise failed("Options contain duplicate items")
    seconds = _expiry(poll.get("expires_in"))
    if seconds > ask.option("poll_max_expiration"):
        raise failed("Expires at is too far into the future")
    if seconds < ask.option("poll_min_expiration"):
        raise failed("Expires at duration is too short")
    return {
        "options": options,
        "votes": [0] * len(options),
        "multiple": bool(truth(poll.get("multiple"))),
        "hide_totals": bool(truth(poll.get("hide_totals"))),
        "expires_in": seconds,
        "expires_at": ask.ground.clock.now() + seconds,
    }


def _expiry(value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise failed("Expires at can't be blank") from None
