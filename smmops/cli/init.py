"""`smmops init`."""

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from smmops import __version__
from smmops.cli import exits
from smmops.cli.session import Session, command, json_text
from smmops.model.message import msg
from smmops.model.problem import SmmopsError

if TYPE_CHECKING:
    from smmops.jobs.init import Answers, Person, Place

_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,39}/[\w.-]{1,100}")
_CHANNEL = re.compile(r"([a-z-]+)=([^\s,]+?)(?:,(https?://\S+))?")
_PERSON = re.compile(r"([a-z0-9-]{1,64})(?:=([A-Za-z0-9-]{1,39})(?::(\d{1,12}))?)?(?:<(\S+@\S+)>)?")


@command("init")
@click.argument("folder_", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--brand", help="The brand's name, for people.")
@click.option("--id", "id_", help="Its id in receipts; default: the name in small letters.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    metavar="NETWORK=HANDLE[,SERVER]",
    help="An account; may be repeated.",
)
@click.option("--timezone", help="IANA name; default: this machine's, else UTC.")
@click.option("--language", type=click.Choice(("en", "ko")), default="en", help="Of messages and reports.")
@click.option(
    "--stage", type=click.Choice(("explore", "grow", "scale")), default="explore", help="What is asked."
)
@click.option(
    "--member",
    "members",
    multiple=True,
    metavar="ID[=LOGIN[:NUMBER]][<E-MAIL>]",
    help="A person; repeat for more.",
)
@click.option(
    "--github", "repository", metavar="OWNER/NAME", help="Add workflows, owners and templates for GitHub."
)
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The smmops that workflows install.",
)
@click.option(
    "--practice", is_flag=True, help="With a remote and networks on this machine, and a post that is due."
)
def init(session: Session, folder_: Path | None, *, practice: bool, **given: object) -> int:
    """Makes a workspace that passes `check` at once. Nothing that is there is written over.

    Asks on a terminal for what the flags leave open; without one, --brand and a --channel are needed. With one
    member you approve yourself and every receipt says so; with two or more, each approves what others wrote.

    \b
    Examples:
      smmops init social
      smmops init practice --practice
      smmops init --brand "Onda Coffee" --channel bluesky=onda.example
      smmops init . --brand Onda --channel mastodon=onda,https://social.example \\
        --member mina=mina-onda:1001 --member juno=juno-onda:1002 \\
        --github onda/social --wheel smmops-0.1.0-py3-none-any.whl
    """
    from smmops.jobs.init import workspace, write

    folder = (session.folder / folder_) if folder_ else session.folder
    if practice:
        from smmops.cli import practice as practising

        given = practising.given_for(given, folder)
    answers = _answers(given, practice=practice)
    folder.mkdir(parents=True, exist_ok=True)
    if not any((above / ".git").exists() for above in (folder.resolve(), *folder.resolve().parents)):
        _git(folder)
    made = write(folder, workspace(answers))
    if practice:
        practising.begin(session, folder, answers)
    facts = {"schema": "smmops.init/1", "folder": str(folder), "written": made.written, "kept": made.kept}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    lines = [f"  made {path}" for path in made.written if not path.startswith(".smmops/")]
    lines += [f"  kept {path}: it was there" for path in made.kept if not path.startswith(".smmops/")]
    nexts = "next: smmops check, then commit and push; smmops ledger init --live makes the ledger"
    if practice:
        nexts = practising.nexts(folder)
    session.show(
        "\n".join([*([] if session.quiet else lines), f"{len(made.written)} files in {folder}", nexts])
    )
    return exits.FINE


def _answers(given: dict[str, object], *, practice: bool) -> "Answers":
    from smmops.cli.practice import due_now
    from smmops.jobs.init import Answers

    brand = str(given["brand"] or _asked("Brand", "--brand"))
    own = str(given["id_"] or _slug(brand))
    channels = tuple(_place(str(text), own) for text in _texts(given["channels"]))
    if not channels:
        channels = (_place(_asked("First channel, as network=handle", "--channel"), own),)
    repository = given["repository"]
    if repository is not None and not _REPOSITORY.fullmatch(str(repository)):
        raise click.BadParameter(f"{repository} is no owner/name", param_hint="--github")
    zone, language = str(given["timezone"] or _zone()), str(given["language"])
    people = tuple(_person(str(text)) for text in _texts(given["members"])) or (_me(),)
    requirements, wheel = ("", None) if repository is None else hashed(given["wheel"])
    return Answers(
        id=own,
        brand=brand,
        timezone=zone,
        channels=channels,
        people=_with_roles(people),
        today=datetime.now(_known(zone)).date(),
        language=language,
        stage=str(given["stage"]),
        solo=len(people) == 1,
        repository=str(repository) if repository else None,
        requirements=requirements,
        wheel=wheel,
        due=due_now(zone) if practice else None,
    )


