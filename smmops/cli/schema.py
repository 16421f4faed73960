"""`smmops schema`."""

from pathlib import Path

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text


@command("schema")
@click.argument("kind", required=False)
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), help="Write all of them into this folder."
)
def schema(session: Session, kind: str | None, into: Path | None) -> int:
    """Prints the JSON Schema of a kind of file, for editors; without KIND, lists the kinds.

    Editors complete and check a YAML file that begins with
    `# yaml-language-server: $schema=PATH`. What a stage requires is asked by `smmops check`, not by the schema.

    \b
    Examples:
      smmops schema
      smmops schema post
      smmops schema --into .smmops/schemas
    """
    from smmops.jobs.schema import schemas

    known = schemas()
    session.keep(dict(known))
    if into is not None:
        into.mkdir(parents=True, exist_ok=True)
        for name, content in known.items():
            (into / f"{name}.json").write_text(json_text(content), encoding="utf-8")
        session.show(f"{len(known)} schemas written into {into}")
        return exits.FINE
    if kind is None:
        session.show(json_text(sorted(known)) if session.format == "json" else "\n".join(sorted(known)))
        return exits.FINE
    if kind not in known:
        from difflib import get_close_matches

        near = get_close_matches(kind, list(known), n=1)
        guess = f": did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(known))}"
        raise click.UsageError(f"there is no kind of file {kind}{guess}")
    session.show(json_text(known[kind]))
    return exits.FINE
