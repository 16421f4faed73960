"""SMM273: a poll is one that its network takes."""

from collections.abc import Iterator

from smmops.model.message import Message, msg
from smmops.model.post import Poll, Post, Variant
from smmops.model.problem import Severity
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.measure import length
from smmops.specs.spec import NetworkSpec, PollRule, TextRule


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        if variant.poll:
            for key, message, fix in _said(variant, variant.poll, network):
                yield Hit(post.path, view.value(post, "poll", *key), message, fix)


Said = tuple[tuple[str | int, ...], Message, Message]


def _said(variant: Variant, poll: Poll, network: NetworkSpec) -> Iterator[Said]:
    rule, name = network.poll, network.name
    if rule is None:
        said = msg(
            "a poll for {channel}, and {network} takes none from us", channel=variant.channel, network=name
        )
        yield (), said, msg("give {channel} a post of its own without a poll", channel=variant.channel)
        return
    count = len(poll.options)
    if not rule.min_options <= count <= rule.max_options:
        said = msg(
            "{count} answers on {network}, from {fewest} to {most}",
            count=count,
            network=name,
            fewest=rule.min_options,
            most=rule.max_options,
        )
        yield ("options",), said, msg("add answers or take some out")
    for index, option in enumerate(poll.options):
        size = length(option, TextRule(unit=rule.option_unit, limit=None)).count
        if size > rule.option_limit:
            said = msg(
                "an answer of {count} characters on {network}, limit {limit}",
                count=size,
                network=name,
                limit=rule.option_limit,
            )
            yield ("options", index), said, msg("shorten it by {over}", over=size - rule.option_limit)
        if not option.strip() or option in poll.options[:index]:
            yield (
                ("options", index),
                msg("an answer that is empty or there already"),
                msg("write another answer"),
            )
    yield from _duration(poll, rule, name)
    question = poll.question or ""
    if rule.question_limit is not None and len(question) > rule.question_limit:
        said = msg(
            "a question of {count} characters on {network}, limit {limit}",
            count=len(question),
            network=name,
            limit=rule.question_limit,
        )
        yield ("question",), said, msg("shorten it by {over}", over=len(question) - rule.question_limit)
    if variant.media and not rule.with_media:
        said = msg(
            "a poll beside media for {channel}, and {network} takes one of the two",
            channel=variant.channel,
            network=name,
        )
        yield (), said, msg("keep the media from {channel} with `for: […]`", channel=variant.channel)


def _duration(poll: Poll, rule: PollRule, name: str) -> Iterator[Said]:
    seconds = int(poll.duration.total_seconds())
    if rule.durations and seconds not in rule.durations:
        choices = ", ".join(_span(choice) for choice in rule.durations)
        yield (
            ("duration",),
            msg(
                "open for {span}, {network} takes {choices}",
                span=_span(seconds),
                network=name,
                choices=choices,
            ),
            msg("write one of them"),
        )
    elif not rule.min_seconds <= seconds <= rule.max_seconds:
        said = msg(
            "open for {span} on {network}, from {fewest} to {most}",
            span=_span(seconds),
            network=name,
            fewest=_span(rule.min_seconds),
            most=_span(rule.max_seconds),
        )
        yield ("duration",), said, msg("write a duration within")


def _span(seconds: int) -> str:
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


_POST = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
poll:
  options: OPTIONS
  duration: 1d
---
Which one is yours?
"""

RULE = Rule(
    code="SMM273",
    slug="poll-bounds",
    severity=Severity.ERROR,
    title="A poll has the answers and the time that its network takes",
    why="Networks without polls drop them, others refuse more than four answers, long answers, or odd durations.",
    bad=in_post(_POST.replace("OPTIONS", "[Pour over, Espresso, Moka pot, Cold brew, Instant]")),
    good=in_post(_POST.replace("OPTIONS", "[Pour over, Espresso, Moka pot, Cold brew]")),
    post=_check,
)
