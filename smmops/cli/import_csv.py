"""`smmops import csv`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from smmops.cli.moving import FILE, encoding_option, into_option, moved_in, write_option
from smmops.cli.session import Session, command
from smmops.model.ports import Tree
from smmops.model.workspace import Workspace

if TYPE_CHECKING:
    from smmops.exchange.own import Read


@command("import csv")
@click.argument("file", type=FILE)
@into_option
@encoding_option
@write_option
def import_csv(session: Session, file: Path, into: str, *, encoding: str | None, write: bool) -> int:
    """Makes posts of the rows of a spreadsheet.

    FILE is CSV with a header, `-` standard input: date and time (or publish_at), channels, text, and what else a post
    has (title, link, media, alt, campaign …; docs/writing.md lists the columns). `text:x` holds the text for one
    network. What `smmops export csv` wrote comes back as it was. Every post is checked first; each problem is told
    with its row. Nothing is written over.

    Exit 1 when a row is refused, or becomes a post with errors; --write then writes nothing until the table is
    mended.

    \b
    Examples:
      smmops import csv december.csv
      smmops import csv december.csv --write
      smmops import csv export.csv --encoding cp949 --into content/2026/12
    """

    def read(data: bytes, workspace: Workspace, _: Tree) -> "Read":
        from smmops.exchange import own, own_export
        from smmops.exchange.table import Refusal, table

        found = table(data, encoding=encoding)
        if isinstance(found, Refusal):
            return own.Read(refusals=[found])
        assert workspace.settings is not None
        return (
            own_export.pieces(found) if own_export.is_ours(found) else own.pieces(found, workspace.settings)
        )

    return moved_in(session, "csv", file, read, options={"into": into, "write": write})
