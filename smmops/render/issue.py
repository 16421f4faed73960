"""What waits for a person, as an issue: what is so, what to do, and the exact command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from smmops.ledger.book import Record
from smmops.model.entry import Entry, split_key
from smmops.model.message import Message, msg
from smmops.model.state import State
from smmops.render.plan_markdown_post import inline
from smmops.render.sticky import link
from smmops.words.catalogue import say
from smmops.words.escape import fence
from smmops.words.signs import LOOKS, PERSON, word
from smmops.words.time import moment

PREFIX = "<!-- smmops:needs v1 "
DECIDED = "<!-- smmops:decided -->"
"""The last line of an issue that a run closed, not a person."""
_LONG = 1_500


@dataclass(frozen=True, slots=True)
class Place:
    """In which language and time zone things are told, and how long after its end a lease is left alone."""

    language: str
    zone: str
    margin: timedelta


@dataclass(frozen=True, slots=True)
class Ticket:
    """An issue as it should stand; `marker` is its first line and names what it is about."""

    marker: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Bypass:
    """A merge that went past the approvals. `due` is until when it is to be reviewed; people by their ids."""

    pull: int
    due: datetime
    overdue: bool
    reason: str
    authors: str
    merged_by: str
    keys: tuple[str, ...]


def ticket(record: Record, *, title: str, account: str, place: Place) -> Ticket:
    """The issue of a publication. `title` is the post's for people, `account` where to look; "" where not known."""
    brand, post, channel = split_key(record.key)
    last = record.last
    number = last.number if last else record.top
    first = f"{PREFIX}key={brand}/{post}.{channel} entry={number:03d} -->"
    state = say(_state(record), place.language)
    headline = say(
        msg("{post} on {channel}: {state}", post=post, channel=channel, state=state), place.language
    )
    blocks = [first, f"**{_inline(_what(record), place)}.**"]
    if title and title != post:
        blocks.append(_inline(msg("The post: {title}", title=title), place))
    where = [_inline(msg("account: {account}", account=account), place)] if account else []
    blocks.append("\n".join(f"- {row}" for row in (*where, *_facts(record, place))))
    blocks += list(_ways(record, f"{post}.{channel}", place))
    return Ticket(first, headline, "\n\n".join(blocks))


def closing(body: str, record: Record | None, place: Place) -> str:
    """The last text of an issue that is decided."""
    last = record.last if record else None
    state = say(word(LOOKS[last.state]), place.language) if last else "–"
    said = msg("Decided: it is {state} now, or main has something new for it", state=state)
    return f"{body.rstrip()}\n\n---\n\n{_inline(said, place)}\n\n{DECIDED}"


def emergency(brand: str, bypass: Bypass, *, place: Place) -> Ticket:
    """The issue of a merge that went past the approvals."""
    language = place.language
    first = f"{PREFIX}break-glass brand={brand} pr={bypass.pull} -->"
    pull, due = f"#{bypass.pull}", moment(bypass.due, place.zone, language)
    title = (
        msg("Emergency merge {pull}: its review is overdue since {due}", pull=pull, due=due)
        if bypass.overdue
        else msg("Emergency merge {pull}: review it by {due}", pull=pull, due=due)
    )
    # the number alone links, on the forge that knows it; what people wrote never does
    lead = msg("Pull request {pull} was merged past the approvals that policy asks", pull=pull)
    who = msg(
        "Written by {authors}, merged by {merged_by}", authors=bypass.authors, merged_by=bypass.merged_by
    )
    went = "\n".join(f"- `{split_key(key)[1]}.{split_key(key)[2]}`" for key in bypass.keys[:50])
    steps = [
        msg("Somebody who neither wrote nor merged it reads the pull request and looks at what went out"),
        msg("Right: write that here and close this issue. Your comment is the record of the review"),
        msg('Wrong: `smmops takedown POST --reason "…" --live` takes it down, with a receipt'),
    ]
    blocks = [
        first,
        f"**{say(lead, language)}.** {_inline(who, place)}.",
        fence(bypass.reason[:_LONG]) if bypass.reason else "",
        f"{say(msg('It went out:'), language)}\n\n{went}",
        "\n".join(f"{n}. {say(step, language)}" for n, step in enumerate(steps, 1)),
    ]
    return Ticket(first, say(title, language), "\n\n".join(block for block in blocks if block))


def _state(record: Record) -> Message:
    last = record.last
    if last is None or record.broken:
        return word(PERSON)
    return msg("send it by hand") if last.state is State.ASKED else word(LOOKS[last.state])


