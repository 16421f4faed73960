"""Posts as JSON without loss, and the reading of it. `format_version` 1; docs/moving.md names the keys."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from smmops.exchange.own import Read
from smmops.exchange.own_export import piece
from smmops.exchange.record import Record
from smmops.exchange.table import Refusal
from smmops.model.message import Message, msg

VERSION = 1
_KEYS = frozenset(("id", "path", "front", "body", "allows", "variants"))


def text(records: Iterable[Record], variants: Mapping[str, list[dict[str, Any]]], *, brand: str) -> str:
    """The JSON file. `variants` is what each channel gets, by post id: for readers, an import makes it anew."""
    posts = [{**each.facts(), "variants": variants.get(each.id, [])} for each in records]
    facts = {"format_version": VERSION, "schema": "smmops.posts/1", "brand": brand, "posts": posts}
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def pieces(data: bytes) -> Read:
    """The posts of an export; a refusal names the post by its place in the list, from 1."""
    try:
        facts = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as wrong:
        line = getattr(wrong, "lineno", 1)
        why = msg("the file is not JSON in UTF-8")
        return Read(
            refusals=[Refusal(0, "", why, msg("give the file that `smmops export json` wrote"), line)]
        )
    version = facts.get("format_version") if isinstance(facts, dict) else None
    if version != str(VERSION) or not isinstance(facts.get("posts"), list):
        why = msg("this is no export of posts that this smmops reads: format_version 1 and a list of posts")
        return Read(refusals=[Refusal(0, "", why, msg("give the file that `smmops export json` wrote"), 1)])
    read = Read()
    for number, each in enumerate(facts["posts"], 1):
        found = record_of(each)
        if isinstance(found, Message):
            fix = msg("take it from the export again")
            read.refusals.append(Refusal(number, "", found, fix))
        else:
            read.pieces.append(replace(piece(found), row=number))
    return read


def record_of(facts: Any) -> Record | Message:
    """The record of a JSON object, or what is wrong with it."""
    if not isinstance(facts, dict) or not {"id", "front", "body"} <= set(facts):
        return msg("a post has an id, a front and a body")
    unknown = sorted(set(facts) - _KEYS)
    if unknown:
        return msg("there is no key `{name}`", name=unknown[0][:60])
    texts = [facts["id"], facts["body"], facts.get("path", "")]
    allows = facts.get("allows", {})
    if not all(isinstance(each, str) for each in texts) or not isinstance(facts["front"], dict):
        return msg("a post has an id, a front and a body")
    if not isinstance(allows, dict) or not all(isinstance(each, str) for each in allows.values()):
        return msg("`allows` holds a reason for each code")
    if not _texts_only(facts["front"]):
        return msg("a value of `front` is text, a list or has keys of its own")
    return Record(facts["id"], facts.get("path", ""), facts["front"], facts["body"], allows)


def _texts_only(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_texts_only(item) for item in value.values())
    if isinstance(value, list):
        return all(_texts_only(item) for item in value)
    return isinstance(value, str)


def _refuse(name: str) -> Any:
    raise ValueError(name)
