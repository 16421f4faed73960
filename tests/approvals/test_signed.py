"""Level `signed`: only a reviewer's own key over these bytes counts. Every key here is a real one."""

import pytest

from smmops.forge.ssh import SshKeygen
from smmops.model.verdict import Approved, Waiting
from smmops.store.signing import fingerprint, said
from tests.approvals.pens import (
    OTHER,
    SIGNED,
    allowed,
    armor,
    denied,
    key,
    merged,
    public,
    put,
    sign,
    signature,
    stage,
    statement,
    told,
)
from tests.approvals.stage import (
    IMAGE,
    JUNO,
    MINA,
    PNG,
    POLICY,
    POST,
    SETTINGS,
    TEAM,
    Stage,
    post,
)
from tests.approvals.told import BY_MINA, BY_SORA, LABELLED, PICTURE, rules


def test_a_post_that_a_reviewer_signed_may_go_out_and_the_evidence_names_key_and_time():
    on = merged()
    path = sign(on, "mina")
    assert isinstance(on.verdict(), Approved)
    evidence = told(on)
    (one,) = evidence["signatures"]
    assert evidence["level"] == "signed"
    assert evidence["approvers"][0]["id"] == "mina"
    assert (one["id"], one["path"]) == ("mina", path)
    assert one["key"] == fingerprint(public("mina").split()[1])
    assert one["key"] in ssh_list("mina")
    assert one["at"] == "2026-11-02T09:00:02Z"
    assert evidence["signers"] == {
        "before": one_blob(on, "allowed_signers"),
        "now": one_blob(on, "allowed_signers"),
    }
    assert one["blob"] == one_blob(on, path)


def test_reviews_alone_are_not_enough_and_the_way_out_is_named():
    reason = denied(merged(BY_MINA, BY_SORA))
    assert "0 of 1 signatures count" in reason
    assert "smmops approve" in reason


def test_a_signature_may_stand_on_main_before_the_post_does():
    on = stage()
    on.merge({POST: post()})
    made = signature(statement(on, "mina"), "mina")
    other = stage()
    put(other, made, "mina")
    other.merge({POST: post()})
    assert isinstance(other.verdict(), Approved)


def test_who_brings_a_signature_does_not_matter():
    on = merged()
    sign(on, "mina", by="stranger@else.example")
    assert isinstance(on.verdict(), Approved)


def test_a_signature_of_other_bytes_does_not_count():
    on = merged()
    sign(on, "mina")
    on.merge({POST: post("something else")})
    assert "0 of 1 signatures" in denied(on)


def test_a_signature_of_another_path_does_not_count():
    on = merged()
    on.merge({"content/2026/12/other.md": post()})
    sign(on, "mina", "content/2026/12/other.md")
    assert "0 of 1 signatures" in denied(on)


def test_a_signature_made_for_git_or_mail_does_not_count():
    on = merged()
    put(on, signature(statement(on, "mina"), "mina", namespace=OTHER), "mina")
    assert "0 of 1 signatures" in denied(on)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"brand": "other"}, "signed for the brand other"),
        ({"workspace": "0" * 40}, "signed for another workspace"),
        ({"repository": "acme/staging"}, "signed for the repository acme/staging"),
        ({"repository": None}, "signed for the repository without a name"),
    ],
)
def test_a_signature_from_another_brand_or_repository_does_not_count(changes, words):
    on = merged(repository="acme/social")
    sign(on, "mina", **changes)
    assert words in denied(on)


def test_the_name_of_a_repository_is_the_same_in_other_letters():
    on = merged(repository="acme/social")
    sign(on, "mina", repository="Acme/Social")
    assert isinstance(on.verdict(), Approved)


def test_the_author_cannot_sign_his_own_post():
    on = merged()
    sign(on, "juno")
    assert "juno wrote a part of what was merged" in denied(on)


def test_a_co_author_cannot_sign():
    on = stage()
    on.merge({POST: post()}, note="text\n\nCo-authored-by: M <mina@home.example>")
    sign(on, "mina")
    assert "mina wrote a part" in denied(on)


def test_what_the_merge_itself_changed_is_not_saved_by_who_merged_and_signed():
    on = stage()
    on.merge({POST: post()}, merger=MINA, added={POST: post("mina's own words")})
    sign(on, "mina")
    assert "the merge itself changed it" in denied(on)


def test_a_push_to_main_is_not_saved_by_a_signature():
    on = stage()
    on.push({POST: post()}, by=JUNO)
    sign(on, "mina")
    assert "without a merge" in denied(on)


