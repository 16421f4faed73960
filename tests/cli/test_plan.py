"""`plan --payload`: exactly what is sent, from the files on the disk."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import rfc8785

from smmops.cli import exits
from smmops.cli.main import run
from tests.project.tree import ROOT


@pytest.fixture
def workspace(tmp_path) -> Path:
    for name in ("smmops.yaml", "team.yaml", "strategy.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in ("personas", "campaigns", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def plan(workspace: Path, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(workspace), "plan", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_digest_is_that_of_what_is_printed(workspace, capsys):
    code, out, _ = plan(workspace, capsys, "--payload", "sidama-arrives", "--format", "json")
    assert code == exits.FINE
    rows = json.loads(out)["payloads"]
    assert [row["key"] for row in rows] == [
        "onda/sidama-arrives.bluesky-onda",
        "onda/sidama-arrives.mastodon-onda",
    ]
    for row in rows:
        assert hashlib.sha256(rfc8785.dumps(row["payload"])).hexdigest() == row["payload_sha256"]
        assert "utm_content=sidama-arrives" in row["payload"]["parts"][0]


def test_media_stand_by_their_bytes(workspace, capsys):
    _, out, _ = plan(
        workspace, capsys, "--payload", "brew-at-home", "--channel", "bluesky-onda", "--format", "json"
    )
    (row,) = json.loads(out)["payloads"]
    image = (workspace / "content" / "media" / "pour-over.jpg").read_bytes()
    assert row["payload"]["media"][0]["sha256"] == hashlib.sha256(image).hexdigest()
    assert len(row["payload"]["parts"]) == 3


def test_a_path_names_a_post_as_well(workspace, capsys):
    by_path = plan(workspace, capsys, "--payload", "content/2026/12/latte-art-ko.md")
    assert by_path == plan(workspace, capsys, "--payload", "latte-art-ko")
    assert "라떼 아트, 어렵지 않아요" in by_path[1]


def test_a_post_that_is_not_there_names_the_one_that_was_meant(workspace, capsys):
    code, _, err = plan(workspace, capsys, "--payload", "sidama-arives")
    assert code == exits.USAGE
    assert "did you mean sidama-arrives" in err


def test_a_channel_that_the_post_does_not_go_to_is_wrong_usage(workspace, capsys):
    code, _, err = plan(workspace, capsys, "--payload", "refill-map", "--channel", "mastodon-onda")
    assert code == exits.USAGE
    assert "refill-map does not go to mastodon-onda" in err


def test_a_broken_post_points_to_check(workspace, capsys):
    path = workspace / "content" / "2026" / "12" / "refill-map.md"
    path.write_text("---\nchannels: [bluesky-onda\n---\nx\n", encoding="utf-8")
    code, _, err = plan(workspace, capsys, "--payload", "refill-map")
    assert code == exits.PROBLEMS
    assert "refill-map.md has errors" in err
    assert "smmops check" in err
