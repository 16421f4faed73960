"""A tree of files -> a workspace: everything read, typed and resolved, and everything that is wrong with it.

Pure: the tree is the only thing that is asked. Nothing that stands in a file raises.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from smmops.model.message import msg
from smmops.model.ports import Blob, Tree
from smmops.model.problem import Place, Problem
from smmops.model.settings import Settings
from smmops.model.workspace import Workspace
from smmops.store.assemble import Found, Read, assemble
from smmops.store.codes import CODES, problem
from smmops.store.finding import Finding
from smmops.store.kinds import ID, KINDS, Kind, Stray, kind_of
from smmops.store.settle import settled
from smmops.store.sheet import Sheet, kept, sheet
from smmops.store.stock import Stock, known_of, policy_of, taken
from smmops.store.times import offered
from smmops.store.wording import slug
from smmops.store.yaml import LARGEST, too_big


def load(
    tree: Tree, folder: str = "", *, stock: Stock | None = None, like: Workspace | None = None
) -> Workspace:
    """The workspace of the brand in `folder` ("" is the root) of a tree.

    Posts that `stock` knows and that did not change are taken from there, judged as they are; else those of `like`,
    the workspace of another commit, that are the same here.
    """
    folder = folder.strip("/")
    blobs = tree.blobs()
    kinds = _kinds(blobs, folder)
    policy = policy_of(blobs, kinds, folder=folder)
    names = _single_posts(kinds)
    known = known_of(stock.rows(policy), names, blobs) if stock else taken(like, policy, names, blobs)
    reads, problems = _read(tree, blobs, {path: kind for path, kind in kinds.items() if path not in known})
    problems.extend(_twins(blobs, folder))
    top = f"{folder}/smmops.yaml" if folder else "smmops.yaml"
    settings = _settings(reads.get(top), top, folder, problems)
    problems.extend(_found(reads.values(), settings))
    return assemble(
        Found(reads, known, policy, judged=stock is not None),
        settings,
        tree=tree,
        folder=folder,
        problems=problems,
    )


def _kinds(blobs: Mapping[str, Blob], folder: str) -> dict[str, Kind | Stray]:
    """What each file of the brand is, for those that smmops reads or ought to."""
    home = f"{folder}/" if folder else ""
    inside = (path for path in blobs if path.startswith(home))
    return {path: kind for path in inside if (kind := kind_of(path[len(home) :]))}


def _single_posts(kinds: Mapping[str, Kind | Stray]) -> frozenset[str]:
    """The paths of posts whose id no other post or idea has."""
    named = {
        path: _id(path, kind).casefold()
        for path, kind in kinds.items()
        if isinstance(kind, Kind) and kind.name in ("post", "idea")
    }
    count = Counter(named.values())
    return frozenset(path for path, id_ in named.items() if count[id_] == 1 and kinds[path] is KINDS["post"])


def settings_of(tree: Tree, folder: str = "") -> Settings | None:
    """What the brand's smmops.yaml says by itself, nothing else read; None where it cannot be used."""
    folder = folder.strip("/")
    top = f"{folder}/smmops.yaml" if folder else "smmops.yaml"
    blob = tree.blobs().get(top)
    if blob is None:
        return None
    reads, _ = _read(tree, {top: blob}, {top: KINDS["settings"]})
    return _settings(reads.get(top), top, folder, [])


def _read(
    tree: Tree, blobs: Mapping[str, Blob], kinds: Mapping[str, Kind | Stray]
) -> tuple[dict[str, Read], list[Problem]]:
    """The files of those kinds by path, and what is wrong with each by itself."""
    reads: dict[str, Read] = {}
    problems: list[Problem] = []
    for path, kind in kinds.items():
        if isinstance(kind, Stray):
            problems.append(problem(path, Finding("SMM121", (0, 0), kind.message, kind.fix)))
            continue
        try:
            blob = blobs[path]
            found, oid = _sheet(tree, path, blob, kind), blob.oid
        except KeyError:
            found, oid = Sheet(kind.name, (_unread(path),)), ""
        reads[path] = Read(kind, path, oid, found, _id(path, kind))
        wrong = _id_form(path, kind)
        if wrong:
            problems.append(problem(path, wrong))
    return reads, problems


def _found(reads: Iterable[Read], settings: Settings | None) -> Iterator[Problem]:
    """What is wrong with each file by itself; a day without a time is answered with its channels' slots."""
    for read in reads:
        for finding in read.sheet.findings:
            if settings and finding.trail == ("publish_at",):
                known = [settings.channels[id_] for id_ in read.sheet.channels if id_ in settings.channels]
                yield problem(read.path, offered(finding, known))
            else:
                yield problem(read.path, finding)


def _sheet(tree: Tree, path: str, blob: Blob, kind: Kind) -> Sheet:
    if blob.mode in ("120000", "160000"):
        message = (
            msg("{path} is a symbolic link: what it shows may change without review", path=path)
            if blob.mode == "120000"
            else msg("{path} is another repository (a submodule): nobody reviews it here", path=path)
        )
        return Sheet(kind.name, (Finding("SMM140", (1, 1), message, msg("put the file itself there")),))
    if blob.size > LARGEST:
        return Sheet(kind.name, (too_big(blob.size),))
    known = kept(kind, blob.oid)
    return known if known is not None else sheet(kind, blob.oid, tree.read(path))


def _unread(path: str) -> Finding:
    return Finding(
        "SMM139",
        (1, 1),
        msg("{path} is there and cannot be read", path=path),
        msg("look at its permissions, and whether another program holds it"),
    )


def _id(path: str, kind: Kind) -> str:
    return path.rpartition("/")[2].rpartition(".")[0] if kind.named else ""


def _id_form(path: str, kind: Kind) -> Finding | None:
    stem = _id(path, kind)
    if not kind.named or ID.fullmatch(stem):
        return None
    right = slug(unicodedata.normalize("NFKD", stem))
    return Finding(
        "SMM122",
        (0, 0),
        msg("`{stem}` is no id: lower-case letters, digits and `-`, at most 64 characters", stem=stem[:80]),
        msg("name the file `{right}`", right=f"{right}.{'md' if kind.page else 'yaml'}"),
    )


def _twins(blobs: Mapping[str, Blob], folder: str) -> list[Problem]:
    """Paths that are one on a Mac or on Windows: they differ in case or in how letters are composed."""
    home = f"{folder}/" if folder else ""
    first: dict[str, str] = {}
    found: list[Problem] = []
    for path in blobs:
        if not path.startswith(home):
            continue
        folded = path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
        other = first.setdefault(folded, path)
        if other != path:
            slug_, severity = CODES["SMM124"]
            found.append(
                Problem(
                    "SMM124",
                    slug_,
                    severity,
                    path,
                    0,
                    0,
                    msg("{other} has the same name but for case", other=other),
                    msg("rename one of the two: on many machines they are one file"),
                    related=(Place(other),),
                )
            )
    return found


def _settings(read: Read | None, path: str, folder: str, problems: list[Problem]) -> Settings | None:
    if read is None:
        problems.append(
            problem(
                path,
                Finding(
                    "SMM144",
                    (0, 0),
                    msg("there is no {path}: nothing can be published", path=path),
                    msg("run `smmops init`, or name the brand's folder with -C"),
                ),
            )
        )
        return None
    if not isinstance(read.sheet.front, Settings) or not read.sound:
        return None
    made, findings = settled(read.sheet.front, folder=folder, spots=read.sheet.spots)
    problems.extend(problem(path, finding) for finding in findings)
    return None if findings else made
