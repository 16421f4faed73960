"""The documents say what the program does: help texts, commands, codes and paths are compared with it."""

import re
import subprocess
import sys

import pytest

from smmops.cli import exits
from smmops.cli.overview import overview
from smmops.cli.table import COMMANDS
from smmops.model.state import State
from tests.project.tree import ROOT, files

README = ROOT / "README.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
PAGES = [
    path
    for path in files()
    if path.suffix == ".md" and (path.parent == ROOT or path.is_relative_to(ROOT / "docs"))
]
INTRO = """\
# Commands

Every command takes `-C DIR`, `--format`, `--quiet` and `--no-color`, works without a terminal, and sends, removes or records something only with `--live`.
This page is made from the program's own help.

## Exit codes

| code | means |
|---|---|
"""


def marked(text: str, name: str) -> str:
    """What stands in the code block between two markers of a page."""
    found = re.search(rf"<!-- {name}: begin -->\n```text\n(.*?)```\n<!-- {name}: end -->", text, re.DOTALL)
    assert found, f"no block {name}"
    return found.group(1)


def with_block(text: str, name: str, content: str) -> str:
    """The page with other content between two markers."""
    before, begin, rest = text.partition(f"<!-- {name}: begin -->\n```text\n")
    _, end, after = rest.partition(f"```\n<!-- {name}: end -->")
    assert begin
    assert end
    return before + begin + content + end + after


def help_of(name: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "smmops", *name.split(), "--help"], capture_output=True, text=True, check=True
    )
    return ran.stdout


def commands_page() -> str:
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in exits.MEANING.items())
    sections = (f"\n## smmops {each.name}\n\n```text\n{help_of(each.name)}```\n" for each in COMMANDS)
    return INTRO + codes + "".join(sections)


def test_the_commands_page_is_the_programs_own_help(request):
    page = commands_page()
    if request.config.getoption("--update"):
        COMMANDS_PAGE.write_text(page, encoding="utf-8")
    assert COMMANDS_PAGE.read_text(encoding="utf-8") == page, "pytest --update writes docs/commands.md anew"


def test_the_readmes_help_is_the_programs_own(request):
    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--update"):
        text = with_block(text, "help", overview())
        README.write_text(text, encoding="utf-8")
    assert marked(text, "help") == overview()


def test_every_exit_code_has_a_meaning():
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(exits.MEANING)


def test_every_state_is_explained_to_people():
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    table = page.split("## What a state asks of you")[1].split("\n## ")[0]
    assert {state for state in State if f"`{state}`" not in table} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_links_to_exists(page):
    text = page.read_text(encoding="utf-8")
    wrong = []
    for target in re.findall(r"(?<!`)\[[^\]\n`]+\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there.read_text(encoding="utf-8"))):
            wrong.append(target)
    assert not wrong, "\n".join(wrong)


def anchors(text: str) -> set[str]:
    """The anchors that a forge gives to a page's headings, and those that a heading gives itself."""
    own = set(re.findall(r'^#+ <a id="([a-z0-9-]+)"></a>', text, re.MULTILINE))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return own | {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_of_the_project_that_a_page_names_exists(page):
    tops = ("smmops", "tests", "docs", "requirements", ".ci", ".github")
    text = page.read_text(encoding="utf-8")
    either = "|".join(map(re.escape, tops))
    named = re.findall(rf"`((?:{either})/[\w./-]*[\w/])`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page):
    known = {each.name for each in COMMANDS} | {"help"}
    text = page.read_text(encoding="utf-8")
    spans = [
        *re.findall(r"`(smmops [^`\n]+)`", text),
        *re.findall(r"^\s*(?:\$ )?(smmops .+)$", text, re.MULTILINE),
    ]
    wrong = []
    for span in spans:
        words = [word for word in span.split()[1:] if not word.startswith("-")]
        if span.startswith("smmops -C"):
            words = words[1:]
        if not words or not re.fullmatch(r"[a-z]+", words[0]):
            continue
        if words[0] not in known and " ".join(words[:2]) not in known and words[0] != "ledger":
            wrong.append(span)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_have_one_sentence_a_line(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    wrong = [
        line
        for line in text.splitlines()
        if not line.lstrip().startswith(
            ("|", "-", "#", "<", "1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.")
        )
        and re.search(r"[a-z)`][.?!] [A-Z`]", line)
    ]
    assert not wrong, "\n".join(wrong)
