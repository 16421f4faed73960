"""Records as a whole, and their text."""

from typing import Final

from tests.sandbox.corpus.request import ABSENT, AT, LIKE, NO_BLOB, POST, case, key, post, put

K1, K2, K3 = (key() for _ in range(3))
RECORDS: Final = (
    case("a new post by put", put(key(), post(), swapRecord=None), same_cid=True),
    case(
        "the same put again",
        put(K1, post(), swapRecord=None),
        put(K1, post(), swapRecord=None),
        same_cid=True,
    ),
    case("the same put, keys in another order", put(K1, dict(reversed(post().items())), swapRecord=None)),
    case("other content under a key that must be free", put(K1, post("neu"), swapRecord=None)),
    case("other content with a wrong swap", put(K1, post("neu"), swapRecord=NO_BLOB["ref"]["$link"])),
    case("the same content with a wrong swap", put(K1, post(), swapRecord=NO_BLOB["ref"]["$link"])),
    case(
        "other content with the right swap", put(K2, post("eins")), put(K2, post("zwei"), swapRecord="{cid}")
    ),
    case("other content without a swap", put(K3, post("eins")), put(K3, post("zwei")), same_cid=True),
    case("a swap of what is not there", put(key(), post(), swapRecord=NO_BLOB["ref"]["$link"])),
    case("a swap that is no cid", put(key(), post(), swapRecord="latest")),
    case("a wrong commit swap", put(key(), post(), swapCommit=NO_BLOB["ref"]["$link"])),
    case("the right commit swap", put(key(), post("a")), put(key(), post("b"), swapCommit="{commit}")),
    case("the type is filled in", put(key(), {"text": "ohne Typ", "createdAt": AT}), same_cid=True),
    case("another type than the collection", put(key(), post(**{"$type": LIKE}))),
    case("no record", put(key(), ABSENT)),
    case("a record that is a list", put(key(), ["text"])),
    case("a record that is a string", put(key(), "text")),
    case("a record that is null", put(key(), None)),
    case("no repo", put(key(), post(), repo=ABSENT)),
    case("a repo that is no identifier", put(key(), post(), repo="not a repo")),
    case("a repo nobody has", put(key(), post(), repo="did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")),
    case("another account's repo", put(key(), post(), repo="{other}")),
    case("the repo by handle", put(key(), post(), repo="{handle}")),
    case("a collection that is none", put(key(), post(), collection="posts")),
    case(
        "a collection nobody knows",
        put("mine", {"$type": "com.example.note", "n": 1}, collection="com.example.note"),
    ),
    case(
        "an unknown collection that must validate",
        put("mine2", {"$type": "com.example.note"}, collection="com.example.note", validate=True),
    ),
    case("a key that is no TID", put("launch-2026", post())),
    case("a key with a slash", put("3l/abc", post())),
    case("a key of dots", put("..", post())),
    case("a key of a TID's length with a wrong letter", put("3lcorpus00001", post())),
    case("a TID with its top bit set", put("zzzzzzzzzzzzz", post())),
    case("no key", put(ABSENT, post())),
    case("an empty key", put("", post())),
    case("a key that is a number", put(5, post())),
    case("no validation asked for, a broken post", put(key(), post(createdAt="gestern"), validate=False)),
    case("validation asked for, a good post", put(key(), post(), validate=True)),
    case("validate that is no boolean", put(key(), post(), validate="yes")),
    case("a float in a record", put(key(), post(score=1.5))),
    case("a whole float is an integer", put(key(), post(score=2.0)), same_cid=True),
    case(
        "a field nobody knows",
        put(key(), post(mood="heiter", tiefe={"b": [1, None, True], "aa": "x"})),
        same_cid=True,
    ),
)
TEXT: Final = (
    case("300 graphemes of families", put(key(), post("👨‍👩‍👧" * 160)), same_cid=True),
    case("300 graphemes", put(key(), post("é" * 300))),
    case("301 graphemes", put(key(), post("é" * 301))),
    case("301 graphemes of decomposed letters", put(key(), post("e\u0301" * 301))),
    case("300 graphemes of decomposed letters", put(key(), post("e\u0301" * 300))),
    case("Korean syllables made of letters", put(key(), post("\u1100\u1161\u11a8" * 300))),
    case("3,000 bytes", put(key(), post("👨‍👩‍👧‍👦" * 120))),
    case("3,001 bytes in few graphemes", put(key(), post("👨‍👩‍👧‍👦" * 121))),
    case("an empty text", put(key(), post(""))),
    case("no text", put(key(), {"$type": POST, "createdAt": AT})),
    case("a text that is null", put(key(), post(None))),  # type: ignore[arg-type]
    case("no time", put(key(), {"$type": POST, "text": "x"})),
    case("a time without a zone", put(key(), post(createdAt="2026-11-22T10:00:00"))),
    case("a time of day only", put(key(), post(createdAt="2026-11-22"))),
    case("a time with an offset", put(key(), post(createdAt="2026-11-22T19:00:00+09:00"))),
    case("a time at -00:00", put(key(), post(createdAt="2026-11-22T19:00:00-00:00"))),
    case("a 30 February", put(key(), post(createdAt="2026-02-30T19:00:00Z"))),
    case("a leap second", put(key(), post(createdAt="2026-06-30T23:59:60Z"))),
    case("a month 13", put(key(), post(createdAt="2026-13-01T19:00:00Z"))),
    case("two languages", put(key(), post(langs=["ko", "de-CH"]))),
    case("four languages", put(key(), post(langs=["ko", "de", "en", "fr"]))),
    case("a language that is none", put(key(), post(langs=["Deutsch!"]))),
    case("languages that are a string", put(key(), post(langs="ko"))),
    case("eight tags", put(key(), post(tags=[f"봄{n}" for n in range(8)]))),
    case("nine tags", put(key(), post(tags=[f"t{n}" for n in range(9)]))),
    case("a tag of 65 graphemes", put(key(), post(tags=["x" * 65]))),
    case(
        "labels",
        put(
            key(), post(labels={"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "nudity"}]})
        ),
    ),
    case("labels without a type", put(key(), post(labels={"values": [{"val": "nudity"}]}))),
    case("labels of an unknown type", put(key(), post(labels={"$type": "com.example.labels"}))),
    case("half a character", put(key(), post("\ud800 Café")), same_cid=True),
)
