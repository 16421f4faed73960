"""What all renderings of a plan share: its sentence, its signs, and the words for each thing."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from smmops.model.message import Message, msg
from smmops.model.plan import Action, Change, Counted, FileChange, Need, Plan
from smmops.words.catalogue import say
from smmops.words.number import money
from smmops.words.time import local

SIGNS = {
    Action.TAKEDOWN: "×",
    Action.CANCEL: "-",
    Action.HOLD: "⏸",
    Action.PUBLISH: "+",
    Action.EDIT: "~",
    Action.MOVE: ">",
    Action.RENAME: "=",
    Action.DRAFT: "◌",
    Action.NOTE: "·",
}
BY_HAND = "☞"
LETTERS = {"☞": "p", "×": "x", "⏸": "H", "◌": "o", "·": ".", "±": "$", "≠": "#", "!": "!", "✗": "x", "✓": "v"}
"""What stands in a sign's place on a plain ASCII terminal."""

_WORDS = {
    Action.TAKEDOWN: msg("take down"),
    Action.CANCEL: msg("cancel"),
    Action.HOLD: msg("hold"),
    Action.PUBLISH: msg("publish"),
    Action.EDIT: msg("edit"),
    Action.MOVE: msg("move"),
    Action.RENAME: msg("rename"),
    Action.DRAFT: msg("draft"),
    Action.NOTE: msg("no effect"),
}
_BY_HAND = msg("by hand")


def sign_of(change: Change) -> str:
    """The sign of a change; `!` where it will not go out as it stands."""
    if change.blocked:
        return "!"
    return BY_HAND if _asked(change) else SIGNS[change.action]


def word_of(change: Change, language: str) -> str:
    """The word of what happens; `by hand` where a person posts what was not scheduled."""
    return say(_BY_HAND if _asked(change) else _WORDS[change.action], language)


def _asked(change: Change) -> bool:
    return change.by_hand and change.action is Action.PUBLISH


def sentence(plan: Plan, language: str) -> str:
    """What a busy approver needs: what merging does, what it commits, who must agree, what stands in the way."""
    done = [say(each, language) for each in (*_done(plan, language), *_spent(plan, language))]
    if done:
        first = say(msg("Merging {does}", does=_listed(done, language)), language)
    elif plan.changed:
        first = say(msg("Merging publishes nothing and cancels nothing"), language)
    else:
        first = say(msg("No changes: merging does nothing"), language)
    return ". ".join([first, *(say(each, language) for each in _asks(plan))]) + "."


def _done(plan: Plan, language: str) -> Iterable[Message]:
    """Each kind of change with its count; the first time that something goes out stands with it."""
    count, when = _first(plan, language, by_hand=False)
    if count:
        yield (
            msg("publishes 1 post on {when}", when=when)
            if count == 1
            else msg("publishes {count} posts from {when}", count=count, when=when)
        )
    count, when = _first(plan, language, by_hand=True)
    if count:
        yield (
            msg("asks people to publish 1 post by hand on {when}", when=when)
            if count == 1
            else msg("asks people to publish {count} posts by hand from {when}", count=count, when=when)
        )
    edit, move = plan.posts(Action.EDIT), plan.posts(Action.MOVE)
    cancel, hold = plan.posts(Action.CANCEL), plan.posts(Action.HOLD)
    down, renamed = plan.posts(Action.TAKEDOWN), plan.posts(Action.RENAME)
    if edit:
        yield msg("edits 1 post") if len(edit) == 1 else msg("edits {count} posts", count=len(edit))
    if move:
        yield msg("moves 1 post") if len(move) == 1 else msg("moves {count} posts", count=len(move))
    if cancel:
        yield msg("cancels 1 post") if len(cancel) == 1 else msg("cancels {count} posts", count=len(cancel))
    if hold:
        yield msg("holds 1 post") if len(hold) == 1 else msg("holds {count} posts", count=len(hold))
    if down:
        yield msg("takes down 1 post") if len(down) == 1 else msg("takes down {count} posts", count=len(down))
    if renamed:
        yield msg("renames 1 post") if len(renamed) == 1 else msg("renames {count} posts", count=len(renamed))


def _first(plan: Plan, language: str, *, by_hand: bool) -> tuple[int, str]:
    """How many posts go out anew, by hand or by smmops, and when the first of them does."""
    found = plan.ahead(Action.PUBLISH, by_hand=by_hand)
    times = [change.at for change in found if change.at]
    if not times:
        return 0, ""
    when = local(min(times), plan.inputs.timezone, language, year=plan.inputs.now.year)
    return len({change.post for change in found}), when


def _spent(plan: Plan, language: str) -> Iterable[Message]:
    for currency, amounts in plan.money.committed.items():
        difference = amounts.difference
        if difference > 0:
            yield msg("commits {amount}", amount=money(difference, currency, language))
        elif difference < 0:
            yield msg("frees {amount}", amount=money(-difference, currency, language))


