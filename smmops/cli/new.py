"""`smmops new post|idea|persona|campaign|playbook`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from smmops.cli import exits
from smmops.cli.session import Session, command, json_text

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Flag:
    """An option that fills in a key: `many` takes commas and repetition, `yes` takes nothing."""

    key: str
    help: str
    option: str = ""
    many: bool = False
    yes: bool = False
    metavar: str = "TEXT"

    @property
    def name(self) -> str:
        """How it is written on the command line."""
        return self.option or f"--{self.key.replace('_', '-')}"


_TEXT = Flag("text", "The text itself; without it, write it into the file.")
_INHERITED = (
    Flag("channels", "Where it goes; ids of smmops.yaml.", many=True, metavar="IDS"),
    Flag("persona", "Who it is for.", metavar="ID"),
    Flag("purpose", "engage or help."),
    Flag("demand", "create or capture."),
    Flag("funnel", "awareness, consideration, decision or loyalty."),
)
POST = (
    _TEXT,
    Flag("title", "For people."),
    Flag("publish_at", '"2026-12-01 09:30", on each channel\'s clocks.', option="--at", metavar="TIME"),
    *_INHERITED,
    Flag("pillar", "What it is about.", metavar="ID"),
    Flag("type", "Kind of post: tutorial, poll, spark …"),
    Flag("pain_point", "Of the persona.", metavar="ID"),
    Flag("campaign", "Campaign that it belongs to.", metavar="ID"),
    Flag("labels", "Labels that policy knows.", many=True),
    Flag("language", "ko, en-GB …"),
    Flag("link", "Where it leads.", metavar="URL"),
    Flag("gated", "The link leads to a form.", yes=True),
    Flag("not_after", "12h, 2d, or a time.", metavar="SPAN"),
    Flag("late", "ask or skip."),
    Flag("content_warning", "Shown before the post."),
    Flag("sensitive", "Media behind a blur.", yes=True),
    Flag("reply_to", "A post id or an address.", metavar="POST"),
    Flag("quote", "A post id or an address.", metavar="POST"),
    Flag("follows", "The poll that it answers.", metavar="POST"),
    Flag("source", "The article that it was split from.", metavar="URL"),
    Flag("proof", "Data behind it.", many=True, metavar="URLS"),
    Flag("recycled_from", "The post that it repeats.", metavar="POST"),
    Flag("evergreen", "It may be repeated later.", yes=True),
    Flag("deliver", "publish or remind."),
    Flag("protect", "Moving or deleting it trips a guard.", yes=True),
    Flag("hold", "Why it must wait."),
    Flag("notes", "For colleagues."),
)
IDEA = (
    _TEXT,
    Flag("title", "What it is."),
    Flag("pillar", "What it is about.", metavar="ID"),
    Flag("persona", "Who it is for.", metavar="ID"),
    Flag("owner", "Who looks after it."),
    Flag("source", "Where it came from."),
    Flag("notes", "For colleagues."),
)
PERSONA = (
    _TEXT,
    Flag("name", "A made-up name."),
    Flag("age", "From and to, in years: 28,45.", many=True, metavar="YEARS"),
    Flag("locations", "Cities or countries.", many=True),
    Flag("gender", "any, or as measured."),
    Flag("interests", "What they care for.", many=True),
    Flag("motivations", "What they want.", many=True),
    Flag("finds_us_by", "How they come to us.", many=True),
)
CAMPAIGN = (
    Flag("name", "What people call it."),
    Flag("goal", "Goal of strategy.md.", metavar="ID"),
    Flag("from", "First day: 2026-12-01.", metavar="DAY"),
    Flag("to", "Last day, included.", metavar="DAY"),
    Flag("objective", "awareness, engagement, traffic, leads or sales."),
    *_INHERITED,
    Flag("cost_centre", "Who pays."),
)
PLAYBOOK = (
    _TEXT,
    Flag("for", "complaint, praise, question, spam or crisis."),
    Flag("owner", "Member of team.yaml.", metavar="ID"),
    Flag("default_owner", "Who answers when nobody is named.", metavar="ID"),
    Flag("escalate_to", "Whom to ask.", many=True),
    Flag("spokespeople", "Who speaks for the brand.", many=True),
    Flag("public_first", "What is done in public first."),
    Flag("holding_text", "What is said while nothing is known."),
)


def flags(known: Sequence[Flag]) -> Callable[[F], F]:
    """Gives a command an option for every key."""

    def given(function: F) -> F:
        for flag in reversed(known):
            name = f"v_{flag.key}"
            if flag.yes:
                option = click.option(flag.name, name, is_flag=True, help=flag.help)
            else:
                option = click.option(
                    flag.name, name, multiple=flag.many, metavar=flag.metavar, help=flag.help
                )
            function = option(function)
        return function

    return given


@command("new post")
@click.argument("name", metavar="ID")
@click.option("--media", multiple=True, metavar="FILE", help="Picture or video in content/media; repeatable.")
@click.option("--alt", multiple=True, metavar="TEXT", help="What each of them shows, in the same order.")
@flags(POST)
def post(session: Session, name: str, media: tuple[str, ...], alt: tuple[str, ...], **values: Any) -> int:
    """Makes a post, with comments that say what each key is for.

    ID names the file and stays for ever. The file lies in the month of --at, else in this month. Nothing is written
    over.

    \b
    Examples:
      smmops new post brew-at-home
      smmops new post brew-at-home --title "Brew at home" --at "2026-12-01 09:30"
      smmops new post hello --channels bluesky-onda,mastodon-onda --text "Hello."
    """
    if len(alt) > len(media):
        raise click.BadParameter(f"{len(alt)} for {len(media)} of --media", param_hint="--alt")
    return made(session, "post", name, values, tuple(zip(media, [*alt, *[""] * len(media)], strict=False)))


@command("new idea")
@click.argument("name", metavar="ID")
@flags(IDEA)
def idea(session: Session, name: str, **values: Any) -> int:
    """Makes an idea in the backlog: it is never published.

    \b
    Examples:
      smmops new idea cold-brew --title "Cold brew in winter, why not"
    """
    return made(session, "idea", name, values)


@command("new persona")
@click.argument("name", metavar="ID")
@flags(PERSONA)
def persona(session: Session, name: str, **values: Any) -> int:
    """Makes a persona: a kind of people whom posts are for.

    What nobody has asked yet says `unknown`, and is honest.

    \b
    Examples:
      smmops new persona olivia-owner --name "Olivia, café owner" --age 28,45
    """
    return made(session, "persona", name, values)


@command("new campaign")
@click.argument("name", metavar="ID")
@flags(CAMPAIGN)
def campaign(session: Session, name: str, **values: Any) -> int:
    """Makes a campaign: posts with one goal and a period.

    \b
    Examples:
      smmops new campaign winter --name Winter --goal regulars
      smmops new campaign winter --name Winter --from 2026-12-01 --to 2026-12-31
    """
    return made(session, "campaign", name, values)


@command("new playbook")
@click.argument("name", metavar="ID")
@flags(PLAYBOOK)
def playbook(session: Session, name: str, **values: Any) -> int:
    """Makes a playbook: how a kind of message is answered.

    \b
    Examples:
      smmops new playbook complaint --for complaint --owner mina
    """
    return made(session, "playbook", name, values)


def made(
    session: Session, kind: str, name: str, values: dict[str, Any], media: Sequence[tuple[str, str]] = ()
) -> int:
    """Makes a file of a kind and tells what is still open in it."""
    from smmops.cli.look import page
    from smmops.cli.posts import usable
    from smmops.cli.workspace import placed
    from smmops.jobs.new import Wanted, new, write
    from smmops.model.message import msg
    from smmops.render.problems import fact

    workspace, tree = usable(session)
    assert workspace.settings is not None
    given = _given(values)
    wanted = Wanted(kind, name, {**given, **_media(media)})
    file = new(wanted, workspace, tree, now=datetime.now(UTC))
    write(placed(session)[0], file)
    language = workspace.settings.language
    facts = {"format_version": 1, "path": file.path, "open": [fact(each, language) for each in file.open]}
    session.keep(facts)
    if session.format == "json":
        session.show(json_text(facts))
        return exits.FINE
    how = page(session, language)
    session.show(how.say(msg("made {path}", path=file.path)))
    for each in file.open:
        session.show("  " + how.say(each.message))
        session.show("    " + how.say(msg("fix: {fix}", fix=how.say(each.fix))))
    if not file.open and kind == "post":
        session.show(
            how.say(msg("next: `{command}` shows it as people will see it", command=f"smmops preview {name}"))
        )
    return exits.FINE


def _given(values: dict[str, Any]) -> dict[str, str | list[str]]:
    """The options that were given, by key; commas and repetition make a list."""
    given: dict[str, str | list[str]] = {}
    for option, value in values.items():
        key = option.removeprefix("v_")
        if value is True:
            given[key] = "true"
        elif isinstance(value, tuple) and value:
            given[key] = [part.strip() for text in value for part in text.split(",") if part.strip()]
        elif isinstance(value, str):
            given[key] = value
    return given


def _media(items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {"media": tuple(items)} if items else {}
