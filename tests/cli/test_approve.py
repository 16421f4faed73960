"""`smmops approve` as a reviewer runs it, and what publish makes of it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from smmops.store.signing import fingerprint
from tests.approvals.pens import key, public
from tests.cli.signing import Signing

TEXT = "가을이 왔어요. New books on Saturday 🍂"


@pytest.fixture
def signing(team) -> Signing:
    return Signing(team).begin()


def test_a_signed_post_goes_out_and_its_receipt_names_the_key(signing):
    branch = signing.write("autumn", TEXT)
    ran = signing.approve("autumn", "--head", branch)
    assert ran.code == 0, ran.err
    signing.bring()
    signing.merge(branch)
    done = signing.team.smmops("publish", "--live")
    assert (done.code, signing.team.live()) == (0, [TEXT]), done.out + done.err
    shown = signing.team.smmops("ledger", "show", "autumn", "--format", "json").json["publications"][0]
    proof = next(one for one in shown["approval"]["files"] if one["path"].endswith("autumn.md"))
    (one,) = proof["signatures"]
    assert (proof["level"], one["id"]) == ("signed", "mina")
    assert one["key"] == fingerprint(public("mina").split()[1])
    assert one["path"].startswith("signatures/")


def test_a_post_that_was_only_reviewed_is_blocked_and_the_way_out_is_named(signing):
    signing.merge(signing.write("autumn", TEXT), "Approved-by: mina")
    ran = signing.team.smmops("publish", "--live")
    assert signing.team.live() == []
    said = " ".join(ran.out.split())
    assert "0 of 1 signatures count; a reviewer adds one with `smmops approve`" in said


def test_it_may_be_signed_after_the_merge(signing):
    signing.merge(signing.write("autumn", TEXT))
    signing.team.smmops("publish", "--live")
    assert signing.team.live() == []
    assert signing.approve().code == 0
    signing.bring()
    signing.team.smmops("publish", "--live")
    assert signing.team.live() == [TEXT]


def test_what_will_be_signed_is_shown_before(signing, golden, request):
    branch = signing.write("autumn", TEXT + "\n\nBring a friend: https://haneul.example/autumn")
    ran = signing.team.smmops("approve", "autumn", "--head", branch, "--key", str(key("mina")))
    assert ran.code == 64
    assert "nothing was signed: there is nobody to ask" in ran.err
    assert "add --yes" in ran.err
    assert not (signing.team.clone / "signatures").exists()
    shown = [line for line in ran.out.splitlines() if not line.startswith("● ")]
    replace = {fingerprint(public("mina").split()[1]): "SHA256:<key>"}
    golden(request.path.parent / "golden" / "approve.txt", "\n".join(shown) + "\n", replace=replace)
    assert any(line.startswith("● ") and "KST" in line for line in ran.out.splitlines())


def test_hidden_characters_of_a_post_are_shown(signing):
    branch = signing.write("autumn", "Books\u202efor 1 won\x1b[2J")
    shown = signing.team.smmops("approve", "autumn", "--head", branch, "--key", str(key("mina"))).out
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    assert "\\u202e" in shown


def test_the_text_of_every_other_file_that_is_new_is_shown(signing):
    signing.write("autumn", TEXT, more="persona: olivia\n")
    team = signing.team
    (team.clone / "personas").mkdir()
    persona = "---\nname: Olivia, café owner\nage: [28, 45]\nlocations: [Seoul]\ngender: any\n"
    persona += "interests: [coffee]\npain_points: [{id: bitter, text: Bitter coffee}]\nmotivations: [regulars]\n---\n"
    (team.clone / "personas/olivia.md").write_text(persona, encoding="utf-8")
    signing.commit("persona", by="Juno <juno@acme.example>")
    ran = signing.approve("autumn", "--format", "text")
    assert "personas/olivia.md  (new)" in ran.out
    assert "│ name: Olivia, café owner" in ran.out


def test_without_a_name_it_signs_what_waits_for_this_person(signing):
    signing.merge(signing.write("autumn", TEXT))
    signing.merge(signing.write("winter", "Winter hours"))
    first = signing.approve("autumn", "--format", "json").json
    assert first["posts"] == ["autumn"]
    signing.bring()
    assert signing.approve("--format", "json").json["posts"] == ["winter"]
    signing.bring()
    none = signing.approve()
    assert (none.code, "no post waits for a signature by mina" in none.err) == (0, True)


def test_policy_is_never_signed_along_with_a_post(signing):
    signing.merge(signing.write("autumn", TEXT))
    made = signing.approve("--format", "json").json
    assert [one["path"] for one in made["files"]] == ["content/2026/12/autumn.md"]
    text = (signing.team.clone / made["signature"]).read_text(encoding="utf-8")
    said = json.loads(text.partition("-----BEGIN")[0])
    assert [one["path"] for one in said["under"]] == ["allowed_signers", "smmops.yaml", "team.yaml"]


def test_policy_can_be_signed_by_name(signing):
    made = signing.approve("team.yaml", "--format", "json").json
    assert [(one["path"], one["is"]) for one in made["files"]] == [("team.yaml", "same")]


def test_a_key_that_main_does_not_know_signs_nothing_and_the_line_for_an_admin_is_said(signing):
    branch = signing.write("autumn", TEXT)
    ran = signing.approve("autumn", "--head", branch, who="eve")
    assert ran.code == 1
    said = " ".join(ran.err.split())
    assert "none of your keys stands in allowed_signers on main" in said
    assert f'namespaces="smmops-approval" {public("eve")}' in said
    assert not (signing.team.clone / "signatures").exists()


def test_a_name_that_is_nothing_says_what_was_meant(signing):
    signing.merge(signing.write("autumn", TEXT))
    ran = signing.approve("autum")
    assert ran.code == 64
    assert "did you mean autumn" in ran.err


def test_what_is_not_committed_is_not_signed(signing):
    path = signing.team.clone / "content/2026/12/late.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\nchannels: [bluesky-haneul]\n---\nLate\n", encoding="utf-8")
    ran = signing.approve("late")
    assert ran.code == 64
    assert "commit it first" in ran.err


def test_without_ssh_keygen_nothing_is_signed_and_nothing_is_sent(signing, tmp_path):
    signing.merge(signing.write("autumn", TEXT))
    assert signing.approve().code == 0
    signing.bring()
    bare = _without(tmp_path, "ssh-keygen")
    ran = signing.team.smmops("publish", "--live", PATH=bare)
    assert signing.team.live() == []
    assert "ssh-keygen cannot be run" in " ".join((ran.out + ran.err).split())
    refused = signing.team.smmops("approve", "autumn", "--key", str(key("mina")), "--yes", PATH=bare)
    assert refused.code == 1
    assert "ssh-keygen is not installed" in refused.err
    signing.team.smmops("publish", "--live")
    assert signing.team.live() == [TEXT]


def test_a_key_that_only_the_agent_holds_signs(signing, tmp_path):
    branch = signing.write("autumn", TEXT)
    socket = str(tmp_path / "agent")
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL)
    try:
        while not Path(socket).exists():
            assert agent.poll() is None
        environment = {"SSH_AUTH_SOCK": socket}
        subprocess.run(["ssh-add", "-q", str(key("mina"))], env={**os.environ, **environment}, check=True)
        ran = signing.team.smmops("approve", "autumn", "--head", branch, "--yes", **environment)
    finally:
        agent.terminate()
        agent.wait()
    assert ran.code == 0, ran.err
    assert "signed: signatures/" in ran.out


def test_git_s_own_signing_key_is_used(signing):
    branch = signing.write("autumn", TEXT)
    signing.team.run_git("config", "user.signingkey", str(key("mina").with_suffix(".pub")))
    ran = signing.team.smmops("approve", "autumn", "--head", branch, "--yes")
    assert ran.code == 0, ran.err


def _without(folder, name: str) -> str:
    """A PATH on which everything is but one program."""
    made = folder / "bin"
    made.mkdir()
    for place in map(Path, reversed(os.environ["PATH"].split(os.pathsep))):
        for found in place.iterdir() if place.is_dir() else ():
            link = made / found.name
            if found.name != name:
                link.unlink(missing_ok=True)
                link.symlink_to(found)
    return str(made)
