"""Messages in the reader's language.

English templates are the msgids. Translations stand in `smmops/data/locale/<language>/LC_MESSAGES/smmops.po`,
which is read as it is: there is nothing to compile (docs/decisions/0003-message-catalogue.md).

To see what is missing or stale: `python -m tests.words.messages`; with `--write` it puts the file in order,
new messages with an empty translation, stale ones gone.

Korean particles that depend on what a placeholder is filled with are written with both forms, `{name}은(는)`,
`{name}을(를)`, `{name}이(가)`, `{name}과(와)`, `{name}(으)로`, `{name}(이)라는`, and the right one is chosen here.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from string import Formatter
from types import MappingProxyType

from smmops.model.message import Message, msg

LANGUAGES = ("en", "ko")
"""What smmops speaks; other languages are answered in English."""

_ENTRY = re.compile(r'^(msgid|msgstr) ?(".*")$|^(".*")$')
_ESCAPE = re.compile(r"\\(.)")
_PARTICLE = re.compile(r"([`\"'”’)\]]*)(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로|\(이\))")
_PARTICLES = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
_CLOSED_DIGITS = "013678"  # read in Korean they end in a consonant; of 1, 7 and 8 it is ㄹ
_RIEUL_DIGITS = "178"
_RIEUL = 8


_NOUNS = frozenset(noun.template for noun in (msg("the file"), msg("the post"), msg("the persona")))
"""What stands in for a name where a value has none."""


def say(message: Message, language: str = "en") -> str:
    """`message` in that language (BCP 47), in English where there is no translation.

    The text is not escaped: each renderer does that at its border.
    """
    if language.split("-", maxsplit=1)[0].lower() != "ko":
        return message.fill()
    known = translations("ko")
    template = known.get(message.template)
    values = {
        name: known.get(str(value), value) if value in _NOUNS else value for name, value in message.values
    }
    return filled(template, values) if template else message.fill()


@functools.cache
def translations(language: str) -> Mapping[str, str]:
    """English template to template in `language`. Raises FileNotFoundError where there is no catalogue."""
    place = resources.files("smmops").joinpath(f"data/locale/{language}/LC_MESSAGES/smmops.po")
    return MappingProxyType(dict(entries(place.read_text(encoding="utf-8"))))


def entries(text: str) -> Iterator[tuple[str, str]]:
    """(msgid, msgstr) of a .po file without plurals and contexts; the header and untranslated ones are left out."""
    parts: dict[str, str] = {}
    current = ""
    for line in [*text.splitlines(), 'msgid ""']:
        found = _ENTRY.match(line)
        if not found:
            continue
        keyword, first, more = found.groups()
        if keyword == "msgid":
            if parts.get("msgid") and parts.get("msgstr"):
                yield parts["msgid"], parts["msgstr"]
            parts = {}
        current = keyword or current
        parts[current] = parts.get(current, "") + _unquoted(first or more)


def _unquoted(literal: str) -> str:
    return _ESCAPE.sub(lambda m: {"n": "\n", "t": "\t"}.get(m.group(1), m.group(1)), literal[1:-1])


def filled(template: str, values: Mapping[str, str | int]) -> str:
    """A Korean template with its placeholders filled and its particles chosen."""
    out: list[str] = []
    last = ""
    for literal, field, _, _ in Formatter().parse(template):
        out.append(_PARTICLE.sub(functools.partial(_chosen, last), literal, count=1) if last else literal)
        last = ""
        if field is not None:
            last = str(values[field])
            out.append(last)
    return "".join(out)


def _chosen(word: str, match: re.Match[str]) -> str:
    """The particle's form behind `word`; both forms where the sound of its end is not known."""
    marks, both = match.groups()
    if match.start():
        return match.group()
    closed, open_ = _PARTICLES[both]
    end = next((c for c in reversed(word) if c.isalnum()), "")
    if "가" <= end <= "힣":
        final = (ord(end) - ord("가")) % 28
        rieul = final == _RIEUL
    elif end.isascii() and end.isdigit():
        final = int(end in _CLOSED_DIGITS)
        rieul = end in _RIEUL_DIGITS
    else:
        return match.group()
    return marks + (open_ if not final or (rieul and both == "(으)로") else closed)
