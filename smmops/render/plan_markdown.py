"""A plan as the comment of a pull request: the sentence first, then what stops it, days, money, and each post folded.

Never longer than `LONGEST`. Whatever a post says stays inside a fence or is written out letter by letter: it closes
nothing, links nothing, notifies nobody.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import groupby

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
_MESSAGE = 300


def plan_markdown(plan: Plan) -> str:
    """The comment in the workspace's language."""
    language = plan.inputs.language
    head = [f"**{inline(sentence(plan, language), 2_000)}**", *_warnings(plan), *_guards(plan)]
    middle = [
        *_blocked(plan),
        *_tables(plan),
        *_section(plan, msg("Money"), [inline(each, _MESSAGE) for each in money_lines(plan, language)]),
        *_section(plan, msg("Changed outside smmops"), _drift(plan)),
        *_section(plan, msg("Other files"), _files(plan)),
    ]
    tail = list(_tail(plan))
    used = sum(len(block) + 2 for block in (*head, *middle, *tail))
    bodies = _bodies(plan, LONGEST - used - 1_000)
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
    """A table a day, within their share of the comment."""
    language, zone = plan.inputs.language, zone_of(plan)
    year = plan.inputs.now.astimezone(zone).year
    heads = (msg("time"), msg("channel"), msg("post"), msg("what"), msg("needs"), msg("look at"))
    top = "| " + " | ".join(["", *(say(head, language) for head in heads)]) + " |\n" + "|---" * 7 + "|"
    used = shown = 0
    days = groupby(plan.changes, key=lambda c: c.when.astimezone(zone).date() if c.when else None)
    for date, changes in days:
        title = day(date, language, year=year) if date else say(msg("No time"), language)
        rows = []
        for change in changes:
            row = _row(plan, change)
            if used + len(row) > _TABLES:
                break
            rows.append(row)
            used += len(row) + 1
            shown += 1
        if rows:
            used += len(top) + len(title) + 8
            yield f"### {title}"
            yield "\n".join([top, *rows])
        if used > _TABLES - 1_000:
            break
    if shown < len(plan.changes):
        yield _more(plan, len(plan.changes) - shown)


def _row(plan: Plan, change: Change) -> str:
    language, zone = plan.inputs.language, plan.inputs.timezone
    at = change.when
    time = "–"
    if at is not None:
        time = f"{at.astimezone(zone_of(plan)):%H:%M} ({utc(at, zone, language)})"
    words = [say(msg("blocked"), language)] if change.blocked else []
    said = about(change, language)[len(change.blocked) :]
    what = "; ".join([word_of(change.action, language), *words, *said])
    risk = "; ".join(say(each, language) for each in change.risk)
    cells = [
        _sign(change),
        time,
        change.channel,
        change.post,
        inline(what, _SAID),
        inline(needs_text(change.needs, language), _SAID),
        inline(risk, _SAID),
    ]
    return "| " + " | ".join(cells) + " |"


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
    inputs, language = plan.inputs, plan.inputs.language
    yield "---"
    yield inline(counted(plan, language), _MESSAGE)
    rows = [
        (msg("digest"), plan.digest),
        (msg("base"), inputs.base or "–"),
        (msg("head"), inputs.head or say(msg("the files here"), language)),
        (msg("ledger"), inputs.ledger or "–"),
    ]
    lines = [f"- {say(name, language)} `{value}`" for name, value in rows]
    at = moment(inputs.now.astimezone(UTC), inputs.timezone, language)
    lines.append(f"- {say(msg('as of {when}', when=at), language)}")
    if plan.changes:
        post = next((c.post for c in plan.changes if c.after), plan.changes[0].post)
        lines.append(
            f"- {say(msg('preview: `smmops plan --payload {post}` in a clone', post=post), language)}"
        )
    yield "\n".join(lines)
