"""A new workspace: what stands in it, and writing it without touching what is there."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined

from smmops.approvals.owners import owner_lines, written
from smmops.jobs.schema import schemas
from smmops.jobs.written import WRITTEN
from smmops.jobs.written import written as record_of
from smmops.specs.registry import spec
from smmops.store.load import load
from smmops.store.memory import MemoryTree
from smmops.store.overlay import Overlay

GITHUB = ".github/"
"""What only a workspace on that forge gets."""
SCHEMAS = ".smmops/schemas"
REQUIREMENTS = ".github/smmops/requirements.txt"
INSTALL = (
    "python -I -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --no-deps "
    f"-r {REQUIREMENTS}"
)
"""How a job gets smmops. `-I`: a folder called `pip` in a pull request is not what is run."""
NIGHT = range(1, 5)
"""Local hours without a scheduled tick: with them, a private repository would pay for more than 800 minutes a month."""

_PLAIN = re.compile(r"[A-Za-z가-힣][\w가-힣 ./@+-]*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})


@dataclass(frozen=True, slots=True)
class Place:
    """A channel to begin with. `server` is set for networks with a server of their own.

    `secrets` is the prefix of its variables where that is not its id in capitals.
    """

    id: str
    network: str
    handle: str
    server: str | None = None
    secrets: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A member to begin with; `github` is a login, `github_id` its number, `email` what git commits carry."""

    id: str
    roles: tuple[str, ...]
    github: str | None = None
    github_id: int | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What `init` needs to know. `repository` is `owner/name` on GitHub, None for git alone.

    `requirements` is the hashed list that workflows install from, with smmops itself in it; `wheel` the name and
    bytes of a wheel to keep beside it. `install` is the line by which jobs get smmops. `due` is the first post's
    time, None where that is a draft.
    """

    id: str
    brand: str
    timezone: str
    channels: tuple[Place, ...]
    people: tuple[Person, ...]
    today: date
    language: str = "en"
    stage: str = "explore"
    solo: bool = True
    repository: str | None = None
    requirements: str = ""
    wheel: tuple[str, bytes] | None = None
    install: str = INSTALL
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """Paths that were written, and those that were there and stayed as they are."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def workspace(answers: Answers) -> Mapping[str, bytes]:
    """Every file of the new workspace by its path, `/` between folders."""
    made: dict[str, bytes] = {}
    for language in ("any", answers.language):
        for path, template in _templates(language):
            if answers.repository is None and path.startswith(GITHUB):
                continue
            if path.startswith("content/") and not _talking(answers):
                continue
            made[path.replace("month", answers.today.strftime("%Y/%m"))] = _filled(template, answers).encode()
    for name, content in schemas().items():
        text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
        made[f"{SCHEMAS}/{name}.json"] = f"{text}\n".encode()
    if answers.repository is not None:
        made[f"{GITHUB}CODEOWNERS"] = owners(made).encode()
        made[REQUIREMENTS] = answers.requirements.encode()
        if answers.wheel:
            made[f"{GITHUB}smmops/{answers.wheel[0]}"] = answers.wheel[1]
    made[WRITTEN] = record_of(made)
    return dict(sorted(made.items()))


def owners(files: Mapping[str, bytes]) -> str:
    """CODEOWNERS of a workspace's files: who must look at what, from team.yaml and policy."""
    made = load(Overlay(MemoryTree({}, {}, ""), files), "")
    assert made.settings is not None
    assert made.team is not None
    return written("", owner_lines(made.settings, made.team), made.settings.id)


def write(folder: Path, files: Mapping[str, bytes]) -> Made:
    """Writes what is not there yet, and nothing over what is."""
    made = Made()
    for name, content in files.items():
        path = folder / name
        if path.exists() or path.is_symlink():
            made.kept.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
        made.written.append(name)
    return made


def secrets(channels: Iterable[Place]) -> Sequence[str]:
    """Names of the variables that the publish job is given: those of its channels, and no others."""
    return [
        f"{channel.secrets or channel.id.upper().replace('-', '_')}_{rule.name}"
        for channel in channels
        for rule in spec(channel.network).secrets
        if rule.required
    ]


def _talking(answers: Answers) -> Sequence[str]:
    """Channels that take a post of text alone: what a first draft can go to."""
    formats = {channel.id: spec(channel.network).formats.get("post") for channel in answers.channels}
    return [name for name, rule in formats.items() if rule and rule.total[0] == 0 and rule.text]


def _templates(language: str) -> Iterator[tuple[str, str]]:
    root = resources.files("smmops").joinpath("data/init").joinpath(language)
    yield from _below(root, "")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    """Template files by their path; a name that begins with `dot.` stands for one that begins with a dot."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = path + (item.name.removeprefix("dot") if item.name.startswith("dot.") else item.name)
        if item.is_dir():
            yield from _below(item, f"{name}/")
        else:
            yield name, item.read_text(encoding="utf-8")


def _filled(template: str, answers: Answers) -> str:
    """Marks are `<< … >>` and `<% … %>`: workflows are full of braces."""
    made = Environment(  # noqa: S701 -- YAML and Markdown: `yaml` quotes what people wrote
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    made.filters["yaml"] = as_yaml
    return made.from_string(template).render(
        id=answers.id,
        brand=answers.brand,
        timezone=answers.timezone,
        language=answers.language,
        stage=answers.stage,
        solo=answers.solo,
        repository=answers.repository,
        install=answers.install,
        channels=answers.channels,
        talking=_talking(answers),
        people=answers.people,
        today=answers.today.isoformat(),
        due=answers.due,
        month=answers.today.strftime("%Y/%m"),
        secrets=secrets(answers.channels),
        hours=hours(answers.timezone, answers.today),
    )


def hours(timezone: str, today: date) -> str:
    """The hours (UTC, as cron has them) at which the scheduled job ticks: all but those of the local night."""
    noon = datetime.combine(today, time(12), UTC)
    shift = round((noon.astimezone(ZoneInfo(timezone)).utcoffset() or timedelta()) / timedelta(hours=1))
    awake = [hour for hour in range(24) if (hour + shift) % 24 not in NIGHT]
    runs: list[list[int]] = []
    for hour in awake:
        if runs and hour == runs[-1][-1] + 1:
            runs[-1].append(hour)
        else:
            runs.append([hour])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def as_yaml(text: str) -> str:
    """A text as a YAML scalar on one line, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" ")
    return text if plain else "".join(map(_seen, json.dumps(text, ensure_ascii=False)))


def _seen(letter: str) -> str:
    """A letter that nobody sees is written as its number."""
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