def _what(record: Record) -> Message:
    last = record.last
    if last is None or record.broken:
        return msg("Its entries in the ledger do not fit together, so no run touches it")
    sent = {"edit": msg("An edit of it may be there or not, and nobody could read it back")}
    sent["remove"] = msg("It may still be there or be gone, and nobody could read it back")
    match last.state:
        case State.UNKNOWN:
            return sent.get(
                last.for_,
                msg("It may be live, and nobody could read it back. It is not sent again by itself"),
            )
        case State.CONFLICT:
            return msg("More than one copy of it is live")
        case State.REMOVAL_NEEDED:
            return msg("It should be gone, and the network lets nobody delete it from here")
        case State.ASKED:
            return msg("It is time: a person sends it now, by hand")
        case State.HELD if record.steps:
            return msg("A part of the thread is live, and the rest does not go out by itself")
        case State.HELD:
            return msg("It did not go out, and does not by itself")
        case State.MISSED:
            return msg("It did not go out, and its time is over")
        case _:
            return msg("The network refused it, so it is not live")


def _facts(record: Record, place: Place) -> Iterator[str]:
    last = record.last
    rows = []
    if record.broken:
        rows.append(_inline(msg("why: {why}", why=record.broken[:_LONG]), place))
    if last is None:
        yield from rows
        return
    why = last.reason or last.proof
    if why and not record.broken:
        rows.append(_inline(msg("why: {why}", why=why[:_LONG]), place))
    if last.due_at:
        rows.append(_inline(msg("due: {when}", when=moment(last.due_at, place.zone, place.language)), place))
    rows.append(_inline(msg("since: {when}", when=moment(last.at, place.zone, place.language)), place))
    for step in record.steps[:20]:
        where = step.remote.url or step.remote.id
        part = say(msg("part {part}", part=step.part), place.language)
        rows.append(f"{part}: {link(where, where)}")
    yield from rows


def _ways(record: Record, key: str, place: Place) -> Iterator[str]:
    """What a person can do, with the commands to paste."""
    last = record.last
    if last is not None and not record.broken and last.state in (State.HELD, State.MISSED, State.REJECTED):
        yield say(msg("What you can do:"), place.language)
        yield "\n".join(f"- {say(way, place.language)}" for way in _edits(last))
        return
    yield _inline(_look_first(last), place)
    nonce = last.nonce if last and last.nonce else "NONCE"
    start = f"smmops ledger resolve {key} --nonce {nonce}"
    told = [f"# {say(says, place.language)}\n{start} {option}" for option, says in _options(record)]
    yield fence("\n\n".join(told), "sh")
    if last is not None and last.state is State.UNKNOWN and record.claim and record.claim.lease_until:
        until = moment(record.claim.lease_until + place.margin, place.zone, place.language)
        yield _inline(
            msg("The command is taken from {when} on: until then a run may still be at it", when=until),
            place,
        )


def _look_first(last: Entry | None) -> Message:
    if last is not None and last.state is State.ASKED:
        return msg("Send it, then write where it is, in a clone of this repository:")
    return msg("Look at the account first: what you say is believed. Then, in a clone of this repository:")


def _options(record: Record) -> list[tuple[str, Message]]:
    last = record.last
    live = ("--live ADDRESS", msg("it is there, at this address"))
    absent = ("--absent", msg("it is not there, so it may be sent again"))
    never = ("--give-up", msg("whatever it is, never send it again"))
    if last is None or record.broken:
        return [live, absent, never]
    if last.state is State.CONFLICT:
        return [("--keep ID", msg("keep this one, the others are taken down"))]
    if last.state is State.REMOVAL_NEEDED:
        return [("--absent", msg("I deleted it there"))]
    if last.state is State.ASKED:
        return [live]
    if last.for_ == "remove":
        return [("--absent", msg("it is gone")), ("--live ADDRESS", msg("it is still there"))]
    if last.for_ == "edit":
        return [
            ("--live ADDRESS", msg("the new text is there")),
            ("--absent", msg("the old text is there")),
        ]
    return [live, absent, never]


def _edits(last: Entry) -> list[Message]:
    if last.state is State.REJECTED:
        return [
            msg("Mend the post so that the network takes it, by pull request: it is tried again"),
            msg("Nothing more should go out: close this issue"),
        ]
    if last.class_ == "duplicate":
        return [
            msg(
                "It should go out all the same: `# smmops: allow SMM305 -- why` in the post, by pull request"
            ),
            msg("It should not: close this issue"),
        ]
    return [
        msg("It should still go out: give it a new `publish_at`, by pull request"),
        msg("It should not: close this issue"),
    ]


def _inline(message: Message, place: Place) -> str:
    return inline(say(message, place.language), 2_000)
