"""`check` as a job: what it gives, what it comes to, and what it never loads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from smmops.jobs.check import FORMATS, check, rendered
from smmops.store.disk import DiskTree

HERE = Path(__file__).parent


def test_errors_come_to_1_and_warnings_to_0(tmp_path: Path) -> None:
    for name in ("smmops.yaml", "team.yaml"):
        (tmp_path / name).write_text((HERE / "clean" / name).read_text(encoding="utf-8"), encoding="utf-8")
    post = tmp_path / "content" / "2026" / "11" / "advent.md"
    post.parent.mkdir(parents=True)
    post.write_text(
        "---\nchannels: [bluesky-onda]\npublish_at: 2026-12-01 09:30\n---\nAdvent.\n", encoding="utf-8"
    )
    warned = check(DiskTree(tmp_path))
    assert ({p.code for p in warned.findings.problems}, warned.exit_code) == ({"SMM307"}, 0)
    post.write_text("---\nchannels: [bluesky-onda]\n---\n" + "x" * 301 + "\n", encoding="utf-8")
    assert check(DiskTree(tmp_path)).exit_code == 1


def test_nothing_wrong_comes_to_0() -> None:
    assert check(DiskTree(HERE / "clean")).exit_code == 0


def test_only_what_a_change_touches_is_told() -> None:
    path = "content/2026/12/banned-text.md"
    whole = check(DiskTree(HERE / "text"))
    some = check(DiskTree(HERE / "text"), only={path})
    assert {problem.path for problem in some.findings.problems} == {path}
    assert len(some.findings.problems) < len(whole.findings.problems)
    assert check(DiskTree(HERE / "text"), only=set()).exit_code == 0


def test_a_problem_in_which_a_changed_file_takes_part_is_told() -> None:
    some = check(DiskTree(HERE / "campaigns"), only={"campaigns/winter.yaml"})
    assert {p.code for p in some.findings.problems if p.path == "money.yaml"} == {"SMM608", "SMM611"}
    assert {p.path for p in some.findings.problems} == {"campaigns/winter.yaml", "money.yaml"}


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_tells_the_same_number_of_problems(form: str) -> None:
    checked = check(DiskTree(HERE / "approvals"))
    shown = rendered(checked, form, everything=True)
    count = len(checked.findings.problems)
    if form == "json":
        assert len(json.loads(shown)["problems"]) == count
    elif form == "sarif":
        assert len(json.loads(shown)["runs"][0]["results"]) == count
    elif form == "github":
        assert sum(line.startswith("::error") for line in shown.splitlines()) == count
    else:
        assert shown.count("\n  fix: ") == count


def test_the_workspaces_language_is_what_people_read() -> None:
    checked = check(DiskTree(HERE / "korean"))
    assert checked.language == "ko"
    assert "limit 300" not in rendered(checked)
    assert "limit 300" in rendered(check(DiskTree(HERE / "text")), everything=True)


def test_a_folder_without_smmops_yaml_is_told_so(tmp_path: Path) -> None:
    checked = check(DiskTree(tmp_path))
    assert checked.exit_code == 1
    assert "smmops.yaml" in rendered(checked)


def test_the_same_files_give_the_same_bytes() -> None:
    first, second = (rendered(check(DiskTree(HERE / "media")), "sarif") for _ in range(2))
    assert first == second


def test_checking_loads_nothing_that_only_sends_or_paints() -> None:
    code = (
        "import sys; from pathlib import Path; from smmops.jobs.check import check, rendered; "
        "from smmops.store.disk import DiskTree; "
        f"rendered(check(DiskTree(Path({str(HERE / 'clean')!r})))); "
        "print([name for name in ('httpx', 'jinja2', 'rich', 'rapidfuzz', 'babel', 'PIL') if name in sys.modules])"
    )
    root = HERE.parents[1]
    came = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert came.stdout.strip() == "[]"
