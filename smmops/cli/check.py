"""`smmops check`."""

import click

from smmops.cli.session import Session, command


@command("check", formats=("text", "github", "json", "sarif"))
@click.option("--changed-since", metavar="REF", help="Only problems of files that differ from REF.")
@click.option("--fix", is_flag=True, help="Write the fixes that are safe into the files.")
@click.option("--now", metavar="TIME", help="Judge times as if it were then (2026-12-01T09:30+09:00).")
def check(session: Session, changed_since: str | None, *, fix: bool, now: str | None) -> int:
    """Checks every file of the workspace against all rules.

    Reads files only: no network, no secrets. Exit 0 when nothing is wrong, 1 when there are errors; warnings
    alone are 0.

    \b
    Examples:
      smmops check
      smmops check --changed-since origin/main
      smmops check --fix
      smmops check --format github        annotations in a pull request
      smmops check --json-into problems.json
    """
    raise NotImplementedError
