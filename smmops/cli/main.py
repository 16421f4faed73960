"""`smmops`: finds the command, runs it, and turns every end into a documented exit code."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from smmops import __version__
from smmops.cli import exits
from smmops.cli.overview import family, overview
from smmops.cli.table import FAMILIES, NAMES

if TYPE_CHECKING:
    import click

_FLAGS = frozenset({"--quiet", "-q", "--no-color"})
_VALUED = frozenset({"-C", "--format"})


def main() -> NoReturn:
    """The console script."""
    # Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the start.
    gc.set_threshold(1_000_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("smmops: interrupted\n")
        code = exits.INTERRUPTED
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """One command line, without the program's name, to its exit code."""
    leading, words = _leading(arguments)
    if not words:
        sys.stderr.write(overview())
        return exits.USAGE
    first = words[0]
    if first in ("-h", "--help", "help") and len(words) == 1:
        sys.stdout.write(overview())
        return exits.FINE
    if first in ("-V", "--version"):
        sys.stdout.write(f"smmops {__version__}\n")
        return exits.FINE
    if first == "help":
        from smmops.cli.runbook import page

        shown = page(words[1]) if len(words) == 2 else None
        if shown is not None:
            sys.stdout.write(shown)
            return exits.FINE
        words = [*words[1:], "--help"]
    return _named(leading, words)


def _named(leading: list[str], words: list[str]) -> int:
    first, rest = words[0], words[1:]
    if first in FAMILIES:
        if not rest or rest[0] in ("-h", "--help"):
            (sys.stdout if rest else sys.stderr).write(family(first))
            return exits.FINE if rest else exits.USAGE
        first, rest = f"{first} {rest[0]}", rest[1:]
    if first not in NAMES:
        sys.stderr.write(_unknown(first))
        return exits.USAGE
    from smmops.cli.ending import ended

    return ended(lambda: _invoke(first, [*leading, *rest]))


def _invoke(name: str, arguments: list[str]) -> int:
    module, _, function = NAMES[name].target.partition(":")
    command: click.Command = getattr(import_module(module), function)
    came_to = command.main(arguments, prog_name=f"smmops {name}", standalone_mode=False)
    return came_to if isinstance(came_to, int) else exits.FINE


def _leading(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options that stand before the command, and the command with what follows it."""
    taken: list[str] = []
    words = list(arguments)
    while words and words[0].startswith("-"):
        name = words[0].partition("=")[0]
        if words[0] in _VALUED and len(words) > 1:
            taken += words[:2]
            words = words[2:]
        elif words[0] in _FLAGS or name in _VALUED:
            taken.append(words.pop(0))
        else:
            break
    return taken, words


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [*NAMES, *FAMILIES], n=1, cutoff=0.6)
    guess = f": did you mean '{near[0]}'?" if near else ""
    return f"smmops: there is no command {name!r}{guess}\n  fix: smmops --help lists the commands\n"
