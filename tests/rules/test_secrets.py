"""Secrets and the servers that they go to."""

import pytest

from smmops.model.problem import Problem
from smmops.rules.rule import POST
from smmops.rules.secrets.loopback import is_loopback
from tests.rules.checked import codes, findings, told


def channel(text: str) -> list[Problem]:
    return list(findings({"smmops.yaml+channels": f"  shop: {{{text}}}\n"}).problems)


def policy(text: str, **more: str | None) -> list[Problem]:
    files = {name.replace("_", "."): content for name, content in more.items()}
    return list(findings({"smmops.yaml+": f"policy: {text}\n", **files}).problems)


@pytest.mark.parametrize(
    "prefix",
    [
        "GITHUB",
        "GITHUB_ACME",
        "ACTIONS",
        "RUNNER_X",
        "SMMOPS",
        "AWS",
        "AWS_ACME",
        "acme",
        "A-B",
        "9ACME",
        "A B",
    ],
)
def test_prefixes_of_others_and_odd_names_are_refused(prefix: str) -> None:
    assert "SMM701" in codes(channel(f'network: bluesky, handle: shop.example, secrets: "{prefix}"'))


@pytest.mark.parametrize("prefix", ["ACME", "BLUESKY_SHOP", "GITHUBBER", "AWSOME_X", "X9"])
def test_a_prefix_of_ones_own_is_fine(prefix: str) -> None:
    assert codes(channel(f"network: bluesky, handle: shop.example, secrets: {prefix}")) == set()


def test_a_channel_named_like_a_refused_prefix_is_found_by_its_default() -> None:
    files = {"smmops.yaml+channels": "  aws: {network: bluesky, handle: shop.example}\n"}
    assert codes(list(findings(files).problems)) == {"SMM701"}


def test_two_prefixes_that_meet_in_one_variable_are_found() -> None:
    files = {
        "smmops.yaml+channels": (
            "  a: {network: linkedin, handle: acme-one, secrets: ACME}\n"
            "  b: {network: mastodon, handle: b@social.example, server: https://social.example, secrets: ACME_REFRESH}\n"
        )
    }
    (message,) = told(list(findings(files).problems), "SMM702")
    assert message == "b and a would both read ACME_REFRESH_TOKEN"


@pytest.mark.parametrize(
    ("server", "safe"),
    [
        ("https://social.example", True),
        ("https://social.example:8443/", True),
        ("http://127.0.0.1:2583", True),
        ("http://localhost:3000", True),
        ("http://[::1]:3000", True),
        ("http://social.example", False),
        ("http://127.0.0.1.evil.com", False),
        ("http://localhost.evil.com", False),
        ("https://mina:pw@social.example", False),
        ("https://social.example@evil.com", False),
        ("https://social.example/path", False),
        ("https://social.example?x=1", False),
        ("ftp://social.example", False),
        ("social.example", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://social.example:99999", False),
        ("http://0.0.0.0:3000", False),
    ],
)
def test_a_secret_goes_over_https_or_stays_on_this_machine(server: str, safe: bool) -> None:
    found = codes(channel(f'network: mastodon, handle: shop@social.example, server: "{server}"'))
    assert ("SMM703" not in found) is safe or "SMM118" in found, found
    assert bool(found & {"SMM703", "SMM118"}) is not safe


def test_loopback_is_told_from_names_that_begin_like_it() -> None:
    assert is_loopback("http://127.9.9.9")
    assert not is_loopback("http://127.0.0.1.nip.io")
    assert not is_loopback(None)


SECRETS = {
    "GitHub": "ghp_" + "a1B2" * 9,
    "fine-grained": "github_pat_" + "a1B2" * 8,
    "Slack": "xoxb-123456789012-abcdef",
    "AWS": "AKIAIOSFODNN7EXAMPLE",
    "Google": "AIza" + "Sy0123456789-abcdefghijklmnopqrstuv",
    "Meta": "EAA" + "Ba1" * 30,
    "key": "-----BEGIN OPENSSH PRIVATE KEY-----",
    "age": "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2,
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dBjftJeZ4CVP-mB92K",
    "address": "https://mina:hunter2@social.example/api",
    "Bluesky": "app password: abcd-efgh-2345-wxyz",
    "Korean": "비밀번호는 abcd-efgh-2345-wxyz 입니다",
    "Mastodon": "MASTODON_ACME_TOKEN=Zx81kq0JmN2pQ4rS6tU8vW0yA1bC3dE5fG7hI9jK",
    "YAML": 'api_key: "Zx81kq0JmN2pQ4rS6tU8vW0yA1bC3dE5"',
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize(
    "path", [POST, "content/media/notes.srt", ".env", ".github/workflows/publish.yml", "README.md"]
)
def test_a_token_is_found_in_any_file_and_never_repeated(secret: str, path: str) -> None:
    text = (
        f"---\nchannels: [bluesky-acme]\n---\nSee: {secret}\n"
        if path == POST
        else f"first line\n  {secret}\n"
    )
    found = [p for p in findings({path: text}).problems if p.code == "SMM704"]
    assert [(p.path, p.line) for p in found] == [(path, 4 if path == POST else 2)]
    assert secret not in found[0].message.fill() + found[0].fix.fill()


@pytest.mark.parametrize(
    "text",
    [
        "export BLUESKY_ACME_APP_PASSWORD=xxxx-xxxx-xxxx-xxxx",
        "MASTODON_ACME_TOKEN: ${{ secrets.MASTODON_ACME_TOKEN }}",
        "The token of appreciation: a free coffee",
        "Write to mina@acme.example or see https://acme.example/@mina",
        "sha256: 9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e9f2c1d0e",
        "https://social.example:8443/@acme",
        "secrets: BLUESKY_ACME",
    ],
)
def test_what_only_speaks_of_secrets_is_none(text: str) -> None:
    assert codes(list(findings({"README.md": text}).problems)) == set()


def test_binary_files_and_other_folders_are_not_read_for_tokens() -> None:
    token = "ghp_" + "a1B2" * 9
    assert findings({"tests/fixtures/tokens.txt": token, "notes.bin": "\x00" + token}).problems == ()


@pytest.mark.parametrize(
    ("lease", "margin", "fine"),
    [("20m", "120s", True), ("20m", "119s", False), ("3m", "3m", False), ("181s", "3m", True)],
)
def test_claims_are_kept_apart_by_more_than_clocks_differ(lease: str, margin: str, fine: bool) -> None:
    assert ("SMM705" not in codes(policy(f"{{lease: {lease}, lease_margin: {margin}}}"))) is fine


LOCAL = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
forge: {kind: local}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example, server: "http://127.0.0.1:2583"}
policy: {lease: 6s, lease_margin: 1s}
"""


def test_on_loopback_alone_a_short_margin_is_fine() -> None:
    assert codes(list(findings({"smmops.yaml": LOCAL}).problems)) == set()
    assert codes(list(findings({"smmops.yaml": LOCAL.replace("6s", "1s")}).problems)) == {"SMM705"}


def test_a_file_too_big_to_be_written_by_people_is_not_read_for_tokens() -> None:
    token = "ghp_" + "a1B2" * 9
    assert findings({"export.csv": token + " " * 1024 * 1024}).problems == ()
    assert findings({"export.csv": token + " " * 1024}).problems != ()
