"""Who may reply to a post and who may quote it: records beside the post, under its own key.

Source: lexicons app.bsky.feed.threadgate and app.bsky.feed.postgate.
"""

from collections.abc import Mapping
from typing import Any, Final

THREADGATE: Final = "app.bsky.feed.threadgate"
POSTGATE: Final = "app.bsky.feed.postgate"
_RULES: Final[Mapping[str, tuple[str, ...]]] = {
    "nobody": (),
    "mentioned": ("mentionRule",),
    "following": ("followingRule",),
    "followers": ("followerRule",),
}


def gates(options: Mapping[str, Any], uri: str, created: str) -> dict[str, dict[str, Any]]:
    """Collection -> record, for what `options` ask for; empty where everybody may."""
    made: dict[str, dict[str, Any]] = {}
    rules = _RULES.get(str(options.get("reply_control", "everyone")))
    if rules is not None:
        allow = [{"$type": f"{THREADGATE}#{rule}"} for rule in rules]
        made[THREADGATE] = {"$type": THREADGATE, "post": uri, "allow": allow, "createdAt": created}
    if options.get("quotes") is False:
        embedding = [{"$type": f"{POSTGATE}#disableRule"}]
        made[POSTGATE] = {"$type": POSTGATE, "post": uri, "embeddingRules": embedding, "createdAt": created}
    return made
