"""`new`: a file of a kind, with what its stage asks for, ready to edit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from smmops.exchange.template import Value, filled, schema_line
from smmops.jobs.files import made
from smmops.model.message import msg
from smmops.model.ports import Tree
from smmops.model.problem import Problem, Severity, SmmopsError
from smmops.model.strategy import Strategy
from smmops.model.workspace import Workspace
from smmops.rules.run import errors_of
from smmops.rules.view import View
from smmops.store.kinds import ID, KINDS, kind_of
from smmops.store.load import load
from smmops.store.overlay import Overlay
from smmops.store.stages import post_keys
from smmops.words.escape import terminal

_UNREAD = frozenset(f"SMM{number}" for number in (*range(101, 108), 112, *range(114, 119), 125, 137, 138))
"""Problems of a value that was given; what is missing, or must be mended in the text, is what a new file is for."""


_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class New:
    """A file that can be written: its path from the repository's root, and what `check` asks of it still."""

    path: str
    content: bytes
    open: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a kind of file, its id, and values of keys; `text` among them is the body."""

    kind: str
    name: str
    values: Mapping[str, Value]


def new(wanted: Wanted, workspace: Workspace, tree: Tree, *, now: datetime) -> New:
    """The file of that kind and id. Nothing is written.

    SmmopsError (64) for an id that is none, a value that cannot be read, (1) where the id is taken.
    """
    settings = workspace.settings
    assert settings is not None
    kind, name, values = wanted.kind, wanted.name, wanted.values
    if not (_MONTH if kind == "decisions" else ID).fullmatch(name):
        raise SmmopsError(
            msg(
                "`{name}` is no id: lower-case letters, digits and `-`, at most 64 characters", name=name[:80]
            ),
            msg("write it like brew-at-home; it names the file and stays for ever"),
            exit_code=64,
        )
    inner = _place(kind, name, values, now.astimezone(ZoneInfo(settings.timezone)))
    path = f"{workspace.folder}/{inner}" if workspace.folder else inner
    _free(workspace, tree, kind, path=path)
    template = _template(kind, settings.language)
    content = filled(
        template,
        {key: value for key, value in values.items() if key != "text"},
        hints=_hints(workspace, kind, name, inner),
        asked=_asked(workspace) if kind == "post" else (),
        text=str(values.get("text", "")),
    ).encode("utf-8")
    return New(path, content, _open(workspace, tree, path, content, now))


def write(top: Path, file: New) -> None:
    """Writes it; SmmopsError (1) where something of that name came in between."""
    made(top, file.path, file.content)


def _place(kind: str, name: str, values: Mapping[str, Value], today: datetime) -> str:
    if kind != "post":
        found = KINDS[kind]
        return f"{found.folder}/{name}.{'md' if found.page else 'yaml'}".lstrip("/")
    written = str(values.get("publish_at", ""))[:7]
    year, _, month = written.partition("-")
    fits = len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdecimal()
    return f"content/{written.replace('-', '/') if fits else f'{today:%Y/%m}'}/{name}.md"


def _free(workspace: Workspace, tree: Tree, kind: str, *, path: str) -> None:
    home = f"{workspace.folder}/" if workspace.folder else ""
    for known in tree.blobs():
        alike = known.rpartition("/")[2].casefold() == path.rpartition("/")[2].casefold()
        if alike and known.startswith(home) and kind_of(known[len(home) :]) is KINDS[kind]:
            raise SmmopsError(
                msg("{path} is there already: an id is given once", path=known),
                msg("choose another id, or edit that file"),
                exit_code=1,
            )


def _template(kind: str, language: str) -> str:
    spoken = "ko" if language.split("-", maxsplit=1)[0].lower() == "ko" else "en"
    suffix = "md" if KINDS[kind].page else "yaml"
    place = resources.files("smmops").joinpath(f"data/templates/{spoken}/{kind}.{suffix}")
    return place.read_text(encoding="utf-8")


def _hints(workspace: Workspace, kind: str, name: str, inner: str) -> dict[str, str]:
    strategy = workspace.strategy or Strategy()
    known = {
        "channels": list(workspace.channels),
        "pillars": [pillar.id for pillar in strategy.pillars],
        "goals": [goal.id for goal in strategy.goals],
        "personas": list(workspace.personas),
        "campaigns": list(workspace.campaigns),
    }
    hints = {key: terminal(", ".join(ids)) or "–" for key, ids in known.items()}
    return {**hints, "schema": schema_line(inner, kind), "id": name}


def _asked(workspace: Workspace) -> tuple[str, ...]:
    """What the stage asks of posts; a single pillar is implied."""
    assert workspace.settings is not None
    single = workspace.strategy is not None and len(workspace.strategy.pillars) == 1
    return tuple(key for key in post_keys(workspace.settings.stage) if not (key == "pillar" and single))


def _open(workspace: Workspace, tree: Tree, path: str, content: bytes, now: datetime) -> tuple[Problem, ...]:
    """Errors that the file would have; SmmopsError (64) where a value that was given cannot be read."""
    over = Overlay(tree, {path: content})
    after = load(over, workspace.folder)
    problems = [each for each in after.problems if each.path == path and each.severity is Severity.ERROR]
    for problem in problems:
        if problem.code in _UNREAD:
            raise SmmopsError(problem.message, problem.fix, exit_code=64)
    for post in after.posts.values():
        if post.path == path:
            problems += [each for each in errors_of(post, View(after, over, now)) if each.path == path]
    return tuple(dict.fromkeys(problems))