def _texts(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _asked(question: str, flag: str) -> str:
    """What a person types; a usage error without a terminal."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"{flag} is missing, and there is no terminal to ask on")
    answer: str = click.prompt(question, err=True)
    return answer


def _known(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as unknown:
        raise click.BadParameter(
            f"{zone} is no IANA zone such as Asia/Seoul", param_hint="--timezone"
        ) from unknown


def _zone() -> str:
    """This machine's zone where it says one."""
    try:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
        return ZoneInfo(name).key if name else "UTC"
    except (KeyError, ValueError, OSError):
        return "UTC"


def _slug(text: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64]
    if not found:
        raise click.UsageError(f"no id can be made of {text}: give one with --id")
    return found


def _place(text: str, own: str) -> "Place":
    from smmops.jobs.init import Place
    from smmops.specs.registry import spec

    found = _CHANNEL.fullmatch(text)
    if not found:
        raise click.BadParameter(f"{text} is not network=handle[,server]", param_hint="--channel")
    network, handle, server = found.groups()
    try:
        form = spec(network).handle
    except KeyError as unknown:
        raise click.BadParameter(f"there is no network {network}", param_hint="--channel") from unknown
    if not re.fullmatch(form, handle):
        raise click.BadParameter(f"{handle} is no handle on {network}", param_hint="--channel")
    server = server or ("https://bsky.social" if network == "bluesky" else None)
    if network == "mastodon" and server is None:
        raise click.BadParameter(
            f"say the server too: mastodon={handle},https://social.example", param_hint="--channel"
        )
    return Place(f"{network}-{own}"[:64].rstrip("-"), network, handle, server)


def _person(text: str) -> "Person":
    from smmops.jobs.init import Person

    found = _PERSON.fullmatch(text)
    if not found:
        raise click.BadParameter(
            f"{text} is not id, id=login, id=login:number or id=login<e-mail>", param_hint="--member"
        )
    number = int(found[3]) if found[3] else None
    return Person(found[1], (), github=found[2], github_id=number, email=found[4])


def _me() -> "Person":
    """Whoever commits here."""
    from smmops.jobs.init import Person

    said = subprocess.run(["git", "config", "user.email"], capture_output=True, text=True, check=False)
    return Person("me", (), email=said.stdout.strip() or None)


def _with_roles(people: tuple["Person", ...]) -> tuple["Person", ...]:
    """The first two may decide about the settings too, so that one of them can approve the other."""
    from dataclasses import replace

    return tuple(
        replace(person, roles=("editor", "approver", "admin") if number < 2 else ("editor", "approver"))
        for number, person in enumerate(people)
    )


def hashed(wheel: object) -> tuple[str, tuple[str, bytes] | None]:
    """What workflows install: our dependencies by hash, and smmops from a wheel that is kept beside the list."""
    import hashlib
    from importlib import resources

    locked = resources.files("smmops").joinpath("data/requirements.txt").read_text(encoding="utf-8")
    if not isinstance(wheel, Path):
        raise SmmopsError(
            msg("which smmops the workflows install was not said"),
            msg("give it with --wheel FILE; `make wheel` or the release has one"),
            exit_code=exits.USAGE,
        )
    if not wheel.name.startswith(f"smmops-{__version__}-") or wheel.suffix != ".whl":
        raise SmmopsError(
            msg("{file} is no wheel of smmops {version}", file=wheel.name, version=__version__),
            msg("give the wheel of the smmops that runs here"),
            exit_code=exits.USAGE,
        )
    content = wheel.read_bytes()
    own = f"./.github/smmops/{wheel.name} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"
    return locked + own, (wheel.name, content)


def _git(folder: Path) -> None:
    command_ = ["git", "init", "--quiet", "--initial-branch=main", str(folder)]
    ran = subprocess.run(command_, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SmmopsError(
            msg("git could not make a repository: {why}", why=ran.stderr.strip()[:200]),
            msg("make one with `git init`, then run this again"),
        )
