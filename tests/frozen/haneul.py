"""A small bookshop's workspace with every kind of file, and what its first days left in the ledger."""

import struct
import zlib
from datetime import datetime, timedelta


def png() -> bytes:
    """A picture of 8 x 8 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + bytes((200, 120 + 8 * row, 90)) * 8 for row in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


SETTINGS = """\
# Haneul Books, a bookshop in Mangwon-dong
version: 1
id: haneul
brand: Haneul Books
timezone: Asia/Seoul
language: ko
stage: explore
site: https://haneul.example
since: {since}
forge: {{kind: local}}
mentions:
  mok-bakery: {{name: Mok Bakery, bluesky: mok.example, mastodon: "@mok@social.example"}}
channels:
  bluesky-haneul:
    network: bluesky
    handle: haneul.example
    server: {server}
    cadence: {{per_week: [0, 7], max_gap: 30d}}
    slots: [Tue 09:30, Thu 18:00]
  mastodon-haneul:
    network: mastodon
    handle: haneul
    server: {server}
    was: [masto-haneul]
policy:
  approvals: {{minimum: 1, level: merged}}
  lease: 6s
  lease_margin: 1s
  per_day: 50
  min_gap: 0m
  utm: {{source: "{{network}}", medium: social, campaign: "{{campaign}}", content: "{{post}}"}}
  allowed_links: [haneul.example]
"""
FILES = {
    "team.yaml": """\
members:
  - {id: mina, name: Mina Park, git_emails: [mina@acme.example], roles: [editor, approver, admin]}
  - {id: juno, name: Juno Álvarez, git_emails: [juno@acme.example], roles: [editor, approver, admin]}
roles: {approver: {may_approve: ["**"]}, admin: {may_approve: ["**"]}}
training: [{topic: brand-voice, required_for: [approver], valid: 365d, done: {mina: 2026-09-01, juno: 2026-09-02}}]
hours: {days: [Mon, Tue, Wed], from: "09:00", to: "18:00", holidays: [2026-12-25]}
solo: false
""",
    "strategy.md": """\
---
goals:
  - {id: readers, business: Readers who come back, owner: mina}
pillars:
  - {id: shelf, why_care: Somebody chose with care}
---
Small, warm, never loud.
""",
    "money.yaml": """\
caps: {currency: KRW, month: 500_000, year: 4_000_000}
rates: [{from: USD, to: KRW, rate: 1390.5, date: 2026-11-20, source: Bank of Korea}]
costs: [{what: newsletter, kind: tools, amount: 30_000, currency: KRW, month: 2026-12}]
""",
    "handles.yaml": "- {handle: haneul.example, network: bluesky, state: owned, owner: mina, two_factor: yes}\n",
    "rights.yaml": 'poet-2026: {covers: [quote], uses: [organic], until: 2027-06-30, kept: "folder 2026/3"}\n',
    "moderation.yaml": "hide: [도박]\nallow: [쓰다]\nowner: mina\n",
    "freeze.yaml": "reason: none\nby: mina\nscope: none\nlift: []\n",
    "personas/night-reader.md": """\
---
age: [25, 40]
locations: [Seoul]
gender: unknown
interests: [novels]
pain_points: [{id: no-time, text: "No time to choose"}]
motivations: [calm]
---
Reads after ten.
""",
    "campaigns/winter-shelf.yaml": "name: Winter shelf\ngoal: readers\nperiod: {from: 2026-11-01, to: 2027-01-31}\n",
    "playbooks/question.md": "---\nfor: question\nowner: mina\n---\nAnswer the same day.\n",
    "content/ideas/blind-date.md": "---\ntitle: 책과의 소개팅\nowner: juno\n---\nWrapped books.\n",
    "decisions/2026-11.md": "---\ndecisions: []\n---\nNothing yet.\n",
    "data/reviews/2026-11-30.csv": "source,metric,value\nGoogle,rating,4.7\n",
}
POSTS = {
    "autumn": (
        "bluesky-haneul, mastodon-haneul",
        "campaign: winter-shelf\nlink: https://haneul.example/autumn\n",
        "가을이 왔어요. New books on Saturday 🍂\n\n## mastodon-haneul\n새 책은 토요일에 나옵니다. {{ link }}\n",
    ),
    "shelf-tour": (
        "bluesky-haneul",
        "media:\n  - {file: shelf.png, alt: A shelf in warm light}\n",
        "One shelf, three books.\n\n---\nThe second is by {{ @mok-bakery }}.\n\n---\n세 번째는 시집입니다.\n",
    ),
    "which-genre": (
        "mastodon-haneul",
        "poll: {options: [소설, 시], duration: 1d}\nlanguage: ko\n",
        "어떤 책을 먼저 읽을까요?\n",
    ),
    "wrong-price": ("bluesky-haneul", "", "Everything for 1 won\n"),
    "by-hand": ("bluesky-haneul", "deliver: remind\n", "A story that a person sends.\n"),
}


def post(name: str, at: datetime) -> str:
    """The file of a post that is due at a time."""
    channels, more, body = POSTS[name]
    return f"---\npublish_at: {at:%Y-%m-%d %H:%M}Z\nchannels: [{channels}]\n{more}---\n{body}"


def late(at: datetime) -> str:
    """A post that first stands on main long after it was due."""
    return f"---\npublish_at: {at - timedelta(days=3):%Y-%m-%d %H:%M}Z\nchannels: [bluesky-haneul]\n---\nToo late for this.\n"
