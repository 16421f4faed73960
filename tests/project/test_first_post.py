"""What the README and docs/start.md tell a newcomer to write is right as it stands, and goes out."""

import re
from pathlib import Path

import pytest

from smmops.cli import exits
from smmops.cli.main import run
from tests.project.tree import ROOT

PAGES = (ROOT / "README.md", ROOT / "docs" / "start.md")


def blocks(page: Path) -> dict[str, str]:
    """The files that a page shows in full: path to text."""
    text = page.read_text(encoding="utf-8")
    found = {}
    for fence in re.finditer(r"^\s*```(?:yaml|markdown)\n(.*?)```", text, re.DOTALL | re.MULTILINE):
        named = re.findall(r"`([\w/.-]+\.(?:yaml|md))`", text[: fence.start()])
        lines = fence.group(1).splitlines()
        indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        found[named[-1]] = "\n".join(line[indent:] for line in lines) + "\n"
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_files_of_a_first_post_pass_check(page, tmp_path, capsys):
    files = blocks(page)
    assert {"smmops.yaml", "team.yaml", "content/2026/12/hello.md"} <= set(files)
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code = run(["-C", str(tmp_path), "check", "--now", "2026-11-23T12:00+00:00"])
    assert code == exits.FINE, capsys.readouterr().out
    assert "warning" not in capsys.readouterr().out
