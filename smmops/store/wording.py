"""pydantic's refusals in the words of the people who write the files."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from smmops.model.document import Spot, Trail
from smmops.model.message import Message, msg
from smmops.store import guess, guess_time
from smmops.store.fields import fields_at
from smmops.store.finding import Finding
from smmops.store.instead import foreseen
from smmops.store.near import few, near


def worded(error: Mapping[str, Any], model: type[BaseModel], *, spots: Mapping[Trail, Spot]) -> Finding:
    """One of pydantic's errors as a finding at the value's (or the unknown key's) place."""
    loc = tuple(part for part in error["loc"] if part != "[key]")
    trail = _known(loc, spots)
    kind, got = error["type"], error.get("input")
    name = _name(trail)
    if kind == "missing":
        return _missing(loc, model, spots)
    if kind == "extra_forbidden":
        return _unknown(loc, model, spots, got)
    if trail == ("version",) and isinstance(got, int) and got > 1:
        newer = msg("version {got}, and this smmops reads up to 1", got=str(got))
        return Finding("SMM119", place(trail, spots), newer, msg("install a newer smmops"), trail)
    code, message, fix = _value(kind, got, name, error)
    return Finding(code, place(trail, spots), message, fix, trail)


def place(trail: Trail, spots: Mapping[Trail, Spot]) -> Spot:
    """Where a trail's value stands, else its nearest parent's, else line 1."""
    for end in range(len(trail), -1, -1):
        found = spots.get(trail[:end])
        if found:
            return found
    return (1, 1)


def _known(loc: Trail, spots: Mapping[Trail, Spot]) -> Trail:
    """The longest part of pydantic's loc that is in the file: unions add names of their members to it."""
    for end in range(len(loc), 0, -1):
        if loc[:end] in spots:
            return loc[:end]
    return ()


def _name(trail: Trail) -> str:
    text = ""
    for part in trail:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the file"


def _missing(loc: Trail, model: type[BaseModel], spots: Mapping[Trail, Spot]) -> Finding:
    key = str(loc[-1])
    parent = _known(loc[:-1], spots)
    where = _name(parent)
    if isinstance(loc[-1], int):
        wanted = msg("{name}: {count} items, wanted {wanted}", name=where, count=loc[-1], wanted=loc[-1] + 1)
        fix = msg("write `{last}: [from, to]`", last=str(parent[-1]) if parent else "")
        return Finding("SMM114", place(parent, spots), wanted, fix, parent)
    fields = fields_at(model, parent)
    hint = fields.get(key, "")
    fix = msg("add `{key}:` ({hint})", key=key, hint=hint) if hint else msg("add `{key}: …`", key=key)
    return Finding(
        "SMM113", place(parent, spots), msg("{where} has no `{key}`", where=where, key=key), fix, parent
    )


def _unknown(loc: Trail, model: type[BaseModel], spots: Mapping[Trail, Spot], got: Any) -> Finding:
    key = str(loc[-1])
    parent = _known(loc[:-1], spots)
    choices = list(fields_at(model, parent))
    spot = spots.get((*parent, key, "#key")) or place(parent, spots)
    fix = foreseen(model, parent, key, got)
    if fix is None:
        meant = near(key, choices)
        fix = (
            msg("did you mean `{meant}`?", meant=meant)
            if meant
            else msg("take it away; known are {choices}", choices=few(choices))
        )
    return Finding("SMM112", spot, msg("unknown key `{key}`", key=key), fix, (*parent, key))


def _value(kind: str, got: Any, name: str, error: Mapping[str, Any]) -> tuple[str, Message, Message]:
    shown = _shown(got)
    if kind in (
        "amount",
        "whole",
        "share",
        "decimal_parsing",
        "int_parsing",
        "int_parsing_size",
        "int_from_float",
    ):
        return "SMM116", *_amount(kind, str(got), name)
    if kind in ("moment", "moment_day", "clock", "day"):
        return "SMM117", *_time(kind, shown, name)
    if kind == "span":
        right = guess.span(shown)
        return (
            "SMM118",
            msg("{name}: `{got}` is no duration", name=name, got=shown),
            msg("write `{right}`", right=right)
            if right
            else msg("write a whole number and s, m, h, d or w: `30m`, `12h`, `5d`"),
        )
    if kind == "yes_no":
        return (
            "SMM118",
            msg("{name}: `{got}` is neither true nor false", name=name, got=shown),
            msg("write `true` or `false`"),
        )
    if kind == "link":
        right = guess.address(shown)
        return (
            "SMM118",
            msg("{name}: `{got}` is no address", name=name, got=shown),
            msg("write the whole address: `{right}`", right=right)
            if right
            else msg("write the whole address as a browser shows it: https://acme.example/brew"),
        )
    if kind in ("literal_error", "enum"):
        return "SMM115", *_choice(shown, name, error)
    if kind == "string_pattern_mismatch":
        return "SMM118", *_pattern(shown, name, error)
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        bound = str(next(iter((error.get("ctx") or {}).values()), ""))
        message = (
            msg("{name}: {got}, at least {bound}", name=name, got=shown, bound=bound)
            if kind.startswith("greater")
            else msg("{name}: {got}, at most {bound}", name=name, got=shown, bound=bound)
        )
        fix = (
            msg("write {bound} or more", bound=bound)
            if kind.startswith("greater")
            else msg("write {bound} or less", bound=bound)
        )
        return "SMM116", message, fix
    return "SMM114", *_shape(kind, got, name, error)


def _amount(kind: str, got: str, name: str) -> tuple[Message, Message]:
    if kind == "share":
        return (
            msg("{name}: `{got}` is no share from 0 to 1", name=name, got=_shown(got)),
            msg("write `{right}`", right=guess.share(got) or "0.3"),
        )
    if not re.search(r"\d", got):
        return (
            msg("{name}: `{got}` is no number", name=name, got=_shown(got)),
            msg("write digits, such as `12`"),
        )
    bare = re.sub(r"[^\d.,_-]", "", got)
    known = guess.amount(got)
    if known:
        right = known
    elif re.fullmatch(r"-?\d{1,3}([.,_]\d{3})+", bare):
        right = re.sub(r"[.,]", "_", bare)
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", bare):
        right = bare.replace(",", "_")
    elif re.fullmatch(r"-?\d+,\d{1,2}", bare):
        right = bare.replace(",", ".")
    elif re.fullmatch(r"-?[\d_]+(\.\d+)?", bare):
        right = bare.replace("_", "")
    else:
        right = "3_000_000"
    if kind in ("whole", "int_parsing", "int_parsing_size", "int_from_float"):
        whole = right.partition(".")[0]
        return (
            msg("{name}: `{got}` is no whole number", name=name, got=_shown(got)),
            msg("write `{right}`", right=whole[:20]),
        )
    return (
        msg("{name}: `{got}` is no amount", name=name, got=_shown(got)),
        msg(
            "write `{right}`: digits, one `.`, `_` between thousands; the currency has its own key",
            right=right[:40],
        ),
    )


def _time(kind: str, got: str, name: str) -> tuple[Message, Message]:
    if kind == "moment_day":
        return (
            msg("{name}: `{got}` is a day without a time", name=name, got=got),
            msg("write `{got} 09:30`", got=got),
        )
    if kind == "clock":
        right = guess_time.clock(got) or "09:30"
        return (
            msg("{name}: `{got}` is no time of day", name=name, got=got),
            msg("write `{right}`: two digits each, 00:00 to 23:59", right=right),
        )
    if kind == "day":
        return msg("{name}: `{got}` is no day", name=name, got=got), _day(got)
    return msg("{name}: `{got}` is no time", name=name, got=got), _moment(got)


def _day(got: str) -> Message:
    """What to write for a day in a form that is not read."""
    two, on = guess_time.twofold(got), guess_time.day(got)
    if two:
        one, other = (each[:10] for each in two)
        return msg("write `{one}` or `{other}`: the year first, then the month", one=one, other=other)
    return msg("write `{right}`", right=on) if on else msg("write `2026-12-01`: year, month, day")


def _moment(got: str) -> Message:
    """What to write for a time in a form that is not read."""
    two = guess_time.twofold(got)
    if two:
        return msg("write `{one}` or `{other}`: the year first, then the month", one=two[0], other=two[1])
    meant = guess.span(got) or guess_time.moment(got)
    if meant:
        return msg("write `{right}`", right=meant)
    on, at = guess_time.day(got), guess_time.clock(got)
    if on:
        return msg("write `{right}`, with the time of day that you mean", right=f"{on} 09:30")
    if at:
        return msg("write the day before it: `2026-12-01 {clock}`", clock=at)
    return msg("write `2026-12-01 09:30`, with `+09:00` or `Z` where another zone is meant")


def _choice(got: str, name: str, error: Mapping[str, Any]) -> tuple[Message, Message]:
    expected = str((error.get("ctx") or {}).get("expected", ""))
    choices = re.findall(r"'([^']*)'", expected) or [expected]
    meant = near(got, choices)
    message = msg("{name}: `{got}` is not known", name=name, got=got)
    if meant:
        return message, msg("did you mean `{meant}`?", meant=meant)
    return message, msg("write one of {choices}", choices=few(choices, 16))


def _pattern(got: str, name: str, error: Mapping[str, Any]) -> tuple[Message, Message]:
    pattern = str((error.get("ctx") or {}).get("pattern", ""))
    message = msg("{name}: `{got}` has another form", name=name, got=got)
    if "a-z0-9-" in pattern:
        return message, msg(
            "write `{right}`: lower-case letters, digits and `-`, at most 64", right=slug(got)
        )
    if "-W" in pattern:
        return message, msg("write the ISO week: `2026-W49`")
    if "A-Z" in pattern:
        return message, msg("write a currency's three letters: `KRW`, `EUR`")
    if "64" in pattern:
        return message, msg("write the 64 hexadecimal digits that `sha256sum` prints")
    return message, msg("write it as `2026-12`")


def slug(text: str) -> str:
    """An id near to a text."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64] or "name"


def _shape(kind: str, got: Any, name: str, error: Mapping[str, Any]) -> tuple[Message, Message]:
    if got is None:
        return msg("{name} is empty", name=name), msg("write a value or take the line away")
    last = re.sub(r"\[\d+\]$", "", name).rpartition(".")[2]
    if kind in ("tuple_type", "list_type"):
        right = guess.listed(last, _shown(got)) if isinstance(got, str | int) else f"{last}: [one, two]"
        return (
            msg("{name} wants a list", name=name),
            msg("write `{right}`", right=right),
        )
    if kind in ("too_short", "too_long"):
        context = error.get("ctx") or {}
        wanted = context.get("min_length", context.get("max_length", 2))
        count = len(got) if isinstance(got, list) else 1
        return msg("{name}: {count} items, wanted {wanted}", name=name, count=count, wanted=wanted), msg(
            "write `{last}: [from, to]`", last=last
        )
    if kind in ("dict_type", "mapping_type", "model_type", "model_attributes_type"):
        known = guess.example(last)
        return (
            msg("{name} wants `key: value` lines", name=name),
            msg("write `{right}`", right=known)
            if known
            else msg("write `key: value` lines below it, or `{open}key: value{close}`", open="{", close="}"),
        )
    return (
        msg("{name} wants one value", name=name),
        msg("write one value after `{last}:`; quotes keep `,`, `: ` and brackets in it", last=last),
    )


def _shown(got: Any) -> str:
    text = str(got) if isinstance(got, str | int) else "…"
    return text if len(text) <= 60 else text[:59] + "…"
