"""Start-up is a feature: what is imported is asked, because a clock would be asked of a busy machine."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import json, sys
from smmops.cli.main import run
code = run({arguments!r})
sys.stdout.flush()
json.dump([code, sorted(sys.modules)], sys.stderr)
"""
HEAVY = {
    "click",
    "pydantic",
    "jinja2",
    "rich",
    "httpx",
    "ruamel",
    "starlette",
    "asyncio",
    "regex",
    "PIL",
    "icalendar",
}


def loaded(*arguments: str) -> tuple[int, set[str]]:
    program = PROGRAM.format(arguments=list(arguments))
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    code, names = json.loads(ran.stderr)
    return code, {name.split(".")[0] for name in names}


def test_the_overview_imports_nothing_heavy():
    for arguments in (["--help"], ["--version"], ["ledger", "--help"]):
        code, names = loaded(*arguments)
        assert code == 0
        assert names & HEAVY == set()


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "publish",
        "demo",
        "sandbox",
        "schema",
        "pause",
        "snapshot",
        "init",
        "calendar",
        "schedule",
        "preview",
        "new post",
        "import csv",
        "import hootsuite",
        "import rss",
        "import twitter-together",
        "export csv",
    ],
)
def test_a_commands_help_imports_click_and_not_what_it_works_with(command):
    code, names = loaded(*command.split(), "--help")
    assert code == 0
    assert names & (HEAVY - {"click", "pydantic"}) == set()
    assert command != "check" or "pydantic" not in names
