"""Rules about a body's text that need to know which channel takes which section."""

import re
from collections.abc import Mapping, Sequence

from smmops.model.document import Section
from smmops.model.message import msg
from smmops.model.post import Variant
from smmops.store.finding import Finding
from smmops.store.names import Names

LINK = re.compile(r"\{\{\s*link\s*\}\}")
_MENTION = re.compile(r"(?<![\w@/.&+-])@[A-Za-z0-9_][A-Za-z0-9_.-]*")
_HOLE = re.compile(r"\{\{[^{}\n]{0,120}\}\}")
_MOST = 10


def judge_text(
    sections: Sequence[Section],
    *,
    used: Mapping[int, set[str]],
    variants: Sequence[Variant | None],
    names: Names,
) -> list[Finding]:
    """Placeholders without their link, names that mean somebody else elsewhere, text that nobody gets."""
    found: list[Finding] = []
    for index, section in enumerate(sections):
        networks = used.get(index, set())
        if len(networks) > 1:
            found.extend(_bare_mentions(section, networks))
        if any(LINK.search(part.text) for part in section.parts):
            found.extend(_without_link(section, variants))
        if not section.names and not section.comment and not networks and names.channels:
            found.append(
                Finding(
                    "SMM136",
                    (section.line, 1),
                    msg("no channel gets this text: each has a section of its own"),
                    msg("take the text away, or a section whose channel should get it"),
                )
            )
    return found


def _bare_mentions(section: Section, networks: set[str]) -> list[Finding]:
    found: list[Finding] = []
    for part in section.parts:
        for ahead, line in enumerate(part.text.split("\n")):
            for mention in _MENTION.finditer(_HOLE.sub(lambda hole: " " * len(hole[0]), line)):
                name = mention[0].rstrip(".-")
                if len(found) >= _MOST:
                    return found
                if name != "@":
                    found.append(
                        Finding(
                            "SMM133",
                            (part.line + ahead, mention.start() + 1),
                            msg(
                                "`{name}` is somebody else on each of {count} networks",
                                name=name[:60],
                                count=len(networks),
                            ),
                            msg(
                                "write `{hole}` and name the account under `mentions:` of smmops.yaml",
                                hole="{{ " + name[:60] + " }}",
                            ),
                        )
                    )
    return found


def _without_link(section: Section, variants: Sequence[Variant | None]) -> list[Finding]:
    """A section whose `{{ link }}` a channel cannot fill."""
    wanted = {name.casefold() for name in section.names}
    empty = [
        variant.channel
        for variant in variants
        if variant
        and variant.link is None
        and (not wanted or variant.channel in wanted or variant.network in wanted)
        and any(LINK.search(text) for text in (*variant.parts, variant.first_comment or ""))
    ]
    if not empty:
        return []
    part = next(part for part in section.parts if LINK.search(part.text))
    ahead = next(i for i, line in enumerate(part.text.split("\n")) if LINK.search(line))
    return [
        Finding(
            "SMM132",
            (part.line + ahead, 1),
            msg("`{hole}` stands here, and {channel} has no link", hole="{{ link }}", channel=empty[0]),
            msg("add `link: https://…` to the front matter, or write the text without the placeholder"),
        )
    ]
