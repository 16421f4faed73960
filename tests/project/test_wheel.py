"""What is built is whole: a wheel, installed elsewhere, checks the example and plays the demo."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from smmops.cli.runbook import SHIPPED
from tests.project.test_documented import marked
from tests.project.tree import PACKAGE, ROOT, files

EXAMPLE = (
    *(
        "smmops.yaml",
        "team.yaml",
        "strategy.md",
        "money.yaml",
        "handles.yaml",
        "rights.yaml",
        "moderation.yaml",
    ),
    *("personas", "campaigns", "content", "playbooks", "reviews"),
    *("decisions", "experiments", "inspiration", "feedback", "advocacy", "tasks", "data"),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A virtual environment that has the wheel, and borrows only its dependencies from this one."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    python = str(home / "bin" / "python")
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True)
    # A path added by a .pth file has its own .pth files unread: this checkout's editable install stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home


def run(installed: Path, *words: str, cwd: Path, code: int = 0) -> str:
    """A command in the environment elsewhere, with a Python that knows nothing of this checkout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [str(installed / "bin" / "python"), "-m", "smmops", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout


def test_the_wheel_holds_the_package_its_data_and_the_example(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    package = {path.relative_to(ROOT).as_posix() for path in files() if path.is_relative_to(PACKAGE)}
    example = {
        "smmops/data/example/" + path.relative_to(ROOT).as_posix()
        for path in files()
        if path.relative_to(ROOT).parts[0] in EXAMPLE
    }
    assert package - held == set()
    assert example - held == set()
    pages = {f"smmops/data/runbook/{path.name}" for path in (ROOT / "docs/runbook").iterdir()}
    pages |= {f"smmops/data/runbook/{name}.md" for name in SHIPPED}
    assert pages - held == set()
    foreign = {name for name in held - package - example - pages if ".dist-info/" not in name}
    assert foreign == set()


def test_the_wheel_is_the_same_bytes_each_time(wheel, tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_it_runs_elsewhere_from_its_own_files(installed, tmp_path):
    from smmops import __version__

    assert run(installed, "--version", cwd=tmp_path).strip() == f"smmops {__version__}"
    where = subprocess.run(
        [str(installed / "bin" / "python"), "-c", "import smmops; print(smmops.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(installed))


def test_the_runbook_is_read_elsewhere(installed, tmp_path):
    assert run(installed, "help", "unknown", cwd=tmp_path).startswith("`unknown`")
    assert run(installed, "help", "disaster", cwd=tmp_path).startswith("When something is lost")
    for name in SHIPPED:
        title = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8").partition("\n")[0]
        assert run(installed, "help", name, cwd=tmp_path).startswith(title.removeprefix("# "))


def test_check_runs_elsewhere_on_the_example(installed, tmp_path):
    for name in EXAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    assert "error" not in run(installed, "check", cwd=tmp_path)


@pytest.mark.journey
def test_the_demo_plays_elsewhere_as_the_readme_shows_it(installed, tmp_path):
    out = run(installed, "demo", cwd=tmp_path)
    assert "each live exactly once" in out
    assert list(tmp_path.iterdir()) == []
    shown = marked((ROOT / "README.md").read_text(encoding="utf-8"), "demo")
    printed = {numberless(line) for line in out.splitlines()}
    invented = [
        line for line in shown.splitlines() if line.strip() != "…" and numberless(line) not in printed
    ]
    assert invented == []


def numberless(line: str) -> str:
    """A line without what differs each time: days, times, ports, ids, and how wide a column had to be."""
    dayless = re.sub(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}\b", "day", line)
    return " ".join(re.sub(r"\d+", "0", dayless).split())
