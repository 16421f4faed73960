"""A small workspace in which somebody writes: three channels, slots, and two posts in December 2026."""

from pathlib import Path

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
language: {language}
site: https://acme.example
channels:
  bluesky-acme:
    network: bluesky
    handle: acme.example
    server: https://bsky.social
    cadence: {{per_week: [2, 5], max_gap: 60d}}
    slots: [Tue 09:30, Thu 18:00]
  mastodon-acme:
    network: mastodon
    handle: acme@social.example
    server: https://social.example
    slots: [Tue 09:30, Fri 12:00]
  x-acme:
    network: x
    handle: acme
    status: claimed
"""
BREW = """\
---
title: Brew at home        # for people
publish_at: 2026-12-01 09:30
channels: [bluesky-acme, mastodon-acme]
---
Three steps, one kettle. ☕ https://acme.com/brew-at-home #coffee
"""
LATTE = """\
---
title: 라떼 아트 첫걸음 👩🏽‍🍳
publish_at: 2026-12-03 18:00
channels: [bluesky-acme]
options:
  x: {publish_at: "19:00"}
---
우유는 60도까지만 데우고 천천히.
"""
DRAFT = """\
---
title: Beans of the month
channels: [mastodon-acme, bluesky-acme]   # both, at their own time
---
Apricot first, black tea after.
"""
TEAM = "solo: true\nmembers:\n  - {id: me, git_emails: [me@acme.example], roles: [editor, admin]}\n"


def desk(top: Path, language: str = "en", **files: str) -> Path:
    """The workspace in `top`; `files` are more, `__` for `/` and `_dot_` for `.`."""
    every = {
        "smmops.yaml": SETTINGS.format(language=language),
        "team.yaml": TEAM,
        "content/2026/12/brew-at-home.md": BREW,
        "content/2026/12/latte-art.md": LATTE.replace('options:\n  x: {publish_at: "19:00"}\n', ""),
        "content/2026/11/beans.md": DRAFT,
        "content/ideas/cold-brew.md": "---\ntitle: Cold brew in winter\n---\nWhy not.\n",
        **{name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()},
    }
    for name, text in every.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top
