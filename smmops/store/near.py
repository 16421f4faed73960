"""The word that was meant."""

from collections.abc import Iterable


def near(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is most likely a slip of, None where none is close."""
    known = sorted(set(choices))
    folded = word.casefold().replace("_", "-")
    for choice in known:
        if choice.casefold().replace("_", "-") == folded:
            return choice
    if len(word) > 80:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(folded, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=66)
    if found:
        return str(found[0])
    longer = [choice for choice in known if len(folded) > 2 and choice.casefold().startswith(folded)]
    return longer[0] if len(longer) == 1 else None


def few(choices: Iterable[str], most: int = 12) -> str:
    """The choices as one text: in backquotes, the first `most` of them."""
    known = list(choices)
    shown = ", ".join(f"`{choice}`" for choice in known[:most])
    return shown + (f" and {len(known) - most} more" if len(known) > most else "")
