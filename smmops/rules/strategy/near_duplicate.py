"""SMM518: posts of one account do not say nearly the same within the window.

`known` is what other accounts have compared already.
"""

import re
import zlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from smmops.model.message import msg
from smmops.model.problem import Place, Severity
from smmops.rules.calendar.times import Slot, slots
from smmops.rules.rule import Example, Hit, Rule
from smmops.rules.view import View

_ALIKE = 85
"""Per cent of rapidfuzz's ratio from which on two texts are nearly the same."""
_SHORTEST = 40
"""Characters below which texts are alike by chance."""
_SHINGLE = 3
"""Words that stand together in a shingle."""
_FEW_WORDS = 8
_KEPT = 8
"""Shingles kept of a text: those with the smallest hashes, which near-duplicates share."""
_SHARED = 2
"""Kept shingles that two texts have in common before they are compared letter by letter."""
_ADDRESS = re.compile(r"https?://\S+|\{\{.*?\}\}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A slot's words, and the shingles that stand for them."""

    slot: Slot
    plain: str
    marks: tuple[int, ...]


def _check(view: View) -> Iterator[Hit]:
    accounts: dict[tuple[str, str], list[Slot]] = {}
    for queue in slots(view).values():
        channel = queue[0].channel
        accounts.setdefault((channel.network, channel.account or channel.handle), []).extend(queue)
    told: set[tuple[str, str]] = set()
    known: dict[tuple[str, str], int] = {}
    for queue in accounts.values():
        for one, other, alike in _pairs(queue, view, known=known):
            pair = (one.post.id, other.post.id)
            if pair not in told:
                told.add(pair)
                yield _hit(one, other, alike, view)


def _pairs(
    queue: Iterable[Slot], view: View, *, known: dict[tuple[str, str], int]
) -> Iterator[tuple[Slot, Slot, int]]:
    """(earlier, later, likeness) of a queue: each text is compared with those that share shingles in the window."""
    window = view.settings.policy.duplicate_window
    recent: dict[int, deque[_Text]] = defaultdict(deque)
    for slot in sorted(queue, key=lambda slot: (slot.at, slot.post.id)):
        text = _text(slot)
        if text is None:
            continue
        best: tuple[int, _Text] | None = None
        for other in _candidates(text, recent, since=window):
            pair = (other.plain, text.plain)
            alike = known.get(pair, -1)
            if alike < 0:
                alike = known[pair] = _alike(*pair)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = (alike, other)
        if best:
            yield best[1].slot, slot, best[0]
        for mark in text.marks:
            recent[mark].append(text)


_MOST = 8
"""Earlier texts of one shingle that are looked at: of a series with one opening the last ones stand for the rest."""


def _candidates(text: _Text, recent: dict[int, deque[_Text]], *, since: timedelta) -> Iterator[_Text]:
    shared: dict[int, int] = {}
    for mark in text.marks:
        waiting = recent.get(mark)
        if not waiting:
            continue
        while waiting and (text.slot.at - waiting[0].slot.at >= since or len(waiting) > _MOST):
            waiting.popleft()
        for other in waiting:
            key = id(other)
            shared[key] = shared.get(key, 0) + 1
            if shared[key] == _SHARED and other.slot.post.id != text.slot.post.id:
                yield other


def _text(slot: Slot) -> _Text | None:
    plain = " ".join(_ADDRESS.sub(" ", " ".join(slot.variant.parts)).casefold().split())
    if len(plain) < _SHORTEST:
        return None
    marks = sorted(zlib.crc32(shingle.encode()) for shingle in _shingles(plain))[:_KEPT]
    return _Text(slot, plain, tuple(marks))


def _shingles(plain: str) -> set[str]:
    """Runs of words; of letters where a text has few blanks, as in Japanese."""
    words = plain.split()
    if len(words) < _FEW_WORDS:
        return {plain[at : at + 2 * _SHINGLE] for at in range(len(plain) - 2 * _SHINGLE + 1)}
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _alike(one: str, other: str) -> int:
    """Per cent; 0 for texts that are the same, which another rule tells, and for lengths too far apart."""
    shorter, longer = (len(one), len(other)) if len(one) < len(other) else (len(other), len(one))
    if one == other or 200 * shorter < _ALIKE * (shorter + longer):
        return 0
    from rapidfuzz import fuzz

    return int(fuzz.ratio(one, other, score_cutoff=_ALIKE))


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
