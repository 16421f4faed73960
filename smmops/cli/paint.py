"""Colours of the terminal, by what they mean; never the only sign of anything."""

_STYLES = {
    "title": "1;36",
    "command": "1",
    "quiet": "2",
    "good": "32",
    "bad": "31",
    "warn": "33",
    "busy": "34",
}


def painted(text: str, style: str) -> str:
    """`text` in the colour of a style, for a terminal that shows colours."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def plain(text: str, _style: str) -> str:
    """`text` as it is."""
    return text
