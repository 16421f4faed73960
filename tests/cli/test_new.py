"""`smmops new`: files that are ready to edit."""

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from smmops.cli import exits
from smmops.cli.main import run
from smmops.cli.new import CAMPAIGN, IDEA, PERSONA, PLAYBOOK, POST
from smmops.model.files_post import PostFile
from smmops.store.kinds import KINDS
from tests.cli.desk import desk

HERE = Path(__file__).parent
CLEAN = ("--channels", "bluesky-acme,mastodon-acme", "--text", "Three steps, one kettle.")
KINDS_HERE = {"post": POST, "idea": IDEA, "persona": PERSONA, "campaign": CAMPAIGN, "playbook": PLAYBOOK}


def new(top: Path, capsys, *words: str) -> tuple[int, str, str]:
    code = run(["-C", str(top), "new", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def problems(top: Path, capsys, path: str) -> list[str]:
    run(["-C", str(top), "check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["problems"]
    return [each["code"] for each in found if each["path"] == path]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", sorted(KINDS_HERE))
def test_each_kind_teaches_in_the_workspaces_language(tmp_path, capsys, golden, kind, language):
    top = desk(tmp_path, language)
    code, out, _ = new(top, capsys, kind, "fresh", *(("--at", "2026-12-09 09:30") if kind == "post" else ()))
    assert code == exits.FINE
    path = out.splitlines()[0].replace("made ", "").replace("을(를) 만들었습니다", "")
    golden(HERE / "golden" / f"new-{kind}-{language}.txt", (top / path).read_text(encoding="utf-8"))


def test_a_post_with_channels_and_text_is_clean_at_once(tmp_path, capsys):
    top = desk(tmp_path)
    code, out, _ = new(
        top, capsys, "post", "fresh", "--at", "2026-12-09 09:30", "--title", "Fresh: beans", *CLEAN
    )
    assert code == exits.FINE
    assert (
        out == "made content/2026/12/fresh.md\nnext: `smmops preview fresh` shows it as people will see it\n"
    )
    assert problems(top, capsys, "content/2026/12/fresh.md") == []


def test_without_text_and_channels_the_problems_name_what_to_fill_in(tmp_path, capsys):
    top = desk(tmp_path)
    _, out, _ = new(top, capsys, "post", "bare", "--at", "2026-12-09 09:30")
    assert "has no `channels`" in out
    new(top, capsys, "post", "mute", "--at", "2026-12-09 09:30", "--channels", "bluesky-acme")
    assert problems(top, capsys, "content/2026/12/bare.md") == ["SMM113"]
    assert problems(top, capsys, "content/2026/12/mute.md") == ["SMM201"]


def test_every_flag_fills_in_its_key(tmp_path, capsys):
    for kind, known in KINDS_HERE.items():
        fields = {field.alias or name for name, field in KINDS[kind].model.model_fields.items()}
        inner = {"text", "from", "to"} if kind == "campaign" else {"text"}
        assert {flag.key for flag in known} - inner <= fields, kind
        template = (
            Path(__file__).parents[2]
            / "smmops/data/templates/en"
            / f"{kind}.{'md' if KINDS[kind].page else 'yaml'}"
        ).read_text(encoding="utf-8")
        for flag in known:
            assert flag.key == "text" or f"{flag.key}:" in template, (kind, flag.key)


def test_the_post_template_teaches_every_simple_key_of_a_post():
    """What needs several lines is left to formats.md; a key that is one value must have its flag."""
    several = {"media", "options", "poll", "card", "disclose", "audience", "production", "event", "takedown"}
    assert set(PostFile.model_fields) - several == {flag.key for flag in POST} - {"text"}


def test_values_are_written_so_that_they_read_back(tmp_path, capsys):
    top = desk(tmp_path)
    hostile = "no: 'x' # y\n- z \"w\" \t👩🏽‍🍳 라떼"
    words = ("--title", "no", "--notes", hostile, "--hold", "null", "--link", "https://acme.example/a?b=c#d")
    code, _, _ = new(top, capsys, "post", "odd", "--at", "2026-12-09 09:30", *words, *CLEAN)
    assert code == exits.FINE
    front = (top / "content/2026/12/odd.md").read_text(encoding="utf-8").split("---\n")[1]
    read = YAML(typ="base").load(front)
    assert read["title"] == "no"
    assert read["hold"] == "null"
    assert read["notes"] == hostile
    assert read["link"] == "https://acme.example/a?b=c#d"


def test_text_that_looks_like_sections_is_sent_as_it_stands(tmp_path, capsys):
    top = desk(tmp_path)
    text = "## mastodon-acme\n---\n# one\n#tag\n### mastodon-acme"
    new(top, capsys, "post", "odd", "--at", "2026-12-09 09:30", "--channels", "bluesky-acme", "--text", text)
    run(["-C", str(top), "plan", "--payload", "odd", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["payloads"][0]["payload"]["parts"] == [text]


def test_nothing_is_written_over_wherever_it_lies(tmp_path, capsys):
    top = desk(tmp_path)
    before = (top / "content/2026/12/brew-at-home.md").read_bytes()
    code, _, err = new(top, capsys, "post", "brew-at-home", "--at", "2027-01-09 09:30", *CLEAN)
    assert code == exits.PROBLEMS
    assert "content/2026/12/brew-at-home.md is there already" in err
    assert (top / "content/2026/12/brew-at-home.md").read_bytes() == before
    assert not (top / "content/2027").exists()


@pytest.mark.parametrize("name", ["Brew", "../x", "a b", "라떼", "x" * 65, "a/b", ""])
def test_what_is_no_id_is_wrong_usage(tmp_path, capsys, name):
    code, _, err = new(desk(tmp_path), capsys, "post", name, *CLEAN)
    assert code == exits.USAGE
    assert "is no id" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "tomorrow", *CLEAN), "is no time"),
        (("--type", "novel", *CLEAN), "novel"),
        (("--channels", "bluesky-acne", "--text", "x"), "did you mean"),
        (("--late", "perhaps", *CLEAN), "perhaps"),
        (("--alt", "a kettle", *CLEAN), "--media"),
    ],
)
def test_a_value_that_cannot_be_read_writes_nothing(tmp_path, capsys, words, said):
    top = desk(tmp_path)
    before = sorted(top.rglob("*"))
    code, _, err = new(top, capsys, "post", "fresh", *words)
    assert code == exits.USAGE
    assert said in err
    assert sorted(top.rglob("*")) == before


def test_programs_get_the_path_and_what_is_open(tmp_path, capsys):
    _, out, _ = new(desk(tmp_path), capsys, "post", "bare", "--at", "2026-12-09 09:30", "--format", "json")
    facts = json.loads(out)
    assert facts["path"] == "content/2026/12/bare.md"
    assert [each["code"] for each in facts["open"]] == ["SMM113"]


def test_a_brand_in_a_folder_gets_its_files_there(tmp_path, capsys):
    (tmp_path / ".git").mkdir()
    top = desk(tmp_path / "brands/acme")
    code, out, _ = new(top, capsys, "post", "fresh", "--at", "2026-12-09 09:30", *CLEAN)
    assert code == exits.FINE
    assert "brands/acme/content/2026/12/fresh.md" in out
    assert "$schema=../../../.smmops/schemas/post.json" in (top / "content/2026/12/fresh.md").read_text(
        encoding="utf-8"
    )
