"""Keys at level `signed`: whose they are, until when, and since when. Every key here is a real one."""

import pytest

from smmops.forge.ssh import SshKeygen
from smmops.model.verdict import Approved
from smmops.store.signing import fingerprint, said
from tests.approvals.pens import (
    SIGNED,
    SIGNERS,
    allowed,
    denied,
    key,
    later,
    merged,
    moment,
    public,
    put,
    sign,
    stage,
    statement,
)
from tests.approvals.stage import POST, SETTINGS, TEAM, post
from tests.approvals.told import TRAINED


def test_a_member_who_has_left_does_not_count_any_more():
    on = merged()
    sign(on, "sora")
    assert isinstance(on.verdict(), Approved)
    left = TEAM.replace(next(line for line in TEAM.splitlines(True) if "id: sora" in line), "")
    on.merge({"team.yaml": left})
    sign(on, "mina", "team.yaml")
    assert "sora is no member of team.yaml any more" in denied(on)


def test_a_revoked_key_does_not_count_from_then_on():
    on = merged()
    sign(on, "sora")
    on.merge({"revoked_keys": f"{public('sora')} sora@laptop\n"})
    sign(on, "mina", "revoked_keys")
    reason = denied(on)
    assert "sora signed with a key that is revoked" in reason
    assert "as main is now" in reason


def test_a_key_may_be_revoked_by_its_fingerprint():
    on = merged()
    sign(on, "sora")
    on.merge({"revoked_keys": "# lost in a taxi\n" + fingerprint(public("sora").split()[1]) + "\n"})
    sign(on, "mina", "revoked_keys")
    assert "a key that is revoked" in denied(on)


def test_no_signature_counts_while_the_list_of_revoked_keys_cannot_be_read():
    on = merged()
    sign(on, "sora")
    on.merge({"revoked_keys": "the green one\n"})
    assert "cannot sign while revoked_keys cannot be read" in denied(on)


def test_a_key_that_was_revoked_before_the_post_came_does_not_count():
    on = merged(files={**SIGNERS, "revoked_keys": public("mina") + "\n"})
    sign(on, "mina")
    assert "a key that is revoked" in denied(on)


def test_a_key_that_was_taken_from_the_list_does_not_count_any_more():
    on = merged()
    sign(on, "sora")
    on.merge({"allowed_signers": allowed("mina", "juno")})
    sign(on, "mina", "allowed_signers")
    assert "does not give to him" in denied(on)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ('valid-before="20261101"', "its key was not valid any more on 2026-11-02"),
        ('valid-after="20261201"', "its key was not valid yet on 2026-11-02"),
        ('namespaces="git"', "its key may not sign for smmops-approval"),
    ],
)
def test_what_allowed_signers_says_of_a_key_holds(options, words):
    on = merged(files={"allowed_signers": allowed("mina", options=options)})
    sign(on, "mina")
    assert words in denied(on)


def test_a_key_within_its_time_counts():
    options = 'namespaces="smmops-approval",valid-after="20261101",valid-before="20261201"'
    on = merged(files={"allowed_signers": allowed("mina", options=options)})
    sign(on, "mina")
    assert isinstance(on.verdict(), Approved)


def test_an_expired_key_cannot_sign_with_an_earlier_date():
    on = merged(files={"allowed_signers": allowed("mina", options='valid-before="20261110"')})
    later(on, days=20)
    sign(on, "mina", at=moment("2026-11-03T09:00"))
    assert "its key was not valid any more on 2026-11-22" in denied(on)


def test_a_date_after_the_signature_came_does_not_count():
    on = merged()
    sign(on, "mina", at=moment("2026-11-09T09:00"))
    assert "says to have signed at 2026-11-09 09:00Z" in denied(on)


def test_a_clock_a_minute_ahead_does_no_harm():
    on = merged()
    sign(on, "mina", at=moment("2026-11-02T09:01"))
    assert isinstance(on.verdict(), Approved)


def test_a_signer_whose_training_has_lapsed_does_not_count():
    on = merged(team=TRAINED % "2025-10-01")
    sign(on, "sora")
    assert "sora had no valid training in brand-voice" in denied(on)


def test_lapsed_training_is_not_helped_by_an_earlier_date():
    on = merged(team=TRAINED % "2025-11-10")
    later(on, days=20)
    sign(on, "sora", at=moment("2026-11-03T09:00"))
    assert "sora had no valid training" in denied(on)


def test_a_key_that_the_same_change_brings_does_not_count():
    on = stage(files={"allowed_signers": allowed("mina")})
    on.merge({POST: post(), "allowed_signers": allowed("mina", "sora")})
    sign(on, "mina", "allowed_signers")
    sign(on, "sora")
    assert "sora signed with a key that allowed_signers does not give to him" in denied(on)


def test_a_changed_list_of_keys_that_no_admin_approved_stops_every_post():
    on = merged()
    sign(on, "mina")
    assert isinstance(on.verdict(), Approved)
    on.push({"allowed_signers": SIGNERS["allowed_signers"] + f"mina {public('eve')}\n"})
    assert "allowed_signers" in denied(on)


def test_a_key_that_stood_there_for_a_while_without_approval_and_went_again_does_not_count():
    on = merged()
    on.push({"allowed_signers": SIGNERS["allowed_signers"] + f"mina {public('eve')}\n"})
    sign(on, "mina", with_key="eve")
    on.merge({"allowed_signers": SIGNERS["allowed_signers"] + "\n"})
    sign(on, "mina", "allowed_signers")
    assert "does not give to him" in denied(on)


def test_a_key_that_two_people_have_is_nobodys():
    signers = allowed("mina", more=f"sora {public('mina')}")
    on = merged(
        settings=SETTINGS + SIGNED.replace("minimum: 1", "minimum: 2"), files={"allowed_signers": signers}
    )
    sign(on, "mina")
    sign(on, "sora", with_key="mina")
    assert "a key that several people have: mina, sora" in denied(on)


@pytest.mark.parametrize("kind", ["ecdsa", "rsa"])
def test_keys_of_other_kinds_sign_too(kind):
    on = merged(files={"allowed_signers": f"mina {public('mina', kind)}\n"})
    text = said(statement(on, "mina"))
    put(on, text + SshKeygen().sign(key("mina", kind), text), "mina")
    assert isinstance(on.verdict(), Approved)


def test_without_a_list_of_keys_nobody_can_sign():
    on = merged(files={})
    sign(on, "mina")
    assert "there is no allowed_signers that can be used" in denied(on)


def test_a_list_of_keys_that_cannot_be_read_stops_every_signature():
    on = merged(files={"allowed_signers": allowed("mina") + "mina my-green-key\n"})
    sign(on, "mina")
    assert "no allowed_signers that can be used" in denied(on)
