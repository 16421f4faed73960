"""Bytes that break readers: any file of a workspace may hold them, and none may bring a traceback."""

_MEBI = 1024 * 1024


def _post(front: bytes, body: bytes = b"Hello.\n") -> bytes:
    return b"---\n" + front + b"---\n" + body


CORPUS: dict[str, bytes] = {
    "empty": b"",
    "newline": b"\n",
    "nul": b"\x00",
    "nuls": b"title: a\x00b\n" * 50,
    "nul-in-body": _post(b"channels: [bluesky-acme]\n", b"a\x00b\n"),
    "lone-surrogate": b"title: \xed\xa0\x80\xed\xb0\x80\n",
    "lone-surrogate-in-body": _post(b"channels: [bluesky-acme]\n", b"\xed\xbf\xbf\n"),
    "escaped-surrogate": b'title: "\\ud800"\n',
    "escaped-surrogate-in-post": _post(b'title: "\\ud800"\nchannels: ["\\udfff"]\n'),
    "escaped-surrogate-key": _post(b'channels: [bluesky-acme]\noptions: {"\\ud83d": {a: "\\udc00"}}\n'),
    "overlong": b"title: \xc0\xaf\n",
    "latin-1": "title: Café\n".encode("latin-1"),
    "utf-16": "title: Café\n".encode("utf-16"),
    "utf-32": "title: Café\n".encode("utf-32"),
    "bom": b"\xef\xbb\xbftitle: x\n",
    "two-boms": b"\xef\xbb\xbf\xef\xbb\xbftitle: x\n",
    "bom-post": b"\xef\xbb\xbf" + _post(b"channels: [bluesky-acme]\n"),
    "cr-only": b"title: a\rchannels: [b]\r",
    "cr-only-post": b"---\rchannels: [bluesky-acme]\r---\rHello\r",
    "crlf-post": b"---\r\nchannels: [bluesky-acme]\r\n---\r\nHello\r\n",
    "line-separators": "title: a\u2028channels: b\u2029x: \u0085y\n".encode(),
    "line-separators-post": _post(
        "channels: [bluesky-acme]\ntitle: a\u2028b\n".encode(), "a\u2028## x-acme\n".encode()
    ),
    "one-mebibyte-line": b"title: " + b"a" * (_MEBI - 8) + b"\n",
    "one-mebibyte-body": _post(b"channels: [bluesky-acme]\n", b"a" * (_MEBI - 64) + b"\n"),
    "one-mebibyte-words": b"title: " + b"ab " * 349_000 + b"\n",
    "one-mebibyte-quoted": b'title: "' + b"ab " * 349_000 + b'"\n',
    "one-mebibyte-open-quote": b'title: "' + b"a b\n" * 250_000,
    "one-mebibyte-hashes": b"title: x" + b" #a" * 340_000 + b"\n",
    "one-mebibyte-commas": b"title: [" + b"1,000," * 170_000 + b"]\n",
    "one-mebibyte-keys": b"".join(b"k%d: v\n" % n for n in range(95_000)),
    "one-mebibyte-same-key": b"k: v\n" * 200_000,
    "one-mebibyte-headings": _post(b"channels: [bluesky-acme]\n", b"## x-acme\n" * 100_000),
    "one-mebibyte-dashes": _post(b"channels: [bluesky-acme]\n", b"---\n" * 250_000),
    "one-mebibyte-holes": _post(b"channels: [bluesky-acme]\n", b"{{" * 520_000 + b"\n"),
    "one-mebibyte-stars": _post(b"channels: [bluesky-acme]\n", b"**a" * 340_000 + b"\n"),
    "one-mebibyte-brackets": _post(b"channels: [bluesky-acme]\n", b"[a](" * 260_000 + b"\n"),
    "one-mebibyte-mentions": _post(b"channels: [bluesky-acme, mastodon-acme]\n", b"@a " * 340_000 + b"\n"),
    "one-mebibyte-channels": _post(b"channels: [" + b"x," * 500_000 + b"]\n"),
    "one-mebibyte-media": _post(b"channels: [bluesky-acme]\nmedia:\n" + b"- {file: a}\n" * 80_000),
    "one-mebibyte-comments": b"# smmops: allow SMM204 -- x\n" * 37_000,
    "over-one-mebibyte": b"a" * (_MEBI + 1),
    "deep-brackets": b"a: " + b"[" * 100_000,
    "deep-braces": b"a: " + b"{a: " * 100_000,
    "deep-dashes": b"- " * 100_000,
    "deep-indent": b"".join(b" " * n + b"a:\n" for n in range(1000)),
    "deep-questions": b"? " * 100_000,
    "bomb": b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n",
    "bomb-merge": b"a: &a {x: 1}\nb: {<<: [*a, *a]}\n",
    "alias-to-itself": b"a: &a [*a]\n",
    "unknown-alias": b"a: *nobody\n",
    "tag": b"a: !!python/object/apply:os.system ['true']\n",
    "tag-binary": b"a: !!binary aGVsbG8=\n",
    "tag-verbatim": b"a: !<tag:x,1> b\n",
    "directive": b"%YAML 9.9\n%TAG ! tag:x:\n---\na: 1\n",
    "documents": b"--- a\n--- b\n...\n--- c\n",
    "complex-keys": b"? [a, b]\n: c\n? {d: e}\n: f\n",
    "null-key": b": a\n~: b\nnull: c\n",
    "empty-key": b'"": a\n',
    "list": b"- a\n- b\n",
    "scalar": b"just words\n",
    "number": b"42\n",
    "huge-integer": _post(b"publish_at: " + b"9" * 5000 + b"\nchannels: [bluesky-acme]\n"),
    "huge-integers": b"version: " + b"9" * 4400 + b"\nid: acme\nbrand: " + b"1" * 5000 + b"\n",
    "huge-policy": b"version: 1\nid: a\nbrand: a\ntimezone: UTC\nchannels: {}\npolicy: {per_day: "
    + b"9" * 5000
    + b"}\n",
    "other-digits": _post("publish_at: ٢٠٢٦-١٢-٠١ ٠٩:٣٠\nchannels: [bluesky-acme]\n".encode()),
    "other-digits-count": "version: ١\nid: acme\n".encode(),
    "superscript": "version: ²\nid: acme\n".encode(),
    "year-one": _post(b"publish_at: 0001-01-01 00:00\nchannels: [bluesky-acme]\n"),
    "year-last": _post(b"publish_at: 9999-12-31 23:59\nnot_after: 999999w\nchannels: [bluesky-acme]\n"),
    "leap": _post(b"publish_at: 2026-02-30 09:30\nchannels: [bluesky-acme]\n"),
    "leap-second": _post(b"publish_at: 2026-12-31 23:59:60\nchannels: [bluesky-acme]\n"),
    "offset": _post(b"publish_at: 2026-12-01 09:30+99:99\nchannels: [bluesky-acme]\n"),
    "infinity": b"caps: {currency: KRW, month: .inf, year: NaN}\n",
    "exponent": b"caps: {currency: KRW, month: 1e999999, year: 1e-999999}\n",
    "zone": b"version: 1\nid: a\nbrand: a\ntimezone: ../../etc/passwd\nchannels: {a: {network: x, handle: y}}\n",
    "zone-nul": b'version: 1\nid: a\nbrand: a\ntimezone: "a\\0b"\nchannels: {a: {network: x, handle: y}}\n',
    "zone-folder": b"version: 1\nid: a\nbrand: a\ntimezone: Europe\nchannels: {a: {network: x, handle: y}}\n",
    "zone-dot": b"version: 1\nid: a\nbrand: a\ntimezone: .\nchannels: {a: {network: x, handle: y}}\n",
    "network-path": b"version: 1\nid: a\nbrand: a\ntimezone: UTC\nchannels: {a: {network: ../x, handle: y}}\n",
    "unclosed-fence": b"---\nchannels: [bluesky-acme]\n",
    "fence-only": b"---\n",
    "two-fences": b"---\n---\n",
    "fence-spaces": b"--- \nchannels: [bluesky-acme]\n---  \nHello\n",
    "late-fence": b"\n\n---\nchannels: [bluesky-acme]\n---\nHello\n",
    "many-fences": b"---\n" * 5000,
    "odd-headings": _post(
        b"channels: [bluesky-acme]\n",
        b"## \n##\n## ,\n## ,,x-acme\n## first comment:\n##  first  comment : x\n",
    ),
    "braces-in-names": _post(b"channels: ['{0}', '{name}', '{', '}']\n", b"## {x}, {}\n{{ {0} }}\n"),
    "braces-in-values": b"version: '{got}'\nid: '{'\nbrand: a\n'{key}': 1\n'%s': 2\n",
    "odd-paths": _post(
        b"channels: [bluesky-acme]\nmedia:\n- {file: ../../../etc/passwd}\n- {file: /etc/passwd}\n- {file: 'C:\\x'}\n"
        b"- {file: ''}\n- {file: '.'}\n- {file: './'}\n- {file: \"a\\0b\"}\n- {file: '~/x'}\n- {file: '..'}\n"
    ),
    "lists-for-texts": _post(
        b"title: [a]\npublish_at: {b: c}\nchannels: d\noptions: [e]\nmedia: {f: g}\npoll: h\n"
    ),
    "options-of-lists": _post(
        b"channels: [bluesky-acme]\noptions: {bluesky: {publish_at: [a], link: {b: c}, format: [d]}}\n"
    ),
    "emoji-flood": "title: 👩🏽‍🚀🏳️‍🌈\n".encode() * 3 + "🇰🇷".encode() * 20_000,
    "zalgo": ("title: z" + "\u0301" * 50_000 + "\n").encode(),
    "rtl": "title: \u202eevil\u202c\n".encode(),
    "noncharacters": "title: \ufffe\uffff\U0010ffff\n".encode(),
    "controls": bytes(range(1, 32)),
    "all-bytes": bytes(range(256)),
    "backslashes": b'title: "' + b"\\" * 10_001 + b'"\n',
    "quotes": b"title: " + b"'" * 10_001 + b"\n",
    "block-scalars": b"a: |9\n  x\nb: >+-\n y\nc: |0\n",
    "tabs": b"a:\t1\n\tb: 2\n \t c: 3\n",
    "windows-path": b"a: C:\\Users\\x\n",
    "merge-conflict": _post(
        b"<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> other\nchannels: [bluesky-acme]\n"
    ),
    "html": b"<!doctype html><title>404</title>",
    "json": b'{"version": 1, "id": "acme"}',
    "binary": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "lfs-pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 12\n",
}
"""Name -> bytes. Some are YAML, some a post, some neither; each may lie under every path of PATHS."""

PATHS: tuple[str, ...] = (
    "smmops.yaml",
    "strategy.md",
    "team.yaml",
    "money.yaml",
    "freeze.yaml",
    "handles.yaml",
    "rights.yaml",
    "moderation.yaml",
    "personas/olivia-owner.md",
    "content/2026/12/brew-at-home.md",
    "content/ideas/cold-brew.md",
    "campaigns/winter-launch.yaml",
    "playbooks/complaint.md",
    "reviews/brew-at-home/1.yaml",
    "decisions/2026-12.md",
)
"""One path of every kind of file that is read."""
