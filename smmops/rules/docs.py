"""docs/rules.md, made from the rules themselves.

`pytest tests/rules/test_docs.py --update` writes the page.
"""

from collections.abc import Iterator, Mapping

from smmops.model.problem import Severity
from smmops.rules.examples import SETTINGS, STAGES, TEAM
from smmops.rules.reading.registry import READINGS
from smmops.rules.reading.words import Reading
from smmops.rules.registry import RULES
from smmops.rules.rule import Example, Rule
from smmops.store.codes import CODES

FAMILIES: Mapping[str, str] = {
    "1": "Files and references",
    "2": "Text and media",
    "3": "Calendar",
    "4": "History",
    "5": "Strategy, brand and personas",
    "6": "Campaigns and money",
    "7": "Secrets, approvals and team",
    "8": "Community",
}
"""First digit of the codes to the heading."""

_HEAD = """\
# Rules

What `smmops check` finds, why it matters, and how the same thing is written well.
An error makes `check` exit 1, a warning is shown and does not.

A problem is silenced only in the file that it is about, in its front matter or YAML, with a reason:

```yaml
# smmops: allow SMM305 -- the client wants both posts word by word
```

Silenced problems are counted in every output.
Problems marked *never silenced* ignore such a line, and so do errors of reading a file.

## Contents

{contents}
## The workspace of the examples

The examples are laid over this workspace:

```yaml
# smmops.yaml
{settings}```

```yaml
# team.yaml
{team}```
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD.format(settings=SETTINGS, team=TEAM, contents="\n".join(contents()))]
    for digit, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        if digit == "1":
            parts += map(reading, READINGS)
        parts += [section(rule) for rule in RULES if rule.code[3] == digit]
    return "\n".join(parts)


def contents() -> Iterator[str]:
    """All codes by family, a line each: number, slug, what holds."""
    codes = [(code.code, CODES[code.code][0], code.title) for code in READINGS]
    codes += [(rule.code, rule.slug, rule.title) for rule in RULES]
    for digit, title in FAMILIES.items():
        yield f"### {title}: SMM{digit}…\n"
        yield from (
            f"- [{code}](#{code.lower()}) `{slug}`: {said}"
            for code, slug, said in sorted(codes)
            if code[3] == digit
        )
        yield ""


def section(rule: Rule) -> str:
    """What is said about one rule: its heading's anchor is `smmnnn`."""
    end = "" if rule.silenceable else ", never silenced"
    words = _words(rule.code, rule.slug, f"{rule.severity.value}{end}", title=rule.title, why=rule.why)
    return "\n".join([*words, *_examples(rule.bad, rule.good)])


def _words(code: str, slug: str, severity: str, *, title: str, why: str) -> Iterator[str]:
    yield f'### <a id="{code.lower()}"></a>{code} {slug}\n'
    yield f"*{severity}*\n"
    yield f"**{title}.**"
    yield why.replace(". ", ".\n") + "\n"


def _examples(bad: Example, good: Example) -> Iterator[str]:
    yield "Not so:\n"
    yield from _shown(bad)
    yield "So:\n"
    yield from _shown(good)


def _shown(example: Example) -> Iterator[str]:
    if example.now:
        yield f"On {example.now:%Y-%m-%d}.\n"
    for path, content in example.files.items():
        if path in STAGES:
            yield f"At `{path}`, with what that asks for.\n"
        elif content is None:
            yield f"`{path}` is not there.\n"
        elif not isinstance(content, str):
            yield f"`{path}`: {content}\n"
        else:
            yield from _file(path, content)


def _file(path: str, content: str) -> Iterator[str]:
    yield f"{_place(path)}\n"
    fence = "````" if "```" in content else "```"
    yield fence + ("markdown" if path.endswith(".md") else "yaml")
    yield from (_cut(line) for line in content.rstrip("\n").split("\n"))
    yield fence + "\n"


def _place(path: str) -> str:
    if path == "smmops.yaml+":
        return "Added to `smmops.yaml`:"
    if path == "smmops.yaml+channels":
        return "Added under `channels:` of `smmops.yaml`:"
    return f"`{path}`:"


def _cut(line: str) -> str:
    """A line that fits a page, with characters that nobody sees written out."""
    seen = "".join(
        letter if letter.isprintable() or letter == "\u200d" else f"\\u{ord(letter):04x}" for letter in line
    )
    if len(seen) <= 160:
        return seen
    return f"{seen[: seen.rfind(' ', 0, 150)]} … ({len(line)} characters)"


def reading(code: Reading) -> str:
    """What is said about one code of reading."""
    slug, severity = CODES[code.code]
    end = ", never silenced" if severity is Severity.ERROR else ""
    words = _words(code.code, slug, f"{severity.value}{end}", title=code.title, why=code.why)
    if code.bad is None or code.good is None:
        return "\n".join(words)
    return "\n".join([*words, *_examples(code.bad, code.good)])