def test_a_person_without_a_role_that_may_approve_the_path_does_not_count():
    on = merged()
    sign(on, "kim")
    assert "kim has no role that may approve" in denied(on)


def test_the_role_that_policy_asks_must_sign_too():
    settings = rules(
        "{match: {labels: [regulated]}, approvals: {minimum: 2, all: [legal]}}",
        base="{minimum: 1, level: signed}",
    )
    on = stage(settings=settings)
    on.merge({POST: LABELLED})
    sign(on, "mina")
    sign(on, "sora")
    assert "an approval by legal is missing" in denied(on)
    sign(on, "leo")
    assert isinstance(on.verdict(), Approved)


def test_one_person_counts_once_however_often_and_with_how_many_keys():
    signers = allowed("mina", more=f"mina {public('mina-laptop')}")
    on = merged(
        settings=SETTINGS + SIGNED.replace("minimum: 1", "minimum: 2"), files={"allowed_signers": signers}
    )
    sign(on, "mina")
    sign(on, "mina", with_key="mina-laptop")
    assert "1 of 2 signatures" in denied(on)


def test_a_signature_in_the_name_of_somebody_else_does_not_count():
    on = merged()
    sign(on, "mina", with_key="juno")
    assert "a key that allowed_signers does not give to him" in denied(on)


def test_a_key_that_nobody_knows_does_not_count():
    on = merged()
    sign(on, "mina", with_key="eve")
    assert "does not give to him" in denied(on)


def test_words_that_were_changed_after_signing_do_not_count():
    on = merged()
    made = statement(on, "mina", brand="other")
    forged = said(statement(on, "mina")) + armor(said(made), "mina")
    put(on, forged, "mina")
    assert "it is not the signature of these words" in denied(on)


def test_a_signature_without_a_member_does_not_count():
    on = merged(files={"allowed_signers": allowed("eve")})
    sign(on, "eve")
    assert "unknown is no member of team.yaml" in denied(on)


def test_a_signature_of_a_post_approves_no_policy_that_stood_beside_it():
    on = merged()
    on.merge({"team.yaml": TEAM + "\n"})
    both = statement(on, "mina", under=statement(on, "mina", ("team.yaml",)).files)
    put(on, signature(both, "mina"), "mina")
    assert "team.yaml" in denied(on)


def test_every_file_of_the_closure_needs_a_signature():
    on = stage()
    on.merge({IMAGE: PNG, POST: post(media=PICTURE)})
    sign(on, "mina")
    assert "brew.png" in denied(on)
    sign(on, "sora", IMAGE)
    assert isinstance(on.verdict(), Approved)


def test_a_signature_that_is_taken_away_counts_no_more():
    on = merged()
    path = sign(on, "mina")
    on.push({path: None})
    assert "0 of 1" in denied(on)


def test_a_level_that_only_some_paths_ask():
    settings = SETTINGS + POLICY + '  rules: [{match: {paths: ["content/**"]}, approvals: {level: signed}}]\n'
    on = stage(settings=settings)
    on.merge({POST: post()}, BY_MINA)
    assert "0 of 1 signatures" in denied(on)
    sign(on, "mina")
    assert isinstance(on.verdict(), Approved)


def test_signed_asks_for_one_signature_even_where_nobody_has_to_approve():
    on = merged(settings=SETTINGS + SIGNED.replace("minimum: 1", "minimum: 0"))
    assert "0 of 1 signatures" in denied(on)


def test_without_ssh_keygen_nothing_is_approved_and_nothing_is_refused():
    on = merged()
    sign(on, "mina")
    on.verify = SshKeygen("ssh-keygen-that-is-not-there")
    verdict = on.verdict()
    assert isinstance(verdict, Waiting)
    assert "install OpenSSH" in str(verdict.reason)


def test_an_emergency_stays_an_emergency():
    on = stage()
    on.merge({POST: post()}, "Break-glass: the price is wrong")
    assert on.verdict().evidence["bypass"] is True


def test_a_brand_in_a_folder_signs_paths_from_the_root():
    on = stage(folder="brands/acme")
    on.merge({POST: post()})
    sign(on, "mina")
    assert isinstance(on.verdict(), Approved)


def ssh_list(name: str) -> str:
    """What ssh-keygen itself calls a key."""
    import subprocess

    words = ["ssh-keygen", "-l", "-f", str(key(name))]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def one_blob(on: Stage, path: str) -> str:
    return on.remote.nodes[on.remote.refs["refs/heads/main"]].files[path].oid
