"""A plan as the comment of a pull request: the sentence first, then what stops it, days, money, and each post folded.

Never longer than `LONGEST`. Whatever a post says stays inside a fence or is written out letter by letter: it closes
nothing, links nothing, notifies nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from itertools import groupby
from typing import Any

from smmops.model.message import Message, msg
from smmops.model.plan import Change, Plan
from smmops.render.plan_markdown_post import inline, post_block
from smmops.render.plan_money import money_lines
from smmops.render.plan_words import (
    about,
    counted,
    effect_of,
    known,
    needs_text,
    sentence,
    sign_of,
    word_of,
    zone_of,
)
from smmops.words.catalogue import say
from smmops.words.time import day, moment, utc

LONGEST = 60_000
"""Characters of the whole: a forge refuses comments over 65,536."""
_TABLES = 22_000
_LIST = 6_000
_SAID = 160
_TITLE = 80
_MESSAGE = 300
_HEADS = (msg("time"), msg("post"), msg("channel"), msg("what"), msg("needs"), msg("look at"))


def plan_markdown(plan: Plan, *, longest: int = LONGEST, notes: Sequence[str] = ()) -> str:
    """The comment in the workspace's language. `notes` are Markdown of ours, said right below the sentence."""
    language = plan.inputs.language
    head = [f"**{inline(sentence(plan, language), 2_000)}**", *notes, *_warnings(plan), *_guards(plan)]
    middle = [
        *_blocked(plan),
        *_tables(plan),
        *_section(plan, msg("Money"), [inline(each, _MESSAGE) for each in money_lines(plan, language)]),
        *_section(plan, msg("Changed outside smmops"), _drift(plan)),
        *_section(plan, msg("Other files"), _files(plan)),
    ]
    tail = list(_tail(plan))
    used = sum(len(block) + 2 for block in (*head, *middle, *tail))
    bodies = _bodies(plan, longest - used - 1_000)
    return "\n\n".join([*head, *middle, *bodies, *tail]) + "\n"


def _warnings(plan: Plan) -> Iterator[str]:
    unknown = known(plan, plan.inputs.language)
    if unknown:
        yield inline(unknown, _MESSAGE)
    yield from _bullets(plan, [inline(say(stop, plan.inputs.language), _MESSAGE) for stop in plan.stops])


def _guards(plan: Plan) -> Iterator[str]:
    language = plan.inputs.language
    rows = []
    for guard in plan.guards:
        said = inline(say(guard.message, language), _MESSAGE)
        if guard.acknowledged:
            rows.append(f"✓ `{guard.id}` {said} ({say(msg('acknowledged'), language)})")
        else:
            way = inline(say(guard.way, language), _MESSAGE)
            rows.append(f"✗ **`{guard.id}`** {said}; {way}: `--acknowledge {guard.id}`")
    yield from _section(plan, msg("Stopped by guards") if plan.stopped else msg("Guards"), rows)


def _blocked(plan: Plan) -> Iterator[str]:
    language = plan.inputs.language
    rows = [
        f"! **{change.post}** · {change.channel}: {inline('; '.join(say(w, language) for w in change.blocked), _MESSAGE)}"
        for change in plan.changes
        if change.blocked
    ]
    yield from _section(plan, msg("Blocked"), rows)


def _drift(plan: Plan) -> list[str]:
    return [
        f"≠ **{each.post}** · {each.channel}: {inline(each.reason, _MESSAGE)} {inline(each.url or '', _MESSAGE)}".rstrip()
        for each in plan.drift
    ]


def _files(plan: Plan) -> list[str]:
    language = plan.inputs.language
    rows = []
    for each in plan.files:
        words = [say(said, language) for said in each.says]
        needs = needs_text(each.needs, language)
        if needs:
            words.append(say(msg("needs {what}", what=needs), language))
        effect = effect_of(each, language)
        rows.append(f"{inline(each.path, _MESSAGE)}: {inline('; '.join([effect, *words]), _MESSAGE)}")
    return rows


