"""The one comment of a pull request: which run made it, what of it is live, and the plan.

Its first lines are ours alone, so that it can be taken apart again whatever a post says further down:

    <!-- smmops:plan v1 repo=777001 pr=12 -->
    <!-- smmops:run head=… run=… attempt=… -->        where a check's plan stands in it
    <!-- smmops:published -->                          where something of it is live
    …
    <!-- /smmops:published -->
"""

import re
from dataclasses import dataclass, replace

from smmops.model.message import Message, msg
from smmops.model.plan import Plan
from smmops.model.talk import CheckRun
from smmops.render.plan_markdown import plan_markdown
from smmops.render.plan_markdown_post import inline
from smmops.words.catalogue import say

LONGEST = 60_000
"""Characters of the whole; a forge refuses more than 65,536."""
ROOM = 6_000
"""Characters of it that are kept for what is live: the plan stands there first and is never cut again."""

_RUN = re.compile(
    r"<!-- smmops:run head=([0-9a-f]{40}|[0-9a-f]{64}) run=([0-9]{1,18}) attempt=([0-9]{1,6}) -->"
)
_BEGIN, _END = "<!-- smmops:published -->", "<!-- /smmops:published -->"
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~%@/-]*)?")


@dataclass(frozen=True, slots=True, order=True)
class Made:
    """Which check a plan is from. Later attempts and runs of one head are newer."""

    head: str
    run: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Sticky:
    """A comment taken apart. `made` None: no check's plan stands in it."""

    made: Made | None = None
    published: str = ""
    plan: str = ""


def marker(repository: int, number: int) -> str:
    """The first line of the comment of a pull request."""
    return f"<!-- smmops:plan v1 repo={repository} pr={number} -->"


def taken_apart(body: str) -> Sticky:
    """The parts of a comment of ours, by its first lines alone."""
    lines = body.split("\n")[1:]
    made = None
    found = _RUN.fullmatch(lines[0]) if lines else None
    if found:
        made = Made(found[1], int(found[2]), int(found[3]))
        lines = lines[1:]
    published = ""
    if lines and lines[0] == _BEGIN and _END in lines:
        end = lines.index(_END)
        published, lines = "\n".join(lines[1:end]), lines[end + 1 :]
    return Sticky(made, published.strip("\n"), "\n".join(lines).strip("\n"))


def put_together(sticky: Sticky) -> str:
    """The text below the marker."""
    lines = []
    if sticky.made:
        made = sticky.made
        lines.append(f"<!-- smmops:run head={made.head} run={made.run} attempt={made.attempt} -->")
    if sticky.published:
        lines += [_BEGIN, "", sticky.published, "", _END]
    whole = "\n".join([*lines, "", sticky.plan]).rstrip("\n")
    if len(whole) > LONGEST:  # somebody edited it: the plan leaves room for what is live
        whole = "\n".join(lines)
    return whole


def with_published(sticky: Sticky, published: str) -> Sticky:
    """The same comment with another block of what is live."""
    return replace(sticky, published=published)


def planned(plan: Plan, run: CheckRun, *, rewrites: bool) -> str:
    """A check's plan, told by us. `rewrites`: the pull request changes what checked it."""
    language = plan.inputs.language
    notes = [_note(said, language) for said in _doubts(rewrites=rewrites)]
    return plan_markdown(plan, longest=LONGEST - ROOM - 1_000, notes=[*notes, *_red(run, language)])


def unplanned(why: Message, run: CheckRun, *, rewrites: bool, language: str) -> str:
    """What stands where no plan could be had."""
    head = say(msg("No plan of this pull request: {why}", why=say(why, language)), language)
    notes = [_note(said, language) for said in _doubts(rewrites=rewrites)]
    record = f"- {say(msg('head'), language)} `{run.head}`"
    return "\n\n".join([f"**{inline(head, 1_000)}**", *notes, *_red(run, language), "---", record]) + "\n"


def _doubts(*, rewrites: bool) -> list[Message]:
    if not rewrites:
        return []
    return [
        msg(
            "This pull request changes the workflows or what they install, so its plan was made by rules of its "
            "own: an admin reads the files themselves"
        )
    ]


def _red(run: CheckRun, language: str) -> list[str]:
    if run.conclusion == "success":
        return []
    said = inline(say(msg("The check is red: it found something to mend"), language), 300)
    return [f"✗ {said}. {link(say(msg('What it found'), language), run.url)}"]


def _note(said: Message, language: str) -> str:
    return f"⚠ {inline(say(said, language), 600)}."


def link(words: str, address: str) -> str:
    """A link of ours; an address with anything unusual in it stands as text."""
    if _ADDRESS.fullmatch(address):
        return f"[{inline(words, 120)}]({address})"
    return f"{inline(words, 120)}: {inline(address, 400)}" if address else inline(words, 120)
