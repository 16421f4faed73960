"""SMM518: posts of one account do not say nearly the same within the window."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from smmops.model.message import msg
from smmops.model.post import Post
from smmops.model.problem import Place, Severity
from smmops.rules.calendar.times import Slot, slots
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View
from smmops.words.alike import likeness, marks, plain

_ALIKE = 85
"""Per cent of rapidfuzz's ratio from which on two texts are nearly the same."""
_SHARED = 2
"""Marks that two texts have in common before they are compared letter by letter."""
_MOST = 8
"""Earlier texts of one mark that are looked at: of a series with one opening the last ones stand for the rest."""

Account = tuple[str, str]
"""Network, and the account's id or handle there."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a post and where it goes, however many channels get it."""

    post: Post
    parts: tuple[str, ...]
    marks: tuple[int, ...]
    slots: dict[Account, Slot]
    first: datetime

    def beside(self, other: "_Text", window: timedelta) -> tuple[Slot, Slot] | None:
        """(the other's slot, ours) on an account that gets both within the window; the other's comes first."""
        for account, slot in self.slots.items():
            before = other.slots.get(account)
            if before and timedelta() <= slot.at - before.at < window:
                return before, slot
        return None


def _check(view: View) -> Iterator[Hit]:
    told: set[tuple[str, str]] = set()
    for one, other, alike in _pairs(_texts(view), view.settings.policy.duplicate_window):
        pair = (one.post.id, other.post.id)
        if pair not in told:
            told.add(pair)
            yield _hit(one, other, alike, view)


def _texts(view: View) -> list[_Text]:
    """The texts that are long enough to be compared, in order of time."""
    found: dict[tuple[str, tuple[str, ...]], _Text] = {}
    for queue in view.kept(slots).values():
        channel = queue[0].channel
        account = (channel.network, channel.account or channel.handle)
        for slot in queue:
            key = (slot.post.id, slot.variant.parts)
            text = found.get(key)
            if text is None:
                own = _marks(slot, view)
                text = found[key] = _Text(slot.post, slot.variant.parts, own, {}, slot.at)
            text.slots.setdefault(account, slot)
    return sorted((text for text in found.values() if text.marks), key=lambda t: (t.first, t.post.id))


def _marks(slot: Slot, view: View) -> tuple[int, ...]:
    known = view.workspace.known.get(slot.post.path)
    return known.marks.get(slot.variant.channel, ()) if known else marks(slot.variant.parts)


def _pairs(texts: Iterable[_Text], window: timedelta) -> Iterator[tuple[Slot, Slot, int]]:
    """(earlier, later, likeness): each text with the one before it that is most like it, if one is."""
    recent: dict[int, deque[_Text]] = defaultdict(deque)
    for text in texts:
        best: tuple[Slot, Slot, int] | None = None
        for other in _candidates(text, recent, since=window):
            both = text.beside(other, window)
            alike = likeness(_plain(other.parts), _plain(text.parts), least=_ALIKE) if both else 0
            if both and alike and (best is None or alike > best[2]):
                best = (*both, alike)
        if best:
            yield best
        for mark in text.marks:
            recent[mark].append(text)


_plain = lru_cache(maxsize=4096)(plain)


def _candidates(text: _Text, recent: dict[int, deque[_Text]], *, since: timedelta) -> Iterator[_Text]:
    shared: dict[int, int] = {}
    for mark in text.marks:
        waiting = recent.get(mark)
        if not waiting:
            continue
        while waiting and (text.first - waiting[0].first >= since or len(waiting) > _MOST):
            waiting.popleft()
        for other in waiting:
            key = id(other)
            shared[key] = shared.get(key, 0) + 1
            if shared[key] == _SHARED and other.post.id != text.post.id:
                yield other


def _hit(one: Slot, other: Slot, alike: int, view: View) -> Hit:
    return Hit(
        other.post.path,
        view.text_spot(other.post, other.variant, 1),
        msg(
            "{alike} % the same as `{other}`, {apart} days before on {channel}",
            alike=alike,
            other=one.post.id,
            apart=(other.at - one.at).days,
            channel=other.channel.id,
        ),
        msg(
            "say what is new this time; if it is meant, `# smmops: allow SMM518 -- <reason>` in the front matter"
        ),
        (Place(one.post.path, *view.text_spot(one.post, one.variant, 1)),),
    )


def _example(text: str) -> Example:
    post = "---\nchannels: [bluesky-acme]\npublish_at: 2026-12-{day} 10:00\n---\n{text}\n"
    return Example(
        {
            "content/2026/12/sidama-friday.md": post.format(
                day="04",
                text="The new Sidama is in the shop from Friday on: peach, black tea and a long finish.",
            ),
            "content/2026/12/sidama-again.md": post.format(day="11", text=text),
        }
    )


RULE = Rule(
    code="SMM518",
    slug="near-duplicate",
    severity=Severity.WARNING,
    title="Two posts of one account are less than 85 % alike within policy.duplicate_window",
    why="Copies with a word changed are the last thing that followers want, and networks show them to fewer people. "
    "Texts under 40 characters are not compared.",
    bad=_example("The new Sidama is in the shop from Monday on: peach, black tea and a long finish."),
    good=_example("Forty bags of Sidama are left. Juno brewed it as iced coffee, and it works."),
    workspace=_check,
)
