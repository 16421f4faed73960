"""Columns that a text takes in a terminal, where Korean and emoji are two wide."""

_ELLIPSIS = "…"
_LONGEST = 40  # code points of one visible character; more than any emoji or syllable has


def width(text: str) -> int:
    """Columns of one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, columns: int) -> str:
    """`text` in at most that many columns, with `…` at the end where something is left out.

    Never cuts inside what people see as one character.
    """
    if width(text) <= columns:
        return text
    if columns <= 0:
        return ""
    import regex

    out, used = [], 0
    for cluster in regex.findall(r"\X", text[: _LONGEST * columns]):
        size = width(cluster)
        if used + size > columns - 1:
            break
        out.append(cluster)
        used += size
    return "".join(out) + _ELLIPSIS


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` cut or filled with blanks to exactly that many columns; `right` puts it at the right end."""
    shown = cut(text, columns)
    blanks = " " * (columns - width(shown))
    return blanks + shown if right else shown + blanks
