"""What a snapshot measured or would measure, as people and as programs read it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from smmops.cli.look import shown
from smmops.jobs.snapshot.agenda import Errand
from smmops.jobs.snapshot.asking import Taking
from smmops.jobs.snapshot.run import Snapped
from smmops.measure.table import Row
from smmops.model.entry import split_key
from smmops.words.escape import terminal
from smmops.words.number import number
from smmops.words.signs import BLOCKED, DRIFTED, LIVE, SCHEDULED
from smmops.words.time import moment

Paint = Callable[[str, str], str]


def text(snapped: Snapped, *, zone: ZoneInfo, live: bool, paint: Paint) -> str:
    """A line a channel, what changed on the networks, what they do not count, the sum, and what to do next."""
    errands = snapped.agenda.errands
    wide = max((len(errand.channel.id) for errand in errands), default=0)
    if snapped.takings:
        rows = [_taken(taking, wide, paint) for taking in snapped.takings]
    else:
        rows = [
            f"{shown(SCHEDULED, paint)} {errand.channel.id:<{wide}}  {_wanted(errand)}" for errand in errands
        ]
    drift = [
        f"{shown(DRIFTED, paint)} {terminal(' '.join(split_key(e.key)[1:]))}  {terminal(e.reason or '')}"
        for e in snapped.drifted
    ]
    names = {errand.channel.id for errand in errands}
    about = [
        f"{paint('?', 'warn')} {terminal(f'{name}: {why}')}"
        for name, why in snapped.troubles
        if name not in names
    ]
    return "\n".join([*rows, *drift, *about, *_never(snapped.takings), *_end(snapped, zone, live=live)])


def facts(snapped: Snapped, *, live: bool) -> dict[str, Any]:
    """The same for programs (`smmops.snapshot/1`)."""
    takings = {taking.errand.channel.id: taking for taking in snapped.takings}
    return {
        "schema": "smmops.snapshot/1",
        "live": live,
        "exit_code": snapped.exit_code,
        "taken_at": snapped.at.isoformat(),
        "next_at": snapped.agenda.next_at.isoformat() if snapped.agenda.next_at else None,
        "branch": snapped.branch,
        "commit": snapped.kept.commit if snapped.kept else None,
        "files": list(snapped.kept.files) if snapped.kept else [],
        "channels": [_channel(errand, takings.get(errand.channel.id)) for errand in snapped.agenda.errands],
        "drifted": [{"key": entry.key, "reason": entry.reason} for entry in snapped.drifted],
        "troubles": [{"about": about, "why": str(why)} for about, why in snapped.troubles],
    }


def _channel(errand: Errand, taking: Taking | None) -> dict[str, Any]:
    rows = (*taking.account, *(row for of in taking.posts.values() for row in of)) if taking else ()
    return {
        "channel": errand.channel.id,
        "network": errand.channel.network,
        "account_due": errand.account is not None,
        "posts_due": sorted(errand.posts),
        "posts_left_for_later": errand.later,
        "refused": str(taking.refused) if taking and taking.refused else None,
        "rows": [
            {
                "subject": row.subject,
                "metric": row.metric,
                "value": row.value or None,
                "note": row.note or None,
            }
            for row in rows
        ],
    }


def _wanted(errand: Errand) -> str:
    said = ["the account"] if errand.account else []
    said += [_count(len(errand.posts), "post")] if errand.posts else []
    return " and ".join(said) + (f", {errand.later} later" if errand.later else "")


def _count(count: int, what: str) -> str:
    return f"{number(count)} {what}" + ("" if count == 1 else "s")


def _taken(taking: Taking, wide: int, paint: Paint) -> str:
    errand = taking.errand
    head = f"{errand.channel.id:<{wide}}"
    if taking.refused:
        return f"{shown(BLOCKED, paint)} {head}  {terminal(str(taking.refused))}"
    account = [f"{number(int(row.value))} {row.metric}" for row in taking.account if row.value.isdecimal()]
    measured = len(taking.posts) - len(taking.unseen)
    said = [", ".join(account)] if account else []
    said += [f"{_count(measured, 'post')} measured"] if measured else []
    said += [f"{_count(len(taking.unseen), 'post')} not shown"] if taking.unseen else []
    said += [f"{errand.later} later"] if errand.later else []
    return f"{shown(LIVE, paint)} {head}  {'; '.join(said)}".rstrip()


def _never(takings: Sequence[Taking]) -> Iterator[str]:
    """What no channel gave although it answered: the reader looks for it, so it is said once."""
    rows = [row for taking in takings if not taking.refused for row in _of_shown(taking)]
    given = {row.metric for row in rows if row.value}
    never = list(dict.fromkeys(row.metric for row in rows if not row.value and row.metric not in given))
    if never:
        yield f"not given, and never written as 0: {', '.join(terminal(name) for name in never)}"


def _of_shown(taking: Taking) -> Iterable[Row]:
    yield from taking.account
    for post, rows in taking.posts.items():
        if post not in taking.unseen:
            yield from rows


def _end(snapped: Snapped, zone: ZoneInfo, *, live: bool) -> Iterator[str]:
    errands = snapped.agenda.errands
    if not errands:
        at = snapped.agenda.next_at
        yield f"nothing is due; next {moment(at, zone.key, year=snapped.at.year)}" if at else "nothing is due"
        return
    if not live:
        yield "next: smmops snapshot --live"
    elif snapped.kept and snapped.kept.commit:
        yield f"committed to {snapped.branch}, {snapped.kept.commit[:10]}"
    elif not any(about == "metrics" for about, _ in snapped.troubles):
        yield "nothing committed: another run measured all of it meanwhile"
