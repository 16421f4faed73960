"""What hangs on a post: facets, replies, cards, blobs."""

from typing import Final

from tests.sandbox.corpus.request import NO_BLOB, PNG, REF, ask, case, image, key, link, post, put, upload

K4, K5 = (key() for _ in range(2))
FACETS: Final = (
    case("a link", put(key(), post("hier", facets=[link(0, 4)]))),
    case("a link to what is no address", put(key(), post("hier", facets=[link(0, 4, "not a uri")]))),
    case(
        "a link without its end",
        put(key(), post("hier", facets=[{"index": {"byteStart": 0}, "features": []}])),
    ),
    case("a negative start", put(key(), post("hier", facets=[link(-1, 4)]))),
    case("a start that is a string", put(key(), post("hier", facets=[link("0", 4)]))),
    case("no features", put(key(), post("hier", facets=[{"index": {"byteStart": 0, "byteEnd": 4}}]))),
    case(
        "a mention without a DID",
        put(
            key(),
            post(
                "@x",
                facets=[
                    {
                        "index": {"byteStart": 0, "byteEnd": 2},
                        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "minji"}],
                    }
                ],
            ),
        ),
    ),
    case(
        "a feature without a type",
        put(
            key(),
            post(
                "@x",
                facets=[
                    {"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"uri": "https://a.example"}]}
                ],
            ),
        ),
    ),
    case(
        "a feature of an unknown type",
        put(
            key(),
            post(
                "@x",
                facets=[{"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"$type": "com.example.x"}]}],
            ),
        ),
    ),
    case(
        "a reply", put(K4, post("erstens")), put(key(), post("zweitens", reply={"root": REF, "parent": REF}))
    ),
    case("a reply without its root", put(key(), post("zweitens", reply={"parent": REF}))),
    case(
        "a reply to what is no uri",
        put(key(), post("x", reply={"root": {"uri": "x", "cid": "{cid}"}, "parent": REF})),
    ),
    case(
        "a reply with what is no cid",
        put(key(), post("x", reply={"root": {"uri": "{uri}", "cid": "x"}, "parent": REF})),
    ),
    case(
        "a quote",
        put(K5, post("zitiert")),
        put(key(), post("x", embed={"$type": "app.bsky.embed.record", "record": REF})),
    ),
    case("an embed without a type", put(key(), post("x", embed={"images": []}))),
    case("an embed of an unknown type", put(key(), post("x", embed={"$type": "com.example.embed"}))),
    case(
        "a link card",
        put(
            key(),
            post(
                "x",
                embed={
                    "$type": "app.bsky.embed.external",
                    "external": {"uri": "https://example.com", "title": "T", "description": ""},
                },
            ),
        ),
    ),
    case(
        "a link card without a description",
        put(
            key(),
            post(
                "x",
                embed={
                    "$type": "app.bsky.embed.external",
                    "external": {"uri": "https://example.com", "title": "T"},
                },
            ),
        ),
    ),
)
BLOBS: Final = (
    case("an upload", upload()),
    case("the same upload again", upload(), upload()),
    case("an upload whose header lies", upload(PNG, "image/jpeg")),
    case("an upload of text", upload(b"WEBVTT", "text/vtt")),
    case("an upload without a type", upload(PNG, "")),
    case("an upload of an impossible type", upload(PNG, "nonsense")),
    case("an empty upload", upload(b"", "image/png")),
    case("an upload without a token", upload(token="none")),
    case("a picture", upload(), put(key(), post("x", embed=image()))),
    case(
        "a picture without alt",
        upload(),
        put(key(), post("x", embed={**image(), "images": [{"image": "{blob}"}]})),
    ),
    case("a picture never uploaded", put(key(), post("x", embed=image(NO_BLOB)))),
    case(
        "a picture with a wrong type",
        upload(PNG + b"1"),
        put(key(), post("x", embed=image({**NO_BLOB, "ref": "{ref}", "mimeType": "image/webp"}))),
    ),
    case(
        "a picture with a wrong size",
        upload(PNG + b"2"),
        put(key(), post("x", embed=image({**NO_BLOB, "ref": "{ref}", "size": 9}))),
    ),
    case("a picture too large to say so", put(key(), post("x", embed=image({**NO_BLOB, "size": 2_000_001})))),
    case(
        "a picture that is a text", put(key(), post("x", embed=image({**NO_BLOB, "mimeType": "text/plain"})))
    ),
    case("a picture with a field too many", put(key(), post("x", embed=image({**NO_BLOB, "name": "a.png"})))),
    case(
        "a picture by its old form",
        put(key(), post("x", embed=image({"cid": NO_BLOB["ref"]["$link"], "mimeType": "image/png"}))),
    ),
    case(
        "five pictures", upload(), put(key(), post("x", embed={**image(), "images": image()["images"] * 5}))
    ),
    case(
        "four pictures", upload(), put(key(), post("x", embed={**image(), "images": image()["images"] * 4}))
    ),
    case(
        "a shape of zero", upload(), put(key(), post("x", embed=image(aspectRatio={"width": 0, "height": 1})))
    ),
    case("a blob outside any field that asks for one", put(key(), post("x", extra=NO_BLOB))),
    case("a blob by address", upload(), ask("sync.getBlob", did="{did}", cid="{ref_cid}")),
    case(
        "a blob by address that is used",
        upload(),
        put(key(), post("x", embed=image())),
        ask("sync.getBlob", did="{did}", cid="{ref_cid}"),
    ),
    case(
        "a blob of nobody",
        ask("sync.getBlob", did="did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", cid=NO_BLOB["ref"]["$link"]),
    ),
    case("a blob that is not there", ask("sync.getBlob", did="{did}", cid=NO_BLOB["ref"]["$link"])),
)
