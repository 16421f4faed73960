"""Whatever is sent, the sandbox answers as a network would: never with an error of its own."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmops.sandbox.app import ground
from smmops.sandbox.bluesky.cid import record_cid
from smmops.sandbox.bluesky.facets import facet_problem, spans
from smmops.sandbox.bluesky.lexicon import MismatchError, check, definition
from smmops.sandbox.control import add_account
from smmops.sandbox.mastodon.api import nest
from smmops.sandbox.mastodon.text import as_html, length, pieces
from smmops.sandbox.network import Call, Ground, whole
from tests.sandbox.conftest import AT, HANDLE, PASSWORD, POST, TOKEN, USER

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TEXT = st.text(
    alphabet=st.sampled_from("aé한 \n<>&\"'@#:/.()ßhtps👍") | st.characters(codec="utf-8"), max_size=80
)
LAX = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture(scope="module")
def base() -> Iterator[Ground]:
    made = ground()
    add_account(made, {"network": "bluesky", "handle": HANDLE, "secret": PASSWORD})
    add_account(made, {"network": "mastodon", "handle": USER, "secret": TOKEN})
    made.state.keep_setting("options.bluesky", {"rate_limits": False})
    made.state.keep_setting("options.mastodon", {"rate_limits": False})
    yield made
    made.state.close()


def ask(base: Ground, network: str, path: str, body: Any, token: str = "") -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = {"content-type": "application/json", "content-length": str(len(raw))}
    head |= {"authorization": f"Bearer {token}"} if token else {}
    call = Call("POST", path, (), head, raw, "http://127.0.0.1:1")
    answer = base.networks[network].answer(base, call)
    return answer.status, json.loads(answer.body) if answer.body else None


@pytest.fixture(scope="module")
def access(base: Ground) -> str:
    body = {"identifier": HANDLE, "password": PASSWORD}
    return str(ask(base, "bluesky", "/xrpc/com.atproto.server.createSession", body)[1]["accessJwt"])


@LAX
@given(record=st.dictionaries(st.sampled_from(["text", "langs", "embed", "facets", "reply", "x"]), JSON))
def test_any_record_is_taken_or_refused_by_name(base: Ground, access: str, record: dict[str, Any]) -> None:
    did = base.state.accounts("bluesky")[0].id
    body = {"repo": did, "collection": POST, "record": {"text": "봄", "createdAt": AT, **record}}
    status, answer = ask(base, "bluesky", "/xrpc/com.atproto.repo.createRecord", body, access)
    assert status in (200, 400), answer
    if status == 400:
        assert answer["error"] in ("InvalidRequest", "BlobNotFound")


@LAX
@given(body=JSON)
def test_any_body_is_answered_by_every_procedure(base: Ground, access: str, body: Any) -> None:
    for name in ("repo.putRecord", "repo.deleteRecord", "repo.applyWrites", "server.createSession"):
        status, answer = ask(base, "bluesky", f"/xrpc/com.atproto.{name}", body, access)
        assert status == 400, (name, answer)


@LAX
@given(
    status=JSON, more=st.dictionaries(st.sampled_from(["media_ids", "poll", "visibility", "language"]), JSON)
)
def test_any_status_is_taken_or_refused(base: Ground, status: Any, more: dict[str, Any]) -> None:
    code, answer = ask(base, "mastodon", "/api/v1/statuses", {"status": status, **more}, TOKEN)
    assert code in (200, 422), answer


@pytest.mark.parametrize("depth", [50, 500, 5_000, 50_000])
def test_deep_nesting_is_refused_or_taken(base: Ground, access: str, depth: int) -> None:
    did = base.state.accounts("bluesky")[0].id
    deep = b'{"a":' * depth + b"1" + b"}" * depth
    record = b'{"text":"x","createdAt":"' + AT.encode() + b'","deep":' + deep + b"}"
    body = b'{"repo":"' + did.encode() + b'","collection":"app.bsky.feed.post","record":' + record + b"}"
    assert ask(base, "bluesky", "/xrpc/com.atproto.repo.createRecord", body, access)[0] in (200, 400, 413)
    code, _ = ask(base, "mastodon", "/api/v1/statuses", b'{"status":"x","poll":' + deep + b"}", TOKEN)
    assert code in (400, 422)


@given(JSON)
def test_a_lexicon_says_mismatch_and_nothing_else(value: Any) -> None:
    schema = definition(POST)
    assert schema is not None
    with suppress(MismatchError):
        check(value, schema["record"], home=POST)
        assert isinstance(value["text"], str)


@given(TEXT)
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece, _ in pieces(text)) == text


@given(TEXT)
def test_html_shows_the_text_and_no_tag_of_its_own(text: str) -> None:
    made = as_html(text, "http://127.0.0.1:1", lambda name: None)
    tags = {name.lower() for name in re.findall(r"</?([^\s/>]+)", made)}
    assert tags <= {"p", "br", "a", "span"}
    shown = html.unescape(re.sub(r"<[^>]*>", "", made))
    assert "".join(shown.split()) == "".join(text.split())


@given(TEXT, TEXT)
def test_length_grows_with_the_warning_and_never_beyond_characters(text: str, warning: str) -> None:
    assert length(text, "", 23) <= length(text, warning, 23) or not warning
    assert length(text.replace(":", ""), "", 23) <= len(text)


@given(TEXT, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3))
def test_spans_put_together_are_the_text_when_facets_fit(text: str, ranges: list[tuple[int, int]]) -> None:
    feature = {"$type": "app.bsky.richtext.facet#tag", "tag": "x"}
    facets = [{"index": {"byteStart": a, "byteEnd": b}, "features": [feature]} for a, b in ranges]
    record = {"text": text, "facets": facets}
    made = list(spans(record))
    if facet_problem(record) is None:
        assert "".join(piece for piece, _ in made) == text
        assert sum(bool(target) for _, target in made) == len(facets)


@given(JSON)
def test_whatever_can_be_stored_has_one_cid(value: Any) -> None:
    clean = whole(value)
    try:
        made = record_cid(clean)
    except ValueError:
        return
    assert made == record_cid(json.loads(json.dumps(clean)))
    assert made.startswith("bafyrei")


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-c](\[[a-c]?\]){0,3}", fullmatch=True), st.text(max_size=3)), max_size=6
    )
)
def test_any_form_name_nests_without_an_error(fields: list[tuple[str, str]]) -> None:
    nested: dict[str, Any] = {}
    for name, value in fields:
        nest(nested, name, value)
    assert set(nested) == {name[0] for name, _ in fields}
