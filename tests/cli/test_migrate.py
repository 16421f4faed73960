"""`smmops migrate` as people call it."""

import hashlib
import json
from pathlib import Path

import pytest

from smmops import __version__
from smmops.cli import exits
from smmops.cli.main import run
from smmops.jobs.files import replaced
from smmops.jobs.migrate import migration
from smmops.jobs.written import WRITTEN
from smmops.model.message import msg
from smmops.store.disk import DiskTree
from smmops.store.migrate import Chain, Step

WORDS = ("--brand", "Onda", "--timezone", "Asia/Seoul", "--channel", "bluesky=onda.example", "-q")
SETTINGS = ".vscode/settings.json"


@pytest.fixture
def made(tmp_path: Path, capsys) -> Path:
    """A workspace that `init` made a moment ago."""
    assert run(["init", str(tmp_path / "w"), *WORDS]) == 0
    capsys.readouterr()
    return tmp_path / "w"


def migrate(folder: Path, *words: str) -> int:
    return run(["migrate", "-C", str(folder), *words])


def older(folder: Path, path: str, content: bytes) -> None:
    """A file as an older smmops would have written it: its bytes, and their digest in the record."""
    (folder / path).write_bytes(content)
    record = json.loads((folder / WRITTEN).read_text(encoding="utf-8"))
    record["files"][path] = hashlib.sha256(content).hexdigest()
    record["tool"] = "smmops 0.0.9"
    (folder / WRITTEN).write_text(json.dumps(record), encoding="utf-8")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git/" not in str(path)
    }


def test_a_new_workspace_has_nothing_to_do(made, capsys):
    assert migrate(made, "--check") == exits.FINE
    assert capsys.readouterr().out == "version 1: nothing to do\n"


def test_the_example_has_nothing_to_do(capsys):
    from tests.project.tree import ROOT

    assert migrate(ROOT, "--check") == exits.FINE


def test_what_an_older_smmops_wrote_is_renewed_and_check_tells(made, capsys):
    fresh = (made / SETTINGS).read_bytes()
    older(made, SETTINGS, b'{"files.eol": "\\n"}\n')
    before = bytes_of(made)
    assert migrate(made, "--check") == exits.PROBLEMS
    assert migrate(made) == exits.FINE
    said = capsys.readouterr().out
    assert f"+++ b/{SETTINGS}" in said
    assert "nobody had edited it" in said
    assert "next: smmops migrate --write" in said
    assert bytes_of(made) == before
    assert migrate(made, "--write") == exits.FINE
    assert (made / SETTINGS).read_bytes() == fresh
    assert migrate(made, "--check") == exits.FINE
    assert run(["check", "-C", str(made)]) == exits.FINE


def test_what_a_person_edited_stays_and_is_named(made, capsys):
    (made / SETTINGS).write_text("{}\n", encoding="utf-8")
    assert migrate(made, "--check") == exits.FINE
    assert f"! {SETTINGS}: edited since `init` wrote it" in capsys.readouterr().out
    assert migrate(made, "--write") == exits.FINE
    assert (made / SETTINGS).read_text(encoding="utf-8") == "{}\n"
    capsys.readouterr()
    assert migrate(made, "--show", SETTINGS) == exits.FINE
    assert "yaml.schemas" in capsys.readouterr().out
    assert migrate(made, "--show", "team.yaml") == exits.USAGE


def test_what_a_person_removed_stays_away_and_what_is_new_comes(made):
    (made / ".editorconfig").unlink()
    assert migrate(made, "--check") == exits.FINE
    record = json.loads((made / WRITTEN).read_text(encoding="utf-8"))
    del record["files"][".editorconfig"]
    (made / WRITTEN).write_text(json.dumps(record), encoding="utf-8")
    assert migrate(made, "--check") == exits.PROBLEMS
    assert migrate(made, "--write") == exits.FINE
    assert (made / ".editorconfig").exists()


def test_without_a_record_only_schemas_are_renewed(made, capsys):
    (made / WRITTEN).unlink()
    (made / SETTINGS).write_text("{}\n", encoding="utf-8")
    (made / ".smmops/schemas/post.json").write_text("{}\n", encoding="utf-8")
    assert migrate(made, "--write") == exits.FINE
    assert (made / SETTINGS).read_text(encoding="utf-8") == "{}\n"
    assert (made / ".smmops/schemas/post.json").stat().st_size > 100
    assert "no record tells whether somebody edited it" in capsys.readouterr().out
    assert SETTINGS not in json.loads((made / WRITTEN).read_text(encoding="utf-8"))["files"]
    assert migrate(made, "--check") == exits.FINE


