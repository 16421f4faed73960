"""Hostile and broken files through the command itself: a documented exit, problems with a line, no traceback."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmops.cli.main import run
from smmops.jobs.demo_example import example
from smmops.jobs.demo_stage import write
from tests.project.tree import ROOT

FILES = (
    "smmops.yaml",
    "team.yaml",
    "strategy.md",
    "money.yaml",
    "freeze.yaml",
    "handles.yaml",
    "rights.yaml",
    "moderation.yaml",
    "personas/olivia-owner.md",
    "campaigns/winter-sidama.yaml",
    "playbooks/complaint.md",
    "content/2026/12/brew-at-home.md",
    "content/ideas/cold-brew-in-winter.md",
    "reviews/brew-at-home/1.yaml",
)
NASTY = {
    "nothing": b"",
    "a newline": b"\n",
    "zeros": b"\0" * 4096,
    "a lone surrogate": b"---\ntitle: \xed\xa0\x80\n---\n\xed\xb0\x80\n",
    "half a character": b"---\ntitle: \xf0\x9f\x98",
    "latin-1": "title: Café\n".encode("latin-1"),
    "utf-16": "title: x\n".encode("utf-16"),
    "one line of a mebibyte": b"title: " + b"x" * (1 << 20) + b"\n",
    "a mebibyte of brackets": b"a: " + b"[" * (1 << 19) + b"]" * (1 << 19),
    "nested blocks": b"".join(b" " * n + b"a:\n" for n in range(600)),
    "nested flow": b"---\na: " + b"{a: " * 500 + b"}" * 500 + b"\n---\n",
    "aliases that grow": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "a tag": b"a: !!python/object/apply:os.system [echo hacked]\n",
    "two documents": b"a: 1\n---\nb: 2\n...\n---\nc: 3\n",
    "fences only": b"---\n---\n---\n---\n",
    "an open fence": b"---\ntitle: x\n",
    "carriage returns": b"---\rtitle: x\r---\rtext\r",
    "line separators": "title: a\u2028b\u2029c\u0085d\n".encode(),
    "terminal escapes": b"title: \x1b]0;owned\x07\x1b[2J\n\x1b[31m: x\n",
    "huge numbers": b"version: " + b"9" * 5000 + b"\nper_day: 1e999999\n",
    "times of no calendar": b"---\npublish_at: 9999-12-31 23:59\nnot_after: 99999999d\nchannels: [bluesky-onda]\n---\nx\n",
    "keys of every type": b"? [a, b]\n: c\n? {d: e}\n: f\nnull: g\ntrue: h\n1: i\n: j\n",
    "braces of our templates": b"---\nchannels: ['{0.__class__}', '{', '}', '{names}', '%s']\n---\n{{ x }} {{{ {{ link }}\n",
    "workflow commands": b"---\ntitle: x\n::error::owned: y\n---\n::set-output name=x::y\n",
}


@pytest.fixture
def workspace(tmp_path) -> Path:
    write(tmp_path, example())
    return tmp_path


def checked(workspace: Path, capsys, *words: str) -> tuple[int, str]:
    """`check` in this process: (exit code, what it printed)."""
    code = run(["-C", str(workspace), "check", "--all", *words])
    printed = capsys.readouterr()
    assert printed.err == "" or "fix: " in printed.err
    return code, printed.out


@pytest.mark.parametrize("file", FILES)
def test_every_kind_of_file_may_hold_anything(workspace, capsys, file):
    path = workspace / file
    path.parent.mkdir(parents=True, exist_ok=True)
    for what, content in NASTY.items():
        path.write_bytes(content)
        for form in ("github", "json", "sarif") if file.startswith("content/2026") else ():
            code, out = checked(workspace, capsys, "--format", form)
            assert code in (0, 1, 64), what
            assert "Traceback" not in out, what
            assert "hacked" not in out or "os.system" in out, what
        code, text = checked(workspace, capsys)
        assert code in (0, 1, 64), what
        assert "Traceback" not in text, what
        assert "\x1b" not in text, what
        for line in re.findall(rf"^{re.escape(file)}.*$", text, re.MULTILINE):
            assert re.match(rf"{re.escape(file)}(:\d+:\d+)?: (error|warning) SMM\d{{3}} ", line), (what, line)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=40),
    file=st.sampled_from(FILES[:3] + FILES[8:13:2]),
)
def test_a_file_that_is_broken_anywhere_is_a_problem_and_never_a_bug(workspace, capsys, at, junk, file):
    source = ROOT / file
    content = source.read_bytes() if source.exists() else b"---\nfor: complaint\n---\n"
    cut = int(at * len(content))
    path = workspace / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content[:cut] + junk + content[cut:])
    code, _ = checked(workspace, capsys)
    path.write_bytes(content)
    assert code in (0, 1)


@pytest.mark.parametrize(
    "what", ["one line of a mebibyte", "a mebibyte of brackets", "a lone surrogate", "nested blocks"]
)
def test_the_worst_files_end_in_time_as_a_process(workspace, what):
    for file in ("smmops.yaml", "content/2026/12/brew-at-home.md"):
        (workspace / file).write_bytes(NASTY[what])
    ran = subprocess.run(
        [sys.executable, "-m", "smmops", "check"],
        cwd=workspace,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr + ran.stdout


def test_a_file_name_that_is_no_text_breaks_nothing(workspace, capsys):
    (workspace / "content" / "2026" / "12").joinpath("\udcff\udcfe.md").write_bytes(b"x")
    (workspace / "content" / "2026" / "12" / "with\nnewline.md").write_bytes(b"x")
    code, out = checked(workspace, capsys)
    assert code in (0, 1)
    assert all(not line.startswith("newline.md") for line in out.splitlines())


def test_links_and_folders_in_the_place_of_files_break_nothing(workspace, capsys):
    (workspace / "team.yaml").unlink()
    (workspace / "team.yaml").symlink_to("/etc/hostname")
    (workspace / "content" / "2026" / "12" / "folder.md").mkdir()
    (workspace / "content" / "media" / "loop").symlink_to(workspace / "content")
    code, out = checked(workspace, capsys)
    assert code == 1
    assert "team.yaml" in out


def test_fix_mends_what_is_beyond_doubt_and_nothing_else(workspace, capsys):
    post = workspace / "content" / "2026" / "12" / "brew-at-home.md"
    before = post.read_text(encoding="utf-8")
    title = "title: Filter coffee without the bitterness, in three steps"
    assert title in before
    post.write_text(before.replace(title, "title: Filter coffee #nobitterness"), encoding="utf-8")
    assert run(["-C", str(workspace), "check"]) == 1
    assert run(["-C", str(workspace), "check", "--fix"]) == 0
    assert capsys.readouterr().err == "mended content/2026/12/brew-at-home.md\n"
    (mended,) = set(post.read_text(encoding="utf-8").splitlines()) - set(before.splitlines())
    assert mended in ('title: "Filter coffee #nobitterness"', "title: 'Filter coffee #nobitterness'")
    assert (workspace / "smmops.yaml").read_bytes() == (ROOT / "smmops.yaml").read_bytes()
