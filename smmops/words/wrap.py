"""Lines of a text in as many columns as there are."""

from collections.abc import Iterator

from smmops.words.width import width


def wrap(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`, broken at blanks, within a word only where that is longer.

    Line breaks stay; blanks at a break go. Nothing is cut inside what people see as one character.
    """
    columns = max(2, columns)
    return [line for written in text.split("\n") for line in _wrapped(written, columns)]


def _wrapped(line: str, columns: int) -> Iterator[str]:
    if width(line) <= columns:
        yield line
        return
    held = ""
    for word in line.split(" "):
        joined = f"{held} {word}" if held else word
        if width(joined) <= columns:
            held = joined
            continue
        if held:
            yield held
        *whole, held = _pieces(word, columns)
        yield from whole
    yield held


def _pieces(word: str, columns: int) -> list[str]:
    if width(word) <= columns:
        return [word]
    import regex

    pieces, held, used = [], "", 0
    for cluster in regex.findall(r"\X", word):
        size = width(cluster)
        if used + size > columns and held:
            pieces.append(held)
            held, used = "", 0
        held += cluster
        used += size
    return [*pieces, held]
