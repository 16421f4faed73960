"""`smmops new` for what a team keeps beside its posts: notes, and files of which a brand has one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from smmops.cli.new import Flag, flags, made
from smmops.cli.session import Session, command

_TEXT = Flag("text", "The text itself; without it, write it into the file.")
_OWNER = Flag("owner", "Member of team.yaml.", metavar="ID")
NOTES: dict[str, tuple[tuple[Flag, ...], str]] = {
    "experiment": (
        (
            _TEXT,
            Flag("title", "For people."),
            Flag("hypothesis", "What is expected, as a sentence that can turn out wrong."),
            Flag("change", "What is done differently."),
            Flag("metric", "What is looked at."),
            Flag("channels", "Where; ids of smmops.yaml.", many=True, metavar="IDS"),
            Flag("posts", "Posts that take part.", many=True, metavar="IDS"),
            Flag("from", "First day: 2026-12-01.", metavar="DAY"),
            Flag("to", "Last day, included.", metavar="DAY"),
            _OWNER,
        ),
        'fewer --hypothesis "Two posts reach as many" \\\n    --from 2026-12-01 --to 2026-12-31',
    ),
    "inspiration": (
        (
            _TEXT,
            Flag("title", "For people."),
            Flag("brand", "Who did it."),
            Flag("mechanic", "What makes it work."),
            Flag("link", "Where it can be seen.", metavar="URL"),
            Flag("network", "bluesky, x …"),
            Flag("seen", "The day on which it was seen.", metavar="DAY"),
            Flag("why", "What you would take from it."),
        ),
        'tables --brand "Other Roasters" \\\n    --mechanic "useful table" --link https://other.example/1',
    ),
    "feedback": (
        (
            _TEXT,
            Flag("from", "Who in general: guest, subscriber; never a name."),
            Flag("on", "The day on which it came.", metavar="DAY"),
            Flag("about", "A post's id, a channel, a product."),
            Flag("said", "In their words."),
            Flag("so", "What you do about it."),
            _OWNER,
        ),
        'too-loud --from guest --on 2026-12-01 --about brew \\\n    --said "Too much music"',
    ),
    "advocacy": (
        (
            _TEXT,
            Flag("title", "For people."),
            Flag("texts", "A suggestion; commas and repetition make more.", many=True),
            Flag("disclosure", "Words that say for whom one works."),
            Flag("link", "Where it leads.", metavar="URL"),
            Flag("post", "The post that is passed on.", metavar="ID"),
            Flag("campaign", "Campaign that it belongs to.", metavar="ID"),
            _OWNER,
            Flag("until", "The last day on which it is of use.", metavar="DAY"),
        ),
        'winter --texts "Our new blend is out. #AcmeTeam" \\\n    --disclosure "#AcmeTeam"',
    ),
    "task": (
        (
            _TEXT,
            Flag("what", "What is to be done."),
            _OWNER,
            Flag("due", "2026-12-01.", metavar="DAY"),
            Flag("state", "open, doing, done or dropped."),
            Flag("post", "The post that it is for.", metavar="ID"),
            Flag("campaign", "Campaign that it belongs to.", metavar="ID"),
            Flag("medium", "email, video, phone, print, event."),
            Flag("link", "Where the promotion leads.", metavar="URL"),
            Flag("code", "What tells its visitors from others."),
            Flag("notes", "For colleagues."),
        ),
        'flyer --what "Print the flyer" --due 2026-12-01',
    ),
}
SINGLE = {
    "strategy": "Makes strategy.md: goals, KPIs, pillars and voice.",
    "money": "Makes money.yaml: caps, ad accounts, rates and costs.",
    "handles": "Makes handles.yaml: names that are yours, should be, or look like yours.",
    "rights": "Makes rights.yaml: what may be shown of whom, where and until when.",
    "moderation": "Makes moderation.yaml: words that hide a comment or send it to somebody.",
    "decisions": "Makes this month's page of decisions, and on what grounds they were made.",
}
_TELLS = {
    "experiment": "Makes an experiment: something tried for a while, and what came out.",
    "inspiration": "Makes a note of what another brand did well, and by which means.",
    "feedback": "Makes a note of what somebody told you, and what follows; no personal data.",
    "advocacy": "Makes texts that staff may post themselves; nobody's account is posted to.",
    "task": "Makes a task: work beside the posts.",
}


def _note(kind: str) -> click.Command:
    known, example = NOTES[kind]

    def work(session: Session, name: str, **values: Any) -> int:
        return made(session, kind, name, values)

    work.__doc__ = (
        f"{_TELLS[kind]}\n\nID names the file. Nothing is written over.\n\n"
        f"\b\nExamples:\n  smmops new {kind} {example}\n"
    )
    return command(f"new {kind}")(click.argument("name", metavar="ID")(flags(known)(work)))


def _single(kind: str) -> click.Command:
    def work(session: Session) -> int:
        name = f"{datetime.now(UTC):%Y-%m}" if kind == "decisions" else kind
        return made(session, kind, name, {})

    work.__doc__ = (
        f"{SINGLE[kind]}\n\nWith comments that say what each key is for. Nothing is written over.\n\n"
        f"\b\nExamples:\n  smmops new {kind}\n"
    )
    make: Callable[[Any], click.Command] = command(f"new {kind}")
    return make(work)


experiment, inspiration, feedback = _note("experiment"), _note("inspiration"), _note("feedback")
advocacy, task = _note("advocacy"), _note("task")
strategy, money, handles = _single("strategy"), _single("money"), _single("handles")
rights, moderation, decisions = _single("rights"), _single("moderation"), _single("decisions")
