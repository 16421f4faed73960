"""`smmops owners`."""

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.message import msg
from smmops.model.problem import SmmopsError


@command("owners")
@click.option("--write", is_flag=True, help="Write it into the file, for review.")
def owners(session: Session, *, write: bool) -> int:
    """Makes CODEOWNERS, which tells GitHub whom to ask for a review, from team.yaml and policy.

    Its lines stand below your own, because on GitHub the last line that matches counts. Lines of yours stay.
    `smmops check` fails when the file is out of step. Exit 1 without --write when it is.

    \b
    Examples:
      smmops owners             what would stand there
      smmops owners --write
    """
    from smmops.approvals.owners import PLACES, drift, has_marks, owner_lines, written
    from smmops.cli.workspace import opened, placed
    from smmops.jobs.files import made, moved

    workspace, tree = opened(session)
    if workspace.settings is None or workspace.team is None:
        raise SmmopsError(
            msg("smmops.yaml or team.yaml cannot be used"),
            msg("run `smmops check` and mend what it names"),
            exit_code=exits.PROBLEMS,
        )
    blobs = tree.blobs()
    place = next((name for name in PLACES if name in blobs), PLACES[0])
    before = tree.read(place).decode("utf-8") if place in blobs else ""
    lines = owner_lines(workspace.settings, workspace.team, folder=workspace.folder, place=place)
    brand = workspace.settings.id
    after, fine = (
        written(before, lines, brand),
        has_marks(before, brand) and drift(before, lines, brand) is None,
    )
    facts = {"format_version": 1, "file": place, "in_step": fine, "written": write and not fine}
    if facts["written"]:
        top, content = placed(session)[0], after.encode("utf-8")
        if place in blobs:
            moved(top, place, place, content)
        else:
            made(top, place, content)
    session.keep(facts)
    if session.format == "json":
        session.show(json_text({**facts, "text": after}))
    elif facts["written"]:
        session.show(f"wrote {place}\nnext: a pull request; an admin reviews it")
    elif fine:
        session.show(f"{place} is in step with team.yaml and smmops.yaml")
    else:
        session.show(after)
        session.note(f"{place} is out of step: smmops owners --write")
    return exits.FINE if fine or write else exits.PROBLEMS
