"""Mastodon's documented rate limits: 300 requests in 5 minutes, 30 uploads or deletes in 30 minutes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from smmops.sandbox.limits import Budget, Window, spend
from smmops.sandbox.mastodon.api import NAME
from smmops.sandbox.network import Answer, Ground
from smmops.sandbox.state import Account

REQUESTS: Final = Window(300, 300)
BY_KIND: Final[Mapping[str, Window]] = {"media": Window(30, 1800), "delete": Window(30, 1800)}


def headers(budget: Budget) -> dict[str, str]:
    """`X-RateLimit-Reset` is a time, not a number of seconds."""
    reset = (
        datetime.fromtimestamp(budget.reset, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )
    return {
        "x-ratelimit-limit": str(budget.window.points),
        "x-ratelimit-remaining": str(budget.left),
        "x-ratelimit-reset": reset,
    }


def too_many(budget: Budget) -> Answer:
    """The 429 of a limit that is used up."""
    return Answer.of(429, {"error": "Too many requests"}, headers=headers(budget), error="Too many requests")


def book(ground: Ground, *, account: Account | None, kind: str) -> tuple[dict[str, str], Answer | None]:
    """Books a request; gives the headers to show and, where a limit is reached, the refusal."""
    if not ground.option(NAME, "rate_limits"):
        return {}, None
    name = account.id if account else "nobody"
    budget = spend(ground, f"{NAME}/requests/{name}", REQUESTS)
    if budget.exceeded:
        return {}, too_many(budget)
    if kind:
        special = spend(ground, f"{NAME}/{kind}/{name}", BY_KIND[kind])
        return headers(special), too_many(special) if special.exceeded else None
    return headers(budget), None
