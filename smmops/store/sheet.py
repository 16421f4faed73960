"""One file's bytes, read and typed: what is known of them before any other file is looked at.

Kept in the process by blob id, so that the trees of two commits read a file once.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from smmops.model.base import Frozen
from smmops.model.document import Section, Spot, Trail
from smmops.model.message import msg
from smmops.store.body import parse
from smmops.store.finding import Finding
from smmops.store.frontmatter import Page, split
from smmops.store.kinds import KINDS, Kind
from smmops.store.typed import present, typed
from smmops.store.yaml import SHOWN, decode, read, too_big
from smmops.store.yaml_build import Built
from smmops.store.yaml_refuse import inside, spot_of

_KEPT = 20_000
_MOST_ALLOWS = 100
_ALLOW = re.compile(r"#[ \t]*smmops:[ \t]*(.*)$", re.MULTILINE)
_CODES = re.compile(r"allow\s+(SMM\d{3}(?:\s*,\s*SMM\d{3})*)\s*(?:(?:--|—|–)\s*(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the bytes of one file say. `front` is None where findings hold errors of the front matter or YAML.

    `titles` are lines of a post's body that look like headings of another level. `channels` are those that the
    file names itself, as written, also where the rest of it has errors.
    """

    kind: str
    findings: tuple[Finding, ...] = ()
    spots: Mapping[Trail, Spot] = field(default_factory=dict)
    front: Frozen | None = None
    sections: tuple[Section, ...] = ()
    titles: tuple[tuple[int, str], ...] = ()
    allows: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    channels: tuple[str, ...] = ()


_kept: OrderedDict[tuple[str, str], Sheet] = OrderedDict()


def sheet(kind: Kind, blob: str, data: bytes) -> Sheet:
    """The sheet of a file of that kind whose git blob id is `blob`."""
    key = (kind.name, blob)
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = fresh(kind, data)
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def kept(kind: Kind, blob: str) -> Sheet | None:
    """The sheet of that blob where this process has read it before."""
    return _kept.get((kind.name, blob))


def fresh(kind: Kind, data: bytes) -> Sheet:
    """As `sheet`, read anew."""
    text = decode(data)
    if isinstance(text, Finding):
        return Sheet(kind.name, (text,))
    if kind.plain:
        from smmops.store.signing import plain

        front, wrong = plain(kind.name, text)
        return Sheet(kind.name, wrong, front=front)
    if kind.table:
        return _table(kind, text)
    if len(data) > SHOWN:
        return Sheet(kind.name, (too_big(len(data), SHOWN),))
    if not kind.page:
        return _yaml(kind, text, shift=0)
    page = split(text)
    if isinstance(page, Finding):
        return Sheet(kind.name, (page,))
    return _page(kind, page)


def _page(kind: Kind, page: Page) -> Sheet:
    front = _yaml(kind, page.front, shift=1)
    if kind is not KINDS["post"]:
        return front
    body = parse(page.body, line=page.body_line)
    return replace(
        front,
        findings=front.findings + tuple(body.findings),
        sections=body.sections,
        titles=tuple(body.titles),
    )


def _table(kind: Kind, text: str) -> Sheet:
    from smmops.store.table import cells

    found = cells(kind, text)
    if found.findings:
        return Sheet(kind.name, tuple(found.findings), found.spots)
    front, wrong = typed(kind.model, {kind.wrap: found.rows}, spots=found.spots)
    return Sheet(kind.name, tuple(wrong), found.spots, front)


def _yaml(kind: Kind, text: str, *, shift: int) -> Sheet:
    built = read(text, shift=shift)
    if built.findings:
        return Sheet(kind.name, tuple(built.findings), built.spots)
    allows, findings = _allows(text, built, shift)
    values = _wrapped(kind, built)
    if isinstance(values, Finding):
        return Sheet(kind.name, (*findings, values), built.spots, allows=allows)
    spots = built.spots
    if kind.wrap:
        spots = {(kind.wrap, *trail): spot for trail, spot in spots.items()}
    front, wrong = typed(kind.model, values, spots=spots)
    named = values.get("channels")
    channels = tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()
    return Sheet(kind.name, (*findings, *wrong), built.spots, front, allows=allows, channels=channels)


def _wrapped(kind: Kind, built: Built) -> dict[str, Any] | Finding:
    values = built.values
    if kind.wrap:
        return {} if values is None else {kind.wrap: present(values)}
    if values is None:
        return {}
    if not isinstance(values, dict):
        return Finding(
            "SMM114",
            built.spots.get((), (1, 1)),
            msg("the file holds no `name: value` lines"),
            msg("write `name: value`, one a line"),
        )
    made: dict[str, Any] = present(values)
    for name in kind.entries:
        things = values.get(name)
        if isinstance(things, dict):
            made[name] = {key: present(thing) if thing is not None else {} for key, thing in things.items()}
    if kind is KINDS["settings"] and isinstance(made.get("version"), str) and made["version"].isdecimal():
        made["version"] = int(made["version"][:9])
    return made


def _allows(text: str, built: Built, shift: int) -> tuple[dict[str, tuple[str, int]], list[Finding]]:
    """What comments `# smmops: allow CODE -- reason` silence; a comment inside a value is the value's."""
    allows: dict[str, tuple[str, int]] = {}
    findings: list[Finding] = []
    seen = 0
    if "smmops:" not in text:
        return allows, findings
    for comment in _ALLOW.finditer(text):
        if inside(comment.start(), built.scalars):
            continue
        if seen >= _MOST_ALLOWS:
            break
        seen += 1
        spot = spot_of(text, comment.start(), shift)
        words = _CODES.fullmatch(comment[1].strip())
        if not words:
            findings.append(
                Finding(
                    "SMM142",
                    spot,
                    msg("`smmops: {words}` is no order of ours", words=comment[1].strip()[:60]),
                    msg("write `# smmops: allow SMM204 -- why it is right here`"),
                )
            )
            continue
        for code in re.split(r"\s*,\s*", words[1].upper()):
            allows[code] = ((words[2] or "").strip(), spot[0])
    return allows, findings
