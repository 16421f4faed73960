"""Files of an older version as the current one has them: a chain of steps, each from one version to the next.

A step may be applied twice: smmops.yaml, which holds the version, is written last, so that what was interrupted
is begun again.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from smmops.model.document import Trail
from smmops.model.message import Message, msg
from smmops.model.ports import Tree
from smmops.model.problem import SmmopsError
from smmops.store.edit import put
from smmops.store.finding import Finding
from smmops.store.frontmatter import split
from smmops.store.kinds import SETTINGS, Kind, kind_of
from smmops.store.retoken import Wanted, retokened
from smmops.store.yaml import decode, read

SETTINGS_FILE = "smmops.yaml"
_BOM = b"\xef\xbb\xbf"
_PROBLEMS = 1

Rewrite = Callable[[Kind, bytes], bytes]
"""A file of a kind -> the same file in the next version; bytes that need no change come back as they are."""


@dataclass(frozen=True, slots=True)
class Step:
    """From files of version `source` to `source + 1`. `what` says to people what it changes."""

    source: int
    what: Message
    rewrite: Rewrite


@dataclass(frozen=True, slots=True)
class Rename:
    """A key of a kind of file that is called otherwise. `trail` ends in the old name; `*` is any key or number."""

    kind: str
    trail: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from version 1 on, none left out. `newest` is the version that they lead to."""

    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if [step.source for step in self.steps] != list(range(1, len(self.steps) + 1)):
            raise ValueError("a chain begins at version 1 and leaves none out")

    @property
    def newest(self) -> int:
        """The version that files have after the last step."""
        return len(self.steps) + 1


CHAIN = Chain()
"""The steps of this smmops: files are of version 1, so there is none yet."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Files (from the tree's root) that read otherwise in the newest version, smmops.yaml last, and why."""

    source: int
    target: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    said: tuple[Message, ...] = ()


def renames(*wanted: Rename) -> Rewrite:
    """The rewrite of a step that only renames keys; a file that has both names is left to a person."""

    def rewrite(kind: Kind, data: bytes) -> bytes:
        for each in wanted:
            if each.kind == kind.name:
                data = reworded(data, _renaming(each, data, page=kind.page), page=kind.page)
        return data

    return rewrite


def carried(tree: Tree, folder: str = "", *, chain: Chain = CHAIN, tool: str = "") -> Carried:
    """What the chain makes of a brand's files.

    SmmopsError (1) where smmops.yaml has no version that can be read, or one that is newer than the chain's;
    `tool` is the smmops that last wrote this workspace, where that is known and another one.
    """
    home = f"{folder}/" if folder else ""
    source = version_of(tree, home + SETTINGS_FILE)
    if source > chain.newest:
        raise _newer(source, chain.newest, tool)
    steps = chain.steps[source - 1 :]
    files = {}
    for path, kind in files_of(tree, home) if steps else ():
        before = after = tree.read(path)
        for step in steps:
            after = step.rewrite(kind, after)
        if after != before:
            files[path] = _sound(path, kind, before, after)
    if steps:
        settings = files.pop(home + SETTINGS_FILE, None) or tree.read(home + SETTINGS_FILE)
        files[home + SETTINGS_FILE] = put(settings, ("version",), str(chain.newest), page=SETTINGS.page)
    return Carried(source, chain.newest, files, tuple(step.what for step in steps))


def files_of(tree: Tree, home: str) -> Iterator[tuple[str, Kind]]:
    """Every file of ours below `home` (empty, or ending in `/`); links are never followed or written."""
    for path, blob in tree.blobs().items():
        if path.startswith(home) and blob.mode not in ("120000", "160000"):
            kind = kind_of(path.removeprefix(home))
            if isinstance(kind, Kind) and not kind.table:
                yield path, kind


def version_of(tree: Tree, path: str) -> int:
    """The version of a smmops.yaml; SmmopsError (1) where there is none to read."""
    if path not in tree.blobs():
        raise SmmopsError(
            msg("there is no {path}: nothing to migrate", path=path),
            msg("run `smmops init`, or name the brand's folder with -C"),
            exit_code=_PROBLEMS,
        )
    text = decode(tree.read(path))
    built = None if isinstance(text, Finding) else read(text)
    values = built.values if built and not built.findings else None
    written = values.get("version") if isinstance(values, dict) else None
    if isinstance(written, str) and re.fullmatch(r"[1-9]\d{0,5}", written):
        return int(written)
    raise SmmopsError(
        msg("{path} has no `version` that can be read", path=path),
        msg("write `version: 1`, mend what `smmops check` names, then run this again"),
        exit_code=_PROBLEMS,
    )


def reworded(data: bytes, wanted: Wanted | None, *, page: bool) -> bytes:
    """The file with words of its YAML replaced; the same bytes where it cannot be read."""
    text = decode(data)
    if wanted is None or isinstance(text, Finding):
        return data
    parts = split(text) if page else None
    if isinstance(parts, Finding):
        return data
    front = parts.front if parts else text
    if read(front).findings:
        return data
    after = retokened(front, wanted)
    if after == front:
        return data
    lines = data.split(b"\n")
    end = b"\r\n" if lines[0].endswith(b"\r") else b"\n"
    mark = _BOM if data.startswith(_BOM) else b""
    written = after.encode("utf-8").replace(b"\n", end)
    if parts is None:
        return mark + written
    return b"\n".join([lines[0], written + b"\n".join(lines[parts.body_line - 2 :])])


def _renaming(rename: Rename, data: bytes, *, page: bool) -> Wanted | None:
    """None where some place has both the old and the new key: nobody knows which counts."""
    places: dict[Trail, set[str]] = {}

    def looked(trail: Trail, word: str, key: bool) -> str | None:
        if key and _matches(rename.trail[:-1], trail[:-1]):
            places.setdefault(trail[:-1], set()).add(word)
        return None

    def renamed(trail: Trail, _word: str, key: bool) -> str | None:
        return rename.to if key and _matches(rename.trail, trail) else None

    reworded(data, looked, page=page)
    both = any({rename.trail[-1], rename.to} <= names for names in places.values())
    return None if both else renamed


def _matches(pattern: Sequence[str], trail: Trail) -> bool:
    return len(pattern) == len(trail) and all(
        wanted in ("*", part) for wanted, part in zip(pattern, trail, strict=True)
    )


def _sound(path: str, kind: Kind, before: bytes, after: bytes) -> bytes:
    """`after`, when it is YAML wherever `before` was; SmmopsError (70, a bug of ours) otherwise."""
    if _readable(kind, before) and not _readable(kind, after):
        raise SmmopsError(
            msg("{path} could not be read any more after this migration: nothing was written", path=path),
            msg("this is a bug of smmops: report it with the file's front matter"),
            exit_code=70,
        )
    return after


def _readable(kind: Kind, data: bytes) -> bool:
    text = decode(data)
    if isinstance(text, Finding):
        return False
    parts = split(text) if kind.page else None
    if isinstance(parts, Finding):
        return False
    return not read(parts.front if parts else text).findings


def _newer(got: int, own: int, tool: str) -> SmmopsError:
    return SmmopsError(
        msg(
            "this workspace is of version {got}, made by {maker}; this smmops reads up to version {own}",
            got=got,
            own=own,
            maker=tool or f"smmops {got}.x",
        ),
        msg("upgrade smmops; nothing was changed"),
        exit_code=_PROBLEMS,
    )
