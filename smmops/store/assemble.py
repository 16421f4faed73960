"""Files read one by one -> one workspace: what belongs together, and what a broken file keeps from going out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from smmops.model.base import Frozen
from smmops.model.campaign import Campaign
from smmops.model.document import Document, Documents
from smmops.model.files_post import PostFile
from smmops.model.files_small import FreezeFile
from smmops.model.freeze import Freeze
from smmops.model.known import Known
from smmops.model.message import msg
from smmops.model.people import Team
from smmops.model.persona import Persona
from smmops.model.playbook import Playbook
from smmops.model.ports import Tree
from smmops.model.post import Post
from smmops.model.problem import Place, Problem
from smmops.model.purse import Purse
from smmops.model.settings import Settings
from smmops.model.strategy import Strategy
from smmops.model.workspace import Workspace
from smmops.store.attach import Files
from smmops.store.codes import CODES, is_error, problem
from smmops.store.finding import Finding
from smmops.store.inherit import lineage, needs_strategy
from smmops.store.kinds import ID, KINDS, Kind
from smmops.store.resolve import Scene, Source, resolve
from smmops.store.sheet import Sheet, sheet
from smmops.store.stages import file_asks, required
from smmops.store.times import settle, zone_of

F = TypeVar("F", bound=Frozen)

POLICY = ("allowed_signers", "revoked_keys", "smmops.yaml", "team.yaml")
"""Files that every post's approval binds."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file of a tree, read. `id` is its stem where the kind is named by it, else ""."""

    kind: Kind
    path: str
    blob: str
    sheet: Sheet
    id: str

    @property
    def sound(self) -> bool:
        """Whether the file can be used: nothing in it is an error."""
        named = not self.kind.named or ID.fullmatch(self.id) is not None
        return (
            named and self.sheet.front is not None and not any(is_error(f.code) for f in self.sheet.findings)
        )


