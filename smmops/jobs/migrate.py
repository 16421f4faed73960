"""`migrate`: a workspace as this version of smmops has it; what people wrote stays theirs."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from smmops import __version__
from smmops.jobs.files import replaced
from smmops.jobs.init import GITHUB, REQUIREMENTS, SCHEMAS, Answers, Person, Place, workspace
from smmops.jobs.written import WRITTEN, digests_of, machinery, recorded, unedited, written
from smmops.model.message import Message, msg
from smmops.model.ports import Tree
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.store.disk import DiskTree
from smmops.store.load import load
from smmops.store.migrate import CHAIN, SETTINGS_FILE, Chain, carried
from smmops.store.migrate_names import networks, references, renamed
from smmops.store.overlay import Overlay

_WHEEL = re.compile(r"\.github/smmops/smmops-([^-/]+)-[^/]+\.whl")


@dataclass(frozen=True, slots=True)
class Wheel:
    """The smmops that workflows are to install: the wheel's name and bytes, and the hashed list that names it."""

    name: str
    content: bytes
    requirements: bytes


@dataclass
class Migration:
    """What changes, from the tree's root: `files` in the order of writing (None: removed), and why.

    `left` are files that `init` wrote and a person has edited, with what `init` would write now in `fresh`.
    """

    source: int
    target: int
    before: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes | None] = field(default_factory=dict)
    why: dict[str, Message] = field(default_factory=dict)
    left: dict[str, Message] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def put(self, tree: Tree, path: str, content: bytes | None, why: Message) -> None:
        """Notes a change; a file that is changed twice keeps its first bytes as `before` and its last reason."""
        if path in tree.blobs():
            self.before.setdefault(path, tree.read(path))
        self.files.pop(path, None)
        self.files[path] = content
        self.why.setdefault(path, why)


def migration(tree: Tree, folder: str = "", *, chain: Chain = CHAIN, wheel: Wheel | None = None) -> Migration:
    """What would have to change; reads files only.

    The version of the files first, then names that changed, then what `init` writes, smmops.yaml last of all.
    """
    home = f"{folder}/" if folder else ""
    tool, digests = recorded(_read(tree, home + WRITTEN))
    steps = carried(tree, folder, chain=chain, tool="" if tool == f"smmops {__version__}" else tool)
    made = Migration(steps.source, steps.target)
    for path, content in steps.files.items():
        made.put(tree, path, content, msg("files of version {version}", version=steps.target))
    settings = home + SETTINGS_FILE
    named = networks(_now(tree, made).read(settings))
    if named != _now(tree, made).read(settings):
        made.put(tree, settings, named, msg("a network has another name by now"))
    found = load(_now(tree, made), folder)
    if found.settings is not None:
        for path, content in renamed(_now(tree, made), folder, found.settings):
            made.put(tree, path, content, msg("a channel or network has another name by now"))
        _renew(made, tree, home, answers(found, found.settings, wheel), digests)
        _install(made, tree, home, wheel)
    there = {*tree.blobs(), *made.files}
    for path, content in references(_now(tree, made), folder, there):
        made.put(tree, path, content, msg("the schema for editors lies elsewhere"))
    if settings in made.files:
        made.files[settings] = made.files.pop(settings)
    return made


def seen(top: Path, folder: str) -> Tree:
    """The files on the disk, with the editor settings that no other command looks at."""
    home = top / folder / ".vscode"
    disk = DiskTree(top)
    places = [path for path in home.glob("*.json") if path.is_file() and not path.is_symlink()]
    return Overlay(disk, {path.relative_to(top).as_posix(): path.read_bytes() for path in places})


def write(top: Path, made: Migration) -> None:
    """Writes all of it or none of it."""
    replaced(top, made.files)


