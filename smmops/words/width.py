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


def wrapped(text: str, columns: int, *, margin: str = "  ") -> str:
    """`text` with its long lines broken at blanks, for boxes that do not break lines themselves.

    What goes on stands behind `margin`, so that it is not taken for a line of its own. Only the blank at a break is
    replaced; words that are too long stay whole.
    """
    out: list[str] = []
    for line in text.split("\n"):
        if width(line) <= columns:
            out.append(line)
            continue
        row, used = "", 0
        for word in line.split(" "):
            size = width(word)
            if row.strip() and used + 1 + size > columns:
                out.append(row)
                row, used = margin + word, width(margin) + size
            else:
                row, used = (f"{row} {word}", used + 1 + size) if row or used else (word, size)
        out.append(row)
    return "\n".join(out)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` cut or filled with blanks to exactly that many columns; `right` puts it at the right end."""
    shown = cut(text, columns)
    blanks = " " * (columns - width(shown))
    return blanks + shown if right else shown + blanks
