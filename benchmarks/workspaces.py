"""Workspaces and ledgers of any size, the same for the same seed: what the benchmarks measure.

`python -m benchmarks.workspaces FOLDER --posts 10000` writes one to look at.
"""

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import words
from smmops.media.sample import Sample, sample_bytes

BRAND = "halla"
SEED = 20261201
ANCHOR = datetime(2026, 12, 1, tzinfo=UTC)
"""The day that `published` posts lie before, unless another is given."""

_A_DAY = 6
_HOURS = (8, 10, 12, 15, 18, 20)
_CHANNELS = (
    ("bluesky-halla", "bluesky", "handle: halla.example, server: https://bsky.social"),
    ("bluesky-beans", "bluesky", "handle: beans.halla.example, server: https://bsky.social"),
    ("mastodon-halla", "mastodon", 'handle: "halla@social.example", server: https://social.example'),
    ("mastodon-ko", "mastodon", 'handle: "halla@ko.example", server: https://ko.example, language: ko'),
    ("x-halla", "x", "handle: hallaroasters"),
    ("linkedin-halla", "linkedin", 'handle: halla, account: "urn:li:organization:5515715"'),
    ("facebook-halla", "facebook", 'handle: hallaroasters, account: "104857600000001"'),
    ("instagram-halla", "instagram", 'handle: halla.roasters, account: "17841400000000001"'),
    ("threads-halla", "threads", 'handle: halla.roasters, account: "17841400000000002"'),
)
_PILLARS = ("craft", "people", "origin")
_MEDIA = 60


@dataclass(frozen=True, slots=True)
class Planned:
    """One post as it was written: enough to write the ledger of its publication."""

    id: str
    path: str
    at: datetime
    channels: tuple[str, ...]
    text: bytes


def workspace(
    count: int, *, past: int = 0, anchor: datetime = ANCHOR, seed: int = SEED
) -> tuple[dict[str, bytes], list[Planned]]:
    """The files of a workspace with `count` posts, and the posts in the order of time.

    The first `past` of them lie before the day of `anchor` (UTC), the others after it.
    """
    chance = random.Random(seed)  # noqa: S311 -- the same seed, the same posts
    files = dict(_around(anchor, count, past))
    posts = [_post(number, number - past, anchor=anchor, chance=chance) for number in range(count)]
    files.update((post.path, post.text) for post in posts)
    return files, posts


def edited(post: Planned, *, note: str = "One more thing: the shop opens at nine on that day.") -> bytes:
    """The post with another text: what somebody changes in a pull request."""
    return post.text + f"\n{note}\n".encode()


