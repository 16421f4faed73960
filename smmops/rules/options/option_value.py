"""SMM271: an option has a value that its network takes."""

from collections.abc import Iterator
from typing import Any

from smmops.model.message import Message, msg
from smmops.model.post import Post
from smmops.model.problem import Severity
from smmops.rules.near import few, meant
from smmops.rules.rule import Hit, Rule, in_post
from smmops.rules.view import View
from smmops.specs.spec import OptionRule


def _check(post: Post, view: View) -> Iterator[Hit]:
    for variant, _, network in view.variants(post):
        for key, value in variant.options.items():
            rule = network.options.get(key)
            said = _said(key, value, rule) if rule else None
            if said:
                yield Hit(post.path, view.choice(post, variant, key), *said)


def _said(key: str, value: Any, rule: OptionRule) -> tuple[Message, Message] | None:
    match rule.type:
        case "bool":
            return None if isinstance(value, bool) else _wrong(key, value, msg("write true or false"))
        case "integer":
            fits = isinstance(value, int) and not isinstance(value, bool)
            return None if fits else _wrong(key, value, msg("write a whole number"))
        case "texts":
            return _texts(key, value, rule)
        case "choice":
            if value in rule.choices:
                return None
            return _wrong(
                key,
                value,
                meant(
                    str(value), rule.choices, fallback=msg("write one of {known}", known=few(rule.choices))
                ),
            )
        case _:
            if not isinstance(value, str) or not value.strip():
                return _wrong(key, value, msg("write one text"))
            return _long(key, value, rule)


def _texts(key: str, value: Any, rule: OptionRule) -> tuple[Message, Message] | None:
    if not isinstance(value, list | tuple) or not all(
        isinstance(item, str) and item.strip() for item in value
    ):
        return _wrong(key, value, msg("write a list of texts: `{key}: [first, second]`", key=key))
    if rule.max_items is not None and len(value) > rule.max_items:
        return (
            msg(
                "`{key}` has {count} entries, limit {limit}", key=key, count=len(value), limit=rule.max_items
            ),
            msg("take {count} out", count=len(value) - rule.max_items),
        )
    return next((said for said in (_long(key, item, rule) for item in value) if said), None)


def _long(key: str, value: str, rule: OptionRule) -> tuple[Message, Message] | None:
    if rule.max_length is None or len(value) <= rule.max_length:
        return None
    return (
        msg(
            "`{key}` has {count} characters, limit {limit}", key=key, count=len(value), limit=rule.max_length
        ),
        msg("shorten it by {count}", count=len(value) - rule.max_length),
    )


def _wrong(key: str, value: Any, fix: Message) -> tuple[Message, Message]:
    return msg("`{key}: {value}` is not a value that it has", key=key, value=str(value)[:60]), fix


_POST = """\
---
channels: [mastodon-acme]
publish_at: 2026-12-01 09:30
options: {mastodon: {visibility: VALUE}}
---
Open on Sunday from ten.
"""

RULE = Rule(
    code="SMM271",
    slug="option-value",
    severity=Severity.ERROR,
    title="An option has a value that its network takes",
    why="The network refuses the post when it is due, or, worse, takes its default.",
    bad=in_post(_POST.replace("VALUE", "unlist")),
    good=in_post(_POST.replace("VALUE", "unlisted")),
    post=_check,
)
