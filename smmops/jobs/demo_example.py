"""The example workspace as the demo uses it: moved to today and to networks on this machine."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

LAST = "last-forty-bags"
"""The post whose publisher is killed; it comes by a merge of its own."""

_FILES = "smmops.yaml team.yaml strategy.md money.yaml handles.yaml rights.yaml moderation.yaml"
_FOLDERS = "personas campaigns content playbooks reviews decisions experiments inspiration feedback advocacy tasks data"
_NEEDED = frozenset({"smmops.yaml", "team.yaml", "strategy.md", "rights.yaml"})
"""What a handful of posts cannot do without; the rest of the workspace speaks of posts that the demo does not have."""
_BY_HAND = re.compile(rb"^deliver: remind$", re.MULTILINE)
_PAID = re.compile(rb"^flights:", re.MULTILINE)
_STEP = timedelta(minutes=1)
_DEMO_POLICY = (
    "  lease: 10s           # the demo does not wait 20 minutes for a dead publisher\n  lease_margin: 1s\n"
)


def example() -> dict[str, bytes]:
    """The example's files by path, as they are shipped: in the wheel as data, in a checkout at its root."""
    package = files("smmops")
    shipped = package / "data" / "example"
    root = shipped if shipped.is_dir() else files("smmops") / ".."
    found: dict[str, bytes] = {}
    for name in (*_FILES.split(), *_FOLDERS.split()):
        found.update(_walk(root / name, PurePosixPath(name)))
    return found


def _walk(item: Traversable, path: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    if item.is_file():
        yield str(path), item.read_bytes()
    elif item.is_dir():
        for child in sorted(item.iterdir(), key=lambda each: each.name):
            yield from _walk(child, path / child.name)


def played(shipped: dict[str, bytes]) -> dict[str, bytes]:
    """What of the example the demo plays: the posts that smmops publishes by itself, and what they need.

    Posts that a person sends by hand stay out, and with them their media, the ads, the ideas, and personas that
    only such posts are for.
    """
    posts = {path: text for path, text in shipped.items() if is_post(path) and not _BY_HAND.search(text)}
    named = b"\n".join([*posts.values(), shipped["strategy.md"]])

    def needed(path: str, content: bytes) -> bool:
        folder, _, name = path.rpartition("/")
        if folder == "content/media":
            return name.encode() in named
        if folder == "personas":
            return name.removesuffix(".md").encode() in named
        return path in _NEEDED or (folder == "campaigns" and not _PAID.search(content))

    return {path: content for path, content in shipped.items() if path in posts or needed(path, content)}


def moved(shipped: dict[str, bytes], *, server: str, now: datetime) -> dict[str, bytes]:
    """What the demo plays, its posts due in the last quarter of an hour before `now` (in the example's zone), on `server`.

    The order of the posts stays, and they lie in their new month's folder; the gaps between them and the lease
    shrink, the limits a day grow. Every other day of the workspace moves as far as the last post does. Channels
    that no post goes to are only claimed, and no channel is on the internet.
    """
    here = played(shipped)
    posts = sorted(path for path in here if is_post(path))
    in_order = sorted(posts, key=lambda path: _publish_at(here[path]))
    far = now.date() - date.fromisoformat(_publish_at(here[in_order[-1]])[:10])
    changed = {path: _later(path, content, far) for path, content in here.items() if path not in posts}
    for place, path in enumerate(in_order):
        at = now - _STEP * (len(in_order) - place)
        name = PurePosixPath(path).name
        changed[f"content/{at:%Y/%m}/{name}"] = _due(_later(path, here[path], far).decode(), at).encode()
    used = {name for path in posts for name in _channels(here[path])}
    changed["smmops.yaml"] = _settings(changed["smmops.yaml"].decode(), used=used, server=server).encode()
    return changed


def _later(path: str, content: bytes, far: timedelta) -> bytes:
    """A file with every day (2026-12-25) and week (2026-W52) that it names moved."""
    if path.startswith("content/media/"):
        return content

    def day(found: re.Match[str]) -> str:
        return (date.fromisoformat(found.group()) + far).isoformat()

    def week(found: re.Match[str]) -> str:
        year, number, _ = (date.fromisocalendar(int(found[1]), int(found[2]), 1) + far).isocalendar()
        return f"{year}-W{number:02}"

    text = re.sub(r"\b\d{4}-\d\d-\d\d\b", day, content.decode())
    return re.sub(r"\b(\d{4})-W(\d\d)\b", week, text).encode()


def is_post(path: str) -> bool:
    """Whether a path of the workspace is a post."""
    return path.startswith("content/") and path.endswith(".md") and not path.startswith("content/ideas/")


def _publish_at(content: bytes) -> str:
    found = re.search(rb"^publish_at: (.+)$", content, re.MULTILINE)
    return found.group(1).decode() if found else ""


def _channels(content: bytes) -> list[str]:
    found = re.search(rb"^channels: \[(.+)\]$", content, re.MULTILINE)
    return found.group(1).decode().split(", ") if found else []


def _due(text: str, at: datetime) -> str:
    text = re.sub(r"^publish_at: .+$", f"publish_at: {at:%Y-%m-%d %H:%M}", text, flags=re.MULTILINE)
    text = re.sub(r"^not_after: .+$", "not_after: 12h", text, flags=re.MULTILINE)
    text = re.sub(r"^(production|follows): .+\n", "", text, flags=re.MULTILINE)  # nothing takes a day here
    return re.sub(r"\{publish_at: \d\d:\d\d", f"{{publish_at: {at + _STEP:%Y-%m-%d %H:%M}", text)


def _settings(text: str, *, used: set[str], server: str) -> str:
    def channel(block: re.Match[str]) -> str:
        if block.group(1) in used:
            return block.group()
        claimed = "    status: claimed\n    server: this machine"
        rest = re.sub(r"^    server: .+\n", "", block.group(), flags=re.MULTILINE)
        return re.sub(r"^    status: .+$", claimed, rest, flags=re.MULTILINE)

    text = re.sub(r"^  ([a-z0-9-]+):\n(?:    .+\n)+", channel, text, flags=re.MULTILINE)
    text = re.sub(r"^    server: .+$", f"    server: {server}", text, flags=re.MULTILINE)
    text = re.sub(r"^    cadence: .+$", "    cadence: {per_week: [0, 60]}", text, flags=re.MULTILINE)
    text = re.sub(r"^stage: .+$", "stage: explore", text, flags=re.MULTILINE)
    text = re.sub(r"^  [a-z]+_share: .+\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^  per_day: .+$", "  per_day: 20", text, flags=re.MULTILINE)
    text = re.sub(r"^  min_gap: .+\n", "  min_gap: 0m\n", text, flags=re.MULTILINE)
    return text.replace("policy:\n", "policy:\n" + _DEMO_POLICY)