def _around(anchor: datetime, count: int, past: int) -> Iterator[tuple[str, bytes]]:
    """Everything but the posts."""
    since = anchor - timedelta(days=past // _A_DAY + 2)
    channels = "".join(f"  {id_}: {{network: {net}, {rest}}}\n" for id_, net, rest in _CHANNELS)
    yield (
        "smmops.yaml",
        f"""\
version: 1
id: {BRAND}
brand: Halla Roasters
timezone: Asia/Seoul
site: https://halla.example
since: {since:%Y-%m-%d}
forge: {{kind: local}}
channels:
{channels}policy:
  approvals: {{minimum: 1, level: merged}}
  per_day: 20
  min_gap: 5m
""".encode(),
    )
    yield (
        "team.yaml",
        b"""\
members:
  - {id: mina, name: Mina Park, git_emails: [mina@halla.example], roles: [editor, approver, admin]}
  - {id: juno, name: Juno Kim, git_emails: [juno@halla.example], roles: [editor]}
roles:
  admin: {may_approve: ["**"]}
  approver: {may_approve: ["content/**", "personas/**", "campaigns/**"]}
""",
    )
    pillars = "".join(
        f"  - {{id: {name}, why_care: a better cup at home, persona: olivia-owner, purpose: help, "
        "demand: create, funnel: awareness}\n"
        for name in _PILLARS
    )
    yield "strategy.md", f"---\npillars:\n{pillars}---\nWe roast for people who brew at home.\n".encode()
    yield (
        "personas/olivia-owner.md",
        b"""\
---
name: Olivia, owner of a small shop
age: [28, 45]
locations: [Seoul, Busan]
gender: any
interests: [specialty coffee]
pain_points: [{id: bitter-coffee, text: Guests find the filter coffee bitter}]
motivations: [regulars who come back]
---
""",
    )
    for number in range(1, 61):
        start = anchor.date() + timedelta(days=30 * (number - 6))
        yield (
            f"campaigns/season-{number:02d}.yaml",
            f"name: Season {number}\ngoal: regulars\nperiod: {{from: {start}, to: {start + timedelta(days=60)}}}\n".encode(),
        )
    for number in range(min(_MEDIA, max(4, count // 20))):
        sample = Sample("image/jpeg", width=1200 + number, height=900, size=40_000 + 997 * number)
        yield f"content/media/cup-{number:02d}.jpg", sample_bytes(sample)


def _post(number: int, offset: int, *, anchor: datetime, chance: random.Random) -> Planned:
    day = anchor + timedelta(days=offset // _A_DAY)
    local = day.replace(hour=_HOURS[offset % _A_DAY], minute=chance.choice((0, 7, 15, 30, 41)))
    at = local - timedelta(hours=9) + timedelta(days=offset >= 0)  # Asia/Seoul
    values = _values(number, chance)
    korean = chance.random() < 0.1
    chosen = sorted(chance.sample(range(len(_CHANNELS)), chance.choice((1, 2, 2, 3, 4))))
    channels = tuple(_CHANNELS[index][0] for index in chosen)
    networks = {_CHANNELS[index][1] for index in chosen}
    local_at = at + timedelta(hours=9)
    front = [
        f"title: {values['bean']}, lot {values['lot']}",
        f"publish_at: {local_at:%Y-%m-%d %H:%M}",
        f"channels: [{', '.join(channels)}]",
        f"pillar: {chance.choice(_PILLARS)}",
    ]
    front += ["language: ko"] if korean else []
    season = (local_at.date() - anchor.date()).days // 30 + 6
    front += [f"campaign: season-{season:02d}"] if chance.random() < 0.3 and 1 <= season <= 60 else []
    if "instagram" in networks or chance.random() < 0.5:
        front += ["media:"]
        for _ in range(chance.choice((1, 1, 1, 2))):
            alt = chance.choice(words.ALTS).format(**values)
            front += [f"  - file: cup-{chance.randrange(4):02d}.jpg", f"    alt: {alt}"]
    if "instagram" not in networks and chance.random() < 0.25:
        front += [f"link: https://halla.example/lots/{values['lot']}"]
    short = bool(networks & {"bluesky", "x"})
    body = _korean(values, chance) if korean else _english(values, chance, short=short)
    if not korean and "x-halla" in channels and len(channels) > 1:
        body += f"\n## x-halla\n{values['bean']}, lot {values['lot']}: {values['taste']}, then {values['other']}.\n"
    id_ = f"{values['bean'].lower().replace(' ', '-').replace('ñ', 'n').replace('ú', 'u').replace('á', 'a')}-{number:05d}"
    id_ = id_.replace("ó", "o")
    text = "---\n" + "\n".join(front) + "\n---\n" + body
    return Planned(id_, f"content/{local_at:%Y/%m}/{id_}.md", at, channels, text.encode())


def _values(number: int, chance: random.Random) -> Mapping[str, Any]:
    gear = chance.choice(words.GEAR)
    return {
        "bean": chance.choice(words.BEANS),
        "gear": gear,
        "gear_name": gear.removeprefix("the ").removeprefix("an ").removeprefix("a "),
        "person": chance.choice(words.PEOPLE),
        "place": chance.choice(words.PLACES),
        "taste": chance.choice(words.TASTES),
        "other": chance.choice(words.TASTES),
        "number": chance.randint(11, 240),
        "seconds": chance.randint(35, 290),
        "degrees": chance.randint(86, 98),
        "metres": chance.randint(900, 2300),
        "week": chance.randint(2, 51),
        "lot": f"{number:05d}",
    }


def _english(values: Mapping[str, Any], chance: random.Random, *, short: bool) -> str:
    pieces = [chance.choice(words.OPENINGS), chance.choice(words.MIDDLES), chance.choice(words.ENDINGS)]
    if short:
        pieces.pop(1)
    return "\n\n".join(piece.format(**values) for piece in pieces) + "\n"


def _korean(values: Mapping[str, Any], chance: random.Random) -> str:
    return "\n".join(piece.format(**values) for piece in chance.sample(words.KOREAN, 3)) + "\n"


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """The files below a folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def main() -> None:
    """Writes a workspace into a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--past", type=int, default=0)
    given = parser.parse_args()
    write(given.folder, workspace(given.posts, past=given.past)[0])


if __name__ == "__main__":
    main()