def diff(made: Migration) -> Iterator[str]:
    """A unified diff, line by line, without their ends; bytes that are no text are named by their number."""
    for path, content in made.files.items():
        old, new = made.before.get(path, b""), content or b""
        name_old = f"a/{path}" if path in made.before else "/dev/null"
        name_new = "/dev/null" if content is None else f"b/{path}"
        try:
            before, after = old.decode("utf-8").splitlines(), new.decode("utf-8").splitlines()
        except UnicodeDecodeError:
            yield f"--- {name_old}\n+++ {name_new}\n{len(old)} bytes become {len(new)}"
            continue
        yield from difflib.unified_diff(before, after, name_old, name_new, lineterm="")


def answers(found: Workspace, settings: Settings, wheel: Wheel | None) -> Answers:
    """What `init` would have been told to make this workspace."""
    forge, team = settings.forge, found.team
    return Answers(
        id=settings.id,
        brand=settings.brand,
        timezone=settings.timezone,
        channels=tuple(
            Place(each.id, each.network, each.handle, each.server, each.secrets)
            for each in settings.channels.values()
        ),
        people=tuple(
            Person(each.id, each.roles, each.github, each.github_id)
            for each in (team.members if team else ())
        ),
        today=settings.since or date(2026, 1, 1),  # stands in files that people own, none of which is renewed
        language="ko" if settings.language.startswith("ko") else "en",
        stage=settings.stage,
        solo=bool(team and team.solo),
        repository=forge.repository if forge and forge.kind == "github" else None,
        requirements=wheel.requirements.decode() if wheel else "",
        wheel=(wheel.name, wheel.content) if wheel else None,
    )


def _renew(made: Migration, tree: Tree, home: str, told: Answers, digests: Mapping[str, str]) -> None:
    """Machinery that is as `init` wrote it, as it writes it now; what was edited is named and left alone.

    Without a record nobody knows what was edited: only schemas, which nobody edits, are renewed then.
    """
    fresh = {path: content for path, content in workspace(told).items() if machinery(path)}
    by_init = any(path.startswith(f"{home}{SCHEMAS}/") for path in tree.blobs())
    ours = dict[str, bytes]()
    for path, content in fresh.items() if by_init else ():
        if home and path.startswith(GITHUB):
            continue
        place, known = home + path, digests.get(path)
        before = _read(tree, place)
        if before is None and (known or not digests):
            continue  # a person removed it, or never wanted it
        ours[path] = content
        if before is None:
            made.put(tree, place, content, msg("new in this smmops"))
        elif before.replace(b"\r\n", b"\n") == content:
            continue
        elif unedited(before, known) or path.startswith(SCHEMAS):
            made.put(tree, place, content, msg("as this smmops writes it; nobody had edited it"))
        else:
            ours.pop(path)
            made.fresh[place] = content
            made.left[place] = (
                msg("edited since `init` wrote it")
                if known
                else msg("no record tells whether somebody edited it")
            )
    if ours and (digests_of(ours).items() - digests.items()):
        made.put(tree, home + WRITTEN, written(ours, digests), msg("the record of what `init` wrote"))


def _install(made: Migration, tree: Tree, home: str, wheel: Wheel | None) -> None:
    """The smmops that workflows install: the one of `wheel`, else a word about it where it is another."""
    if home or REQUIREMENTS not in tree.blobs():
        return
    wheels = {path: found[1] for path in tree.blobs() if (found := _WHEEL.fullmatch(path))}
    if wheel is None:
        other = next((version for version in wheels.values() if version != __version__), None)
        if other:
            made.left[REQUIREMENTS] = msg(
                "workflows install smmops {other}, and this is {own}: give its wheel with --wheel",
                other=other,
                own=__version__,
            )
        return
    place = f"{GITHUB}smmops/{wheel.name}"
    why = msg("what workflows install")
    if tree.read(REQUIREMENTS) != wheel.requirements:
        made.put(tree, REQUIREMENTS, wheel.requirements, why)
    if _read(tree, place) != wheel.content:
        made.put(tree, place, wheel.content, why)
    for old in wheels:
        if old != place:
            made.put(tree, old, None, why)


def _now(tree: Tree, made: Migration) -> Tree:
    return Overlay(tree, {path: content for path, content in made.files.items() if content is not None})


def _read(tree: Tree, path: str) -> bytes | None:
    return tree.read(path) if path in tree.blobs() else None
