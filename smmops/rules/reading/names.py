"""Codes about what a file names, and what the workspace asks of it: SMM137 to SMM145."""

from smmops.media.sample import Sample
from smmops.rules.examples import SETTINGS
from smmops.rules.reading.words import Reading, front
from smmops.rules.rule import POST, Example, in_file, in_post

_BAR = Sample("image/jpeg", 1080, 1080)
_STRATEGY = """\
---
goals: [{id: awareness, business: 20 % more regulars}]
kpis: [{id: followers, goal: awareness, metric: followers}]
pillars: [{id: craft, why_care: better coffee with what you have}]
---
"""
_GROW = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
stage: grow
forge: {kind: local}
channels:
  bluesky-acme:
    network: bluesky
    handle: acme.example
    owner: mina
    goal: awareness
    evidence: 9 of 12 interviewed owners read it weekly (2026-10)
    cadence: {per_week: [2, 7]}
"""


def _media(name: str) -> str:
    return f"---\nchannels: [bluesky-acme]\nmedia: [{{file: {name}, alt: The bar}}]\n---\nOpen on Sunday from ten.\n"


NAMES = (
    Reading(
        "SMM137",
        "A post names channels of smmops.yaml",
        "A channel that does not exist gets nothing, and nobody misses it.",
        in_file(POST, "---\nchannels: [blusky-acme]\n---\nOpen on Sunday.\n"),
        in_file(POST, "---\nchannels: [bluesky-acme]\n---\nOpen on Sunday.\n"),
    ),
    Reading(
        "SMM138",
        "A file lies inside the repository",
        "What lies outside was never reviewed, and is another file on each machine.",
        in_post(_media("../../../../bar.jpg"), bar_jpg=_BAR),
        in_post(_media("bar.jpg"), bar_jpg=_BAR),
    ),
    Reading(
        "SMM139",
        "A file that is named is there",
        "Without it the post cannot be sent. Files come in with the same change as the post that shows them.",
        in_post(_media("bar.jpeg"), bar_jpg=_BAR),
        in_post(_media("bar.jpg"), bar_jpg=_BAR),
    ),
    Reading(
        "SMM140",
        "A file is a file, no link to one",
        "What a symbolic link or a submodule shows can change without a review.",
        None,
        None,
    ),
    Reading(
        "SMM141",
        "A media item names a file, or an address with its hash",
        "An item that names nothing, or both, cannot be approved.",
        front("media: [{alt: The bar}]"),
        in_post(_media("bar.jpg"), bar_jpg=_BAR),
    ),
    Reading(
        "SMM142",
        "A comment that begins with `smmops:` is an order that is known",
        "An order that is not understood does nothing, while its author believes that it does.",
        front("# smmops: ignore everything"),
        front("# a remark for colleagues"),
    ),
    Reading(
        "SMM143",
        "What the workspace's stage asks is there",
        "A workspace that measures and grows needs more than one that explores; `stage:` says how much.",
        Example({"smmops.yaml": _GROW}),
        Example({"smmops.yaml": _GROW, "strategy.md": _STRATEGY}),
    ),
    Reading(
        "SMM144",
        "smmops.yaml is there and can be used",
        "Without it there is no channel and no policy: nothing is published.",
        in_file("smmops.yaml", None),
        in_file("smmops.yaml", SETTINGS),
    ),
    Reading(
        "SMM145",
        "A file that a post depends on can be used",
        "A post is approved with its persona and campaign; where one is broken the post stays.",
        None,
        None,
    ),
)
