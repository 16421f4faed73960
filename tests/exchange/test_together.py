"""A repository of twitter-together: what it sent, and what it ignored or misread."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmops.exchange.piece import written
from smmops.exchange.together import NeverSentError, tweets
from smmops.exchange.together_posts import Account, history
from smmops.store.kinds import KINDS
from smmops.store.sheet import fresh

HERE = Path(__file__).parent
DATA = HERE.parent / "data" / "moving" / "together"
AT = datetime(2022, 3, 1, 9, 30, tzinfo=UTC)


def repository(**more: bytes):
    files = {str(p.relative_to(DATA)): p.read_bytes for p in sorted(DATA.rglob("*")) if p.is_file()}
    files |= {name.replace("__", "/"): (lambda data=data: data) for name, data in more.items()}
    return files


def taken_over(sent="all", media=None):
    files = repository()
    times = dict.fromkeys(files, AT) if sent == "all" else sent
    account = Account("x-acme", ZoneInfo("Asia/Seoul"))
    return history(files, account, sent=times, media=media or {})


def test_what_was_ignored_or_misread_is_named_with_the_reason(golden):
    found = taken_over()
    said = [f"{'kept' if each.kept else 'none'} {each.path}: {each.why}" for each in found.remarks]
    golden(HERE / "golden" / "together.txt", "\n".join(said) + "\n")


def test_each_file_that_was_sent_is_a_post_as_it_went_out(golden):
    found = taken_over()
    whole = "".join(f"== {piece.source}\n{written(piece)}" for piece in found.pieces)
    golden(HERE / "golden" / "together-posts.txt", whole)
    for piece in found.pieces:
        sheet = fresh(KINDS["post"], written(piece).encode())
        assert sheet.front is not None, piece.source
        assert not [each for each in sheet.findings if each.code.startswith("SMM1")], piece.source


def test_media_come_along_and_what_is_there_under_the_name_with_other_bytes_stays():
    found = taken_over()
    assert [path for path, _ in found.media["tweets/pets.tweet"]] == [
        "content/media/cat.png",
        "content/media/dog.png",
    ]
    again = taken_over(media={"cat.png": "other"})
    (name, _), _ = again.media["tweets/pets.tweet"]
    assert name.startswith("content/media/cat-")
    import hashlib

    same = hashlib.sha256((DATA / "media/cat.png").read_bytes()).hexdigest()
    third = taken_over(media={"cat.png": same})
    assert [path for path, _ in third.media["tweets/pets.tweet"]] == ["content/media/dog.png"]


def test_a_file_that_is_not_merged_was_never_sent():
    found = taken_over(sent={"tweets/hello.tweet": AT})
    assert [piece.source for piece in found.pieces] == ["tweets/hello.tweet"]
    assert found.pieces[0].at == "2022-03-01 18:30+09:00"
    assert "tweets/poll.tweet: it is not merged" in "\n".join(f"{r.path}: {r.why}" for r in found.remarks)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("---\nreply: &a https://twitter.com/a/status/1\nretweet: *a\n---\nx\n", "anchors"),
        ("---\n" + "x: 1\n" * 30_000 + "---\nx\n", "longer than"),
        ("a\n\n---\n\n" * 300, "more than 200 parts"),
        ("\\# x\n", ""),
    ],
)
def test_what_is_hostile_is_not_read(text, why):
    if why:
        with pytest.raises(NeverSentError) as refused:
            tweets(text.encode())
        assert why in str(refused.value.why)
    else:
        assert tweets(text.encode()).parts[0].text == text.strip()


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\nx".encode()))
def test_any_bytes_are_tweets_or_were_never_sent(data):
    try:
        found = tweets(data)
    except NeverSentError:
        return
    assert found.parts


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
        min_size=1,
        max_size=5,
    )
)
def test_a_thread_of_any_texts_is_its_parts(parts):
    clean = [part.strip() for part in parts]
    if any(not part or part == "---" or part.startswith("(") for part in clean):
        return
    assert [part.text for part in tweets("\n\n---\n\n".join(clean).encode()).parts] == clean