def _section(plan: Plan, title: Message, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"### {say(title, plan.inputs.language)}"
        yield from _bullets(plan, rows)


def _bullets(plan: Plan, rows: Sequence[str]) -> Iterator[str]:
    """A list within its share of the comment; what does not fit is counted."""
    kept, used = [], 0
    for row in rows:
        if used + len(row) > _LIST:
            break
        kept.append(f"- {row}")
        used += len(row) + 3
    if len(kept) < len(rows):
        kept.append(f"- {_more(plan, len(rows) - len(kept))}")
    if kept:
        yield "\n".join(kept)


def _more(plan: Plan, count: int) -> str:
    return say(msg("and {count} more, in the job's plan.json", count=count), plan.inputs.language)


def _tables(plan: Plan) -> Iterator[str]:
    """A table a day, a row a post, within their share of the comment. A column that would be empty is left out."""
    language, zone = plan.inputs.language, zone_of(plan)
    year = plan.inputs.now.astimezone(zone).year
    rows = [_cells(plan, changes) for changes in _together(plan)]
    used = told = 0
    for when, group in groupby(rows, key=lambda row: row[1]):
        of_day = list(group)
        shown = [any(cells[at] for cells, *_ in of_day) for at in range(len(_HEADS))]
        heads = [say(head, language) for head, keep in zip(_HEADS, shown, strict=True) if keep]
        top = f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|"
        title = day(when, language, year=year) if when else say(msg("No time"), language)
        lines = []
        for cells, _, count in of_day:
            line = f"| {' | '.join(cell for cell, keep in zip(cells, shown, strict=True) if keep)} |"
            if used + len(line) > _TABLES:
                break
            lines.append(line)
            used += len(line) + 1
            told += count
        if lines:
            used += len(top) + len(title) + 8
            yield f"### {title}"
            yield "\n".join([top, *lines])
        if used > _TABLES - 1_000:
            break
    if told < len(plan.changes):
        yield _more(plan, len(plan.changes) - told)


def _together(plan: Plan) -> Iterator[list[Change]]:
    """Channels of one post to which the same happens at the same time share a row."""
    rows: dict[tuple[Any, ...], list[Change]] = {}
    for change in plan.changes:
        said = (
            change.why,
            change.blocked,
            change.risk,
            change.needs,
            change.differs,
            change.was_at,
            change.by_hand,
        )
        live = change.live.live if change.live else None
        key = (change.when, change.post, change.action, change.zone, change.was, live, said)
        rows.setdefault(key, []).append(change)
    yield from rows.values()


def _cells(plan: Plan, changes: Sequence[Change]) -> tuple[list[str], date | None, int]:
    """The cells of a row, its day in the workspace's zone, and how many changes it tells."""
    language, zone = plan.inputs.language, zone_of(plan)
    change = changes[0]
    at = change.when.astimezone(zone) if change.when else None
    time = f"{at:%H:%M}" if at else "–"
    if at and at.utcoffset():
        time += f"<br><sub>{utc(at, plan.inputs.timezone, language)}</sub>"
    words = [say(msg("blocked"), language)] if change.blocked else []
    said = about(change, language)[len(change.blocked) :]
    what = "; ".join([word_of(change, language), *words, *said])
    risk = "; ".join(say(each, language) for each in change.risk)
    title = f"**{inline(change.title, _TITLE)}**<br>" if change.title != change.post else ""
    cells = [
        time,
        f"{title}`{change.post}`",
        "<br>".join(each.channel for each in changes),
        f"{_sign(change)}&nbsp;{inline(what, _SAID)}",
        inline(needs_text(change.needs, language), _SAID),
        inline(risk, _SAID),
    ]
    return cells, at.date() if at else None, len(changes)


def _sign(change: Change) -> str:
    return {"-": "−", "~": "\\~", "+": "+", "=": "=", ">": "&gt;"}.get(sign_of(change), sign_of(change))


def _bodies(plan: Plan, room: int) -> Iterator[str]:
    """Each post folded; where not all fit, those to look at twice come first, then the short ones."""
    posts: dict[str, list[Change]] = {}
    for change in plan.changes:
        posts.setdefault(change.post, []).append(change)
    blocks = [(post_block(plan, name, changes), _quiet(changes)) for name, changes in posts.items()]
    order = sorted(range(len(blocks)), key=lambda at: (blocks[at][1], len(blocks[at][0]), at))
    kept, used = set[int](), 0
    for at in order:
        used += len(blocks[at][0]) + 2
        if used > room:
            break
        kept.add(at)
    if blocks:
        yield f"### {say(msg('Posts as they are sent'), plan.inputs.language)}"
    yield from (blocks[at][0] for at in sorted(kept))
    left = len(blocks) - len(kept)
    if left:
        yield say(
            msg(
                "The texts of {count} posts do not fit here: `smmops plan --payload POST` shows them",
                count=left,
            ),
            plan.inputs.language,
        )


def _quiet(changes: Sequence[Change]) -> bool:
    return not any(change.blocked or change.risk for change in changes)


def _tail(plan: Plan) -> Iterator[str]:
    """The counts, and folded what a machine or an auditor compares."""
    inputs, language = plan.inputs, plan.inputs.language
    yield "---"
    yield inline(counted(plan, language), _MESSAGE)
    rows = [
        (msg("head"), inputs.head or say(msg("the files here"), language)),
        (msg("base"), inputs.base or "–"),
        (msg("ledger"), inputs.ledger or "–"),
        (msg("digest"), plan.digest),
    ]
    lines = [f"- {say(name, language)} `{value}`" for name, value in rows]
    if plan.changes:
        post = next((c.post for c in plan.changes if c.after), plan.changes[0].post)
        lines.append(
            f"- {say(msg('preview: `smmops plan --payload {post}` in a clone', post=post), language)}"
        )
    at = moment(inputs.now.astimezone(UTC), inputs.timezone, language)
    record = say(msg("For the record: as of {when}", when=at), language)
    yield "\n\n".join([f"<details>\n<summary>{record}</summary>", "\n".join(lines), "</details>"])
