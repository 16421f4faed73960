"""The example at the repository's root, read once, and a check of it."""

from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
MEDIA = ROOT / "content" / "media"


@cache
def posts() -> dict[str, tuple[dict[str, object], str]]:
    """Each post's id, its front matter and its body, in the order of their times."""
    found = {}
    for path in (ROOT / "content" / "2026").rglob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.stem] = (yaml.load(front, Loader=yaml.BaseLoader), body.strip())
    return dict(sorted(found.items(), key=lambda item: item[1][0]["publish_at"]))


def networks() -> dict[str, str]:
    """Each channel's network."""
    settings = yaml.safe_load((ROOT / "smmops.yaml").read_text(encoding="utf-8"))
    return {name: channel["network"] for name, channel in settings["channels"].items()}


def pages() -> list[Path]:
    """Every text that people of the brand wrote."""
    folders = (
        "content",
        "personas",
        "playbooks",
        "decisions",
        "experiments",
        "inspiration",
        "feedback",
        "advocacy",
        "tasks",
        "data",
        "campaigns",
        "reviews",
    )
    written = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".md", ".yaml", ".vtt", ".csv")
    ]
    tops = (
        "smmops.yaml",
        "strategy.md",
        "team.yaml",
        "money.yaml",
        "handles.yaml",
        "rights.yaml",
        "moderation.yaml",
    )
    return [*written, *(ROOT / name for name in tops)]