class _Named(NamedTuple):
    """A file that has an id, and its kind's name."""

    path: str
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a brand by path: those that were read, and the posts that are known under the same `policy`.

    `judged`: by rules as well.
    """

    reads: Mapping[str, Read]
    known: Mapping[str, tuple[Post, Known]]
    policy: str
    judged: bool


def assemble(
    found: Found, settings: Settings | None, *, tree: Tree, folder: str, problems: list[Problem]
) -> Workspace:
    """The workspace of files that were read; `problems` are those found so far."""
    home = f"{folder}/" if folder else ""
    reads = found.reads
    made: dict[str, Any] = {
        "folder": folder,
        "settings": settings,
        "team": _single(reads.get(home + "team.yaml"), Team, Team()),
        "freeze": _freeze(reads.get(home + "freeze.yaml"), settings, problems),
        "strategy": _single(reads.get(home + "strategy.md"), Strategy, None),
        "purse": _single(reads.get(home + "money.yaml"), Purse, None),
        "personas": dict(_all(reads, Persona)),
        "campaigns": dict(_all(reads, Campaign)),
        "playbooks": dict(_all(reads, Playbook)),
    }
    if settings:
        problems.extend(_asked(reads, settings, home))
    posts, broken = _posts(found, made, tree=tree, folder=folder, problems=problems)
    known = {path: one for path, (_, one) in found.known.items()}
    problems.extend(problem for one in known.values() for problem in one.reading)
    allows = {path: read.sheet.allows for path, read in reads.items() if read.sheet.allows}
    return Workspace.model_construct(
        **made,
        posts=posts,
        broken=broken,
        problems=tuple(sorted(set(problems), key=lambda problem: problem.order)),
        documents=_documents(found, tree),
        allows={**allows, **{path: one.allows for path, one in known.items() if one.allows}},
        known=known if found.judged else {},
        policy=found.policy,
    )


def _documents(found: Found, tree: Tree) -> Documents:
    """What was read; a post that was judged before is read when somebody asks where its values stand."""

    def read(path: str) -> Document:
        post, _ = found.known[path]
        kind = KINDS["post"]
        return _document(Read(kind, path, post.blob, sheet(kind, post.blob, tree.read(path)), post.id))

    made = {path: _document(one) for path, one in found.reads.items()}
    return Documents(made, unread=found.known, read=read)


def _document(read: Read) -> Document:
    page = read.sheet
    return Document(read.path, read.blob, page.kind, page.spots, page.front, page.sections, page.allows)


def _single(read: Read | None, model: type[F], missing: F | None) -> F | None:
    """The one file of its kind: `missing` where there is none, None where it cannot be used."""
    if read is None:
        return missing
    return read.sheet.front if isinstance(read.sheet.front, model) and read.sound else None


def _all(reads: Mapping[str, Read], model: type[F]) -> Iterator[tuple[str, F]]:
    for read in reads.values():
        if isinstance(read.sheet.front, model) and read.sound:
            yield read.id, read.sheet.front


def _freeze(read: Read | None, settings: Settings | None, problems: list[Problem]) -> Freeze:
    """What is stopped; everything where freeze.yaml cannot be read or names what is not there: it is to stop something."""
    if read is None:
        return Freeze()
    written = read.sheet.front
    if not isinstance(written, FreezeFile) or not read.sound:
        return Freeze(reason=f"{read.path} cannot be read", scope=("all",))
    since: datetime | None = None
    if written.since:
        zone = zone_of(settings.timezone) if settings else None
        at = settle(
            written.since,
            zone=zone or ZoneInfo("UTC"),
            day=None,
            spot=read.sheet.spots.get(("since",), (1, 1)),
            trail=("since",),
        )
        if isinstance(at, Finding):
            problems.append(problem(read.path, at))
        else:
            since = at
    scope = written.scope
    if settings and not {"all", "paid", "none", *settings.channels}.issuperset(scope):
        scope = (*scope, "all")
    return Freeze(reason=written.reason, by=written.by, since=since, scope=scope, lift=written.lift)


def _asked(reads: Mapping[str, Read], settings: Settings, home: str) -> Iterator[Problem]:
    """What the stage and `policy.require` ask of files that are no posts, and of files that are not there."""
    top = home + "smmops.yaml"
    for read in reads.values():
        front = read.sheet.front
        if front is None or isinstance(front, PostFile):
            continue
        spots = read.sheet.spots
        about = settings if isinstance(front, Settings) else front
        for finding in file_asks(about, settings=settings, stage=settings.stage, spots=spots):
            yield problem(read.path, finding)
        for finding in required(front, settings.policy.require.get(read.kind.name, ()), spots=spots):
            yield problem(read.path, finding)
    if settings.stage == "explore":
        return
    for name in ("strategy.md", "team.yaml"):
        if home + name not in reads:
            spot = reads[top].sheet.spots.get(("stage",), (1, 1))
            message = msg("there is no {name}, and stage {stage} asks for it", name=name, stage="grow")
            fix = msg("add {name}, or go back to `stage: explore`", name=name)
            yield problem(top, Finding("SMM143", spot, message, fix))


def _posts(
    found: Found, made: Mapping[str, Any], *, tree: Tree, folder: str, problems: list[Problem]
) -> tuple[dict[str, Post], dict[str, str]]:
    reads = found.reads
    sources = [read for read in reads.values() if read.kind.name == "post"]
    posts = {post.id: post for post, _ in found.known.values()}
    broken = _same_ids(found, problems)
    settings: Settings | None = made["settings"]
    scene = None
    if settings:
        policy = tuple(
            (r.path, r.blob) for name in POLICY if (r := reads.get(f"{folder}/{name}" if folder else name))
        )
        files = Files(tree.blobs(), tree.read, folder)
        scene = Scene(settings, files, made["strategy"], made["campaigns"], policy)
    for read in sources:
        if read.id in broken:
            continue
        front = read.sheet.front
        if not read.sound or not isinstance(front, PostFile):
            broken[read.id] = read.path
            continue
        if scene is None:
            continue
        blocked = _blocked(front, scene, reads)
        if blocked:
            broken[read.id] = blocked
            continue
        post, findings = resolve(Source(read.id, read.path, read.blob, read.sheet, front), scene)
        problems.extend(problem(read.path, finding) for finding in findings)
        if post:
            posts[read.id] = post
        else:
            broken[read.id] = read.path
    sound = (post for post in posts.values() if post.id not in broken)
    return {post.id: post for post in sorted(sound, key=lambda post: post.path)}, broken


def _blocked(front: PostFile, scene: Scene, reads: Mapping[str, Read]) -> str | None:
    """The broken file of the post's closure, if there is one."""
    campaign = scene.campaigns.get(front.campaign or "")
    needed = []
    if front.campaign:
        needed.append(scene.path(f"campaigns/{front.campaign}.yaml"))
    if needs_strategy(front, campaign):
        needed.append(scene.path("strategy.md"))
    line = lineage(front, campaign=campaign, strategy=scene.strategy)
    if line.persona:
        needed.append(scene.path(f"personas/{line.persona}.md"))
    return next((path for path in needed if path in reads and not reads[path].sound), None)


def _same_ids(found: Found, problems: list[Problem]) -> dict[str, str]:
    """Posts and ideas that share an id: none of the posts may be published."""
    first: dict[str, _Named] = {}
    broken: dict[str, str] = {}
    named = [_Named(read.path, read.id, read.kind.name) for read in found.reads.values()]
    named += [_Named(post.path, post.id, "post") for post, _ in found.known.values()]
    for read in sorted(named):
        if read.kind not in ("post", "idea"):
            continue
        other = first.setdefault(read.id.casefold(), read)
        if other is read:
            continue
        slug, severity = CODES["SMM123"]
        problems.append(
            Problem(
                "SMM123",
                slug,
                severity,
                read.path,
                0,
                0,
                msg("{other} has the id `{id}` already", other=other.path, id=other.id),
                msg("give one of the two files another name; an id that was live keeps its file"),
                related=(Place(other.path),),
            )
        )
        for one in (other, read):
            if one.kind == "post":
                broken[one.id] = read.path
    return broken
