"""Parser events -> exact strings with the position of every key and value.

libyaml (by PyYAML) and ruamel.yaml give the same events, so one builder serves both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smmops.model.document import Spot, Trail
from smmops.model.message import msg
from smmops.store.finding import Finding

DEEPEST = 32
"""How deep mappings and lists may nest."""

MOST_VALUES = 50_000
"""How many keys and values a file may hold: one that holds more is data, and nobody reviews it."""
MOST_FINDINGS = 50
"""Findings after which reading stops: who has more sees the rest once these are mended."""

_SURROGATE = re.compile("[\ud800-\udfff]")

Value = str | None | Mapping[str, Any] | Sequence[Any]
"""A scalar's exact text, None for an empty or `null` plain scalar, or a container of values."""


@dataclass(slots=True)
class Built:
    """What events gave. `values` is None for an empty document; `spots` as in Document.

    `scalars` are (first, end) offsets of every scalar in the text, quotes included.
    """

    values: Value = None
    spots: dict[Trail, Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    scalars: list[tuple[int, int]] = field(default_factory=list)


class _Level:
    """An open mapping or list. `key` is the key that waits for its value."""

    __slots__ = ("into", "key", "key_spot", "spot", "trail")

    def __init__(self, into: dict[str, Any] | list[Any], trail: Trail, spot: Spot) -> None:
        self.into = into
        self.trail = trail
        self.spot = spot
        self.key: str | None = None
        self.key_spot: Spot = spot


def build(events: Iterable[Any], *, shift: int = 0) -> Built:
    """Values and positions of one document; `shift` is added to every line.

    Stops at the first nesting below DEEPEST, at a second document, and where there is too much of anything. Syntax errors are the parser's to raise.
    """
    built = Built()
    stack: list[_Level] = []
    documents = 0
    for event in events:
        if len(built.findings) >= MOST_FINDINGS:
            return built
        kind = event.__class__.__name__
        if kind == "ScalarEvent":
            _scalar(event, built, stack, shift)
            if len(built.spots) > MOST_VALUES:
                built.findings.append(_too_many(_spot(event, shift)))
                return built
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            spot = _spot(event, shift)
            _dress(event, built, spot)
            into: dict[str, Any] | list[Any] = {} if kind == "MappingStartEvent" else []
            trail = _attach(into, spot, built, stack)
            stack.append(_Level(into, trail, spot))
            if len(stack) > DEEPEST:
                built.findings.append(_too_deep(spot))
                return built
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            stack.pop()
        elif kind == "AliasEvent":
            spot = _spot(event, shift)
            built.findings.append(_anchor(spot, "*" + str(event.anchor)))
            _attach(None, spot, built, stack)
        elif kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                built.findings.append(_second_document(_spot(event, shift)))
                return built
            if event.version or event.tags:
                built.findings.append(_directive((1 + shift, 1)))
    return built


def _spot(event: Any, shift: int) -> Spot:
    mark = event.start_mark
    return (mark.line + 1 + shift, mark.column + 1)


def _scalar(event: Any, built: Built, stack: list[_Level], shift: int) -> None:
    text: str = event.value
    start = event.start_mark
    spot = (start.line + 1 + shift, start.column + 1)
    end = event.end_mark.index
    if end > start.index:
        built.scalars.append((start.index, end))
    plain = not event.style
    if event.anchor or not (event.implicit[0] or event.implicit[1]) or event.tag:
        _dress(event, built, spot)
    if event.style == '"' and not text.isascii() and _SURROGATE.search(text):
        built.findings.append(_half(spot))
    empty = plain and text in ("", "null")
    if not stack:
        built.values = None if empty else text
        built.spots[()] = spot
        return
    top = stack[-1]
    into = top.into
    if isinstance(into, list):
        trail = (*top.trail, len(into))
        built.spots[trail] = top.spot if plain and not text else spot
        into.append(None if empty else text)
    elif top.key is None:
        _name(text, spot, built, top, plain=plain)
    else:
        trail = (*top.trail, top.key)
        built.spots[trail] = top.key_spot if plain and not text else spot
        into[top.key] = None if empty else text
        top.key = None


def _name(text: str, spot: Spot, built: Built, top: _Level, *, plain: bool) -> None:
    """Takes a scalar as a mapping's key."""
    assert isinstance(top.into, dict)
    if plain and text == "<<":
        built.findings.append(_anchor(spot, "<<"))
    elif plain and not text:
        built.findings.append(_odd_key(spot))
    trail = (*top.trail, text, "#key")
    if text in top.into:
        first = built.spots.get(trail, spot)
        built.findings.append(
            Finding(
                "SMM102",
                spot,
                msg(
                    "`{key}` stands twice: in line {first} and in line {line}",
                    key=text,
                    first=first[0],
                    line=spot[0],
                ),
                msg("take line {first} or line {line} away", first=first[0], line=spot[0]),
                trail=trail[:-1],
                related=(first,),
            )
        )
    else:
        built.spots[trail] = spot
    top.key = text
    top.key_spot = spot


def _attach(value: Any, spot: Spot, built: Built, stack: list[_Level]) -> Trail:
    """Puts a container (or None for an alias) where it belongs and gives its trail."""
    if not stack:
        built.values = value
        built.spots[()] = spot
        return ()
    top = stack[-1]
    into = top.into
    if isinstance(into, list):
        trail: Trail = (*top.trail, len(into))
        into.append(value)
    elif top.key is None:
        built.findings.append(_odd_key(spot))
        top.key, top.key_spot = "", spot
        return top.trail
    else:
        trail = (*top.trail, top.key)
        into[top.key] = value
        top.key = None
    built.spots[trail] = spot
    return trail


def _dress(event: Any, built: Built, spot: Spot) -> None:
    """Refuses what a node wears: a tag, an anchor."""
    if event.tag:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        built.findings.append(
            Finding(
                "SMM103",
                spot,
                msg("`{tag}` is a YAML tag: types come from the key, never from a tag", tag=tag),
                msg("take `{tag}` away; quote the value if it is text", tag=tag),
            )
        )
    if event.anchor:
        built.findings.append(_anchor(spot, "&" + str(event.anchor)))


def _anchor(spot: Spot, mark: str) -> Finding:
    return Finding(
        "SMM104",
        spot,
        msg(
            "`{mark}` makes one value stand in several places: a reviewer would not see what is sent",
            mark=mark,
        ),
        msg("take `{mark}` away and write the value out", mark=mark),
    )


def _odd_key(spot: Spot) -> Finding:
    return Finding(
        "SMM101",
        spot,
        msg("a key is missing or is not one text"),
        msg("write `name: value`"),
    )


def _too_deep(spot: Spot) -> Finding:
    return Finding(
        "SMM109",
        spot,
        msg("nested {depth} deep, limit {limit}", depth=DEEPEST + 1, limit=DEEPEST),
        msg("flatten the value: no key of smmops nests deeper than 6"),
    )


def _half(spot: Spot) -> Finding:
    return Finding(
        "SMM111",
        spot,
        msg("an escape between U+D800 and U+DFFF is half a character"),
        msg("write the character itself; for an emoji no escape is needed"),
    )


def _too_many(spot: Spot) -> Finding:
    return Finding(
        "SMM108",
        spot,
        msg("more than {limit} keys and values", limit=MOST_VALUES),
        msg("split the file; numbers belong into data/<kind>/<date>.csv"),
    )


def _second_document(spot: Spot) -> Finding:
    return Finding(
        "SMM110",
        spot,
        msg("a second YAML document begins here: a file holds one"),
        msg("take the `---` away or move what follows to a file of its own"),
    )


def _directive(spot: Spot) -> Finding:
    return Finding(
        "SMM110",
        spot,
        msg("a YAML directive stands here: none is known"),
        msg("take the lines that begin with `%` away"),
    )
