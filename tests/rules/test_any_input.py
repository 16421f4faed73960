"""Whatever stands in the files, rules find problems and raise nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmops.media.sample import Sample, sample_bytes
from smmops.render.github import github
from smmops.render.text import text
from smmops.rules.examples import SETTINGS, TEAM
from smmops.rules.rule import POST
from smmops.rules.run import run
from smmops.store.load import load
from tests.rules.tree import Files

slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

LINES = [
    "channels: [bluesky-acme, mastodon-acme, x-acme, linkedin-acme, facebook-acme, instagram-acme, youtube-acme]",
    "publish_at: 2026-12-01 09:30",
    "publish_at: 9999-12-31 23:59",
    "publish_at: 0001-01-01 00:00",
    "not_after: 999999w",
    "link: https://acme.example/brew",
    "link: https://[::1",
    "media: [{file: bar.jpg, alt: A, part: 3}, {file: bar.jpg}]",
    "media: [{file: empty.jpg, captions: {ko: bar.jpg}, cover: bar.jpg, rights: [x]}]",
    "poll: {options: [a, a], duration: 0s}",
    "options: {bluesky: {tags: [[1], {a: b}], reply_control: }, x: {a: {b: c}}}",
    "disclose: {paid_partnership: [nobody], ai: generated}",
    "audience: {countries: [], min_age: 0}",
    "reply_to: brew-at-home",
    "quote: '://'",
    "content_warning: ' '",
    "card: {title: '', image: bar.jpg}",
    "persona: ../../etc",
    "campaign: a/b",
    "pillar: ''",
    "language: xx-XX",
    "# smmops: allow SMM204, SMM999 -- because",
    "labels: [a, a]",
]
BODIES = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                "## bluesky-acme",
                "## first comment: x",
                "---",
                "{{ link }}",
                "{{ @olivia-cafe }}",
                "{{ @nobody }}",
                "x" * 600,
                "https://acme.example/" + "a" * 300,
                "#" + "tag " * 50,
                "@a@b@c",
                "👨‍👩‍👧‍👦" * 80,
                "\u202e",
                "((((",
                "\\---",
                "",
            ]
        ),
        max_size=12,
    ).map("\n".join),
)


@slow
@given(st.lists(st.sampled_from(LINES), unique_by=lambda line: line.split(":")[0], max_size=12), BODIES)
def test_a_post_of_any_lines_is_judged_and_told(lines: list[str], body: str) -> None:
    front = "\n".join(["---", *lines, "---", body])
    files = {
        "smmops.yaml": SETTINGS.encode(),
        "team.yaml": TEAM.encode(),
        POST: front.encode("utf-8", "surrogatepass"),
        "content/media/bar.jpg": sample_bytes(Sample("image/jpeg")),
        "content/media/empty.jpg": b"",
    }
    tree = Files(files)
    found = run(load(tree), tree)
    for problem in found.problems:
        assert problem.path in files
        assert problem.line >= 0
    assert text(found, language="ko")
    assert github(found)


@slow
@given(
    st.lists(
        st.sampled_from(
            [
                "channels: {a: {network: bluesky, handle: '', server: 'http://', secrets: ''}}",
                "channels: {a: {network: mastodon, handle: '@', limits: {text: 0}}, b: {network: mastodon, handle: x}}",
                "channels: {a: {network: '', handle: x, was: [a, b, a]}}",
                "channels: {a: {network: x, handle: x, quiet: [{from: '00:00', to: '00:00'}], timezone: Mars/Base}}",
                "policy: {lease: 0s, lease_margin: 0s, per_day: 1, min_gap: 0s, duplicate_window: 99999w}",
                "policy: {banned: [{text: ' '}, {text: x}], allowed_links: ['', '.'], utm: {source: '{'}}",
                "policy: {rules: [{match: {channels: ['']}, approvals: {minimum: 100, any: ['']}}]}",
                "mentions: {a: {}, b: {name: ''}, c: {bluesky: ''}}",
                "notify: [{kind: slack, secret: ''}]",
                "since: 9999-12-31",
                "language: ko",
                "stage: scale",
                "forge: {kind: github}",
            ]
        ),
        max_size=6,
    )
)
def test_settings_of_any_lines_are_judged(lines: list[str]) -> None:
    head = "version: 1\nid: acme\nbrand: Acme\ntimezone: Asia/Seoul\n"
    post = "---\nchannels: [a]\npublish_at: 2026-12-01 09:30\n---\nOpen at https://acme.example {{ @a }}.\n"
    tree = Files({"smmops.yaml": head + "\n".join(lines) + "\n", "team.yaml": TEAM, POST: post})
    assert text(run(load(tree), tree))


@slow
@given(st.binary(max_size=300))
def test_media_of_any_bytes_are_judged(content: bytes) -> None:
    post = "---\nchannels: [bluesky-acme, x-acme]\nmedia: [{file: bar.jpg, alt: A}, {file: bar.mp4}]\n---\nOpen.\n"
    files = {"smmops.yaml": SETTINGS, "team.yaml": TEAM, POST: post, "content/media/bar.jpg": content}
    tree = Files({**files, "content/media/bar.mp4": content})
    assert run(load(tree), tree).problems
