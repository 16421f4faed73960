"""A release is the same bytes wherever and whenever it is built, and its SBOM lists what the lock installs."""

import hashlib
import importlib.util
import os
import re
import subprocess
import tarfile
import zipfile
from io import BytesIO

import pytest

from release.build import PLACES, archive, build, committed_at, same
from tests.project.tree import ROOT

LOCK = ROOT / "smmops/data/requirements.txt"


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """The commit built in two places, and once more at another time's commit."""
    home, source, epoch = tmp_path_factory.mktemp("release"), archive(), committed_at()
    return [build(source, place, home, epoch=epoch) for place in PLACES]


def test_two_builds_are_the_same_bytes(builds):
    first, second = builds
    assert same(first, second) == []
    assert sorted(name.rpartition(".")[2] for name in first) == ["gz", "whl"]


def test_a_difference_would_be_seen(builds):
    first, second = builds
    name = next(iter(first))
    assert same(first, {**second, name: second[name] + b"\0"}) == [f"{name} differs between two builds"]
    assert same(first, {}) != []


def test_the_time_inside_is_the_commits(builds, tmp_path):
    name = next(name for name in builds[0] if name.endswith(".whl"))
    with zipfile.ZipFile(BytesIO(builds[0][name])) as wheel:
        years = {item.date_time[0] for item in wheel.infolist()}
    moved = build(archive(), PLACES[0], tmp_path, epoch="1600000000")
    with zipfile.ZipFile(BytesIO(moved[name])) as wheel:
        assert {item.date_time[0] for item in wheel.infolist()} == {2020} != years
    with tarfile.open(fileobj=BytesIO(next(v for k, v in moved.items() if k.endswith(".gz")))) as packed:
        assert {member.mtime for member in packed.getmembers()} == {1600000000}


def test_make_wheel_takes_the_commits_time_too():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^wheel:.*\n\tSOURCE_DATE_EPOCH=", text, re.MULTILINE)
    assert re.search(r"^release:.*\n\t\$\(PY\) -m release\.build$", text, re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(builds, tmp_path_factory):
    """The wheel, where the SBOM's tool is installed: `make release` brings it, and .ci/run asks for it."""
    if importlib.util.find_spec("cyclonedx_py") is None:
        if os.environ.get("SMMOPS_REQUIRE_SBOM"):
            pytest.fail("cyclonedx-bom is not installed: make .venv/.release")
        pytest.skip("needs cyclonedx-bom: make .venv/.release")
    name = next(name for name in builds[0] if name.endswith(".whl"))
    path = tmp_path_factory.mktemp("dist") / name
    path.write_bytes(builds[0][name])
    return path


def test_the_sbom_lists_the_wheel_and_every_locked_package_with_its_hashes(wheel):
    from release.sbom import bom, wrong

    made = bom(wheel, LOCK, epoch="1700000000")
    assert wrong(made) is None
    ours = made["metadata"]["component"]
    assert ours["hashes"][0]["content"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    locked = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", LOCK.read_text("utf-8"), re.MULTILINE))
    assert {each["name"]: each["version"] for each in made["components"]} == locked
    hashes = {
        found["content"]
        for each in made["components"]
        for reference in each["externalReferences"]
        for found in reference["hashes"]
    }
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", LOCK.read_text("utf-8")))
    assert bom(wheel, LOCK, epoch="1700000000") == made


def test_an_sbom_that_the_schema_refuses_is_not_written(wheel):
    from release.sbom import bom, wrong

    made = bom(wheel, LOCK, epoch="1700000000")
    assert wrong({**made, "components": [{"type": "wine", "name": "x"}]}) is not None
    assert wrong({**made, "colour": "blue"}) is not None


def test_no_sbom_and_no_build_is_committed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert [name for name in tracked.split() if name.endswith((".cdx.json", ".whl"))] == []
