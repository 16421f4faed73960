"""What differs by channel: a post's `options:` over the channel's `defaults:`, key by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args

from smmops.model.document import Spot, Trail
from smmops.model.files_post import PostFile
from smmops.model.message import Message, msg
from smmops.model.moment import Moment
from smmops.model.post import Deliver
from smmops.model.scalar import as_moment, as_moment_or_span, as_yes_no
from smmops.model.settings import Channel
from smmops.specs.spec import NetworkSpec, OptionRule
from smmops.store import guess_time
from smmops.store.finding import Finding
from smmops.store.names import Names
from smmops.store.near import few, near

COMMON = ("publish_at", "not_after", "deliver", "link", "format", "title")
"""Keys that every network knows: they stand at the top of a post as well."""
FORMATS = ("post", "carousel", "reel", "story", "short", "video", "document")
NONE = "none"
"""Takes away what the top of the post says."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value under `options:` or `defaults:` and where the post's file holds it."""

    value: Any
    trail: Trail
    spot: Spot


def choices(
    front: PostFile, channel: Channel, *, names: Names, spots: Mapping[Trail, Spot]
) -> dict[str, Choice]:
    """What stands for a channel: its defaults, beaten by its network's options, beaten by its own."""
    fallback = spots.get(("channels",), spots.get((), (1, 1)))
    made = {key: Choice(value, ("channels",), fallback) for key, value in channel.defaults.items()}
    if not front.options:
        return made
    for wanted in (channel.network, channel.id):
        for written, values in front.options.items():
            if names.meant(written) != wanted:
                continue
            for key, value in values.items():
                trail = ("options", written, key)
                made[key] = Choice(value, trail, spots.get(trail, fallback))
    return made


def text_of(choice: Choice, key: str) -> str | Finding:
    """A choice that must be one text."""
    if isinstance(choice.value, str):
        return choice.value
    return Finding(
        "SMM114",
        choice.spot,
        msg("`{key}` is not one text", key=key),
        msg("write one value after `{last}:`", last=key),
        choice.trail,
    )


def keys_of(network: NetworkSpec) -> tuple[str, ...]:
    """What may stand under `options:` of a network: its own options, then what every network has."""
    titled = any(rule.title != "none" for rule in network.formats.values())
    return (*network.options, *(key for key in COMMON if key != "title" or titled))


def format_of(choice: Choice, network: NetworkSpec | None) -> str | Finding:
    """A format by its name; one of another network is SMM240's."""
    text = text_of(choice, "format")
    if isinstance(text, Finding) or text in FORMATS:
        return text
    known = tuple(network.formats) if network else FORMATS
    return Finding(
        "SMM115",
        choice.spot,
        msg("format: `{got}` is not known", got=text[:60]),
        meant_of(text, known),
        choice.trail,
    )


def deliver_of(choice: Choice) -> Deliver | Finding:
    """Who sends it: smmops or a person."""
    text = text_of(choice, "deliver")
    if isinstance(text, Finding):
        return text
    known: tuple[Deliver, ...] = get_args(Deliver)
    for each in known:
        if each == text:
            return each
    fix = meant_of(text, known)
    return Finding(
        "SMM115",
        choice.spot,
        msg("{name}: `{got}` is not known", name="deliver", got=text[:60]),
        fix,
        choice.trail,
    )


def meant_of(text: str, known: Sequence[str]) -> Message:
    """The nearest of the known words, else all of them."""
    found = near(text, known)
    return (
        msg("did you mean `{meant}`?", meant=found)
        if found
        else msg("write one of {known}", known=few(known))
    )


def link_of(choice: Choice) -> str | Finding | None:
    """An address, None for `none`."""
    text = text_of(choice, "link")
    if isinstance(text, Finding):
        return text
    if text == NONE:
        return None
    if text.lower().startswith(("https://", "http://")) and not any(letter.isspace() for letter in text):
        return text
    return Finding(
        "SMM118",
        choice.spot,
        msg("{name}: `{got}` is no address", name="link", got=text[:60]),
        msg("write the whole address with `https://`, or `none`"),
        choice.trail,
    )


def moment_of(choice: Choice) -> Moment | Finding | None:
    """A time, None for `none`."""
    text = text_of(choice, "publish_at")
    if isinstance(text, Finding):
        return text
    if text == NONE:
        return None
    return as_moment(text) or _no_time(choice, "publish_at", text)


def limit_of(choice: Choice) -> Moment | timedelta | Finding | None:
    """A time or a duration, None for `none`."""
    text = text_of(choice, "not_after")
    if isinstance(text, Finding):
        return text
    if text == NONE:
        return None
    found = as_moment_or_span(text)
    return found if found is not None else _no_time(choice, "not_after", text)


def _no_time(choice: Choice, key: str, text: str) -> Finding:
    right = guess_time.moment(text) or guess_time.clock(text)
    return Finding(
        "SMM117",
        choice.spot,
        msg("{name}: `{got}` is no time", name=key, got=text[:60]),
        msg("write `{right}`", right=right)
        if right
        else msg("write `18:00` for the same day, or `2026-12-01 18:00`"),
        choice.trail,
    )


def sent(chosen: Mapping[str, Choice], spec: NetworkSpec | None) -> dict[str, Any]:
    """The options that go to the network, typed as its spec says; what does not fit stays as it was written."""
    rules = spec.options if spec else {}
    return {
        key: _typed(choice.value, rules.get(key))
        for key, choice in sorted(chosen.items())
        if key not in COMMON
    }


def _typed(value: Any, rule: OptionRule | None) -> Any:
    if rule is None:
        return value
    if rule.type == "bool" and isinstance(value, str):
        said = as_yes_no(value)
        return value if said is None else said
    if rule.type == "integer" and isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value) if len(value) < 16 else value
    return value
