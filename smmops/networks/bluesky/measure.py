"""Numbers of a Bluesky account and of its posts. Source: lexicons actor.getProfile and feed.getPosts."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from smmops.model.outcome import Refusal, Remote, Sample
from smmops.networks.bluesky.key import parts_of
from smmops.networks.bluesky.session import Login
from smmops.networks.bluesky.xrpc import Xrpc
from smmops.networks.sample import level, missing, sample

_ACCOUNT: Final = {"followers": "followersCount", "following": "followsCount", "posts": "postsCount"}
_POST: Final = {
    "replies": "replyCount",
    "reposts": "repostCount",
    "likes": "likeCount",
    "quotes": "quoteCount",
    "bookmarks": "bookmarkCount",
}
_NEVER: Final = ("impressions", "reach", "views", "clicks")
_UNGIVEN: Final = "bluesky gives no such number"
_UNSEEN: Final = "bluesky did not show this post"
_UNNAMED: Final = "the ledger holds an address of this post, not the at-uri that can be asked for"
_PAGE: Final = 25


def account_samples(xrpc: Xrpc, channel: str) -> Sequence[Sample] | Refusal:
    """Followers, following, posts; `channel` is the subject."""
    login = xrpc.session.opened()
    if not isinstance(login, Login):
        return login
    name = "app.bsky.actor.getProfile"
    profile = xrpc.get(name, ("actor", login.did))
    if not isinstance(profile, dict):
        return profile
    given = [sample(channel, metric, profile.get(key), source=name) for metric, key in _ACCOUNT.items()]
    never = [missing(channel, metric, _UNGIVEN) for metric in ("impressions", "reach")]
    return [level(each) for each in (*given, *never)]


def post_samples(xrpc: Xrpc, remotes: Mapping[str, Remote]) -> Sequence[Sample] | Refusal:
    """Five counts a post; `remotes` maps subjects to posts. What the network leaves out is said to be missing."""
    asked = [subject for subject in remotes if parts_of(remotes[subject].id)]
    samples: list[Sample] = []
    name = "app.bsky.feed.getPosts"
    for start in range(0, len(asked), _PAGE):
        page = asked[start : start + _PAGE]
        came = xrpc.get(name, *(("uris", remotes[subject].id) for subject in page))
        if not isinstance(came, dict):
            return came
        posts = came.get("posts")
        shown = (
            {post.get("uri"): post for post in posts if isinstance(post, dict)}
            if isinstance(posts, list)
            else {}
        )
        for subject in page:
            samples += _of_post(subject, shown.get(remotes[subject].id), name)
    for subject in (each for each in remotes if not parts_of(remotes[each].id)):
        samples += _of_post(subject, None, name, why=_UNNAMED)
    return samples


def _of_post(
    subject: str, post: Mapping[str, Any] | None, source: str, *, why: str = _UNSEEN
) -> list[Sample]:
    never = [missing(subject, metric, _UNGIVEN) for metric in _NEVER]
    if post is None:
        return [*(missing(subject, metric, why) for metric in _POST), *never]
    return [*(sample(subject, metric, post.get(key), source=source) for metric, key in _POST.items()), *never]
