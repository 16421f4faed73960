"""A month in the terminal: weeks as rows, then a list a day, then where each channel stands."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from smmops.model.message import msg
from smmops.render.agenda import Agenda, Row, Standing, month_after
from smmops.render.page import Page, wrapped
from smmops.words.escape import terminal
from smmops.words.signs import BLOCKED, FROZEN, IDEA, Look, word
from smmops.words.time import day, duration
from smmops.words.width import pad, width
from smmops.words.wrap import wrap

_MOST = 3  # posts of a day in the grid
_WIDEST = 30  # columns of a day in the grid: more makes it hard to follow a week
_WITH_TIME = 17  # columns from which a day's posts show their time
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def month_text(agenda: Agenda, page: Page) -> str:
    """The whole page, with a final newline."""
    blocks = [_title(agenda, page), _stops(agenda, page), _grid(agenda, page)]
    if agenda.rows:
        blocks += [_days(agenda, page)]
    else:
        blocks += [_empty(agenda, page)]
    blocks += [_drafts(agenda, page), _channels(agenda, page), _end(agenda, page)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _title(agenda: Agenda, page: Page) -> str:
    if page.korean:
        name = f"{agenda.month.year}년 {agenda.month.month}월"
    else:
        name = f"{_MONTHS[agenda.month.month - 1]} {agenda.month.year}"
    return f"{page.paint(name, 'title')}  {page.paint(terminal(agenda.zone.key), 'quiet')}"


def _stops(agenda: Agenda, page: Page) -> str:
    """What is frozen, before anything that might go out."""
    lines = []
    for stop in agenda.stops:
        first, *rest = wrap(page.say(stop), page.columns - 2)
        lines += [f"{page.marked(FROZEN)} {first}", *(f"  {line}" for line in rest)]
    return "\n".join(lines)


def _grid(agenda: Agenda, page: Page) -> str:
    cell = max(4, min(_WIDEST, page.columns // 7 - 1))
    first = agenda.month - timedelta(days=(agenda.month.weekday() + page.korean) % 7)
    after = month_after(agenda.month)
    heads = [_weekday(first + timedelta(days=number), page) for number in range(7)]
    lines = [page.paint(" ".join(pad(head, cell) for head in heads).rstrip(), "quiet")]
    while first < after:
        week = [first + timedelta(days=number) for number in range(7)]
        lines += _week(week, agenda, page, cell=cell)
        first = week[-1] + timedelta(days=1)
    return "\n".join(lines)


def _weekday(on: date, page: Page) -> str:
    """The short name of a weekday, as `day` writes it."""
    named = day(on, page.language)
    return named.rpartition("(")[2].rstrip(")") if page.korean else named[:3]


def _week(week: Sequence[date], agenda: Agenda, page: Page, *, cell: int) -> Iterator[str]:
    inside = [on.month == agenda.month.month and on.year == agenda.month.year for on in week]
    held = [agenda.on(on) if within else [] for on, within in zip(week, inside, strict=True)]
    numbers = []
    for on, within in zip(week, inside, strict=True):
        text = f"[{on.day}]" if on == agenda.today else str(on.day)
        numbers.append(page.paint(pad(text, cell), "command") if within else " " * cell)
    yield " ".join(numbers).rstrip()
    chips = [_chips(rows, agenda, page, cell=cell) for rows in held]
    for line in range(max(map(len, chips), default=0)):
        yield " ".join(some[line] if line < len(some) else " " * cell for some in chips).rstrip()


def _chips(rows: Sequence[Row], agenda: Agenda, page: Page, *, cell: int) -> list[str]:
    """A day's posts, each exactly `cell` columns wide; what does not fit is counted as `+3`."""
    shown = rows if len(rows) <= _MOST else rows[: _MOST - 1]
    chips = []
    for row in shown:
        sign = page.sign(row.look)
        clock = f" {row.at.astimezone(agenda.zone):%H:%M}" if row.at and cell >= _WITH_TIME else ""
        rest = pad(f"{clock} {_titled(row)}", cell - width(sign))
        chips.append(page.paint(sign, row.look.style) + rest)
    if len(rows) > len(shown):
        chips.append(page.paint(pad(f"+{len(rows) - len(shown)}", cell), "quiet"))
    return chips


def _titled(row: Row) -> str:
    """The title in one line; the id where there is none."""
    return terminal(" ".join((row.title or row.post).split()))


def _days(agenda: Agenda, page: Page) -> str:
    blocks = []
    for on, rows in groupby(agenda.rows, key=lambda row: row.at and row.at.astimezone(agenda.zone).date()):
        head = day(on or agenda.month, page.language, year=agenda.month.year)
        blocks.append("\n".join([page.paint(head, "command"), *_listed(list(rows), agenda, page)]))
    return "\n".join(blocks)


