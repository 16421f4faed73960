"""Every account's feed as a page."""

from starlette.routing import Route

from smmops.sandbox.network import Ground


def routes(ground: Ground) -> list[Route]:
    return []
