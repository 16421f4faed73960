"""Every command that stops something can be typed as it stands, wherever a person in a hurry reads it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from smmops.cli.main import run
from tests.project.test_runbook import taken
from tests.project.tree import PACKAGE, ROOT, files, name_of
from tests.words.messages import place, templates

STOPS = ("pause", "takedown", "resume", "ledger resolve")
_LINE = re.compile(rf"^\s*(?:\$ )?(smmops (?:-C \S+ )?(?:{'|'.join(STOPS)})\b.*)$", re.MULTILINE)
_CODE = re.compile(rf"`(smmops (?:-C \S+ )?(?:{'|'.join(STOPS)})\b[^`\n]*)`")
_HOLE = re.compile(r"\{\w+\}")


def stop_lines(text: str) -> Iterator[str]:
    """Such lines of code blocks and of code in sentences, without their comments."""
    for found in (*_LINE.findall(text), *_CODE.findall(text)):
        line = _HOLE.sub("X", found)
        yield re.split(r"\s#|\s&&", line)[0].strip()


def refused(line: str) -> str | None:
    """Why the program would not take that line."""
    words = shlex.split(line)[1:]
    try:
        taken(words[2:] if words[0] == "-C" else words)
    except click.UsageError as wrong:
        return f"{line}: {wrong.format_message()}"
    return None


def named_alone(line: str) -> bool:
    """A command's name in a sentence, with nothing behind it, is no line to type."""
    return line.removeprefix("smmops ") in STOPS


def wrong(text: str, *, typed: bool) -> list[str]:
    lines = [line for line in stop_lines(text) if typed or not named_alone(line)]
    return [why for line in lines if (why := refused(line))]


def is_read_to_be_typed(path: Path) -> bool:
    """What teams copy into their own repository: there a name alone is typed as it stands."""
    parts = path.relative_to(ROOT).parts
    return parts[0] == "playbooks" or parts[:2] == ("smmops", "data")


PAGES = [
    path
    for path in files()
    if path.suffix in (".md", ".yaml", ".yml")
    and not path.is_relative_to(ROOT / "tests")
    and b"smmops" in path.read_bytes()
]


def test_pages_of_every_kind_are_looked_at():
    looked = {name_of(path) for path in PAGES if any(stop_lines(path.read_text(encoding="utf-8")))}
    kinds = (
        *("docs/crisis.md", "docs/publishing.md", "docs/runbook/state-unknown.md", "playbooks/crisis.md"),
        *(f"smmops/data/init/{language}/README.md" for language in ("en", "ko")),
        *(f"smmops/data/init/{language}/dot.github/ISSUE_TEMPLATE/takedown.md" for language in ("en", "ko")),
    )
    assert set(kinds) - looked == set()


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_shows_stops_as_they_are_typed(path):
    assert not wrong(path.read_text(encoding="utf-8"), typed=is_read_to_be_typed(path))


def test_messages_show_stops_as_they_are_typed():
    said = [why for template in templates() for why in wrong(template, typed=False)]
    assert not said, "\n".join(said)
    assert any(any(stop_lines(template)) for template in templates())


def test_korean_messages_show_stops_as_they_are_typed():
    with place("ko").open("rb") as file:
        said = [why for entry in read_po(file) for why in wrong(str(entry.string), typed=False)]
    assert not said, "\n".join(said)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("forge", [(), ("--github", "acme/social", "--wheel", "WHEEL")])
def test_what_init_and_new_playbook_write_shows_stops_as_they_are_typed(tmp_path, language, forge):
    wheel = tmp_path / "smmops-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    words = [str(wheel) if word == "WHEEL" else word for word in forge]
    top = tmp_path / "social"
    brand = ["--brand", "Acme Coffee", "--timezone", "Asia/Seoul", "--channel", "bluesky=acme.example"]
    assert run(["init", str(top), *brand, "--language", language, *words]) == 0
    assert run(["-C", str(top), "new", "playbook", "crisis", "--for", "crisis"]) == 0
    pages = [path for path in top.rglob("*.md") if ".git" not in path.parts]
    assert top / "playbooks/crisis.md" in pages
    lines = {line for path in pages for line in stop_lines(path.read_text(encoding="utf-8"))}
    assert any(line.startswith("smmops pause --reason") for line in lines)
    assert [why for line in lines if (why := refused(line))] == []


def test_scopes_and_posts_of_the_crisis_page_are_those_of_the_example():
    text = (ROOT / "docs/crisis.md").read_text(encoding="utf-8")
    channels = re.findall(
        r"^  ([a-z0-9-]+):$", (ROOT / "smmops.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    scopes = {*re.findall(r"--scope ([a-z-]+)", text), *re.findall(r"scope: \[([a-z-]+)\]", text)}
    assert scopes - {"all", "paid"} <= set(channels)
    assert scopes - {"all", "paid"}
    posts = {path.stem for path in (ROOT / "content").rglob("*.md")}
    assert set(re.findall(r"takedown ([a-z][a-z-]+)", text)) - {"post"} <= posts


@pytest.mark.parametrize(
    "line",
    [
        *("smmops pause --live", "smmops takedown POST --live", "smmops ledger resolve KEY --absent"),
        *("smmops resume --reason over", "smmops pause"),
    ],
)
def test_a_line_that_would_not_be_taken_is_found(line):
    assert wrong(f"1. `{line}`: nothing goes out", typed=True)
    assert wrong(f"```sh\n{line}   # now\n```", typed=True)


def test_the_package_holds_nothing_that_this_does_not_read():
    """Texts are Markdown, YAML, messages or help; another kind of file would need a look of its own."""
    kinds = {
        path.suffix
        for path in files()
        if path.is_relative_to(PACKAGE) and b"smmops pause" in path.read_bytes()
    }
    assert kinds <= {".md", ".yaml", ".yml", ".py", ".po"}
