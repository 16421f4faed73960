"""Files of ssh-keygen, read: what is a key, what a signature, and what is neither."""

import pytest

from smmops.model.signing import RevokedKeys, Signature, Signers
from smmops.store.signing import fingerprint, plain, said
from tests.approvals.pens import OTHER, allowed, public, signature, stage, statement
from tests.approvals.stage import POST, post


def signed() -> str:
    on = stage()
    on.merge({POST: post()})
    return signature(statement(on, "mina"), "mina")


def why(name: str, text: str) -> str:
    front, findings = plain(name, text)
    assert front is None
    return str(findings[0].message)


def test_lines_comments_options_and_several_people_are_read():
    text = (
        f'# ours\n\nmina,juno valid-before="20271231 ",namespaces="a b" {public("mina")} a comment\n'
        + allowed("leo")
    )
    front = plain("signers", text).front
    assert isinstance(front, Signers)
    first, second = front.keys
    assert (first.who, first.options, first.line) == (
        ("mina", "juno"),
        'valid-before="20271231 ",namespaces="a b"',
        3,
    )
    assert (second.who, second.options, f"{second.type} {second.key}") == (("leo",), "", public("leo"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mina", "this line holds no public key"),
        ("mina my-green-key", "this line holds no public key"),
        ("mina ssh-ed25519 AAAA", "this line holds no public key"),
        ("mina ssh-rsa KEY", "this line holds no public key"),
        ("* ssh-ed25519 KEY", "`*` is no member's id"),
        ("mina,!juno ssh-ed25519 KEY", "`!juno` is no member's id"),
        ("mina@acme.example ssh-ed25519 KEY", "`mina@acme.example` is no member's id"),
        ("mina cert-authority ssh-ed25519 KEY", "a certificate authority cannot approve"),
        ('mina "unclosed ssh-ed25519 KEY', "this line holds no public key"),
    ],
)
def test_a_line_that_is_not_understood_is_named_with_its_line(line, words):
    text = "# first\n" + line.replace("KEY", public("mina").split()[1]) + "\n"
    assert words in why("signers", text)
    assert plain("signers", text).findings[0].spot == (2, 1)


def test_keys_are_revoked_by_themselves_or_by_their_fingerprints():
    name = fingerprint(public("mina").split()[1])
    front = plain("revoked-keys", f"{public('juno')} juno's laptop\n{name}\n").front
    assert front == RevokedKeys(keys=(public("juno").split()[1], name))


@pytest.mark.parametrize("line", ["the green key", "SHA256:abc", "MD5:aa:bb", "ssh-ed25519 AAAA"])
def test_what_revokes_nothing_is_said_and_not_passed_over(line):
    assert "this line names no key" in why("revoked-keys", line + "\n")


def test_a_signature_is_read_with_the_exact_text_that_was_signed():
    text = signed()
    front = plain("signature", text).front
    assert isinstance(front, Signature)
    assert text == front.said + front.armor
    assert said(front.statement) == front.said
    assert f"ssh-ed25519 {front.key}" == public("mina")


def test_a_signature_for_something_else_is_none_of_ours():
    on = stage()
    on.merge({POST: post()})
    text = signature(statement(on, "mina"), "mina", namespace=OTHER)
    assert why("signature", text) == "the signature was not made for smmops-approval"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{", "x{", "no statement"),
        ('"schema": "smmops.signature/1"', '"schema": "smmops.signature/9"', "no statement"),
        ('"signer": "mina"', '"signer": "mina", "more": 1', "no statement"),
        ('"brand": "acme"', '"brand":  "acme"', "not written as"),
        ('"brand": "acme",', '"brand": "other",\n  "brand": "acme",', "not written as"),
        ("-----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----", "no SSH signature"),
        ("-----END SSH SIGNATURE-----", "", "no SSH signature"),
    ],
)
def test_a_signature_that_was_written_over_is_refused(old, new, words):
    text = signed()
    assert old in text
    assert words in why("signature", text.replace(old, new, 1))


@pytest.mark.parametrize("name", ["signers", "revoked-keys", "signature"])
def test_no_text_breaks_the_reading(name):
    for text in (
        "",
        "\0",
        '"' * 2000,
        "mina " * 5000,
        "-----BEGIN SSH SIGNATURE-----" * 50,
        "é\u202e\n" * 100,
    ):
        plain(name, text)
