"""Links tagged for measurement."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from smmops.model.settings import Utm


def tagged(link: str, names: Mapping[str, str], utm: Utm) -> str:
    """`link` with UTM parameters; `names` fills their placeholders {network} {channel} {campaign} {post} {brand}.

    Parameters that are there already stay as they are; one whose value comes out empty is dropped.
    Path, existing query and fragment keep their exact bytes.
    """
    pieces = urlsplit(link)
    there = {name for name, _ in parse_qsl(pieces.query, keep_blank_values=True)}
    added = []
    for field, template in utm:
        name, value = f"utm_{field}", _filled(template, names)
        if value and name not in there:
            added.append(f"{name}={quote(value, safe='-._~')}")
    query = "&".join([pieces.query, *added] if pieces.query else added)
    return urlunsplit((pieces.scheme, pieces.netloc, pieces.path, query, pieces.fragment))


def _filled(template: str, names: Mapping[str, str]) -> str:
    """The template with its placeholders filled; "" when one of them is empty or unknown."""
    text = template
    for name, value in names.items():
        mark = "{" + name + "}"
        if mark in text and not value:
            return ""
        text = text.replace(mark, value)
    return "" if "{" in text else text