def _listed(rows: Sequence[Row], agenda: Agenda, page: Page) -> Iterator[str]:
    """`  ● 09:30  bs ma  Brew at home in three steps   scheduled`, a line a row."""
    mark = {standing.channel.id: standing.mark for standing in agenda.standings}
    wide = min(20, max(_widest(row, mark) for row in (*agenda.rows, *agenda.drafts)))
    last = max(width(page.say(word(row.look))) for row in (*agenda.rows, *agenda.drafts))
    for row in rows:
        clock = f"{row.at.astimezone(agenda.zone):%H:%M}" if row.at else "  –  "
        names = pad(" ".join(mark.get(name, name) for name in row.channels), wide)
        room = max(8, page.columns - 2 - 2 - 7 - wide - 2 - 2 - last)
        title = pad(_titled(row), room)
        said = page.paint(page.say(word(row.look)), row.look.style)
        yield f"  {page.marked(row.look)} {clock}  {names}  {title}  {said}"


def _widest(row: Row, mark: dict[str, str]) -> int:
    return width(" ".join(mark.get(name, name) for name in row.channels))


def _empty(agenda: Agenda, page: Page) -> str:
    at = f"{agenda.month:%Y-%m}-01 09:30"
    said = msg("no post has a time in this month: the posts of each day would stand here")
    made = msg("`{command}` makes the first one", command=f'smmops new post my-first-post --at "{at}"')
    more = [page.say(msg("{count} posts have a time in other months", count=agenda.others))]
    return "\n".join([page.say(said), page.say(made), *(more if agenda.others else [])])


def _drafts(agenda: Agenda, page: Page) -> str:
    if not agenda.drafts:
        return ""
    head = page.paint(page.say(msg("Without a time")), "command")
    return "\n".join([head, *_listed(agenda.drafts, agenda, page)])


def _channels(agenda: Agenda, page: Page) -> str:
    if not agenda.standings:
        return ""
    head = page.paint(page.say(msg("Channels")), "command")
    wide = max(width(terminal(standing.channel.id)) for standing in agenda.standings)
    mark = max(width(standing.mark) for standing in agenda.standings)
    lines = [head]
    for standing in agenda.standings:
        start = f"  {pad(standing.mark, mark)} {pad(terminal(standing.channel.id), wide)}"
        lines += wrapped(start, list(_facts(standing, page)), page.columns)
    return "\n".join(lines)


def _facts(standing: Standing, page: Page) -> Iterator[str]:
    """What is known of a channel's month, the most important first."""
    one = standing.posts == 1
    yield page.say(msg("1 post") if one else msg("{count} posts", count=standing.posts))
    bound = standing.channel.cadence.per_week
    counts = " ".join(str(week.posts) for week in standing.weeks)
    if bound is None:
        yield page.say(msg("by week {counts}", counts=counts))
    else:
        yield page.say(
            msg("by week {counts}, aim {low} to {high}", counts=counts, low=bound[0], high=bound[1])
        )
        if standing.short:
            yield page.say(msg("{count} too few", count=standing.short))
        yield page.say(msg("{count} more fit", count=standing.left or 0))
    if standing.gap is not None:
        most = standing.channel.cadence.max_gap
        gap = duration(standing.gap, page.language)
        if most is None:
            yield page.say(msg("longest gap {gap}", gap=gap))
        else:
            said = msg("longest gap {gap}, at most {most}", gap=gap, most=duration(most, page.language))
            yield page.paint(page.say(said), "warn") if standing.gap > most else page.say(said)


def _end(agenda: Agenda, page: Page) -> str:
    """Counts, and what to do next."""
    looks: dict[str, Look] = {}
    counts: dict[str, int] = {}
    for row in (*agenda.rows, *agenda.drafts):
        looks[row.look.word] = row.look
        counts[row.look.word] = counts.get(row.look.word, 0) + 1
    pieces = [
        f"{page.marked(looks[name])} {count} {page.say(word(looks[name]))}" for name, count in counts.items()
    ]
    if agenda.ideas:
        pieces.append(f"{page.marked(IDEA)} {agenda.ideas} {page.say(word(IDEA))}")
    lines = wrapped("", pieces, page.columns) if pieces else []
    lines = [line.removeprefix("  ") for line in lines]
    for post, path in agenda.broken[:_MOST]:
        said = page.say(
            msg("{post} cannot be read: `smmops check` says what is wrong in {path}", post=post, path=path)
        )
        first, *rest = wrap(said, page.columns - 2)
        lines += [f"{page.marked(BLOCKED)} {first}", *(f"  {line}" for line in rest)]
    if len(agenda.broken) > _MOST:
        lines.append(page.say(msg("and {count} more that cannot be read", count=len(agenda.broken) - _MOST)))
    if not agenda.ledger:
        lines.append(page.paint(page.say(msg("from the files alone: no ledger can be read here")), "quiet"))
    if agenda.drafts:
        example = f"smmops schedule {agenda.drafts[0].post}"
        lines.append(page.say(msg("next: `{command}` finds the next free slot", command=example)))
    return "\n".join(lines)
