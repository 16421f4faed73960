"""Text that others wrote, made harmless at each border it crosses. One function a border; none loses text."""

import html as _html
import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENGLAND_AND_OTHERS = re.compile("\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f")


_LONGEST_FENCE = 200
_ONLY_BACKTICKS = re.compile(r"^[ \t]*(`{200,}[ \t]*)$", re.MULTILINE)


def _named(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _visible(text: str) -> str:
    """Control characters, direction marks and lone surrogates written out; line breaks and tabs stay."""
    text = _SURROGATE.sub(_named, _CONTROL.sub(_named, text))
    if not _INVISIBLE.search(text):
        return text
    out, at = [], 0
    for flag in _ENGLAND_AND_OTHERS.finditer(text):
        out += [_INVISIBLE.sub(_named, text[at : flag.start()]), flag.group()]
        at = flag.end()
    return "".join([*out, _INVISIBLE.sub(_named, text[at:])])


def terminal(text: str, *, lines: bool = False) -> str:
    """`text` for a terminal: nothing in it moves the cursor, sets a colour or turns the direction.

    Line breaks and tabs are written out as `\\n` and `\\t` unless `lines` keeps them.
    """
    shown = _visible(text)
    return shown if lines else shown.replace("\n", "\\n").replace("\t", "\\t")


def fence(text: str, info: str = "") -> str:
    """A fenced Markdown block that `text` cannot leave: its fence is longer than any run of backticks in it.

    GitHub's parser counts a fence to 255 only (cmark-gfm keeps it in one byte), so that lines of nothing but that
    many backticks are moved in by four blanks, where no line ends a fence.
    `info` is the language, of letters, digits and `-` only; the rest of it is dropped.
    """
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * min(max(3, longest + 1), _LONGEST_FENCE)
    shown = _visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if longest >= _LONGEST_FENCE:
        shown = _ONLY_BACKTICKS.sub(r"    \1", shown)
    end = "" if shown.endswith("\n") or not shown else "\n"
    return f"{marks}{re.sub('[^A-Za-z0-9-]', '', info)}\n{shown}{end}{marks}"


_MARKDOWN = re.compile(
    r"(?P<html>[&<>])|(?P<money>\$)|(?P<mark>[\\`*_{}\[\]()|~!])|(?P<colon>:)(?=[\w+-]+:)"
    r"|(?P<link>@|(?:#|GH-)(?=[\w-])|(?:https?|ftp|mailto|www)(?=[:.]))",
    re.I,
)
_APART = "&#8203;"


def _markdown(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "html":
            return _html.escape(found)
        case "mark":
            return f"\\{found}"
        case "money":  # `$…$` is a formula on GitHub, and this is how its documentation takes that away
            return "<span>$</span>"
        case _:
            return found + _APART


def markdown(text: str) -> str:
    """`text` inside a line or a table cell of a comment on a forge, shown letter by letter.

    Makes no link, mention, reference, emphasis, heading, HTML or second cell; line breaks become blanks.
    """
    flat = " ".join(_visible(text).replace("\t", " ").split("\n"))
    flat = _MARKDOWN.sub(_markdown, flat)
    return re.sub(r"^(\s*)(\d*)([-+=#.])", r"\1\2\\\3", flat)


def html(text: str) -> str:
    """`text` inside an HTML element or a quoted attribute."""
    return _html.escape(_visible(text), quote=True)


def workflow(text: str) -> str:
    """`text` as the message of a workflow command of GitHub Actions (`::error::…`)."""
    return _surely(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """`text` as a property of a workflow command (`file=…`), where `:` and `,` mean something too."""
    return workflow(text).replace(":", "%3A").replace(",", "%2C")


def _surely(text: str) -> str:
    return _SURROGATE.sub(_named, text)


_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.A)


def csv(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@` and tab.

    Plain numbers stay as they are. Quoting and commas are the CSV writer's part.
    """
    safe = _surely(text).replace("\x00", "\\x00")
    if safe.lstrip(" ")[:1] in {*"=+-@\t\r\n＝＋－＠"} and not _NUMBER.fullmatch(safe):
        return f"'{safe}"
    return safe


_PLAIN = re.compile(r"[A-Za-z가-힣][A-Za-z0-9가-힣_./ -]*[A-Za-z0-9가-힣_./]|[A-Za-z가-힣]")
_MEANS_SOMETHING = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def yaml(text: str) -> str:
    """`text` as one YAML scalar that reads back as exactly this text, also inside `[ ]` and `{ }`.

    Lone surrogates, which YAML cannot hold, become U+FFFD.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANS_SOMETHING:
        return text
    return '"' + "".join(_ESCAPES.get(c) or _yaml_character(c) for c in text) + '"'


def _yaml_character(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if code < 0x20 or 0x7F <= code <= 0xA0:
        return f"\\x{code:02x}"
    if code in (0x2028, 0x2029, 0xFEFF) or code & 0xFFFE == 0xFFFE:
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def slack(text: str) -> str:
    """`text` in a Slack message: no `<!channel>`, no link, no mention."""
    return _visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
