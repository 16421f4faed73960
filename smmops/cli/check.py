"""`smmops check`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smmops.cli.session import Session, command

if TYPE_CHECKING:
    from smmops.jobs.check import Checked
    from smmops.store.disk import DiskTree


@command("check", formats=("text", "github", "json", "sarif"))
@click.option(
    "--all", "everything", is_flag=True, help="Print all problems of a file, and what a later stage asks."
)
@click.option("--changed-since", metavar="REF", help="Only problems of files that differ from REF.")
@click.option("--fix", is_flag=True, help="First write the fixes that are beyond doubt into the files.")
@click.option("--now", metavar="TIME", help="Judge times as if it were then: 2026-12-01T09:30+09:00.")
@click.option("--no-cache", is_flag=True, help="Judge every file anew, and keep nothing.")
def check(session: Session, changed_since: str | None, *, now: str | None, **flags: bool) -> int:
    """Checks every file of the workspace against all rules.

    Reads files only: no network, no secrets. Exit 0 when nothing is wrong, 1 when there are errors; warnings
    alone are 0. What was found of posts that have not changed is kept in the git folder, as smmops/check.sqlite3.

    \b
    Examples:
      smmops check
      smmops check --changed-since origin/main
      smmops check --fix
      smmops check --format github        annotations in a pull request
      smmops check --json-into problems.json
    """
    from smmops.cli.workspace import placed
    from smmops.jobs.check import rendered

    top, folder = placed(session)
    if flags["fix"]:
        _mend(session, top, folder)
    checked = _looked(top, folder, changed_since, now=moment(now), cached=not flags["no_cache"])
    if session.json_into is not None:
        session.keep_text(rendered(checked, "json"))
    shown = rendered(checked, session.format, color=session.color, everything=flags["everything"])
    if not (session.quiet and session.format == "text" and not checked.findings.problems):
        session.show(shown)
    return checked.exit_code


def _looked(top: Path, folder: str, since: str | None, *, now: datetime, cached: bool) -> "Checked":
    from smmops.jobs.check import check as look
    from smmops.store.cache import Cache, beside
    from smmops.store.disk import DiskTree

    file = beside(top) if cached else None
    cache = Cache(file) if file else None
    tree = DiskTree(top, marks=cache.marks() if cache else None)
    only = _changed(top, tree, since) if since else None
    checked = look(tree, folder, now=now, only=only, stock=cache)
    if cache:
        if tree.marked:
            cache.remember(tree.marked)
            cache.forget(but=tree.blobs())
        cache.close()
    return checked


def moment(text: str | None) -> datetime:
    """The instant of `--now`, UTC; this one where none is given."""
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text} is no time: write 2026-12-01T09:30+09:00", param_hint="--now"
        ) from None
    if at.tzinfo is None:
        raise click.BadParameter(f"{text} has no offset: write {text}+00:00", param_hint="--now")
    return at.astimezone(UTC)


def _changed(top: Path, tree: "DiskTree", ref: str) -> frozenset[str]:
    """Paths whose bytes differ from those of a commit; paths that are only there are not here to be mended."""
    from smmops.store.git import GitRepository, Refs

    git = GitRepository(top, Refs("check"))
    try:
        before = git.tree(git.resolve(ref)).blobs()
        now = tree.blobs()
        return frozenset(path for path in now if path not in before or before[path].oid != now[path].oid)
    finally:
        git.close()


def _mend(session: Session, top: Path, folder: str) -> None:
    """Writes what can be mended beyond doubt; a link is never written through."""
    from smmops.store.disk import DiskTree
    from smmops.store.edit import mended
    from smmops.store.kinds import Kind, kind_of

    home = f"{folder}/" if folder else ""
    tree = DiskTree(top)
    for path in tree.blobs():
        kind = kind_of(path.removeprefix(home)) if path.startswith(home) else None
        if not isinstance(kind, Kind) or (top / path).is_symlink():
            continue
        before = tree.read(path)
        after = mended(before, kind)
        if after != before:
            (top / path).write_bytes(after)
            session.note(f"mended {path}")
