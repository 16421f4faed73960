"""Asking one channel for its numbers. What it does not give stands with the reason; one channel fails alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smmops.jobs.publish.shift import Shift, refusal_words
from smmops.jobs.snapshot.agenda import Errand
from smmops.ledger.book import Record
from smmops.measure.table import Row, row, summed
from smmops.model.message import Message, msg
from smmops.model.outcome import RateLimited, Refusal, Rejected, Remote, Sample, Unauthorized, Unavailable
from smmops.model.ports import Measures
from smmops.specs.registry import spec

_HOME = ""  # no post has that id
PAGE = 100
"""Live objects that are asked for between two looks at whether to go on; whole pages of both networks."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What one channel gave: rows of the account, rows by post; `unseen` posts were not shown.

    `refused` says why it was asked no further; what was asked for after that stands in rows with that reason.
    """

    errand: Errand
    account: tuple[Row, ...]
    posts: Mapping[str, tuple[Row, ...]]
    unseen: tuple[str, ...] = ()
    refused: Message | None = None


def ask_channel(shift: Shift, errand: Errand, at: datetime) -> Taking:
    """The numbers of one channel; a refusal ends it and is a trouble of the run."""
    refused, samples, unasked = _samples(shift, errand)
    channel = errand.channel
    if refused:
        shift.trouble(channel.id, refused)
    why = refused.fill() if refused else ""
    facts = spec(channel.network)
    account: Sequence[Sample] = ()
    if errand.account:
        lacking = _lacking(channel.id, facts.account_metrics, why=why, window="now")
        account = samples.get(_HOME) or lacking
    posts = {post: samples[post] for post in errand.posts if post in samples}
    if refused:
        posts |= {post: _lacking(post, facts.post_metrics, why=why) for post in unasked}
    return Taking(
        errand=errand,
        account=tuple(row(each, at=at, channel=channel.id) for each in account),
        posts={post: tuple(row(s, at=at, channel=channel.id) for s in of) for post, of in posts.items()},
        unseen=tuple(
            post for post in posts if post in samples and all(s.value is None for s in samples[post])
        ),
        refused=refused,
    )


def _samples(
    shift: Shift, errand: Errand
) -> tuple[Message | None, dict[str, Sequence[Sample]], tuple[str, ...]]:
    """(why it was asked no further, samples by post and `` for the account, posts that were not answered for)."""
    adapter = shift.adapter(errand.channel)
    everything = tuple(errand.posts)
    if adapter is None:
        said = dict(shift.troubles).get(errand.channel.id)
        return said or msg("the channel cannot be opened"), {}, everything
    if not isinstance(adapter, Measures):
        return msg("its adapter gives no numbers"), {}, everything
    found: dict[str, Sequence[Sample]] = {}
    if errand.account:
        account = adapter.measure_account()
        if isinstance(account, Rejected | Unauthorized | RateLimited | Unavailable):
            return refusal_words(account), found, everything
        found[_HOME] = [each for each in account if each.subject == errand.channel.id]
    for page in _pages(errand.posts):
        if shift.world.stopped():
            return None, found, ()
        answer = _asked(adapter, page, spec(errand.channel.network).post_metrics)
        if not isinstance(answer, dict):
            return refusal_words(answer), found, tuple(p for p in everything if p not in found)
        found |= answer
    return None, found, ()


def _pages(posts: Mapping[str, Record]) -> Iterable[dict[str, Record]]:
    """Posts in the order given, a page at a time; a thread stays together."""
    page: dict[str, Record] = {}
    size = 0
    for post, record in posts.items():
        if page and size + len(record.steps) > PAGE:
            yield page
            page, size = {}, 0
        page[post] = record
        size += len(record.steps)
    if page:
        yield page


def _asked(
    adapter: Measures, page: Mapping[str, Record], metrics: Sequence[str]
) -> dict[str, Sequence[Sample]] | Refusal:
    """The samples of each post: of a thread, each metric is the sum of its parts. `metrics` stand where none came."""
    remotes: dict[str, Remote] = {}
    for post, record in page.items():
        remotes |= {f"{post}#{step.part}": step.remote for step in record.steps}
    answer = adapter.measure_posts(remotes)
    if isinstance(answer, Rejected) and len(page) > 1:
        return _halved(adapter, page, metrics)
    if isinstance(answer, Rejected | Unauthorized | RateLimited | Unavailable):
        return answer
    by_post: dict[str, dict[str, list[Sample]]] = {post: {} for post in page}
    for sample in answer:
        post = sample.subject.rpartition("#")[0]
        if post in by_post:
            by_post[post].setdefault(sample.metric, []).append(sample)
    silent = "the adapter said nothing of it"
    return {
        post: [summed(post, each) for each in of.values()] or _lacking(post, metrics, why=silent)
        for post, of in by_post.items()
    }


def _halved(
    adapter: Measures, page: Mapping[str, Record], metrics: Sequence[str]
) -> dict[str, Sequence[Sample]] | Refusal:
    """The samples of a page that the network refuses as a whole: one post that it cannot read delays no other.

    A refusal where it refuses each of them, or anything else than this very question.
    """
    posts, found = list(page), dict[str, Sequence[Sample]]()
    refused: dict[str, Rejected] = {}
    for half in (posts[: len(posts) // 2], posts[len(posts) // 2 :]):
        answer = _asked(adapter, {post: page[post] for post in half}, metrics)
        if isinstance(answer, dict):
            found |= answer
        elif isinstance(answer, Rejected):
            refused |= dict.fromkeys(half, answer)
        else:
            return answer
    if not found:
        return next(iter(refused.values()))
    alone = {post: _lacking(post, metrics, why=refusal_words(why).fill()) for post, why in refused.items()}
    return {post: found.get(post) or alone[post] for post in posts}


def _lacking(subject: str, metrics: Iterable[str], *, why: str, window: str = "lifetime") -> list[Sample]:
    return [Sample(subject=subject, metric=m, value=None, window=window, note=why) for m in metrics]
