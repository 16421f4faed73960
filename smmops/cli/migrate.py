"""`smmops migrate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.message import msg

if TYPE_CHECKING:
    from smmops.jobs.migrate import Migration, Wheel


@command("migrate")
@click.option("--check", "only", is_flag=True, help="Exit 1 when something is to do; write nothing.")
@click.option("--write", is_flag=True, help="Write the files, all or none; without, show the difference.")
@click.option("--show", metavar="PATH", help="Print an edited file as `init` would write it now.")
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The smmops that workflows install from now on.",
)
def migrate(session: Session, *, only: bool, write: bool, show: str | None, wheel: Path | None) -> int:
    """Brings a workspace to what this smmops reads and writes, for review like any change.

    Files of an older version go through each version in between; names that were changed (`was` of a channel,
    networks) are written as they are called now; workflows, schemas and editor settings that `init` wrote and
    nobody edited are renewed. What people edited is named and left alone. What a newer smmops made is refused.

    \b
    Examples:
      smmops migrate                      what would change, as a diff
      smmops migrate --check              for CI: exit 1 when something is to do
      smmops migrate --write
      smmops migrate --write --wheel smmops-0.2.0-py3-none-any.whl
      smmops migrate --show .github/workflows/smmops-check.yml
    """
    from smmops.cli.workspace import placed
    from smmops.jobs.migrate import migration, seen
    from smmops.jobs.migrate import write as put

    if only and write:
        raise click.UsageError("--check writes nothing: give --check or --write")
    top, folder = placed(session)
    made = migration(seen(top, folder), folder, wheel=_wheel(wheel))
    if show is not None:
        return _shown(session, made, f"{folder}/{show}" if folder else show)
    if write and made.files:
        put(top, made)
    facts = _facts(made, written=write)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
    else:
        _tell(session, made, written=write)
    return exits.PROBLEMS if only and made.files else exits.FINE


def _wheel(path: Path | None) -> "Wheel | None":
    from smmops.cli.init import hashed
    from smmops.jobs.migrate import Wheel

    if path is None:
        return None
    requirements, found = hashed(path)
    return Wheel(found[0], found[1], requirements.encode()) if found else None


def _shown(session: Session, made: "Migration", path: str) -> int:
    if path not in made.fresh:
        known = ", ".join(made.fresh) or "none is"
        raise click.BadParameter(f"{path} is no edited file of `init`; {known}", param_hint="--show")
    session.show(made.fresh[path].decode())
    return exits.FINE


def _facts(made: "Migration", *, written: bool) -> dict[str, Any]:
    return {
        "format_version": 1,
        "from": made.source,
        "to": made.target,
        "written": written,
        "files": [
            {"path": path, "does": _does(made, path), "why": str(made.why[path])} for path in made.files
        ],
        "left": [{"path": path, "why": str(why)} for path, why in made.left.items()],
    }


def _does(made: "Migration", path: str) -> str:
    if made.files[path] is None:
        return "remove"
    return "change" if path in made.before else "add"


def _tell(session: Session, made: "Migration", *, written: bool) -> None:
    """The difference unless it is written already, then a line a file, then what comes next."""
    from smmops.jobs.migrate import diff
    from smmops.words.escape import terminal

    if not written and not session.quiet:
        for line in diff(made):
            session.show("\n".join(terminal(each) for each in line.split("\n")))
    signs = {"add": "+", "change": "~", "remove": "-"}
    for path in made.files:
        session.show(f"{signs[_does(made, path)]} {terminal(path)}: {made.why[path]}")
    for path, why in made.left.items():
        session.show(f"! {terminal(path)}: {why}")
    if made.fresh:
        session.show(
            f"  {msg('`{command}` prints what it would be now', command='smmops migrate --show PATH')}"
        )
    if not made.files:
        session.show(f"version {made.target}: nothing to do")
    elif written:
        session.show(f"{len(made.files)} files written: review and merge them like any change")
    else:
        session.show(f"{len(made.files)} files to write\nnext: smmops migrate --write")
