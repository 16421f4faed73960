"""A plan for people at a terminal: days with a line an object, the summary, what to do next."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from smmops.model.message import Message, msg
from smmops.model.plan import Change, Guard, Plan
from smmops.render.plan_money import money_lines
from smmops.render.plan_words import (
    LETTERS,
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
from smmops.words.escape import terminal
from smmops.words.time import day, moment
from smmops.words.width import cut, pad, width

_RED, _GREEN, _YELLOW, _BLUE, _BOLD, _GREY = "31", "32", "33", "34", "1", "2"
_COLOURS = {"+": _GREEN, "☞": _BLUE, "-": _RED, "×": _RED, "!": _YELLOW, "~": _BLUE, ">": _BLUE, "⏸": _YELLOW}
_NARROW = 80
_POST = 28
_CHANNEL = 20


def plan_text(
    plan: Plan, *, color: bool = False, columns: int | None = None, ascii_only: bool = False
) -> str:
    """The plan in the workspace's language. `columns` None: lines are as long as they must be."""
    view = _View(plan, color=color, columns=columns, ascii_only=ascii_only)
    blocks = [
        view.head(),
        *view.guards(),
        *view.days(),
        *view.block(msg("Money"), money_lines(plan, view.language), sign="±"),
        *view.files(),
        *view.drift(),
        view.end(),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


class _View:
    """One plan on one kind of terminal."""

    def __init__(self, plan: Plan, *, color: bool, columns: int | None, ascii_only: bool) -> None:
        self.plan = plan
        self.language = plan.inputs.language
        self._color = color
        self._columns = max(columns, _NARROW) if columns else None
        self._ascii = ascii_only

    def head(self) -> str:
        inputs = self.plan.inputs
        sides = say(
            msg(
                "base {base}, head {head}, ledger {ledger}",
                base=(inputs.base or "–")[:10],
                head=inputs.head[:10] if inputs.head else say(msg("the files here"), self.language),
                ledger=inputs.ledger[:10] if inputs.ledger else "–",
            ),
            self.language,
        )
        at = moment(inputs.now, inputs.timezone, self.language)
        lines = [self._ink(sentence(self.plan, self.language), _BOLD), self._ink(f"{sides}; {at}", _GREY)]
        unknown = known(self.plan, self.language)
        lines += [self._ink(unknown, _YELLOW)] if unknown else []
        lines += [f"{self._sign('!')} {terminal(say(stop, self.language))}" for stop in self.plan.stops]
        return "\n".join(lines)

    def guards(self) -> Iterator[str]:
        if self.plan.guards:
            yield "\n".join(line for guard in self.plan.guards for line in self._guard(guard))

    def _guard(self, guard: Guard) -> Iterator[str]:
        said = terminal(say(guard.message, self.language))
        if guard.acknowledged:
            done = say(msg("acknowledged"), self.language)
            yield f"{self._sign('✓')} {guard.id}: {said} ({done})"
            return
        yield self._ink(f"{self._sign('✗')} {guard.id}: {said}", _RED)
        yield f"  fix: {terminal(say(guard.way, self.language))}: --acknowledge {guard.id}"

    def days(self) -> Iterator[str]:
        zone = zone_of(self.plan)
        posts = min(max((width(c.post) for c in self.plan.changes), default=0), _POST)
        channels = min(max((width(c.channel) for c in self.plan.changes), default=0), _CHANNEL)
        year = self.plan.inputs.now.astimezone(zone).year
        for date, changes in groupby(
            self.plan.changes, key=lambda c: c.when.astimezone(zone).date() if c.when else None
        ):
            title = day(date, self.language, year=year) if date else say(msg("no time"), self.language)
            rows = [self._row(change, posts=posts, channels=channels) for change in changes]
            yield "\n".join([self._ink(title, _BOLD), *rows])

    def _row(self, change: Change, *, posts: int, channels: int) -> str:
        mark = sign_of(change)
        name = f"{pad(change.post, posts)}  {pad(change.channel, channels)}"
        words = [word_of(change, self.language), *about(change, self.language)]
        needed = change.needs
        if needed and (needed.all or needed.any or needed.minimum > 1 or needed.level == "signed"):
            needs = needs_text(needed, self.language)
            words.append(say(msg("needs {what}", what=needs), self.language))
        words += [say(risk, self.language) for risk in change.risk]
        here, there = self._times(change.when)
        said = f"{here} {there}  {name}  " + terminal("; ".join(words))
        if self._columns is not None:
            said = cut(said, self._columns - 4)
        said = said.replace(there, self._ink(there, _GREY), 1) if there.strip() else said
        return f"  {self._ink(self._sign(mark), _COLOURS.get(mark, _GREY))} {said}"

    def _times(self, at: datetime | None) -> tuple[str, str]:
        """Local time, and UTC behind it."""
        if at is None:
            return "–    ", "      "
        return f"{at.astimezone(zone_of(self.plan)):%H:%M}", f"{at.astimezone(UTC):%H:%MZ}"

    def block(self, title: Message, lines: Sequence[str], *, sign: str) -> Iterator[str]:
        if lines:
            rows = [f"  {self._sign(sign)} {terminal(line)}" for line in lines]
            yield "\n".join([self._ink(say(title, self.language), _BOLD), *rows])

    def files(self) -> Iterator[str]:
        lines = []
        for each in self.plan.files:
            words = [
                each.path,
                effect_of(each, self.language),
                *(say(said, self.language) for said in each.says),
            ]
            needs = needs_text(each.needs, self.language)
            if needs:
                words.append(say(msg("needs {what}", what=needs), self.language))
            lines.append("  ".join(words[:2]) + (": " + "; ".join(words[2:]) if words[2:] else ""))
        return self.block(msg("Other files"), lines, sign="~")

    def drift(self) -> Iterator[str]:
        lines = [
            f"{each.post}  {each.channel}  {each.reason}  {each.url or ''}".rstrip()
            for each in self.plan.drift
        ]
        return self.block(msg("Changed outside smmops"), lines, sign="≠")

    def end(self) -> str:
        plan = self.plan
        lines = [counted(plan, self.language), self._ink(plan.digest, _GREY)]
        if plan.changes:
            first = next((c.post for c in plan.changes if c.after), plan.changes[0].post)
            lines.append(
                say(msg("next: smmops plan --payload {post} shows every byte", post=first), self.language)
            )
        return "\n".join(lines)

    def _sign(self, sign: str) -> str:
        return LETTERS.get(sign, sign) if self._ascii else sign

    def _ink(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._color else text
