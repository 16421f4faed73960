"""What every command is given: where to work, how to print, and the options that all share."""

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Session:
    """One command line: `folder` is the brand's folder (`-C`), `color` whether ANSI colours fit the output."""

    folder: Path
    format: str = "text"
    quiet: bool = False
    color: bool = False
    json_into: Path | None = None

    def show(self, text: str) -> None:
        """Prints to standard output; a missing final newline is added."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()

    def show_exactly(self, text: str) -> None:
        """Prints a file's text as it is, in UTF-8, whatever line ends it has."""
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()

    def note(self, text: str) -> None:
        """Prints progress and advice to standard error; nothing with `--quiet`."""
        if text and not self.quiet:
            sys.stderr.write(text if text.endswith("\n") else text + "\n")

    def keep(self, facts: Any) -> None:
        """Writes `facts` as JSON where `--json-into` asks for it."""
        self.keep_text(json_text(facts))

    def keep_text(self, text: str) -> None:
        """The same for what is JSON already."""
        if self.json_into is not None:
            self.json_into.parent.mkdir(parents=True, exist_ok=True)
            self.json_into.write_text(text, encoding="utf-8")


def json_text(facts: Any) -> str:
    """JSON as our files have it: sorted keys, two spaces, a final newline."""
    return json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def command(name: str, *, formats: tuple[str, ...] = ("text", "json")) -> Callable[[F], click.Command]:
    """Makes a function of (session, options…) a command with the options that all commands take."""

    def made(function: F) -> click.Command:
        @functools.wraps(function)
        def invoke(**options: Any) -> int:
            session = Session(
                folder=Path(options.pop("folder")),
                format=options.pop("format_"),
                quiet=options.pop("quiet"),
                color=_color(no_color=options.pop("no_color")),
                json_into=options.pop("json_into"),
            )
            came_to: int = function(session, **options)
            return came_to

        for shared in reversed(_shared(formats)):
            shared(invoke)
        settings = {"help_option_names": ["-h", "--help"], "max_content_width": 80, "terminal_width": 80}
        return click.command(name, context_settings=settings)(invoke)

    return made


def _shared(formats: tuple[str, ...]) -> list[Callable[[Any], Any]]:
    folder = click.Path(exists=True, file_okay=False)
    return [
        click.option("-C", "folder", type=folder, default=".", metavar="DIR", help="Work in this folder."),
        click.option("--format", "format_", type=click.Choice(formats), default="text", help="How to print."),
        click.option(
            "--json-into", type=click.Path(path_type=Path), metavar="FILE", help="Also write JSON there."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print only what needs you."),
        click.option("--no-color", is_flag=True, help="No colours."),
    ]


def _color(*, no_color: bool) -> bool:
    asked = not no_color and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return asked and sys.stdout.isatty()
