"""Bluesky: a PDS, the AppView's reading methods and the video service on one address.

Source: platforms' notes of 2026-11 and the reference PDS (@atproto/pds with dev-env 0.3.215).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from smmops.sandbox.bluesky import appview, blob, limits, person, repo, session, video
from smmops.sandbox.bluesky.xrpc import NAME, PREFIX, Ask, Method, XrpcError, bad_request, serve
from smmops.sandbox.limits import Budget
from smmops.sandbox.network import Answer, Call, Ground, Network
from smmops.sandbox.state import Account

OPTIONS: Final[Mapping[str, Any]] = {
    "rate_limits": True,
    "index_delay": 0.0,
    "strict_facets": True,
    "apply_writes": True,
    "blob_bytes": 52_428_800,
    "video_seconds": 2.0,
    "video_failure": None,
}


BROKEN: Final = {502: "UpstreamFailure", 503: "NotEnoughResources", 504: "UpstreamTimeout"}


def _describe_server(ask: Ask) -> dict[str, Any]:
    return {
        "did": session.pds_did(ask.call.base),
        "availableUserDomains": [".bsky.social"],
        "inviteCodeRequired": False,
    }


def _resolve_handle(ask: Ask) -> dict[str, str]:
    account = ask.ground.state.account(NAME, ask.params["handle"].lower())
    if account is None:
        raise bad_request("Unable to resolve handle")
    return {"did": account.id}


def reader(ground: Ground, call: Call) -> tuple[Account | None, Mapping[str, Any]]:
    """Public reads need no token; one that is sent must hold."""
    return session.access(ground, call) if "authorization" in call.headers else (None, {})


METHODS: Final[Mapping[str, Method]] = {
    "com.atproto.server.describeServer": Method(_describe_server),
    "com.atproto.server.createSession": Method(session.create_session, spend=limits.sign_in),
    "com.atproto.server.refreshSession": Method(session.refresh_session, session.refresh),
    "com.atproto.server.getSession": Method(session.get_session, session.access),
    "com.atproto.server.deleteSession": Method(session.delete_session, session.refresh_even_late),
    "com.atproto.server.getServiceAuth": Method(session.service_auth, session.access),
    "com.atproto.identity.resolveHandle": Method(_resolve_handle),
    "com.atproto.repo.describeRepo": Method(repo.describe_repo),
    "com.atproto.repo.getRecord": Method(repo.get_record),
    "com.atproto.repo.listRecords": Method(repo.list_records),
    "com.atproto.repo.putRecord": Method(repo.put_record, session.access, limits.writes(2)),
    "com.atproto.repo.createRecord": Method(repo.create_record, session.access, limits.writes(3)),
    "com.atproto.repo.deleteRecord": Method(repo.delete_record, session.access, limits.writes(1)),
    "com.atproto.repo.applyWrites": Method(repo.apply_writes, session.access, limits.batch),
    "com.atproto.repo.uploadBlob": Method(blob.upload_blob, blob.upload_auth, limits.blob),
    "com.atproto.sync.getBlob": Method(blob.get_blob),
    "app.bsky.actor.getProfile": Method(appview.profile, reader),
    "app.bsky.feed.getPosts": Method(appview.get_posts, reader),
    "app.bsky.feed.getAuthorFeed": Method(appview.author_feed, reader),
    "app.bsky.feed.getPostThread": Method(appview.post_thread, reader),
    "app.bsky.video.uploadVideo": Method(video.upload_video, video.upload_auth),
    "app.bsky.video.getJobStatus": Method(video.job_status),
    "app.bsky.video.getUploadLimits": Method(video.upload_limits, video.limits_auth),
}


def _answer(ground: Ground, call: Call) -> Answer:
    try:
        head = limits.requests(ground)
    except XrpcError as error:
        return error.answer()
    given = serve(METHODS, ground, call)
    return replace(given, headers={**head, **given.headers})


def refusal(ground: Ground, kind: str, status: int) -> Answer:
    """How Bluesky words a failure that was ordered."""
    match kind:
        case "rate_limit":
            now = ground.clock.now()
            reset = now - now % limits.REQUESTS.seconds + limits.REQUESTS.seconds
            spent = Budget(limits.REQUESTS, left=0, reset=reset, exceeded=True)
            return limits.exceeded(spent, now).answer()
        case "expired":
            return bad_request("Token has expired", "ExpiredToken").answer()
        case _:
            name = BROKEN.get(status, "InternalServerError")
            return XrpcError(status, name, "Internal Server Error").answer()


NETWORK: Final = Network(
    name=NAME,
    title="Bluesky",
    options=OPTIONS,
    owns=lambda path: path.startswith(PREFIX),
    answer=_answer,
    who=session.who,
    refusal=refusal,
    add_account=person.add_account,
    feed=person.feed,
    edit=person.edit,
    delete=person.delete,
)