def test_names_that_changed_are_written_as_they_are_called_now(made):
    settings = made / "smmops.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("    network: bluesky\n", "    network: BlueSky\n    was: [bsky-old]\n")
    settings.write_text(text.replace("schemas/settings.json", "old/settings.json"), encoding="utf-8")
    post = "---\nchannels: [Bsky-Old]  # ours\noptions: {bsky-old: {publish_at: 2026-12-01 09:30}}\n---\n## bsky-old\nHi bsky-old\n"
    (made / "content/2026").mkdir(exist_ok=True)
    (made / "content/old.md").write_text(post, encoding="utf-8")
    assert migrate(made, "--write") == exits.FINE
    assert (made / "content/old.md").read_text(encoding="utf-8") == (
        "---\nchannels: [bluesky-onda]  # ours\noptions: {bluesky-onda: {publish_at: 2026-12-01 09:30}}\n---\n"
        "## bluesky-onda\nHi bsky-old\n"
    )
    now = settings.read_text(encoding="utf-8")
    assert "network: bluesky\n" in now
    assert now.startswith("# yaml-language-server: $schema=.smmops/schemas/settings.json\n")
    assert migrate(made, "--check") == exits.FINE


def test_a_newer_workspace_is_refused_and_not_touched(made, capsys):
    settings = made / "smmops.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("version: 1", "version: 2"), "utf-8")
    before = bytes_of(made)
    assert migrate(made, "--write") == exits.PROBLEMS
    assert "made by smmops 2.x" in capsys.readouterr().err
    assert bytes_of(made) == before


def test_the_version_is_raised_by_the_chain_and_written_with_the_rest(made):
    step = Step(1, msg("title is called headline"), lambda kind, data: data.replace(b"solo:", b"alone:"))
    came = migration(DiskTree(made), chain=Chain((step,)))
    assert (came.source, came.target) == (1, 2)
    assert list(came.files)[-1] == "smmops.yaml"
    replaced(made, came.files)
    assert "version: 2\n" in (made / "smmops.yaml").read_text(encoding="utf-8")
    assert "alone: true" in (made / "team.yaml").read_text(encoding="utf-8")


def test_a_write_that_fails_midway_puts_everything_back(made):
    (made / "folder").mkdir()
    (made / "folder" / "inside").write_text("x", encoding="utf-8")
    files = {"team.yaml": b"changed\n", "README.md": None, "new.md": b"new\n", "folder": b"no file\n"}
    (made / ".folder.before").mkdir()
    (made / ".folder.before" / "kept").write_text("x", encoding="utf-8")
    before = bytes_of(made)
    with pytest.raises(OSError, match="folder"):
        replaced(made, files)
    assert bytes_of(made) == before


def test_the_smmops_that_workflows_install_is_exchanged(tmp_path, capsys):
    wheel = tmp_path / f"smmops-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    folder = tmp_path / "g"
    assert run(["init", str(folder), *WORDS, "--github", "acme/social", "--wheel", str(wheel)]) == 0
    inside = folder / ".github/smmops"
    (inside / wheel.name).rename(inside / "smmops-0.0.9-py3-none-any.whl")
    capsys.readouterr()
    assert migrate(folder) == exits.FINE
    assert "workflows install smmops 0.0.9" in capsys.readouterr().out
    assert migrate(folder, "--write", "--wheel", str(wheel)) == exits.FINE
    assert [path.name for path in inside.glob("*.whl")] == [wheel.name]
    assert hashlib.sha256(b"a wheel").hexdigest() in (inside / "requirements.txt").read_text(encoding="utf-8")
    assert migrate(folder, "--check", "--wheel", str(wheel)) == exits.FINE


def test_a_name_beside_its_successor_and_an_address_are_left_to_a_person(made):
    settings = made / "smmops.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("    network: bluesky\n", "    network: BlueSky\n    was: [bsky-old]\n")
    text = text.replace(".smmops/schemas/settings.json", "https://schemas.example/settings.json")
    settings.write_text(text, encoding="utf-8")
    both = "---\nchannels: [bsky-old, bluesky-onda]\n---\n## bsky-old, bluesky-onda\nHi\n"
    (made / "content/both.md").write_text(both, encoding="utf-8")
    (made / "content/old.md").write_text("---\nchannels: [bsky-old]\n---\nHi\n", encoding="utf-8")
    came = migration(DiskTree(made))
    assert list(came.files) == ["content/old.md", "smmops.yaml"]
    assert b"https://schemas.example/settings.json" in (came.files["smmops.yaml"] or b"")
