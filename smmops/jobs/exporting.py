"""`export`: the posts of a workspace as one file that comes back as it was."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from smmops.compose.payload import compose, digest
from smmops.exchange.record import Record, record
from smmops.model.message import Message, msg
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Export:
    """The posts that go out, in the order of their paths, and (path, why) of those that stay."""

    records: tuple[Record, ...]
    left: tuple[tuple[str, Message], ...]


def exported(workspace: Workspace, tree: Tree, *, posts: Collection[str] = (), month: str = "") -> Export:
    """Every post that can be read, or those of `posts`, or those with a time in `month` (`2026-12`, in the brand's zone)."""
    home = f"{workspace.folder}/" if workspace.folder else ""
    zone = ZoneInfo(workspace.settings.timezone) if workspace.settings else UTC
    records, left = list[Record](), list[tuple[str, Message]]()
    for post in sorted(workspace.posts.values(), key=lambda each: each.path):
        if (posts and post.id not in posts) or (month and not _in(post, month, zone)):
            continue
        found = record(post.path[len(home) :], tree.read(post.path))
        if found is None:
            left.append((post.path, msg("its front matter cannot be read")))
        else:
            records.append(found)
    if not posts and not month:
        left += [(path, msg("its front matter cannot be read")) for path in sorted(workspace.broken.values())]
    return Export(tuple(records), tuple(left))


def _in(post: Post, month: str, zone: tzinfo) -> bool:
    return any(
        variant.publish_at and f"{variant.publish_at.astimezone(zone):%Y-%m}" == month
        for variant in post.variants
    )


def variants(workspace: Workspace, tree: Tree, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """What each channel gets, by post id, for readers of the JSON."""
    settings = workspace.settings
    assert settings is not None
    found: dict[str, list[dict[str, Any]]] = {}
    for name in ids:
        post = workspace.posts[name]
        found[name] = [
            {
                "channel": variant.channel,
                "network": variant.network,
                "publish_at": variant.publish_at.astimezone(UTC).isoformat() if variant.publish_at else None,
                "format": variant.format,
                "parts": list(variant.parts),
                "link": variant.link,
                "payload_sha256": digest(
                    compose(
                        post,
                        variant,
                        settings=settings,
                        digest_of=lambda file: file.sha256 or tree.sha256(file.path),
                    )
                ),
            }
            for variant in post.variants
        ]
    return found