def _asks(plan: Plan) -> Iterable[Message]:
    for role, count in roles_asked(plan).items():
        yield (
            msg("1 needs {role}", role=role)
            if count == 1
            else msg("{count} need {role}", count=count, role=role)
        )
    blocked = len({change.post for change in plan.changes if change.blocked})
    if blocked:
        yield msg("1 is blocked") if blocked == 1 else msg("{count} are blocked", count=blocked)
    broken = sum(bool(each.says) for each in plan.files)
    if broken:
        yield msg("1 file has errors") if broken == 1 else msg("{count} files have errors", count=broken)
    guards = sum(not guard.acknowledged for guard in plan.guards)
    if guards:
        yield msg("1 guard stops it") if guards == 1 else msg("{count} guards stop it", count=guards)
    if plan.drift:
        count = len(plan.drift)
        yield (
            msg("1 publication was changed outside")
            if count == 1
            else msg("{count} publications were changed outside", count=count)
        )


def roles_asked(plan: Plan) -> dict[str, int]:
    """Role, or roles of which one will do -> how many posts and files need it; most first."""
    asked: dict[str, set[str]] = {}
    rows = [(c.post, c.needs) for c in plan.changes] + [(f.path, f.needs) for f in plan.files]
    for name, need in rows:
        for group in (*((role,) for role in need.all), *need.any) if need else ():
            asked.setdefault(" / ".join(group), set()).add(name)
    counts = {role: len(names) for role, names in asked.items()}
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def needs_text(need: Need | None, language: str) -> str:
    """`2 approvals, legal`, `1 signature` or `no approval`; "" where it is not known."""
    if need is None:
        return ""
    if need.nobody:
        return say(msg("no approval"), language)
    count = max(need.minimum, 1)
    head = msg("1 approval") if count == 1 else msg("{count} approvals", count=count)
    if need.level == "signed":
        head = msg("1 signature") if count == 1 else msg("{count} signatures", count=count)
    return ", ".join([say(head, language), *need.all, *(" / ".join(group) for group in need.any)])


def about(change: Change, language: str) -> list[str]:
    """Everything to say behind a change in its line: what differs, why, when it was, what is live, what blocks."""
    said = [say(msg("blocked: {why}", why=say(why, language)), language) for why in change.blocked]
    if change.by_hand and not change.blocked:
        said.append(say(msg("a person posts it at that time"), language))
    if change.differs:
        said.append(say(msg("changes {what}", what=", ".join(change.differs)), language))
    said += [say(why, language) for why in change.why]
    if change.was_at is not None and change.action is not Action.CANCEL:
        said.append(say(msg("was {when}", when=local(change.was_at, change.zone, language)), language))
    if change.was:
        said.append(say(msg("was {path}", path=change.was), language))
    if change.live and change.live.live:
        said.append(say(msg("live"), language))
    return said


def counts_text(text: Counted, language: str) -> str:
    """`212 of 300, 88 left`, in the network's own unit."""
    if text.limit is None or text.left is None:
        return say(msg("{count} {unit}, no limit", count=text.count, unit=_unit(text, language)), language)
    values: dict[str, str | int] = {"count": text.count, "limit": text.limit, "unit": _unit(text, language)}
    if text.left < 0:
        return say(msg("{count} of {limit} {unit}, {over} over", **values, over=-text.left), language)
    return say(msg("{count} of {limit} {unit}, {left} left", **values, left=text.left), language)


def _unit(text: Counted, language: str) -> str:
    units = {
        "graphemes": msg("visible characters"),
        "weighted": msg("weighted characters"),
        "escaped": msg("characters with escapes"),
    }
    return say(units.get(text.unit, msg("characters")), language)


def counted(plan: Plan, language: str) -> str:
    """The summary line: how many changes of each kind there are, and what stands in the way."""
    parts = []
    by_hand = len(plan.ahead(Action.PUBLISH, by_hand=True))
    for action in Action:
        ahead = sum(c.action is action and not c.blocked and not _asked(c) for c in plan.changes)
        if ahead:
            parts.append(f"{ahead} {say(_WORDS[action], language)}")
        if action is Action.PUBLISH and by_hand:
            parts.append(f"{by_hand} {say(_BY_HAND, language)}")
    blocked = sum(bool(change.blocked) for change in plan.changes)
    if blocked:
        parts.append(say(msg("{count} blocked", count=blocked), language))
    if plan.files:
        count = len(plan.files)
        files = msg("1 other file") if count == 1 else msg("{count} other files", count=count)
        parts.append(say(files, language))
    if plan.silenced:
        count = plan.silenced
        silenced = msg("1 silenced problem") if count == 1 else msg("{count} silenced problems", count=count)
        parts.append(say(silenced, language))
    return ", ".join(parts) or say(msg("no changes"), language)


def known(plan: Plan, language: str) -> str:
    """That nothing is known of what was published, where it is not; "" where it is."""
    if plan.inputs.ledger is not None:
        return ""
    return say(
        msg("The ledger was not read, so this plan does not know what is live: fetch the state branch first"),
        language,
    )


def effect_of(change: FileChange, language: str) -> str:
    """What happens to a file, in one word."""
    words = {"added": msg("added"), "changed": msg("changed"), "removed": msg("removed")}
    return say(words[change.effect], language)


def zone_of(plan: Plan) -> ZoneInfo:
    """The workspace's zone, in which days are told."""
    return ZoneInfo(plan.inputs.timezone)


def _listed(parts: list[str], language: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) == 1 or language.startswith("ko"):
        return ", ".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
