"""How one variant's text is counted, and how a count is said."""

from smmops.model.message import Message, msg
from smmops.model.post import Variant
from smmops.specs.measure import length, surely_fits
from smmops.specs.spec import FormatRule, NetworkSpec, TextRule, Unit


def format_of(variant: Variant, network: NetworkSpec) -> FormatRule | None:
    """The rule of the variant's format; None where the network has no such format."""
    return network.formats.get(variant.format)


def text_rule(variant: Variant, network: NetworkSpec) -> TextRule:
    """The rule that the variant's text is counted by."""
    found = format_of(variant, network)
    return found.text_rule if found and found.text_rule else network.text


def comment_rule(network: NetworkSpec) -> TextRule | None:
    """The rule of a first comment: where the network has none of its own, a reply to one's post serves as one."""
    return network.first_comment or (network.text if network.reply else None)


def over(text: str, rule: TextRule, limit: int | None, *, warning: str = "") -> int | None:
    """The text's length where it exceeds `limit`; None where it fits."""
    if limit is None or surely_fits(text, rule, limit, warning=warning):
        return None
    count = length(text, rule, warning=warning).count
    return count if count > limit else None


def too_long(count: int, bound: int, *, unit: Unit, network: str) -> Message:
    """The sentence with both numbers, in the unit that the network counts in."""
    values: dict[str, str | int] = {"count": count, "network": network, "limit": bound, "over": count - bound}
    if unit is Unit.GRAPHEMES:
        return msg("{count} graphemes on {network}, limit {limit} ({over} over)", **values)
    if unit is Unit.WEIGHTED:
        return msg("{count} weighted characters on {network}, limit {limit} ({over} over)", **values)
    if unit is Unit.ESCAPED:
        return msg("{count} characters with escapes on {network}, limit {limit} ({over} over)", **values)
    return msg("{count} characters on {network}, limit {limit} ({over} over)", **values)
