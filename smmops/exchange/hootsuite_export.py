"""A channel's posts as a bulk file that Hootsuite takes: time, message, link; and what such a file cannot hold."""

import csv
import io
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from smmops.exchange.tools import HOOTSUITE
from smmops.model.message import Message, msg
from smmops.model.post import Post, Variant

_FORMS = {"mdy": "%m/%d/%Y %H:%M", "dmy": "%d/%m/%Y %H:%M"}


def text(
    pairs: Iterable[tuple[Post, Variant]], *, order: str, zone: ZoneInfo
) -> tuple[str, list[tuple[str, Message]]]:
    """The file, and (post, why) of what is left out of it. Times are those of `zone`, which Hootsuite must be set to.

    Cells are as the messages are, also where a spreadsheet would take one for a formula: the file goes to Hootsuite,
    which would post the apostrophe.
    """
    out, left = io.StringIO(), list[tuple[str, Message]]()
    writer = csv.writer(out)
    rows = 0
    for post, variant in pairs:
        why = _unfit(variant)
        if why is None and HOOTSUITE.most is not None and rows >= HOOTSUITE.most:
            why = msg(
                "the file holds {limit} posts already, all that Hootsuite takes at once", limit=HOOTSUITE.most
            )
        if why is not None:
            left.append((post.id, why))
            continue
        assert variant.publish_at is not None
        rows += 1
        at = variant.publish_at.astimezone(zone).strftime(_FORMS[order])
        writer.writerow([at, variant.parts[0], variant.link or ""])
    return out.getvalue(), left


def _unfit(variant: Variant) -> Message | None:
    """What of a variant a row of three cells would lose."""
    if variant.publish_at is None:
        return msg("a draft has no time")
    if variant.hold or variant.takedown is not None:
        return msg("it is on hold or taken down")
    if len(variant.parts) != 1:
        return msg("it has {count} parts, a row holds one", count=len(variant.parts))
    kept = (
        ("media", variant.media),
        ("poll", variant.poll),
        ("first_comment", variant.first_comment),
        ("reply_to", variant.reply_to),
        ("quote", variant.quote),
    )
    lost = [name for name, value in kept if value]
    if lost:
        return msg("a row cannot hold its {what}", what=", ".join(lost))
    if "{{" in variant.parts[0]:
        return msg("a row cannot hold its {what}", what="{{ }}")
    return None
