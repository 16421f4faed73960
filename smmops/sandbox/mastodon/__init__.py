"""Mastodon: the REST API of one instance, version 4.6."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from smmops.sandbox.limits import Budget
from smmops.sandbox.mastodon import account, limits, media, oauth, person, reading, scheduled, status
from smmops.sandbox.mastodon.api import NAME, Ask, RefusalError, Route, allowed, not_found, parameters, who
from smmops.sandbox.network import Answer, Call, Ground, Network

OPTIONS: Final[Mapping[str, Any]] = {
    "rate_limits": True,
    "max_characters": 500,
    "max_media_attachments": 4,
    "characters_reserved_per_url": 23,
    "description_limit": 1500,
    "image_size_limit": 16_777_216,
    "video_size_limit": 103_809_024,
    "poll_max_options": 4,
    "poll_max_characters_per_option": 50,
    "poll_min_expiration": 300,
    "poll_max_expiration": 2_629_746,
    "media_seconds": 2.0,
    "async_images": False,
    "media_failure": False,
}
BROKEN: Final = {503: "Remote data could not be fetched", 504: "Gateway Timeout"}
ROUTES: Final = (
    Route("GET", "/api/v2/instance", "", account.instance, public=True),
    Route("POST", "/api/v1/apps", "", oauth.application, public=True),
    Route("GET", "/oauth/authorize", "", oauth.authorize, public=True),
    Route("POST", "/oauth/token", "", oauth.token, public=True),
    Route("POST", "/oauth/revoke", "", oauth.revoke, public=True),
    Route("GET", "/.well-known/oauth-authorization-server", "", oauth.metadata, public=True),
    Route("GET", "/api/v1/accounts/verify_credentials", "read:accounts", account.verify),
    Route("GET", "/api/v1/accounts/lookup", "read:accounts", account.lookup, public=True),
    Route("GET", "/api/v1/accounts/{id}", "read:accounts", account.get, public=True),
    Route("GET", "/api/v1/accounts/{id}/statuses", "read:statuses", account.statuses, public=True),
    Route("GET", "/api/v1/notifications", "read:notifications", account.notifications),
    Route("POST", "/api/v2/media", "write:media", media.upload, spend="media"),
    Route("GET", "/api/v1/media/{id}", "write:media", media.get),
    Route("PUT", "/api/v1/media/{id}", "write:media", media.update),
    Route("DELETE", "/api/v1/media/{id}", "write:media", media.delete),
    Route("GET", "/system/media_attachments/{id}", "", media.served, public=True),
    Route("POST", "/api/v1/statuses", "write:statuses", status.post),
    Route("GET", "/api/v1/statuses", "read:statuses", reading.many, public=True),
    Route("GET", "/api/v1/statuses/{id}", "read:statuses", reading.get, public=True),
    Route("PUT", "/api/v1/statuses/{id}", "write:statuses", status.edit),
    Route("DELETE", "/api/v1/statuses/{id}", "write:statuses", status.delete, spend="delete"),
    Route("GET", "/api/v1/statuses/{id}/source", "read:statuses", reading.source),
    Route("GET", "/api/v1/statuses/{id}/history", "read:statuses", reading.history, public=True),
    Route("GET", "/api/v1/statuses/{id}/context", "read:statuses", reading.context, public=True),
    Route("GET", "/api/v1/scheduled_statuses", "read:statuses", scheduled.listed),
    Route("GET", "/api/v1/scheduled_statuses/{id}", "read:statuses", scheduled.get),
    Route("PUT", "/api/v1/scheduled_statuses/{id}", "write:statuses", scheduled.move),
    Route("DELETE", "/api/v1/scheduled_statuses/{id}", "write:statuses", scheduled.cancel),
)


def _owns(path: str) -> bool:
    return path.startswith(("/api/", "/oauth/", "/.well-known/oauth", "/system/media_attachments/"))


def _found_route(call: Call) -> tuple[Route, dict[str, str]]:
    for route in ROUTES:
        path = route.match(call.path)
        if path is not None and route.method == call.method:
            return route, path
    raise not_found()


def answer(ground: Ground, call: Call) -> Answer:
    """The answer to one request. What is due of the scheduled statuses is published first."""
    try:
        scheduled.publish_due(ground)
        route, path = _found_route(call)
        owner, application = allowed(route, ground, call)
        head, refused = limits.book(ground, account=owner, kind=route.spend)
        if refused is not None:
            return refused
        ask = Ask(ground, call, owner, path, parameters(call), application)
        with ground.state.change():
            result = route.run(ask)
    except RefusalError as error:
        return error.answer()
    given = result if isinstance(result, Answer) else Answer.of(200, result)
    return replace(given, headers={**head, **given.headers})


def refusal(ground: Ground, kind: str, status: int) -> Answer:
    """How Mastodon words a failure that was ordered."""
    match kind:
        case "rate_limit":
            now = ground.clock.now()
            reset = now - now % limits.REQUESTS.seconds + limits.REQUESTS.seconds
            return limits.too_many(Budget(limits.REQUESTS, left=0, reset=reset, exceeded=True))
        case "expired":
            return RefusalError(401, "The access token is invalid").answer()
        case _:
            return RefusalError(
                status, BROKEN.get(status, "There was a problem processing your request")
            ).answer()


NETWORK: Final = Network(
    name=NAME,
    title="Mastodon",
    options=OPTIONS,
    owns=_owns,
    answer=answer,
    who=who,
    refusal=refusal,
    add_account=person.add_account,
    feed=person.feed,
    edit=person.edit,
    delete=person.delete,
)
