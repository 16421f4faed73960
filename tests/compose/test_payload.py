"""What is sent, and the digest that approvals and receipts are about."""

import json

from smmops.compose.payload import canonical, compose, digest, text_digest
from smmops.model.payload import Payload
from smmops.model.workspace import Workspace
from smmops.store.load import load
from tests.compose.tree import DictTree

SETTINGS = """\
version: 1
id: acme
brand: Acme Coffee
timezone: Asia/Seoul
mentions: {olivia-cafe: {name: Olivia Café, bluesky: olivia.example, mastodon: "@olivia@social.example"}}
channels:
  bluesky-acme: {network: bluesky, handle: acme.example, account: "did:plc:acme"}
  mastodon-acme: {network: mastodon, handle: "@acme@social.example", server: "https://social.example"}
  linkedin-acme: {network: linkedin, handle: acme, account: "urn:li:organization:1"}
  youtube-acme: {network: youtube, handle: "@acme", account: UC1}
"""
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02") + b"\0" * 8


def workspace(post: str, **files: bytes) -> tuple[Workspace, DictTree]:
    tree = DictTree(
        {
            "smmops.yaml": SETTINGS.encode(),
            "team.yaml": b"solo: true\n",
            "content/2026/12/brew.md": post.encode(),
        }
        | {f"content/media/{name}": content for name, content in files.items()}
    )
    return load(tree, ""), tree


def sent(front: str, body: str, channel: str = "bluesky-acme", **files: bytes) -> Payload:
    """What that channel gets of a post with this front matter and body."""
    text = f"---\nchannels: [{channel}]\npublish_at: 2026-12-01 09:30\n{front}---\n{body}\n"
    found, tree = workspace(text, **files)
    assert "brew" in found.posts, [str(problem.message) for problem in found.problems]
    post = found.posts["brew"]
    variant = post.variant(channel)
    assert variant
    assert found.settings
    return compose(post, variant, settings=found.settings, digest_of=lambda file: tree.sha256(file.path))


def test_a_link_is_tagged_and_ends_the_text() -> None:
    payload = sent("link: https://acme.example/blog?ref=1#top\n", "Three steps")
    tagged = "https://acme.example/blog?ref=1&utm_source=bluesky&utm_medium=social&utm_content=brew#top"
    assert payload.parts == (f"Three steps\n\n{tagged}",)
    assert payload.link is None


def test_a_link_stands_where_the_text_wants_it_and_only_there() -> None:
    payload = sent("link: https://acme.example/b\n", "Read {{ link }} first\n\n---\nThen brew")
    assert payload.parts[0].startswith("Read https://acme.example/b?utm_source=bluesky")
    assert payload.parts[1] == "Then brew"


def test_a_link_card_takes_the_link_out_of_the_text() -> None:
    payload = sent("link: https://acme.example/b\ncard: {title: Brew, description: Three steps}\n", "Look")
    assert payload.parts == ("Look",)
    assert payload.link
    assert payload.link.startswith("https://acme.example/b?utm_source=bluesky")
    assert payload.card
    assert payload.card.title == "Brew"


def test_parameters_that_are_there_stay() -> None:
    payload = sent("link: https://acme.example/b?utm_source=mail\n", "Look")
    assert payload.parts[0].endswith(
        "https://acme.example/b?utm_source=mail&utm_medium=social&utm_content=brew"
    )


def test_a_mention_becomes_the_name_on_each_network() -> None:
    text = "Thanks, {{ @olivia-cafe }}!"
    assert sent("", text).parts == ("Thanks, @olivia.example!",)
    assert sent("", text, "mastodon-acme").parts == ("Thanks, @olivia@social.example!",)
    assert sent("", text, "linkedin-acme").parts == ("Thanks, Olivia Café!",)


def test_a_title_for_people_changes_nothing_that_is_sent() -> None:
    assert digest(sent("title: One\n", "Same")) == digest(sent("title: Two\n", "Same"))


def test_media_count_by_their_bytes_not_their_names() -> None:
    front = "media: [{{file: {}, alt: A kettle}}]\n"
    one = sent(front.format("a.png"), "Look", **{"a.png": PNG})
    same = sent(front.format("b.png"), "Look", **{"b.png": PNG})
    other = sent(front.format("a.png"), "Look", **{"a.png": PNG + b"\0"})
    assert digest(one) == digest(same) != digest(other)


def test_what_is_absent_is_left_out_of_the_canonical_json() -> None:
    assert json.loads(canonical(sent("", "Brew ☕ 내리기"))) == {
        "schema": "smmops.payload/1",
        "network": "bluesky",
        "account": "did:plc:acme",
        "format": "post",
        "parts": ["Brew ☕ 내리기"],
        "language": "en",
    }


def test_golden_digests_stay_for_ever() -> None:
    """A change here makes every receipt of every ledger disagree with what is computed today."""
    plain = sent("", "Brew at home in three steps ☕")
    assert digest(plain) == "0e882f813e1b7b833b2f6e143991751ae23680ac37081b35aaa576fb2b68b431"
    rich = sent(
        "link: https://acme.example/b\nlanguage: ko\ncontent_warning: flashing light\nsensitive: true\n"
        "poll: {question: 어느 쪽?, options: [핸드드립, 에스프레소], duration: 1d}\noptions: {mastodon: {visibility: unlisted}}\n",
        "안녕하세요 {{ @olivia-cafe }}",
        "mastodon-acme",
    )
    assert digest(rich) == "29049cd41b58fd0ae186796313721d010e2aa8849168621a1a0efac8bf2a6cfb"


def test_the_same_words_are_the_same_text_whatever_their_blanks_and_case() -> None:
    def words(body: str) -> str:
        found, tree = workspace(f"---\nchannels: [bluesky-acme]\n---\n{body}\n")
        variant = found.posts["brew"].variant("bluesky-acme")
        assert variant
        return text_digest(variant, digest_of=lambda file: tree.sha256(file.path))

    assert words("Brew  at home") == words("brew at HOME")
    assert words("Brew at home") != words("Brew at work")
