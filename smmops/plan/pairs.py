"""Which posts of two sides belong together, and which of them differ: nothing else is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from smmops.model.post import Post
from smmops.plan.side import Side

_MOST = 2_500
"""Pairs of a file that went and one that came that are compared by their words; beyond it only equal ones count."""
_ALIKE = 0.8
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A post on both sides; None where it is not there, or cannot be used (`broken_*`: the path to mend)."""

    before: Post | None
    after: Post | None
    broken_before: str | None = None
    broken_after: str | None = None

    @property
    def renamed(self) -> bool:
        """Whether it goes by another id now."""
        return self.before is not None and self.after is not None and self.before.id != self.after.id

    @property
    def id(self) -> str:
        """Its id, today's first."""
        post = self.after or self.before
        assert post is not None
        return post.id


def pairs(base: Side, head: Side) -> tuple[Pair, ...]:
    """Every post whose closure differs between the two, renamed ones as one pair, by id.

    A closure is equal where its blobs are: a post that nothing touched costs one comparison.
    """
    old, new = base.workspace, head.workspace
    gone = [post for id_, post in old.posts.items() if id_ not in new.posts and id_ not in new.broken]
    came = [post for id_, post in new.posts.items() if id_ not in old.posts and id_ not in old.broken]
    renamed = _renamed(gone, came)
    used = {post.id for post in renamed.values()}
    found = [Pair(renamed.get(post.id), post) for post in came]
    found += [Pair(post, None) for post in gone if post.id not in used]
    found += _both(base, head)
    return tuple(sorted(found, key=lambda pair: pair.id))


def _both(base: Side, head: Side) -> Iterator[Pair]:
    old, new = base.workspace, head.workspace
    for id_, post in new.posts.items():
        before = old.posts.get(id_)
        if before is None:
            if id_ in old.broken:
                yield Pair(None, post, broken_before=old.broken[id_])
        elif before.blobs != post.blobs:
            yield Pair(before, post)
    for id_, path in new.broken.items():
        before = old.posts.get(id_)
        if before is not None:
            yield Pair(before, None, broken_after=path)


def broken_anew(base: Side, head: Side) -> tuple[tuple[str, str], ...]:
    """(id, path to mend) of posts that cannot be used now and were not there, or were touched, before."""
    old = base.workspace
    return tuple(
        (id_, path)
        for id_, path in sorted(head.workspace.broken.items())
        if id_ not in old.posts and (id_ not in old.broken or base.oid(path) != head.oid(path))
    )


def _renamed(gone: Sequence[Post], came: Sequence[Post]) -> dict[str, Post]:
    """New id -> the post that it was: by the same bytes, else by the same or nearly the same words."""
    found: dict[str, Post] = {}
    left = list(gone)
    for exact in (True, False):
        if not exact and len(left) * len(came) > _MOST:
            break
        for post in came:
            if post.id in found:
                continue
            match = _match(post, left, exact=exact)
            if match is not None:
                found[post.id] = match
                left.remove(match)
    return found


def _match(post: Post, left: Sequence[Post], *, exact: bool) -> Post | None:
    if exact:
        return next((other for other in left if other.blob == post.blob), None)
    scored = [(_alike(other, post), -at) for at, other in enumerate(left)]
    best = max(scored, default=(0.0, 0))
    return left[-best[1]] if best[0] >= _ALIKE else None


def _alike(one: Post, other: Post) -> float:
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE <= matcher.quick_ratio() else 0.0


def _words(post: Post) -> str:
    texts = dict.fromkeys(part for variant in post.variants for part in variant.parts)
    return "\n".join(texts)[:_LONGEST]
