"""A network's facts with a server's own limits put in, and which format a post takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from smmops.specs.spec import FormatRule, Kind, MediaRule, NetworkSpec

LIMITS: Mapping[str, str] = {
    "text": "characters of a post",
    "url": "what an address counts",
    "media": "items of media in a post",
    "alt": "characters of an alt text",
    "image_bytes": "size of an image",
    "image_pixels": "width times height of an image",
    "video_bytes": "size of a video or sound",
    "video_pixels": "width times height of a video",
    "poll_options": "answers of a poll",
    "poll_option": "characters of an answer",
    "poll_min": "seconds that a poll is open at least",
    "poll_max": "seconds that a poll is open at most",
}
"""The keys of a channel's `limits:` in smmops.yaml, and what each bounds."""

_STILL = (Kind.IMAGE, Kind.GIF)


def with_limits(spec: NetworkSpec, limits: Mapping[str, int]) -> NetworkSpec:
    """`spec` with the channel's `limits:` in place of the network's defaults; unknown keys change nothing."""
    if not limits:
        return spec
    text = _changed(spec.text, {"limit": limits.get("text"), "url_length": limits.get("url")})
    changes: dict[str, Any] = {
        "text": text,
        "media": {kind: _media(kind, rule, limits) for kind, rule in spec.media.items()},
        "formats": {name: _format(rule, limits.get("media")) for name, rule in spec.formats.items()},
    }
    if spec.poll:
        bounds = {
            "max_options": limits.get("poll_options"),
            "option_limit": limits.get("poll_option"),
            "min_seconds": limits.get("poll_min"),
            "max_seconds": limits.get("poll_max"),
        }
        changes["poll"] = _changed(spec.poll, bounds)
    return spec.model_copy(update=changes)


def _changed(rule: Any, values: Mapping[str, int | None]) -> Any:
    return rule.model_copy(update={name: value for name, value in values.items() if value is not None})


def _media(kind: Kind, rule: MediaRule, limits: Mapping[str, int]) -> MediaRule:
    family = "image" if kind in _STILL else "video"
    bounds = {
        "max_bytes": limits.get(f"{family}_bytes"),
        "max_pixels": limits.get(f"{family}_pixels") if kind is not Kind.AUDIO else None,
        "alt_limit": limits.get("alt"),
    }
    changed: MediaRule = _changed(rule, bounds)
    return changed


def _format(rule: FormatRule, most: int | None) -> FormatRule:
    """Formats that take several images take as many as the server does."""
    if most is None or rule.total[1] <= 1:
        return rule
    media = {kind: (fewest, most if many > 1 else many) for kind, (fewest, many) in rule.media.items()}
    return rule.model_copy(update={"media": media, "total": (rule.total[0], most)})


def media_rule(spec: NetworkSpec, format_name: str, kind: Kind) -> MediaRule | None:
    """What bounds one file of that kind in that format; None where the format does not take the kind.

    Raises KeyError for a format that the network does not have.
    """
    form = spec.formats[format_name]
    if kind not in form.media:
        return None
    return form.rules.get(kind) or spec.media.get(kind)


def admits(rule: FormatRule, kinds: Sequence[Kind]) -> bool:
    """Whether one part may hold exactly these items."""
    if not rule.total[0] <= len(kinds) <= rule.total[1]:
        return False
    if len(set(kinds)) > 1 and not rule.mixed:
        return False
    bounds = rule.media
    return all(kind in bounds for kind in kinds) and all(
        fewest <= kinds.count(kind) <= most for kind, (fewest, most) in bounds.items()
    )


def format_for(spec: NetworkSpec, kinds: Sequence[Kind]) -> str | None:
    """The format that a post with these items takes where it names none; None where no format takes them.

    The network's usual format comes first, then the others in the order of the spec.
    """
    names = [spec.default_format, *(name for name in spec.formats if name != spec.default_format)]
    return next((name for name in names if admits(spec.formats[name], kinds)), None)
