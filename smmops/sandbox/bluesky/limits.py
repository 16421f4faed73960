"""Bluesky's documented rate limits: requests by address, write points and sign-ins by account."""

from collections.abc import Callable, Mapping
from typing import Final

from smmops.sandbox.bluesky.xrpc import NAME, Ask, XrpcError
from smmops.sandbox.limits import Budget, Window, spend
from smmops.sandbox.network import Ground

REQUESTS: Final = Window(3000, 300)
WRITES: Final = (Window(5000, 3600), Window(35_000, 86_400))
SESSIONS: Final = (Window(30, 300), Window(300, 86_400))
BLOBS: Final = Window(1000, 86_400)  # unverified


def _headers(budget: Budget) -> dict[str, str]:
    window = budget.window
    return {
        "ratelimit-limit": str(window.points),
        "ratelimit-remaining": str(budget.left),
        "ratelimit-reset": str(int(budget.reset)),
        "ratelimit-policy": f"{window.points};w={window.seconds}",
    }


def exceeded(budget: Budget, now: float) -> XrpcError:
    """The 429 of a window that is used up."""
    wait = max(1, int(budget.reset - now))
    return XrpcError(
        429, "RateLimitExceeded", "Rate Limit Exceeded", {**_headers(budget), "retry-after": str(wait)}
    )


def requests(ground: Ground) -> dict[str, str]:
    """Books one request; gives the headers that every answer carries."""
    if not ground.option(NAME, "rate_limits"):
        return {}
    budget = spend(ground, f"{NAME}/requests", REQUESTS)
    if budget.exceeded:
        raise exceeded(budget, ground.clock.now())
    return _headers(budget)


def book(ask: Ask, name: str, windows: tuple[Window, ...], points: int) -> None:
    """Books points in every window of a limit; raises where one is used up."""
    if not ask.ground.option(NAME, "rate_limits"):
        return
    for window in windows:
        budget = spend(ask.ground, f"{NAME}/{name}", window, points)
        if budget.exceeded:
            raise exceeded(budget, ask.ground.clock.now())


def writes(points: int) -> Callable[[Ask], None]:
    """Costs of a repository write: create 3, put 2, delete 1."""
    return lambda ask: book(ask, f"writes/{ask.owner.id}", WRITES, points)


def batch(ask: Ask) -> None:
    """Costs of applyWrites: what its writes cost one by one."""
    cost: Mapping[str, int] = {"create": 3, "update": 2, "delete": 1}
    points = sum(cost.get(write["$type"].partition("#")[2], 0) for write in ask.body["writes"])
    book(ask, f"writes/{ask.owner.id}", WRITES, points)


def sign_in(ask: Ask) -> None:
    """Costs of createSession, by identifier."""
    book(ask, f"session/{ask.body['identifier']}", SESSIONS, 1)


def blob(ask: Ask) -> None:
    """Costs of an upload."""
    book(ask, f"blob/{ask.owner.id}", (BLOBS,), 1)
