"""The example workspace as the demo uses it: moved to today and to networks on this machine."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

LAST = "last-forty-bags"
"""The post whose publisher is killed; it comes by a merge of its own."""

_TOP = ("smmops.yaml", "team.yaml", "strategy.md", "personas", "campaigns", "content")
_STEP = timedelta(minutes=1)
_DAY = timedelta(days=1)
_PERIOD = re.compile(r"period: \{from: ([\d-]{10}), to: ([\d-]{10})\}")
_DEMO_POLICY = (
    "  lease: 6s            # the demo does not wait 20 minutes for a dead publisher\n  lease_margin: 1s\n"
)


def example() -> dict[str, bytes]:
    """The example's files by path, as they are shipped: in the wheel as data, in a checkout at its root."""
    package = files("smmops")
    shipped = package / "data" / "example"
    root = shipped if shipped.is_dir() else files("smmops") / ".."
    found: dict[str, bytes] = {}
    for name in _TOP:
        found.update(_walk(root / name, PurePosixPath(name)))
    return found


def _walk(item: Traversable, path: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    if item.is_file():
        yield str(path), item.read_bytes()
    elif item.is_dir():
        for child in sorted(item.iterdir(), key=lambda each: each.name):
            yield from _walk(child, path / child.name)


def moved(shipped: dict[str, bytes], *, server: str, now: datetime) -> dict[str, bytes]:
    """The example with its posts due in the last quarter of an hour before `now` (in the example's zone), on `server`.

    The order of the posts stays, and they lie in their new month's folder; the gaps between them and the lease
    shrink, the limits a day grow. What compares days of a plan (rhythm, production, answers to polls, holidays) is
    left out, and campaigns run until tomorrow.
    """
    posts = sorted(path for path in shipped if is_post(path))
    in_order = sorted(posts, key=lambda path: _publish_at(shipped[path]))
    changed = {path: content for path, content in shipped.items() if path not in posts}
    for place, path in enumerate(in_order):
        at = now - _STEP * (len(in_order) - place)
        name = PurePosixPath(path).name
        changed[f"content/{at:%Y/%m}/{name}"] = _due(shipped[path].decode(), at).encode()
    for path in [path for path in changed if path.startswith("campaigns/")]:
        changed[path] = _PERIOD.sub(lambda found: _longer(found, now), shipped[path].decode()).encode()
    changed["team.yaml"] = re.sub(
        r"holidays: \[.*?\]", "holidays: []", shipped["team.yaml"].decode()
    ).encode()
    changed["smmops.yaml"] = _settings(shipped["smmops.yaml"].decode(), server=server, now=now).encode()
    return changed


def is_post(path: str) -> bool:
    """Whether a path of the workspace is a post."""
    return path.startswith("content/") and path.endswith(".md") and not path.startswith("content/ideas/")


def _publish_at(content: bytes) -> str:
    found = re.search(rb"^publish_at: (.+)$", content, re.MULTILINE)
    return found.group(1).decode() if found else ""


def _due(text: str, at: datetime) -> str:
    text = re.sub(r"^publish_at: .+$", f"publish_at: {at:%Y-%m-%d %H:%M}", text, flags=re.MULTILINE)
    text = re.sub(r"^not_after: .+$", "not_after: 12h", text, flags=re.MULTILINE)
    text = re.sub(r"^(production|follows|recycled_from): .+\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"(event: .*date: )[\d-]{10}", rf"\g<1>{at - _DAY:%Y-%m-%d}", text)
    return re.sub(r"\{publish_at: \d\d:\d\d", f"{{publish_at: {at + _STEP:%Y-%m-%d %H:%M}", text)


def _longer(period: re.Match[str], now: datetime) -> str:
    first = min(period[1], f"{now - _DAY:%Y-%m-%d}")
    return f"period: {{from: {first}, to: {max(period[2], f'{now + _DAY:%Y-%m-%d}')}}}"


def _settings(text: str, *, server: str, now: datetime) -> str:
    text = re.sub(r"^    server: .+$", f"    server: {server}", text, flags=re.MULTILINE)
    text = re.sub(r"^since: .+$", f"since: {now - timedelta(days=1):%Y-%m-%d}", text, flags=re.MULTILINE)
    text = re.sub(r"^    cadence: .+\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^stage: .+$", "stage: explore", text, flags=re.MULTILINE)
    text = re.sub(r"^  per_day: .+$", "  per_day: 20", text, flags=re.MULTILINE)
    text = re.sub(r"^  min_gap: .+\n", "  min_gap: 0m\n", text, flags=re.MULTILINE)
    return text.replace("policy:\n", "policy:\n" + _DEMO_POLICY)
